/* SPDX-License-Identifier: ISC */
/* Tests of drawn tables among all else that Markdown has. */
#include "documents.h"
#include "test.h"

#include <time.h>

static void check(const char *text, const char *expected)
{
	struct document *document =
		document_from_markdown(text, strlen(text), 1);
	struct buffer found = BUFFER_INIT;

	document_describe(&found, document);
	assert_string_equal(buffer_string(&found), expected);
	assert_windows_agree(text, strlen(text));
	document_free(document);
	buffer_release(&found);
}

static void test_tables(void **state)
{
	(void)state;
	check("text\n\n  A     B\n  --- ---\n  *1*   2[^n]\n\n[^n]: note\n",
	      "1 <text>\n"
	      "3 |lr =<A|B|>\n"
	      "5 |lr <{e:1}|2{@0}|>\n"
	      "7 @0 <note>\n"
	      "@0 n\n");
	check("--- ---\n1   2\n--- ---\n\n# h\n", "2 |ll <1|2|>\n5 #<h>\n");
	/* A row's line is that of its first. */
	check("---------\nA   B\n--- -----\n1   2\n    2\n\n3   4\n---------\n",
	      "1 |ll =<A|B|>\n4 |ll <1|2 2|>\n7 |ll <3|4|>\n");
	check("+---+-----+\n| A | B   |\n+===+=====+\n| 1 | -   |\n"
	      "| 1 | [l] |\n+---+-----+\n\n[l]: u\n",
	      "1 |-- =<A|B|>\n4 |-- <1 1|- {l0:l}|>\n0 [10,11) u\n");
}

static void test_containers(void **state)
{
	(void)state;
	check("> q\n>\n>     A   B\n>   --- ---\n>     1   2\n>\n> r\n",
	      "1 > <q>\n3 > |rr =<A|B|>\n5 > |rr <1|2|>\n7 > <r>\n");
	check("1.  i\n\n        A   B\n      --- ---\n        1   2\n\n2.  j\n",
	      "1 1. <i>\n3 1. |rr =<A|B|>\n5 1. |rr <1|2|>\n7 2. <j>\n");
	check("t\n\n:   d\n\n    A   B\n    --- ---\n    1   2\n\n:   e\n",
	      "1 !<t>\n3 : <d>\n5 : |ll =<A|B|>\n7 : |ll <1|2|>\n9 : <e>\n");
	check("[^n]\n\n[^n]: x\n\n    --- ---\n    1   2\n    --- ---\n",
	      "1 <{@0}>\n3 @0 <x>\n6 @0 |ll <1|2|>\n@0 n\n");
}

/* In code and the like they stay as they are, and what is behind that too. */
static void test_none(void **state)
{
	(void)state;
	check("```\n\nA   B\n--- ---\n1   2\n\n```\n\nC   D\n--- ---\n3   4\n",
	      "1 ```<\\A   B\\--- ---\\1   2\\>\n"
	      "9 |ll =<C|D|>\n11 |ll <3|4|>\n");
	check("~~~\n\nA   B\n--- ---\n1   2\n\n~~~\n\nC   D\n--- ---\n3   4\n",
	      "1 ```<\\A   B\\--- ---\\1   2\\>\n"
	      "9 |ll =<C|D|>\n11 |ll <3|4|>\n");
	check("    A   B\n    --- ---\n    1   2\n\nend\n",
	      "1     <A   B\\--- ---\\1   2>\n5 <end>\n");
	check("<!--\n\nA   B\n--- ---\n1   2\n\n-->\n\nend\n", "9 <end>\n");
	check("Setext\n------\n\none word\n-- --\nx\n",
	      "1 ##<Setext>\n4 <one word>\n5 ---<>\n6 <x>\n");
}

static void test_divs(void **state)
{
	(void)state;
	check("::: {#d}\nA   B\n--- ---\n1   2\n:::\n\nend\n",
	      "2 |ll =<A|B|>\n4 |ll <1|2|>\n7 <end>\n#d 0\n");
	check("``` x\na\n```\n+---+\n| b |\n+---+\n\n",
	      "1 ```x<a>\n5 |- <b|>\n");
}

static void test_lineblocks(void **state)
{
	(void)state;
	check("| a\n|   *b*\n|\n| c\n\n| d | e |\n| f | g |\n",
	      "1 <a\\{e:b}\\\\c>\n6 <| d | e | | f | g |>\n");
}

static void test_captions(void **state)
{
	(void)state;
	check("Table: *Above* {#t}\n\nA   B\n--- ---\n1   2\n\n  : "
	      "Below\n\nx\n",
	      "1 !<{e:Above}>\n3 |ll =<A|B|>\n5 |ll <1|2|>\n7 <Below>\n9 <x>\n"
	      "#t 0\n");
	check("| a |\n|---|\n| 1 |\n\n: Of\n  lines\n\n: text\n",
	      "1 |- =<a|>\n3 |- <1|>\n5 <Of lines>\n8 <: text>\n");
	/* Behind a definition that is over. */
	check("t\n\n:   d\n\n  A   B\n  --- ---\n  1   2\n\n  : c\n",
	      "1 !<t>\n3 : <d>\n5 |ll =<A|B|>\n7 |ll <1|2|>\n9 <c>\n");
	/* Of nothing. */
	check("Table: x\n\ny\n\n: z\n", "1 <Table: x>\n3 !<y>\n5 : <z>\n");
	check("Table: x\n\ny\n\nA   B\n--- ---\n1   2\n\nTable:z\n",
	      "1 <Table: x>\n3 <y>\n5 |ll =<A|B|>\n7 |ll <1|2|>\n9 <z>\n");
}

/* --- Properties ----------------------------------------------------------- */

/* Windows of all sizes agree, whatever stands in whatever order. */
static void test_windows(void **unused)
{
	static const char *const parts[] = {
		"A   B\n--- ---\n1   2\n",
		"    A   B\n    --- ---\n    1   2\n",
		"> A   B\n> --- ---\n> 1   2\n",
		"--- ---\n1   2\n--- ---\n",
		"-------\nA   B\n--- ---\n1   2\n\n3   4\n-------\n",
		"+---+---+\n| a | b |\n+---+---+\n",
		"A   B\n--- ---\n",
		"--- ---\n",
		"-------\n",
		"+---+---+\n",
		"| a | b |\n",
		"|---|---|\n",
		"1   2\n",
		"\n",
		"\n",
		"\n",
		">\n",
		"Table: x\n",
		": x\n",
		":   x\n",
		"    x\n",
		"- x\n",
		"1.  x\n",
		"text\n",
		"~~~\n",
		"```\n",
		"<!--\n",
		"-->\n",
		"<div>\n",
		":::\n",
		"[^n]: x\n",
		"[l]: u\n",
		"[l] [^n]\n",
		"===\n",
	};
	uint64_t state = 7;

	(void)unused;
	for (int i = 0; i < 1500; i++) {
		struct buffer text = BUFFER_INIT;

		for (size_t n = 1 + test_random(&state) % 14; n; n--)
			buffer_append_string(
				&text, parts[test_random(&state) %
					     (sizeof(parts) / sizeof(*parts))]);
		assert_windows_agree(text.data, text.len);
		buffer_release(&text);
	}
}

/* Tables that are none, and many that are. */
static void test_linear(void **state)
{
	static const char *const parts[] = {
		"--- ",		"--- ---\n",	  "a\n--- ---\n",
		"\n--- ---\n",	"-----\na\n",	  "-- --\na\n\n",
		"+---+\n",	"+---+\n| a |\n", "A  B\n-- --\n1  2\n\n",
		"Table: x\n\n", ": x\n\n",	  "| a ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct buffer text = BUFFER_INIT;
		clock_t began = clock();

		buffer_append_string(&text, "x\n\n");
		while (text.len < 100000)
			buffer_append_string(&text, parts[i]);
		document_free(document_from_markdown(text.data, text.len,
						     LOAD_WINDOW));
		assert_true(clock() - began < 3 * CLOCKS_PER_SEC);
		buffer_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_containers),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_divs),
		cmocka_unit_test(test_lineblocks),
		cmocka_unit_test(test_captions),
		cmocka_unit_test(test_windows),
		cmocka_unit_test(test_linear),
	};

	return test_run(tests);
}
