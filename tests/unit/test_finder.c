/* SPDX-License-Identifier: ISC */
/* Tests of finding headings by a few letters. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/outline.h"
#include "reader/dispatch.h"
#include "reader/finder.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reading.h"

static const char book[] = "# Part I\n\nWords of the first part.\n\n"
			   "## The War\n\nWords of war.\n\n"
			   "### The new generation\n\nMore words.\n\n"
			   "#### A *level* [left](x) out\n\nWords.\n\n"
			   "## The Peace\n\nWords of peace.\n\n"
			   "# Part II\n\nWords.\n\n"
			   "### Élysée, 1963\n\nWords.\n\n"
			   "# The War\n\nOther words, at last.\n";

static int open_reading(void **state)
{
	struct reading *r = calloc(1, sizeof(*r));

	reading_open(r, book, 5, 60);
	*state = r;
	return 0;
}

static int close_reading(void **state)
{
	reading_close(*state);
	free(*state);
	return 0;
}

static void type(struct reading *r, const char *letters)
{
	for (; *letters; letters++)
		dispatch_key(&r->view, (unsigned char)*letters);
}

/* What an index of the list shows: "over|text". */
static const char *shown(struct reading *r, size_t index)
{
	static char line[200];
	struct list_row row = { 0 };

	assert_true(index < r->view.list.count);
	list_describe(&r->view, index, &row);
	snprintf(line, sizeof(line), "%s|%s", buffer_string(&row.over),
		 buffer_string(&row.text));
	list_row_release(&row);
	return line;
}

/* Without a letter typed all headings are a tree. */
static void test_tree(void **state)
{
	static const char *const lines[] = {
		"|Part I",
		"|  The War",
		"|    The new generation",
		"|      A level left out",
		"|  The Peace",
		"|Part II",
		"|  Élysée, 1963",
		"|The War",
	};
	struct reading *r = *state;
	struct buffer title = BUFFER_INIT;

	type(r, "T");
	assert_int_equal(r->view.focus, FOCUS_PROMPT);
	assert_int_equal(r->view.list.count, 8);
	for (size_t i = 0; i < 8; i++)
		assert_string_equal(shown(r, i), lines[i]);
	r->view.list.source->title(&r->view, &title);
	assert_string_equal(buffer_string(&title), "Headings: 8");
	buffer_release(&title);
}

/* The heading being read is selected. */
static void test_selects_current(void **state)
{
	struct reading *r = *state;
	uint32_t heading;

	type(r, "]]]]");
	heading = view_heading(&r->view);
	assert_int_not_equal(heading, 0);
	type(r, "T");
	assert_int_equal(list_item(&r->view.list), heading);
}

/* A few letters find a heading; it stands under those above it. */
static void test_finds(void **state)
{
	static const struct {
		const char *letters;
		const char *line;
	} cases[] = {
		{ "new gen", "Part I \xe2\x80\xba The War|The new generation" },
		{ "genratoin", "Part I \xe2\x80\xba The War|"
			       "The new generation" },
		{ "elysee", "Part II|Élysée, 1963" },
		{ "level", "Part I \xe2\x80\xba The War \xe2\x80\xba "
			   "The new generation|A level left out" },
		{ "the war", "Part I|The War" },
		{ "part ii", "|Part II" },
	};
	struct reading *r = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		type(r, "T");
		type(r, cases[i].letters);
		assert_string_equal(shown(r, 0), cases[i].line);
		assert_int_equal(r->view.list.selected, 0);
		dispatch_key(&r->view, KEYS_ESCAPE);
		assert_false(list_is_open(&r->view));
	}
	type(r, "Tqqqq");
	assert_int_equal(r->view.list.count, 0);
}

/* Enter goes there; going back comes back. */
static void test_goes(void **state)
{
	struct reading *r = *state;
	const char *top = reading_line(r, 0);

	type(r, "Tpeace");
	dispatch_key(&r->view, KEYS_ENTER);
	assert_int_equal(r->view.focus, FOCUS_PAGE);
	assert_string_equal(reading_line(r, 0), "The Peace");
	assert_int_equal(r->view.progress.way, PROGRESS_JUMP);
	dispatch_key(&r->view, KEYS_CONTROL | 'o');
	assert_string_equal(reading_line(r, 0), top);
	/* Of two that are called so, the second. */
	type(r, "Tthe war");
	dispatch_key(&r->view, KEYS_DOWN);
	assert_string_equal(shown(r, 1), "|The War");
	dispatch_key(&r->view, KEYS_ENTER);
	assert_int_equal(view_heading(&r->view), 7);
}

/* How long the section takes stands at the right. */
static void test_minutes(void **state)
{
	struct reading *r = *state;
	struct buffer text = BUFFER_INIT;
	struct list_row row = { 0 };

	buffer_append_string(&text, "# Short\n\nA word.\n\n# Long\n\n");
	for (int i = 0; i < 2400; i++)
		buffer_append_string(&text, "word ");
	reading_show(r, reading_document(buffer_string(&text)));
	buffer_release(&text);
	type(r, "T");
	list_describe(&r->view, 0, &row);
	assert_string_equal(buffer_string(&row.right), "1 min");
	list_describe(&r->view, 1, &row);
	/* The heading counts as well. */
	assert_string_equal(buffer_string(&row.right), "11 min");
	list_row_release(&row);
}

/* Another generation, with other headings, is listed anew. */
static void test_generations(void **state)
{
	struct reading *r = *state;

	type(r, "Twar");
	reading_replace(r, "# Peace\n\nWords.\n\n# Warsaw\n\nWords.\n");
	assert_true(list_is_open(&r->view));
	assert_int_equal(r->view.list.count, 1);
	assert_string_equal(shown(r, 0), "|Warsaw");
	dispatch_key(&r->view, KEYS_BACKSPACE);
	dispatch_key(&r->view, KEYS_BACKSPACE);
	dispatch_key(&r->view, KEYS_BACKSPACE);
	assert_int_equal(r->view.list.count, 2);
}

/* Headings that come are found at once, and their parents with them. */
static void test_grows(void **state)
{
	struct reading *r = *state;
	struct document *document = document_new(DOCUMENT_MARKDOWN);
	struct document *piece = reading_document("# First\n\nWords.\n");

	assert_true(document_append(document, piece));
	document_free(piece);
	reading_show(r, document);
	type(r, "Tnext");
	assert_int_equal(r->view.list.count, 0);
	piece = reading_document("## Next of kin\n\nWords.\n");
	assert_true(document_append(document, piece));
	document_free(piece);
	view_grew(&r->view);
	assert_int_equal(r->view.list.count, 1);
	assert_string_equal(shown(r, 0), "First|Next of kin");
}

/* Without headings there is none to find; while some may come they are waited
 * for. */
static void test_none(void **state)
{
	struct reading *r = *state;

	reading_show(r, reading_document("No heading.\n"));
	type(r, "T");
	assert_false(list_is_open(&r->view));
	assert_non_null(strstr(buffer_string(&r->view.message), "no headings"));
	r->document->complete = false;
	type(r, "T");
	assert_int_equal(r->view.request, REQUEST_WHOLE);
}

/* Guessed headings are listed where they count. */
static void test_inferred(void **state)
{
	struct reading *r = *state;
	struct document *document = document_new(DOCUMENT_PLAIN);
	struct document *piece = document_new(DOCUMENT_PLAIN);

	for (uint32_t i = 0; i < 6; i++) {
		bool heading = i % 2 == 0;
		uint32_t block = document_begin_block(
			piece, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
			DOCUMENT_NONE, i + 1);

		piece->blocks[block].level = heading ? 1 : 0;
		piece->blocks[block].flags = heading && i ? BLOCK_INFERRED : 0;
		document_add_text(piece, "Chapters", 8, 0, DOCUMENT_NONE);
		document_end_block(piece);
	}
	assert_true(document_append(document, piece));
	document_free(piece);
	document->complete = true;
	reading_show(r, document);
	type(r, "T");
	assert_int_equal(r->view.list.count, 3);
	dispatch_key(&r->view, KEYS_ESCAPE);
	r->view.options.inferred = !r->view.options.inferred;
	view_relayout(&r->view);
	type(r, "Tchap");
	assert_int_equal(r->view.list.count, 1);
}

/* The same heading is found whether or not the titles were made ready before
 * the first letter. */
static void test_many(void **state)
{
	struct reading *r = *state;
	struct buffer text = BUFFER_INIT;
	uint64_t random = 11;

	for (unsigned i = 0; i < 9000; i++)
		buffer_append_format(&text, "%.*s Title %u of %u\n\n",
				     1 + (int)(test_random(&random) % 6),
				     "######", i,
				     (unsigned)(test_random(&random) % 100));
	reading_show(r, reading_document(buffer_string(&text)));
	buffer_release(&text);
	type(r, "T");
	assert_int_equal(r->view.list.count, 9000);
	for (int i = 0; i < 2; i++)
		list_step(&r->view);
	type(r, "8765");
	assert_true(r->view.list.count >= 1);
	assert_int_equal(list_item(&r->view.list), 8765);
	dispatch_key(&r->view, KEYS_ENTER);
	assert_int_equal(outline_heading_at(r->document, r->view.top.off, true),
			 8765);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, open_reading, close_reading)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_tree),     TEST(test_selects_current),
		TEST(test_finds),    TEST(test_goes),
		TEST(test_minutes),  TEST(test_generations),
		TEST(test_grows),    TEST(test_none),
		TEST(test_inferred), TEST(test_many),
	};

	return test_run(tests);
}
