/* SPDX-License-Identifier: ISC */
/* Tests of how long is left, and of what the view tells of its reader. */
#include "test.h"

#include <stdlib.h>

#include "reader/dispatch.h"
#include "reader/move.h"
#include "reader/progress.h"
#include "reading.h"

enum { SECOND = 1000 };

/* Ten words a paragraph. */
static void add_paragraphs(struct buffer *text, int count)
{
	for (int i = 0; i < count; i++)
		buffer_append_string(text, "One two three four five six "
					   "seven eight nine ten.\n\n");
}

/* Sections of 2400, 480 and 4800 words: 10, 2 and 20 minutes. */
static char *book(void)
{
	struct buffer text = BUFFER_INIT;

	add_paragraphs(&text, 24);
	buffer_append_string(&text, "# One\n\n");
	add_paragraphs(&text, 240);
	buffer_append_string(&text, "## Of one\n\n");
	add_paragraphs(&text, 48);
	buffer_append_string(&text, "# Two\n\n");
	add_paragraphs(&text, 480);
	return buffer_detach(&text);
}

static void test_minutes_of_the_section(void **state)
{
	char *text = book();
	struct reading r;

	(void)state;
	reading_open(&r, text, 24, 80);
	/* Before the first heading there is none. */
	assert_int_equal(view_section_minutes_left(&r.view), 0);
	assert_in_range(view_minutes_left(&r.view), 33, 34);
	/* What lies below a heading is its own. */
	move_headings(&r.view, 1);
	assert_in_range(view_section_minutes_left(&r.view), 12, 13);
	assert_in_range(view_minutes_left(&r.view), 32, 33);
	move_headings(&r.view, 1);
	assert_in_range(view_section_minutes_left(&r.view), 2, 3);
	move_headings(&r.view, 1);
	assert_in_range(view_section_minutes_left(&r.view), 20, 21);
	assert_int_equal(view_section_minutes_left(&r.view),
			 view_minutes_left(&r.view));
	/* More of the last one may come, but not of those before it. */
	r.document->complete = false;
	assert_int_equal(view_section_minutes_left(&r.view), 0);
	move_headings(&r.view, -1);
	assert_in_range(view_section_minutes_left(&r.view), 2, 3);
	r.document->complete = true;
	move_end(&r.view);
	assert_int_equal(view_section_minutes_left(&r.view), 0);
	reading_close(&r);
	free(text);
}

/* While a text is still coming, what is to come counts as well. */
static void test_minutes_of_what_is_to_come(void **state)
{
	char *text = book();
	struct reading r;
	size_t all;

	(void)state;
	reading_open(&r, text, 24, 80);
	all = view_minutes_left(&r.view);
	r.document->complete = false;
	r.view.source_done = 1000;
	r.view.source_all = 3000;
	assert_in_range(view_minutes_left(&r.view), 3 * all - 3, 3 * all + 3);
	reading_close(&r);
	free(text);
}

/* The reader waits so many seconds before each of the keys. */
static void type(struct reading *r, const char *keys, int seconds, int64_t *now)
{
	for (; *keys; keys++) {
		*now += (int64_t)seconds * SECOND;
		dispatch_key(&r->view, (unsigned char)*keys);
		view_follow_reader(&r->view, *now);
	}
}

static void test_reading_is_followed(void **state)
{
	char *text = book();
	struct reading r;
	int64_t now = 0;
	uint32_t off, end;

	(void)state;
	reading_open(&r, text, 24, 80);
	view_follow_reader(&r.view, now);
	/* What leaves by a page or a line is read, what is on the page not. */
	type(&r, "  j", 30, &now);
	view_visible(&r.view, &off, &end);
	assert_int_equal(progress_furthest(&r.view.progress), off);
	assert_int_equal(progress_share(&r.view.progress, 0, off), 1000);
	/* Looked at, but not read. */
	type(&r, "Gk", 30, &now);
	assert_int_equal(progress_furthest(&r.view.progress), off);
	type(&r, "g", 30, &now);
	assert_int_equal(progress_furthest(&r.view.progress), off);
	/* Skimmed. */
	type(&r, "    ", 1, &now);
	assert_int_equal(progress_furthest(&r.view.progress), off);
	reading_close(&r);
	free(text);
}

/* Help hides the text: that time is not for it. */
static void test_help_is_no_reading(void **state)
{
	char *text = book();
	struct reading r;
	int64_t now = 0;

	(void)state;
	reading_open(&r, text, 24, 80);
	view_follow_reader(&r.view, now);
	type(&r, "?", 1, &now);
	type(&r, "q", 60, &now);
	type(&r, " ", 1, &now);
	assert_int_equal(progress_furthest(&r.view.progress), 0);
	type(&r, " ", 60, &now);
	assert_true(progress_furthest(&r.view.progress) > 0);
	reading_close(&r);
	free(text);
}

/* Who takes twice as long has twice as long to go. */
static void test_minutes_are_the_readers_own(void **state)
{
	char *text = book();
	struct reading r;
	int64_t now = 0;
	size_t before;
	uint64_t words, ms;

	(void)state;
	reading_open(&r, text, 24, 80);
	view_follow_reader(&r.view, now);
	/* Ten paragraphs of ten words leave: 25 s at the typical pace. */
	type(&r, "          ", 50, &now);
	progress_pace(&r.view.progress, &words, &ms);
	assert_in_range(words, PROGRESS_KNOWN, 1200);
	before = view_minutes_left(&r.view);
	progress_set_pace(&r.view.progress, 0, 0);
	assert_in_range(before, 2 * view_minutes_left(&r.view) - 8,
			2 * view_minutes_left(&r.view) + 8);
	reading_close(&r);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_minutes_of_the_section),
		cmocka_unit_test(test_minutes_of_what_is_to_come),
		cmocka_unit_test(test_reading_is_followed),
		cmocka_unit_test(test_help_is_no_reading),
		cmocka_unit_test(test_minutes_are_the_readers_own),
	};

	return test_run(tests);
}
