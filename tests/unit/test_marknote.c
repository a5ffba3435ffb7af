/* SPDX-License-Identifier: ISC */
/* Tests of a mark's note shown in place. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/marknote.h"
#include "reading.h"
#include "text/cells.h"

static const char essay[] = "One sentence. And [a link](#end). Third.\n\n"
			    "Second paragraph.\n\n"
			    "# End\n\nThe last paragraph.\n";

static size_t add(struct view *view, const char *id, uint32_t off, uint32_t end,
		  const char *note)
{
	struct mark mark;
	size_t number;

	mark_init(&mark);
	snprintf(mark.id, sizeof(mark.id), "%s", id);
	mark.color = MARK_GREEN;
	mark_set_note(&mark, note, strlen(note));
	number = marks_add(&view->kept.marks, &mark, off, end);
	mark_release(&mark);
	return number;
}

static void open_at_note(struct reading *r, const char *note, int rows,
			 int columns)
{
	reading_open(r, essay, rows, columns);
	add(&r->view, "1", 0, 13, note);
	view_set_point(&r->view, 0, 13);
}

static void test_opens_and_closes(void **state)
{
	struct reading r;
	struct buffer title = BUFFER_INIT;
	struct span line;
	int rows;

	(void)state;
	open_at_note(&r, "Why?", 24, 60);
	rows = r.view.geometry.page_rows;
	assert_true(marknote_show(&r.view, 0));
	assert_true(marknote_is_open(&r.view));
	assert_int_equal(r.view.focus, FOCUS_PAGE);
	assert_int_equal(r.view.geometry.panel, 2);
	assert_int_equal(r.view.geometry.page_rows, rows - 2);
	assert_true(marknote_line(&r.view, 0, &line));
	assert_int_equal(line.len, 4);
	assert_memory_equal(line.ptr, "Why?", 4);
	assert_false(marknote_line(&r.view, 1, &line));
	assert_false(marknote_goes_on(&r.view));
	marknote_append_title(&r.view, &title);
	assert_string_equal(buffer_string(&title), "Note \xc2\xb7 green");
	buffer_release(&title);

	/* Esc closes it and leaves the point. */
	dispatch_key(&r.view, KEYS_ESCAPE);
	assert_false(marknote_is_open(&r.view));
	assert_int_equal(r.view.geometry.panel, 0);
	assert_true(view_has_point(&r.view));
	assert_false(marknote_close(&r.view));
	reading_close(&r);
}

static void test_follows_point(void **state)
{
	struct reading r;

	(void)state;
	open_at_note(&r, "Why?", 24, 60);
	marknote_show(&r.view, 0);
	marknote_follow(&r.view);
	assert_true(marknote_is_open(&r.view));
	dispatch_key(&r.view, ')');
	marknote_follow(&r.view);
	assert_false(marknote_is_open(&r.view));
	assert_int_equal(r.view.geometry.panel, 0);
	reading_close(&r);
}

/* An edited note is shown as it is, a deleted one not at all. */
static void test_follows_mark(void **state)
{
	struct reading r;
	struct span line;

	(void)state;
	open_at_note(&r, "Why?", 24, 60);
	marknote_show(&r.view, 0);
	add(&r.view, "1", 0, 13, "Why not?\nOr so.");
	marknote_follow(&r.view);
	assert_int_equal(r.view.geometry.panel, 3);
	assert_true(marknote_line(&r.view, 1, &line));
	assert_memory_equal(line.ptr, "Or so.", line.len);
	marks_remove(&r.view.kept.marks, "1");
	assert_null(marknote_mark(&r.view));
	marknote_follow(&r.view);
	assert_false(marknote_is_open(&r.view));
	reading_close(&r);
}

/* Enter shows it, follows what the point is on then, else closes it. */
static void test_enter(void **state)
{
	struct reading r;

	(void)state;
	open_at_note(&r, "Why?", 24, 60);
	dispatch_key(&r.view, KEYS_ENTER);
	assert_true(marknote_is_open(&r.view));
	dispatch_key(&r.view, KEYS_ENTER);
	assert_false(marknote_is_open(&r.view));
	assert_int_equal(r.view.top.off, 0);
	add(&r.view, "2", 14, 25, "A link.");
	view_set_point(&r.view, 14, 25);
	dispatch_key(&r.view, KEYS_ENTER);
	assert_true(marknote_is_open(&r.view));
	dispatch_key(&r.view, KEYS_ENTER);
	assert_int_equal(r.view.jumps.count, 1);
	reading_close(&r);
}

static void test_without_note(void **state)
{
	struct reading r;

	(void)state;
	open_at_note(&r, "", 24, 60);
	assert_false(marknote_show(&r.view, 0));
	assert_false(marknote_show(&r.view, 7));
	assert_false(marknote_show_at_point(&r.view));
	assert_false(marknote_show_at(&r.view, 3));
	assert_false(marknote_is_open(&r.view));
	reading_close(&r);
}

/* All of a note is on its lines, none of which is too wide. */
static void test_lines(void **state)
{
	static const char letters[] =
		"abc de\nf \xc3\xa9\xe4\xbd\xa0g-\xcc\x81";
	uint64_t random = 5;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct buffer note = BUFFER_INIT;
		struct buffer seen = BUFFER_INIT;
		struct reading r;
		struct span line;
		int columns = 8 + (int)(test_random(&random) % 30);
		size_t len = 1 + test_random(&random) % 200;

		for (size_t i = 0; i < len; i++)
			buffer_append_byte(&note,
					   letters[test_random(&random) %
						   (sizeof(letters) - 1)]);
		buffer_append_byte(&note, 'x');
		/* What is no UTF-8 was made so when the note was set. */
		open_at_note(&r, note.data, 12, columns);
		assert_true(marknote_show(&r.view, 0));
		for (bool more = true; more;
		     more = marknote_scroll(&r.view, 1)) {
			assert_true(marknote_line(&r.view, 0, &line));
			assert_true(
				cells_width(r.view.cells, line.ptr, line.len) <=
				(size_t)r.view.geometry.measure);
			for (size_t i = 0; i < line.len; i++)
				if (!strchr(" \n", line.ptr[i]))
					buffer_append_byte(&seen, line.ptr[i]);
		}
		for (int row = 1; marknote_line(&r.view, row, &line) &&
				  row < r.view.geometry.panel - 1;
		     row++)
			for (size_t i = 0; i < line.len; i++)
				if (!strchr(" \n", line.ptr[i]))
					buffer_append_byte(&seen, line.ptr[i]);
		buffer_clear(&note);
		for (size_t i = 0; i < r.view.marknote.lines.text.len; i++)
			if (!strchr(" \n", r.view.marknote.lines.text.data[i]))
				buffer_append_byte(
					&note,
					r.view.marknote.lines.text.data[i]);
		assert_string_equal(buffer_string(&seen), buffer_string(&note));
		while (marknote_scroll(&r.view, -1))
			;
		assert_int_equal(r.view.marknote.top, 0);
		view_resize(&r.view, 12, columns + 20);
		assert_true(marknote_line(&r.view, 0, &line));
		buffer_release(&note);
		buffer_release(&seen);
		reading_close(&r);
	}
}

/* A long one leaves half of the page; where there is no room it says so. */
static void test_room(void **state)
{
	struct reading r;
	char note[2000];

	(void)state;
	memset(note, 'w', sizeof(note) - 1);
	note[sizeof(note) - 1] = '\0';
	open_at_note(&r, note, 24, 60);
	assert_true(marknote_show(&r.view, 0));
	assert_true(marknote_goes_on(&r.view));
	assert_true(r.view.geometry.page_rows >= 10);
	view_resize(&r.view, 2, 60);
	reading_close(&r);
	open_at_note(&r, note, 2, 60);
	assert_false(marknote_show(&r.view, 0));
	assert_true(r.view.message.len > 0);
	reading_close(&r);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_opens_and_closes),
		cmocka_unit_test(test_follows_point),
		cmocka_unit_test(test_follows_mark),
		cmocka_unit_test(test_enter),
		cmocka_unit_test(test_without_note),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_room),
	};

	return test_run(tests);
}
