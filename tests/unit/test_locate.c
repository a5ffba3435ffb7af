/* SPDX-License-Identifier: ISC */
/* Tests of places as a person writes them. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/locate.h"
#include "text/cells.h"

static uint32_t begin(struct document *piece, enum block_kind kind,
		      uint32_t line)
{
	return document_begin_block(piece, kind, DOCUMENT_NONE, line);
}

static void add(struct document *piece, const char *text)
{
	document_add_text(piece, text, strlen(text), 0, DOCUMENT_NONE);
}

static struct document *finish(struct document *piece)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);

	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	document_check(document);
	return document;
}

/*
 * An essay of this source:
 *  1  # Peace in our time
 *  3  Two lines
 *  4  of one paragraph.
 *  6  ~~~
 *  7  first
 *  8
 *  9  third
 * 10  ~~~
 * 12      indented
 * 13      code
 * 16  ## Peace in our time
 */
static struct document *essay(void)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	uint32_t block = begin(piece, BLOCK_HEADING, 1);

	piece->blocks[block].level = 1;
	add(piece, "Peace in our time");
	document_end_block(piece);
	begin(piece, BLOCK_PARAGRAPH, 3);
	add(piece, "Two lines of one paragraph.");
	document_end_block(piece);
	block = begin(piece, BLOCK_CODE, 6);
	piece->blocks[block].flags = BLOCK_FENCED;
	add(piece, "first\n\nthird");
	document_end_block(piece);
	begin(piece, BLOCK_CODE, 12);
	add(piece, "indented\ncode");
	document_end_block(piece);
	block = begin(piece, BLOCK_HEADING, 16);
	piece->blocks[block].level = 2;
	add(piece, "Peace in our time");
	document_end_block(piece);
	return finish(piece);
}

/* What stands at a byte, up to the line's end. */
static const char *line_at(const struct document *document, uint32_t off)
{
	static char line[80];
	const char *text = document->text.data + off;

	assert_true(off < document->text.len);
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(text, "\n"), text);
	return line;
}

static void test_what_has_the_form_of_a_place(void **state)
{
	static const struct {
		const char *name;
		bool is;
	} table[] = {
		{ "#slug", true },   { "#1", true },	  { "50%", true },
		{ "0%", true },	     { "250%", true },	  { ":1", true },
		{ ":123456", true }, { ":0", true },	  { "", false },
		{ "#", false },	     { ":", false },	  { "%", false },
		{ "50", false },     { "slug", false },	  { "-5%", false },
		{ "5.5%", false },   { " 5%", false },	  { "5%x", false },
		{ ":12x", false },   { ": 12", false },	  { ":-1", false },
		{ ":+1", false },    { "/words", false }, { "1e9%", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (locate_is_place(table[i].name) != table[i].is)
			fail_msg("\"%s\"", table[i].name);
}

/* Every form is_place() knows can be located, and nothing else. */
static void test_other_forms_are_not_found(void **state)
{
	static const char *const names[] = { "",    "#",  ":",
					     "%",   "50", "words",
					     "-5%", ":x", "#no-such-slug" };
	struct document *document = essay();
	uint32_t off;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_false(locate(document, names[i], &off));
	document_free(document);
}

static void test_slugs(void **state)
{
	struct document *document = essay();
	uint32_t off = 7;

	(void)state;
	assert_true(locate(document, "#peace-in-our-time", &off));
	assert_int_equal(off, 0);
	assert_true(locate(document, "#peace-in-our-time-1", &off));
	assert_int_equal(off, document->blocks[4].off);
	assert_false(locate(document, "#Peace-in-our-time", &off));
	assert_false(locate(document, "#peace-in-our-time-2", &off));
	document_free(document);
}

static void test_source_lines(void **state)
{
	static const struct {
		uint32_t line;
		const char *text;
	} table[] = {
		{ 0, "Peace in our time" },
		{ 1, "Peace in our time" },
		{ 2, "Peace in our time" },
		{ 3, "Two lines of one paragraph." },
		/* A rejoined paragraph has no lines. */
		{ 4, "Two lines of one paragraph." },
		{ 5, "Two lines of one paragraph." },
		/* The fence stands for the first line. */
		{ 6, "first" },
		{ 7, "first" },
		{ 8, "" },
		{ 9, "third" },
		/* What comes behind it, for the last. */
		{ 10, "third" },
		{ 11, "third" },
		{ 12, "indented" },
		{ 13, "code" },
		{ 15, "code" },
		{ 16, "Peace in our time" },
		{ 1000000, "Peace in our time" },
		{ UINT32_MAX, "Peace in our time" },
	};
	struct document *document = essay();

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		uint32_t off = locate_line(document, table[i].line);
		uint32_t same = UINT32_MAX;
		char name[16];

		assert_string_equal(line_at(document, off), table[i].text);
		snprintf(name, sizeof(name), ":%u", (unsigned)table[i].line);
		assert_true(locate(document, name, &same));
		assert_int_equal(same, off);
	}
	assert_int_equal(locate_line(document, 8), document->blocks[2].off + 6);
	assert_int_equal(locate_line(document, 16), document->blocks[4].off);
	document_free(document);
}

/* Verse keeps its lines, and has no fence before them. */
static void test_lines_of_verse(void **state)
{
	struct document *piece = document_new(DOCUMENT_PLAIN);
	struct document *document;

	(void)state;
	begin(piece, BLOCK_VERSE, 5);
	add(piece, "Ich weiß nicht,\n  was soll es bedeuten,\ndass ich");
	document_end_block(piece);
	document = finish(piece);
	assert_string_equal(line_at(document, locate_line(document, 5)),
			    "Ich weiß nicht,");
	assert_string_equal(line_at(document, locate_line(document, 6)),
			    "  was soll es bedeuten,");
	assert_string_equal(line_at(document, locate_line(document, 7)),
			    "dass ich");
	assert_string_equal(line_at(document, locate_line(document, 99)),
			    "dass ich");
	document_free(document);
}

/* A further percent is never further back, and never inside a character. */
static void test_percent(void **state)
{
	struct document *piece = document_new(DOCUMENT_MARKDOWN);
	struct document *document;
	uint32_t before = 0;
	uint32_t off;

	(void)state;
	for (uint32_t i = 0; i < 40; i++) {
		begin(piece, BLOCK_PARAGRAPH, i + 1);
		add(piece, i % 3 ? "漢字é e\u0301 👩\u200d👧." : "plain text");
		document_end_block(piece);
	}
	document = finish(piece);
	for (uint32_t percent = 0; percent <= 100; percent++) {
		char name[16];

		snprintf(name, sizeof(name), "%u%%", (unsigned)percent);
		assert_true(locate(document, name, &off));
		assert_in_range(off, before, document->text.len);
		assert_int_equal(cells_start(document->text.data,
					     document->text.len, off),
				 off);
		assert_in_range(off * 100 / document->text.len,
				percent > 3 ? percent - 3 : 0, percent);
		before = off;
	}
	assert_true(locate(document, "0%", &off));
	assert_int_equal(off, 0);
	assert_true(locate(document, "100%", &off));
	assert_int_equal(off, document->text.len);
	assert_true(locate(document, "4000000000%", &off));
	assert_int_equal(off, document->text.len);
	document_free(document);
}

static void test_a_document_without_text(void **state)
{
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	uint32_t off = 9;

	(void)state;
	assert_true(locate(document, ":12", &off));
	assert_int_equal(off, 0);
	off = 9;
	assert_true(locate(document, "50%", &off));
	assert_int_equal(off, 0);
	assert_false(locate(document, "#a", &off));
	document_free(document);
}

/* Of random sources: each line of code is found, each other line is that of
 * the last block that began before it. */
static void test_every_line_of_any_source(void **state)
{
	enum { SOURCES = 40, BLOCKS = 30 };
	uint64_t random = 29;

	(void)state;
	for (int n = 0; n < SOURCES; n++) {
		struct document *piece = document_new(DOCUMENT_MARKDOWN);
		struct document *document;
		uint32_t expected[BLOCKS * 9] = { 0 };
		uint32_t line = 1;

		for (int i = 0; i < BLOCKS; i++) {
			bool code = test_random(&random) & 1;
			bool fenced = test_random(&random) & 1;
			uint32_t lines = 1 + test_random(&random) % 4;
			uint32_t off = (uint32_t)piece->text.len;
			uint32_t block = begin(
				piece, code ? BLOCK_CODE : BLOCK_PARAGRAPH,
				line);

			if (code && fenced) {
				piece->blocks[block].flags = BLOCK_FENCED;
				expected[line++] = off;
			}
			for (uint32_t l = 0; l < lines; l++) {
				if (l)
					add(piece, "\n");
				expected[line++] =
					code ? (uint32_t)piece->text.len : off;
				add(piece, "xyz");
			}
			document_end_block(piece);
			/* A blank line, or none. */
			line += (uint32_t)(test_random(&random) & 1);
		}
		document = finish(piece);
		for (uint32_t l = 1; l < line; l++) {
			if (!expected[l] && l > 1 && expected[l - 1])
				expected[l] = expected[l - 1];
			assert_int_equal(locate_line(document, l), expected[l]);
		}
		document_free(document);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_has_the_form_of_a_place),
		cmocka_unit_test(test_other_forms_are_not_found),
		cmocka_unit_test(test_slugs),
		cmocka_unit_test(test_source_lines),
		cmocka_unit_test(test_lines_of_verse),
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_a_document_without_text),
		cmocka_unit_test(test_every_line_of_any_source),
	};

	return test_run(tests);
}
