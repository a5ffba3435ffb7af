/* SPDX-License-Identifier: ISC */
/* Tests of tables that are drawn with dashes. */
#include "test.h"

#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "document/markdown/drawn.h"
#include "document/markdown/drawntable.h"
#include "document/markdown/escapes.h"

/* --- What becomes of a text ----------------------------------------------- */

/* The lines [first, end) of a text. */
static struct span lines_between(const char *text, uint32_t first, uint32_t end)
{
	const char *start = text;
	uint32_t line = 1;

	for (; line < first; line++)
		start = strchr(start, '\n') + 1;
	text = start;
	for (; line < end; line++)
		text = strchr(text, '\n') + 1;
	return (struct span){ start, (size_t)(text - start) };
}

/* A line that says how columns are aligned, with '!' where there is no header;
 * then the rows. */
static void write_table(struct buffer *out, const char *text,
			const struct drawn *drawn)
{
	struct buffer rows = BUFFER_INIT;
	struct drawn_table table;

	if (!drawn_write(&rows, &table,
			 lines_between(text, drawn->first, drawn->end),
			 drawn->kind)) {
		buffer_release(&rows);
		return;
	}
	buffer_append_format(out, "%zu%s%s\n", table.edge,
			     table.header ? "" : "!", table.alignments);
	for (const char *at = rows.data; *at; at += strcspn(at, "\n") + 1) {
		size_t len = strcspn(at, "\n");

		buffer_append(out, len ? at : "#", len ? len : 1);
		buffer_append_byte(out, '\n');
	}
	buffer_release(&rows);
}

/* Appends all tables of a text of whole lines. */
static void write_tables(struct buffer *out, const char *text)
{
	struct drawn drawn = { 0 };
	const char *at = text;
	uint32_t number = 1;

	for (; *at; number++) {
		size_t len = strcspn(at, "\n") + 1;

		if (drawn_look(&drawn, at, len, number))
			write_table(out, text, &drawn);
		at += len;
	}
	if (drawn_end(&drawn, number))
		write_table(out, text, &drawn);
	assert_false(drawn_is_open(&drawn));
}

static void replace(struct buffer *text, const char *what, const char *with)
{
	struct buffer out = BUFFER_INIT;
	const char *at = buffer_string(text);
	const char *found;

	while ((found = strstr(at, what))) {
		buffer_append(&out, at, (size_t)(found - at));
		buffer_append_string(&out, with);
		at = found + strlen(what);
	}
	buffer_append_string(&out, at);
	buffer_release(text);
	*text = out;
}

static void check(const char *text, const char *expected)
{
	struct buffer marked = BUFFER_INIT;
	struct buffer out = BUFFER_INIT;

	escapes_mark(&marked, text, strlen(text));
	write_tables(&out, buffer_string(&marked));
	replace(&out, ESCAPES_MARK, "^");
	assert_string_equal(buffer_string(&out), expected);
	buffer_release(&marked);
	buffer_release(&out);
}

/* --- Tables --------------------------------------------------------------- */

static void test_simple(void **state)
{
	static const struct {
		const char *text;
		const char *rows; /* '#': a line without one; '^': a mark */
	} cases[] = {
		{ "  Thing      km/h\n"
		  "  -------- ------\n"
		  "  Snail      0.05\n"
		  "  Reader        4\n",
		  "2lr\n"
		  "| Thing | km/h |\n"
		  "#\n"
		  "| Snail | 0.05 |\n"
		  "| Reader | 4 |\n" },
		/* All four ways; dashes at the end. */
		{ "\n"
		  "  Right     Left     Center     Default\n"
		  "-------     ------ ----------   -------\n"
		  "     12     12        12            12\n"
		  "-------     ------ ----------   -------\n"
		  "\n",
		  "0rlc-\n"
		  "| Right | Left | Center | Default |\n"
		  "#\n"
		  "| 12 | 12 | 12 | 12 |\n"
		  "#\n" },
		/* No header: the first line says how cells are aligned. */
		{ "text\n\n--- ---\n1     2\na     b\n--- ---\n\ntext\n",
		  "0!lr\n#\n| 1 | 2 |\n| a | b |\n#\n" },
		/* Empty cells; text behind the last dashes. */
		{ " a    b\n -- ---\n      x y z\n c\n",
		  "1lr\n| a | b |\n#\n|  | x y z |\n| c |  |\n" },
		/* In quotes, in an item, with tabs. */
		{ ">  a  b\n> -- --\n>  1  2\n>\n> text\n",
		  "2rr\n| a | b |\n#\n| 1 | 2 |\n" },
		{ "-   x\n\n      A   B\n      --- ---\n      1   2\n",
		  "6ll\n| A | B |\n#\n| 1 | 2 |\n" },
		{ "a\tb\n---\t---\n1\t2\n", "0ll\n| a | b |\n#\n| 1 | 2 |\n" },
		/* Columns are those of the screen; pipes, escapes and code. */
		{ "\xe6\xbc\xa2\xe5\xad\x97  b\n----  -------\n"
		  "\xe5\xad\x97 x  `a|b`\n\\~    \\| c\n",
		  "0-l\n| \xe6\xbc\xa2\xe5\xad\x97 | b |\n#\n"
		  "| \xe5\xad\x97 x | `a\\|b` |\n| ^\\~ | ^\\\\| c |\n" },
		{ "a           b\n----------- --\n" ESCAPES_MARK
		  " \\[x\\]     y\n",
		  "0ll\n| a | b |\n#\n| ^^ ^\\[x^\\] | y |\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i].text, cases[i].rows);
}

static void test_multiline(void **state)
{
	(void)state;
	check("\n"
	      "-------------------------------------------------------------\n"
	      " Centered   Default           Right Left\n"
	      "  Header    Aligned         Aligned Aligned\n"
	      "----------- ------- --------------- -------------------------\n"
	      "   First    row                12.0 Example of a row that\n"
	      "                                    spans multiple lines.\n"
	      "\n"
	      "  Second    row                 5.0 Here's another.\n"
	      "-------------------------------------------------------------\n"
	      "\n",
	      "0c-rl\n"
	      "| Centered Header | Default Aligned | Right Aligned | "
	      "Left Aligned |\n#\n#\n#\n"
	      "| First | row | 12.0 | Example of a row that spans multiple "
	      "lines. |\n#\n#\n"
	      "| Second | row | 5.0 | Here's another. |\n#\n");
	/* No header; one row, which a blank line follows. */
	check("----- ------\na\\    b\nc     d\\\\\n\n----- ------\n",
	      "0!ll\n#\n| a c | b d\\\\ |\n#\n#\n#\n");
	/* Lines of Chinese are joined by nothing. */
	check("> ----- ---\n> \xe6\xbc\xa2\xe5\xad\x97  b\n> \xe6\xbc\xa2    "
	      "c\n"
	      ">\n> d     e\n>\n> ---------\n",
	      "2!ll\n#\n| \xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2 | b c |\n"
	      "#\n#\n| d | e |\n#\n#\n");
}

static void test_grid(void **state)
{
	(void)state;
	check("+---------+:-----:+\n"
	      "| Fruit   | Price |\n"
	      "+=========+======:+\n"
	      "| Bananas | $1.34 |\n"
	      "|         |       |\n"
	      "| - one   |       |\n"
	      "+---------+-------+\n"
	      "| Or|ange | \\|    |\n"
	      "+---------+-------+\n",
	      "0-r\n| Fruit | Price |\n#\n#\n"
	      "| Bananas - one | $1.34 |\n#\n#\n#\n"
	      "| Or\\|ange | ^\\\\| |\n#\n");
	/* No header; of one column. */
	check("  +:---+:--:+\n  | a  | b  |\n  +----+----+\n",
	      "2!lc\n#\n| a | b |\n#\n");
	check("+---+\n| a |\n| b |\n+---+\n", "0!-\n#\n| a b |\n#\n#\n");
	/* Cells over several columns and rows. */
	check("+---+---+\n| a b c |\n+---+---+\n| d | e |\n|   +---+\n"
	      "| f | g |\n+---+---+\n",
	      "0!--\n#\n| a b c |  |\n#\n| d | e |\n#\n| f | g |\n#\n");
	/* A header of two rows is one. */
	check("+---+---+\n| a | b |\n|   +---+\n|   | c |\n+===+===+\n"
	      "| d | e |\n+---+---+\n",
	      "0--\n| a | b c |\n#\n#\n#\n#\n| d | e |\n#\n");
	/* Somebody else's widths. */
	check("+----+----+\n| \xe6\xbc\xa2  | b  |\n+----+----+\n",
	      "0!--\n#\n| \xe6\xbc\xa2 | b |\n#\n");
}

/* What is none, or not surely one. */
static void test_none(void **state)
{
	static const char *const cases[] = {
		/* Underlines, rules, prose. */
		"Chapter\n-------\ntext\n",
		"text\n- - - -\ntext\n",
		"text\n-- --\n\n",
		"Two words\n--- -----\n\ntext\n",
		"Chapter One\n------- ---\nIt was the best of times.\n",
		"a long line\n-- --\nx\n",
		"over\na b\n- -\n1 2\n",
		"over it\na  b\n-- --\n1  2\n",
		"-----\ntext below a rule\n\n-----\n\n",
		"-----\nA  B\n-- --\n1  2\n\nno end\n",
		"-- --\na  b\n\nno end\n",
		"-- --\na  b\n-- --\nno end\n",
		/* A fence may end code that all this stands in. */
		"a  b\n-- --\n1  2\n```\n",
		/* The lines are not in one quote; text before the dashes. */
		"> a  b\n-- --\n1  2\n",
		"  a  b\n  -- --\nx 1  2\n",
		/* Grids. */
		"+---+---+\n\n",
		"+---+---+\n| a | b |\n\n",
		"+---+---+\n| a | b |\ntext\n+---+---+\n",
		"+---+---+\n| a b |\n+---+---+\n",
		"+---+---+\n| a | b |\n+--+----+\n",
		"+---+---+\n| a | b | c\n+---+---+\n",
		"text\n+---+---+\n| a | b |\n+---+---+\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check(cases[i], "");
}

/* Divs and fences may stand right beside them. */
static void test_fences(void **state)
{
	(void)state;
	check("::: x\nA   B\n--- ---\n1   2\n:::\n--- ---\n1   2\n--- "
	      "---\n:::\n",
	      "0ll\n| A | B |\n#\n| 1 | 2 |\n0!ll\n#\n| 1 | 2 |\n#\n");
	check("```\n+---+\n| a |\n+---+\n:::\n", "0!-\n#\n| a |\n#\n");
}

/* One that is not closed leaves the next one alone. */
static void test_again(void **state)
{
	(void)state;
	check("-- --\na  b\n\nc  d\n-- --\n1  2\n\n",
	      "0ll\n| c | d |\n#\n| 1 | 2 |\n");
	check("-----\ntext\n\nc  d\n-- --\n1  2\n\n",
	      "0ll\n| c | d |\n#\n| 1 | 2 |\n");
}

/* --- Properties ----------------------------------------------------------- */

static size_t count_of(struct span text, char byte)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.ptr[i] == byte;
	return count;
}

static void check_table(const char *text, const struct drawn *drawn,
			size_t *tables)
{
	struct span lines = lines_between(text, drawn->first, drawn->end);
	struct buffer out = BUFFER_INIT;
	struct drawn_table table;

	if (drawn_write(&out, &table, lines, drawn->kind)) {
		struct span written = { out.data, out.len };

		++*tables;
		assert_int_equal(count_of(written, '\n'),
				 count_of(lines, '\n'));
		for (const char *c = "abx`["; *c; c++)
			assert_int_equal(count_of(written, *c),
					 count_of(lines, *c));
	} else {
		assert_int_equal(out.len, 0);
	}
	buffer_release(&out);
}

/* Whatever stands in whatever order: no line and no word is lost. */
static void test_any_lines(void **unused)
{
	static const char *const parts[] = {
		"a",	       "bx",
		" ",	       "\t",
		"-----",       "> ",
		"\\",	       "|",
		"`",	       "[x",
		"\\~",	       "\xe6\xbc\xa2",
		ESCAPES_MARK,  "\xcc\x81",
		"\n",	       "\n",
		"\n",	       "--- ---\n",
		"--- ---\n",   "\n--- ---\n",
		"-------\n",   "\na   b\n--- ---\n",
		"a   bx\n",    "> a   b\n",
		"> --- ---\n", "\n+---+---+\n",
		"+---+---+\n", "+===+---+\n",
		"| a | x |\n", "| ax b  |\n",
		"|   +---+\n",
	};
	uint64_t state = 5;
	size_t tables = 0;

	(void)unused;
	for (int i = 0; i < 20000; i++) {
		struct buffer source = BUFFER_INIT;
		struct buffer text = BUFFER_INIT;
		struct drawn drawn = { 0 };
		uint32_t number = 1;

		for (size_t n = 3 + test_random(&state) % 20; n; n--)
			buffer_append_string(
				&source,
				parts[test_random(&state) %
				      (sizeof(parts) / sizeof(*parts))]);
		buffer_append_byte(&source, '\n');
		escapes_mark(&text, source.data, source.len);
		for (const char *at = text.data; *at; number++) {
			size_t len = strcspn(at, "\n") + 1;

			if (drawn_look(&drawn, at, len, number))
				check_table(text.data, &drawn, &tables);
			at += len;
		}
		if (drawn_end(&drawn, number))
			check_table(text.data, &drawn, &tables);
		buffer_release(&source);
		buffer_release(&text);
	}
	assert_true(tables > 200);
}

/* A megabyte of anything takes no longer than a megabyte of text. */
static void test_linear(void **state)
{
	static const char *const parts[] = {
		"-",
		"- ",
		"-- ",
		"+",
		"|",
		"+---",
		"--- ---\n",
		"a\n--- ---\n",
		"\n--- ---\n",
		"--- ---\na\n",
		"-----\na\n",
		"-- --\na\n\n",
		"+---+\n",
		"+---+\n| a |\n",
		"\n---\na\n-- --\n",
		"a  b\n-- --\n1  2\n\n",
		"> ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct buffer text = BUFFER_INIT;
		struct buffer out = BUFFER_INIT;
		struct drawn drawn = { 0 };
		struct drawn_table table;
		clock_t began = clock();
		const char *first;
		uint32_t number = 1;

		while (text.len < 1000000)
			buffer_append_string(&text, parts[i]);
		buffer_append_string(&text, "\n\n");
		first = text.data;
		for (const char *at = text.data; *at; number++) {
			size_t len = strcspn(at, "\n") + 1;

			if (drawn.state == DRAWN_NONE)
				first = at;
			if (drawn_look(&drawn, at, len, number) && first < at)
				drawn_write(
					&out, &table,
					(struct span){ first,
						       (size_t)(at - first) },
					drawn.kind);
			at += len;
		}
		assert_true(clock() - began < 3 * CLOCKS_PER_SEC);
		buffer_release(&text);
		buffer_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_simple),
		cmocka_unit_test(test_multiline),
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_fences),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_any_lines),
		cmocka_unit_test(test_linear),
	};

	return test_run(tests);
}
