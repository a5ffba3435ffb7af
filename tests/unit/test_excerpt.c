/* SPDX-License-Identifier: ISC */
/* Tests of what is copied: as it reads, and as a quote. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "reader/excerpt.h"
#include "reading.h"

/* The range from the start of one string to the end of another; "" and "" is
 * the whole text. */
static struct excerpt between(const struct document *document,
			      const char *first, const char *last)
{
	const char *text = document->text.data;
	const char *from = strstr(text, first);
	const char *to = *last && from ? strstr(from, last) : NULL;

	assert_non_null(from);
	if (*last)
		assert_non_null(to);
	return (struct excerpt){
		.document = document,
		.off = (uint32_t)(from - text),
		.end = *last ? (uint32_t)(to + strlen(last) - text)
			     : (uint32_t)document->text.len,
	};
}

static const struct excerpt_case {
	const char *source;
	const char *first, *last;
	const char *text;
	const char *name;
} cases[] = {
	/* Words and lines. */
	{ "One *two*\nthree [four](u)[^1].\n\n[^1]: No.\n", "One", "four.",
	  "One two three four.", "a sentence" },
	{ "One two. Three.\n", "One", "two.", "One two.", "a sentence" },
	{ "One two. Three. Four.\n", "One", "Three.", "One two. Three.",
	  "2 sentences" },
	{ "One two. Three.\n", "One", "", "One two. Three.", "a paragraph" },
	{ "One two. Three.\n", "two", "two", "two", "a word" },
	{ "One two. Three.\n", "ne", "Th", "ne two. Th",
	  "a part of a paragraph" },
	{ "One\\\ntwo  \nthree\n", "One", "", "One\ntwo\nthree", "a sentence" },
	{ "Do\xc2\xadnau\xc2\xad"
	  "dampf\n",
	  "Do", "", "Donaudampf", "a word" },
	/* Paragraphs. */
	{ "One.\n\nTwo. Half.\n\n> Three.\n", "One", "",
	  "One.\n\nTwo. Half.\n\n"
	  "Three.",
	  "3 paragraphs" },
	{ "One. Two.\n\nThree. Four.\n", "Two", "Three.", "Two.\n\nThree.",
	  "2 sentences" },
	{ "One. Two.\n\nThree. Four.\n", "wo", "Thr", "wo.\n\nThr",
	  "parts of 2 paragraphs" },
	{ "# Title\n\nText.\n", "Title", "Title", "Title", "the heading" },
	{ "One.\n\n***\n\nTwo.\n", "One", "", "One.\n\n---\n\nTwo.",
	  "2 paragraphs" },
	/* Lists: the one item is words, several are items. */
	{ "- one\n- two\n- three\n", "two", "two", "two", "a word" },
	{ "- one\n- two\n- three\n", "one", "", "- one\n- two\n- three",
	  "3 paragraphs" },
	{ "- one\n- two\n- three\n", "ne", "two", "ne\n- two",
	  "parts of 2 paragraphs" },
	{ "9. one\n10. two\n\n    more\n", "one", "",
	  "9. one\n\n10. two\n\n    more", "3 paragraphs" },
	{ "- [x] done\n- [ ] open\n", "done", "", "- [x] done\n- [ ] open",
	  "2 paragraphs" },
	{ "- one\n  - two\n    - three\n\nout\n", "one", "",
	  "- one\n  - two\n    - three\n\nout", "4 paragraphs" },
	{ "- one\n  - two\n    - three\n\nout\n", "two", "out",
	  "- two\n  - three\n\nout", "3 paragraphs" },
	{ "- one\n\n  more\n- two\n", "more", "", "more\n\n- two",
	  "2 paragraphs" },
	{ "- one  \n  line\n- two\n", "one", "", "- one\n  line\n- two",
	  "2 paragraphs" },
	/* Tables. */
	{ "| a | b |\n|---|---|\n| c | d |\n", "a", "", "a\tb\nc\td",
	  "2 rows" },
	{ "| a | b | c |\n|---|---|---|\n| d |  | f |\n", "d", "", "d\t\tf",
	  "a row of a table" },
	{ "| a | b |\n|---|---|\n| c | d |\n", "b", "c", "b\nc",
	  "parts of 2 rows" },
	{ "| a | b |\n|---|---|\n| one two | d |\n", "two", "two", "two",
	  "a part of a row" },
	/* Code, exactly. */
	{ "Text.\n\n```c\nint\tx;\n\n  y  ;\n```\n", "int", ";\n\n  y  ;",
	  "int\tx;\n\n  y  ;\n", "the code block" },
	{ "```\n  int x;\n  y;\n```\n", "int", "y", "int x;\n  y",
	  "a part of the code" },
	{ "```\n*so\xc2\xad"
	  "ft*\n```\n",
	  "*so", "",
	  "*so\xc2\xad"
	  "ft*\n",
	  "the code block" },
	{ "Text.\n\n```\n\tx\n```\n\nEnd.\n", "Text", "",
	  "Text.\n\n\tx\n\nEnd.", "3 paragraphs" },
};

static void test_as_it_reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct excerpt_case *c = &cases[i];
		struct document *document = reading_document(c->source);
		struct excerpt excerpt = between(document, c->first, c->last);
		struct buffer out = BUFFER_INIT;

		excerpt_append(&excerpt, &out);
		assert_string_equal(buffer_string(&out), c->text);
		buffer_clear(&out);
		excerpt_append_name(&excerpt, &out);
		assert_string_equal(buffer_string(&out), c->name);
		buffer_release(&out);
		document_free(document);
	}
}

/* --- Quotes ----------------------------------------------------------------
 */

#define FRONT                                              \
	"---\ntitle: On *Stars*\nauthor: Ann [Bee]\nurl: " \
	"https://example.org/a(b)\n---\n\n"

static const struct {
	const char *source;
	const char *first, *last;
	const char *name;
	const char *quote;
} quotes[] = {
	{ "One.\n\nTwo.\n", "One", "", NULL, "> One.\n>\n> Two.\n" },
	{ "One.\n\nTwo.\n", "One", "One.", "/home/x/an_essay.md",
	  "> One.\n>\n> \xe2\x80\x94 *an_essay.md*\n" },
	{ "# Title\n\nOne.\n\n## Part 1\n\nTwo.\n", "Two", "", "x.md",
	  "> Two.\n>\n> \xe2\x80\x94 *Title*, Part 1\n" },
	{ "# Title\n\nOne.\n", "One", "", "x.md",
	  "> One.\n>\n> \xe2\x80\x94 *Title*\n" },
	{ FRONT "One.\n", "One", "", NULL,
	  "> One.\n>\n> \xe2\x80\x94 Ann \\[Bee\\], [*On \\*Stars\\**]"
	  "(<https://example.org/a(b)>)\n" },
	{ "one\\\ntwo\n", "one", "", NULL, "> one\\\n> two\n" },
	{ "1\\. a \\*b\\* _c_\n\n\\# d\n", "1.", "", NULL,
	  "> 1\\. a \\*b\\* c\n>\n> \\# d\n" },
	{ "- a\n- b\n\n```sh\nls `x`\n```\n", "a", "", NULL,
	  "> - a\n> - b\n>\n> ```sh\n> ls `x`\n> ```\n" },
	/* A number that could not begin a list where it stands. */
	{ "1. one\n2. two\n", "ne", "", NULL, "> ne\n>\n> 2. two\n" },
	{ "<ul><li>a<ol start=3><li>b</li></ol></li></ul>\n", "a", "", NULL,
	  "> - a\n>\n>   3. b\n" },
	{ "~~~\na\n```\nb\n~~~\n", "a", "", NULL,
	  "> ````\n> a\n> ```\n> b\n> ````\n" },
	{ "| a | b |\n|:--|--:|\n| c\\|c | d |\n", "a", "", NULL,
	  "> | a | b |\n> | :--- | ---: |\n> | c\\|c | d |\n" },
	{ "| a | b |\n|:--|--:|\n| c | d |\n| e | f |\n", "c", "", NULL,
	  "> c \\| d\\\n> e \\| f\n" },
};

static void test_quotes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++) {
		struct document *document = reading_document(quotes[i].source);
		struct excerpt excerpt =
			between(document, quotes[i].first, quotes[i].last);
		struct buffer out = BUFFER_INIT;

		excerpt_append_quote(&excerpt, quotes[i].name, true, &out);
		assert_string_equal(buffer_string(&out), quotes[i].quote);
		buffer_release(&out);
		document_free(document);
	}
}

/* Text made of what Markdown takes for marks. */
static void add_marks(struct document *piece, uint64_t *random, bool lines)
{
	static const char *const pieces[] = {
		"*",	"**",	 "_",	  "__",	  "`",
		"``",	"[",	 "]",	  "](",	  ")",
		"<",	">",	 "<b>",	  "~",	  "~~",
		"==",	"^",	 "#",	  "# ",	  "-",
		"- ",	"+ ",	 "1. ",	  "2) ",  "=",
		"===",	"---",	 "|",	  "| -",  "\\",
		"\\\\", "&amp;", "&",	  "#x;",  "{",
		"}",	"{#a}",	 "5% ",	  "[^1]", ":",
		": ",	":::",	 "!",	  "![",	  "[[",
		"]]",	"a",	 "word",  "B",	  "1",
		" ",	" ",	 " ",	  ". ",	  "\xc3\xa9",
		"$",	"\"",	 "'",	  "(c)",  "--",
		"...",	"[x] ",	 "/",	  "?",	  "<!--",
		"-->",	"</p>",	 "* * *", "+--",  "\xe2\x80\x94",
	};
	unsigned count = 1 + (unsigned)(test_random(random) % 12);

	document_add_text(piece, "x", test_random(random) % 2, 0,
			  DOCUMENT_NONE);
	for (unsigned n = 0; n < count; n++) {
		const char *text = pieces[test_random(random) %
					  (sizeof(pieces) / sizeof(pieces[0]))];

		document_add_text(piece, text, strlen(text), 0, DOCUMENT_NONE);
		if (lines && test_random(random) % 8 == 0)
			document_add_text(piece, "\n", 1, 0, DOCUMENT_NONE);
	}
	document_add_text(piece, "y", 1, 0, DOCUMENT_NONE);
}

static uint32_t add_item(struct document *piece, uint32_t list, uint32_t number)
{
	uint32_t item = document_add_container(piece, CONTAINER_ITEM, list);

	piece->containers[item].ordered = piece->containers[list].ordered;
	piece->containers[item].delimiter = piece->containers[list].delimiter;
	piece->containers[item].number = number;
	piece->containers[list].number = number;
	return item;
}

/* A document of some blocks of such text, in items or not. */
static struct document *marked_document(uint64_t *random)
{
	static const enum block_kind kinds[] = { BLOCK_PARAGRAPH,
						 BLOCK_PARAGRAPH, BLOCK_HEADING,
						 BLOCK_CODE };
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	unsigned blocks = 1 + (unsigned)(test_random(random) % 4);
	uint32_t list = DOCUMENT_NONE;
	uint32_t item = DOCUMENT_NONE;

	if (test_random(random) % 2) {
		list = document_add_container(piece, CONTAINER_LIST,
					      DOCUMENT_NONE);
		piece->containers[list].ordered = test_random(random) % 2;
		piece->containers[list].delimiter = ')';
	}
	for (unsigned i = 0; i < blocks; i++) {
		enum block_kind kind = kinds[test_random(random) % 4];
		uint32_t index;

		if (list != DOCUMENT_NONE &&
		    (item == DOCUMENT_NONE || test_random(random) % 2))
			item = add_item(piece, list, 9 + i);
		index = document_begin_block(piece, kind, item, i + 1);
		if (kind == BLOCK_HEADING)
			piece->blocks[index].level = 3;
		add_marks(piece, random, kind != BLOCK_HEADING);
		document_end_block(piece);
	}
	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	document_check(document);
	return document;
}

/* Whether a quote, read as Markdown, has the text that was quoted; it may say
 * where from below. */
static bool reads_as(const char *quote, const char *text, size_t len)
{
	struct document *again = reading_document(quote);
	const char *rest = again->text.data + len;
	bool same = again->text.len >= len &&
		    memcmp(again->text.data, text, len) == 0 &&
		    (again->text.len == len ||
		     strncmp(rest, "\xe2\x80\x94 ", 4) == 0);

	if (!same)
		print_message("%s\n is read as\n%s\n", quote,
			      buffer_string(&again->text));
	document_free(again);
	return same;
}

static void test_quotes_read_the_same(void **state)
{
	uint64_t random = 5;

	(void)state;
	for (int round = 0; round < 4000; round++) {
		struct document *document = marked_document(&random);
		struct excerpt excerpt = { document, 0,
					   (uint32_t)document->text.len };
		struct buffer out = BUFFER_INIT;

		excerpt_append_quote(&excerpt, NULL, true, &out);
		assert_true(reads_as(buffer_string(&out), document->text.data,
				     document->text.len));
		buffer_release(&out);
		document_free(document);
	}
}

/* The same of whole documents, with all kinds of blocks. */
static void test_quoted_documents_read_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed < 40; seed++) {
		char *essay = reading_essay(seed, 20);
		struct document *document = reading_document(essay);
		struct excerpt excerpt = { document, 0,
					   (uint32_t)document->text.len };
		struct buffer out = BUFFER_INIT;

		excerpt_append_quote(&excerpt, NULL, true, &out);
		assert_true(reads_as(buffer_string(&out), document->text.data,
				     document->text.len));
		buffer_release(&out);
		document_free(document);
		free(essay);
	}
}

/* Whatever is cut out of a text, it is its words in their order. */
static void test_any_range(void **state)
{
	char *essay = reading_essay(3, 40);
	struct document *document = reading_document(essay);
	uint64_t random = 9;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		uint32_t off =
			(uint32_t)(test_random(&random) % document->text.len);
		uint32_t end = off + 1 +
			       (uint32_t)(test_random(&random) %
					  (document->text.len - off));
		struct excerpt excerpt = { document, off, end };
		struct buffer out = BUFFER_INIT;
		const char *at;

		excerpt_append(&excerpt, &out);
		at = buffer_string(&out);
		for (uint32_t i = off; i < end; i++) {
			char c = document->text.data[i];

			if (c == '\n' || c == ' ')
				continue;
			at = strchr(at, c);
			assert_non_null(at);
			at++;
		}
		buffer_clear(&out);
		excerpt_append_quote(&excerpt, "x", true, &out);
		excerpt_append_name(&excerpt, &out);
		assert_true(out.len > 0);
		buffer_release(&out);
	}
	document_free(document);
	free(essay);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_it_reads),
		cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_quotes_read_the_same),
		cmocka_unit_test(test_quoted_documents_read_the_same),
		cmocka_unit_test(test_any_range),
	};

	return test_run(tests);
}
