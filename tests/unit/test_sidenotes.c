/* SPDX-License-Identifier: ISC */
/* Tests of the notes beside the text: which, and where. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "marks/marks.h"
#include "reader/move.h"
#include "reader/sidenotes.h"
#include "reading.h"

/* --- Where they stand, as a rule ------------------------------------------ */

enum { ROWS_MAX = 40, NOTES_MAX = 50 };

struct column {
	struct sidenote notes[NOTES_MAX];
	size_t count;
	bool barred[ROWS_MAX];
	int rows;
};

/* A column of "at:wanted at:wanted …" of so many rows; those of which bars has
 * an 'x' are barred. */
static void fill(struct column *column, const char *notes, int rows,
		 const char *bars)
{
	memset(column, 0, sizeof(*column));
	column->rows = rows;
	for (int i = 0; bars[i]; i++)
		column->barred[i] = bars[i] == 'x';
	while (*notes) {
		struct sidenote *note = &column->notes[column->count++];
		char *end;

		note->at = (int)strtol(notes, &end, 10);
		note->wanted = (int)strtol(end + 1, &end, 10);
		notes = end + strspn(end, " ");
	}
}

static void place(struct column *column)
{
	sidenotes_place(column->notes, column->count, column->barred,
			column->rows);
}

/* "y+rows y+rows …". */
static const char *placed(const struct column *column)
{
	static char text[NOTES_MAX * 16];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < column->count; i++)
		len += (size_t)snprintf(
			text + len, sizeof(text) - len, "%s%d+%d", i ? " " : "",
			column->notes[i].y, column->notes[i].rows);
	return text;
}

static void test_places(void **state)
{
	static const struct {
		const char *notes;
		int rows;
		const char *bars;
		const char *expected;
	} table[] = {
		{ "3:2", 10, "", "3+2" },
		{ "0:2 5:3 9:1", 10, "", "0+2 5+3 9+1" },
		/* Below the one before, with a blank row between. */
		{ "2:3 3:2", 12, "", "2+3 6+2" },
		{ "2:2 2:2 2:2", 12, "", "2+2 5+2 8+2" },
		/* Up from the foot, also those before it. */
		{ "9:4", 10, "", "6+4" },
		{ "5:2 9:4", 10, "", "3+2 6+4" },
		/* Without blank rows where these have no room. */
		{ "0:3 0:3 0:4", 10, "", "0+3 3+3 6+4" },
		{ "0:3 0:3 0:3", 10, "", "0+3 4+3 7+3" },
		/* Cut, but not to nothing. */
		{ "0:30", 10, "", "0+10" },
		{ "0:8 0:8 0:8", 10, "", "0+8 8+1 9+1" },
		{ "0:8 0:8 0:8", 2, "", "0+1 1+1 2+0" },
		/* Rows that are taken stay free. */
		{ "2:2", 10, "..xx", "4+2" },
		{ "1:3", 10, "...xx", "0+3" },
		{ "1:2 4:2", 10, "....xx", "1+2 6+2" },
		{ "8:2", 10, "......xxxx", "4+2" },
		{ "3:2", 5, "xxxxx", "0+0" },
		{ "1:4 6:1", 8, "..xxxx", "0+2 6+1" },
		{ "", 4, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct column column;

		fill(&column, table[i].notes, table[i].rows, table[i].bars);
		place(&column);
		assert_string_equal(placed(&column), table[i].expected);
	}
}

/* --- … and whatever there is ---------------------------------------------- */

static int random_below(uint64_t *random, int limit)
{
	return (int)(test_random(random) % (uint64_t)limit);
}

static void fill_random(struct column *column, uint64_t *random)
{
	int bars = random_below(random, 3);

	memset(column, 0, sizeof(*column));
	column->rows = 1 + random_below(random, ROWS_MAX);
	for (int y = 0; y < column->rows; y++)
		column->barred[y] = bars && !random_below(random, 2 + bars * 4);
	for (int y = 0; y < column->rows; y++)
		while (column->count < NOTES_MAX && !random_below(random, 6))
			column->notes[column->count++] = (struct sidenote){
				.at = y,
				.wanted = 1 + random_below(random, 8),
			};
}

static void check_column(const struct column *column)
{
	int below = 0;
	int used = 0;
	bool free_row = false;

	for (int y = 0; y < column->rows; y++)
		free_row |= !column->barred[y];
	for (size_t i = 0; i < column->count; i++) {
		const struct sidenote *note = &column->notes[i];

		assert_in_range(note->rows, 0, note->wanted);
		if (!note->rows)
			continue;
		/* In order, without overlap, inside, beside what bars. */
		assert_true(note->y >= below);
		below = note->y + note->rows;
		assert_true(below <= column->rows);
		for (int y = note->y; y < below; y++)
			assert_false(column->barred[y]);
		used += note->rows;
	}
	if (column->count && free_row)
		assert_true(used > 0);
}

/* Without bars: nothing is cut that has room, nothing is moved without need. */
static void check_open(const struct column *column)
{
	int wanted = 0;
	int used = 0;

	for (size_t i = 0; i < column->count; i++) {
		wanted += column->notes[i].wanted;
		used += column->notes[i].rows;
	}
	assert_int_equal(used, wanted < column->rows ? wanted : column->rows);
	for (size_t i = 0; i < column->count; i++) {
		const struct sidenote *note = &column->notes[i];
		int end = note->y + note->rows;

		if (!note->rows || note->y == note->at)
			continue;
		/* Lower: right below another one. Higher: right above, or at
		 * the foot. */
		if (note->y > note->at)
			assert_true(i > 0 &&
				    note->y - (note[-1].y + note[-1].rows) <=
					    1);
		else if (end < column->rows)
			assert_true(i + 1 < column->count &&
				    note[1].y - end <= 1);
	}
}

static void test_any_column(void **state)
{
	uint64_t random = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct column column;
		bool bars = false;

		fill_random(&column, &random);
		place(&column);
		check_column(&column);
		for (int y = 0; y < column.rows; y++)
			bars |= column.barred[y];
		if (!bars)
			check_open(&column);
	}
}

/* --- Beside a page -------------------------------------------------------- */

static const char essay[] =
	"First[^1] and second[^b], and the first again[^1].\n\n"
	"Then[^long] some more.\n\n"
	"[^1]: The first.\n[^b]: The second.\n"
	"[^long]: A long one, which says so much that it takes two rows of the "
	"column, or three of them.\n\n    And goes on.\n";

static const struct sidenote *note_at(struct reading *r, size_t index)
{
	size_t count;
	const struct sidenote *notes = sidenotes_find(&r->view, &count);

	return index < count ? &notes[index] : NULL;
}

/* An essay with enough behind it that the notes at its end are not seen. */
static void open_noted(struct reading *r, int rows, int columns)
{
	struct buffer text = BUFFER_INIT;
	uint64_t random = 3;

	buffer_append_string(&text, essay);
	reading_add_essay(&text, &random, 40);
	reading_open(r, text.data, rows, columns);
	r->view.options.sidebar = false;
	view_relayout(&r->view);
	buffer_release(&text);
}

static void test_room(void **state)
{
	static const struct {
		int columns, x, notes;
	} table[] = {
		/* In the middle, where that leaves no room. */
		{ 80, 7, 0 },
		{ 97, 15, 0 },
		/* 2 columns, text, 30 columns. */
		{ 98, 2, 28 },
		{ 100, 2, 30 },
		{ 102, 2, 32 },
		{ 105, 2, 32 },
		{ 106, 3, 32 },
		{ 120, 17, 32 },
		/* In the middle, where that leaves room. */
		{ 140, 37, 32 },
		{ 160, 47, 40 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading r;

		open_noted(&r, 24, table[i].columns);
		assert_int_equal(r.view.geometry.text_x, table[i].x);
		assert_int_equal(r.view.geometry.notes_columns, table[i].notes);
		reading_close(&r);
	}
}

static void test_when_they_stand_there(void **state)
{
	struct reading r;
	struct place top;
	int middle;

	(void)state;
	open_noted(&r, 24, 120);
	move_lines(&r.view, 3);
	top = r.view.top;
	assert_true(r.view.geometry.notes_columns > 0);
	r.view.options.notes = NOTES_FOOT;
	view_relayout(&r.view);
	assert_int_equal(r.view.geometry.notes_columns, 0);
	assert_null(note_at(&r, 0));
	middle = r.view.geometry.text_x;
	r.view.options.notes = NOTES_MARGIN;
	view_relayout(&r.view);
	assert_true(r.view.geometry.text_x < middle);
	r.view.zen = ZEN_TEXT;
	view_relayout(&r.view);
	assert_int_equal(r.view.geometry.text_x, middle);
	assert_true(layout_same_place(r.view.top, top));
	r.view.zen = ZEN_OFF;
	/* A text without notes stays in the middle. */
	reading_show(&r, reading_document("No note.\n\n[^1]: None.\n"));
	assert_int_equal(r.view.geometry.text_x, middle);
	reading_close(&r);
}

static void test_notes_of_the_text(void **state)
{
	struct reading r;
	struct row row;

	(void)state;
	open_noted(&r, 24, 120);
	/* Each of them once, beside the row that refers to it first. */
	assert_int_equal(note_at(&r, 0)->note, 0);
	assert_int_equal(note_at(&r, 0)->at, 0);
	assert_int_equal(note_at(&r, 1)->note, 1);
	assert_int_equal(note_at(&r, 1)->y, 2);
	assert_int_equal(note_at(&r, 2)->note, 2);
	assert_int_equal(note_at(&r, 2)->at, 2);
	assert_int_equal(note_at(&r, 2)->y, 4);
	assert_null(note_at(&r, 3));
	assert_true(sidenotes_row(&r.view, note_at(&r, 1), 0, &row));
	assert_memory_equal(r.document->text.data + row.off, "The second.", 11);
	assert_false(sidenotes_row(&r.view, note_at(&r, 1), 1, &row));
	assert_true(note_at(&r, 2)->wanted >= 5);
	assert_true(sidenotes_row(&r.view, note_at(&r, 2),
				  note_at(&r, 2)->wanted - 1, &row));
	assert_memory_equal(r.document->text.data + row.off, "And goes on.",
			    12);
	assert_true(row.width <= (uint32_t)r.view.geometry.notes_columns);
	assert_null(sidenotes_at(&r.view, 1));
	assert_int_equal(sidenotes_at(&r.view, 2)->note, 1);
	reading_close(&r);
}

/* What is on the page already stands there alone. */
static void test_notes_at_the_end(void **state)
{
	struct reading r;

	(void)state;
	reading_open(&r, essay, 24, 120);
	assert_true(r.view.geometry.notes_columns > 0);
	assert_null(note_at(&r, 0));
	view_resize(&r.view, 7, 120);
	assert_int_equal(note_at(&r, 0)->note, 0);
	reading_close(&r);
}

/* A row that is wider than the measure has its columns for itself. */
static void test_beside_wide_rows(void **state)
{
	struct buffer text = BUFFER_INIT;
	uint64_t random = 3;
	struct reading r;

	(void)state;
	buffer_append_string(&text, "A[^1] note.\n\n~~~\n");
	for (int i = 0; i < 90; i++)
		buffer_append_byte(&text, 'x');
	buffer_append_string(&text, "\nshort\n~~~\n\nAnother[^2].\n\n"
				    "[^1]: One, of words that take two "
				    "rows.\n\n[^2]: Two.\n\n");
	reading_add_essay(&text, &random, 40);
	reading_open(&r, text.data, 24, 120);
	r.view.options.sidebar = false;
	view_relayout(&r.view);
	for (size_t i = 0; i < 2; i++) {
		const struct sidenote *note = note_at(&r, i);

		assert_int_equal(note->rows, note->wanted);
		assert_true(note->y + note->rows <= 2 || note->y > 2);
	}
	assert_int_equal(note_at(&r, 1)->y, note_at(&r, 1)->at);
	reading_close(&r);
	buffer_release(&text);
}

/* --- The reader's own ----------------------------------------------------- */

static void add_mark(struct reading *r, const char *id, uint32_t off,
		     const char *note)
{
	struct mark mark;

	mark_init(&mark);
	snprintf(mark.id, sizeof(mark.id), "%s", id);
	mark.kind = MARK_HIGHLIGHT;
	buffer_append_string(&mark.note, note);
	marks_add(&r->view.kept.marks, &mark, off, off + 5);
	mark_release(&mark);
}

static void test_notes_on_marks(void **state)
{
	struct reading r;
	struct span line;
	int middle;

	(void)state;
	reading_open(&r, "Some text without notes, of one row only.\n", 24,
		     120);
	middle = r.view.geometry.text_x;
	add_mark(&r, "a", 0, "");
	sidenotes_follow(&r.view);
	assert_int_equal(r.view.geometry.text_x, middle);
	/* The first note moves the text, once. */
	add_mark(&r, "b", 10, "What the reader thought of it\nin two lines.");
	sidenotes_follow(&r.view);
	assert_true(r.view.geometry.text_x < middle);
	assert_int_equal(note_at(&r, 0)->note, DOCUMENT_NONE);
	assert_int_equal(note_at(&r, 0)->wanted, 2);
	assert_null(note_at(&r, 1));
	assert_true(sidenotes_line(&r.view, note_at(&r, 0), 0, &line));
	assert_memory_equal(line.ptr, "What the reader thought of it",
			    line.len);
	assert_true(sidenotes_line(&r.view, note_at(&r, 0), 1, &line));
	assert_memory_equal(line.ptr, "in two lines.", line.len);
	assert_false(sidenotes_line(&r.view, note_at(&r, 0), 2, &line));
	/* In the order of the text. */
	add_mark(&r, "c", 5, "Before it.");
	assert_int_equal(note_at(&r, 0)->off, 5);
	assert_int_equal(note_at(&r, 1)->off, 10);
	marks_remove(&r.view.kept.marks, "b");
	marks_remove(&r.view.kept.marks, "c");
	sidenotes_follow(&r.view);
	assert_int_equal(r.view.geometry.text_x, middle);
	reading_close(&r);
}

/* However long it is, no more of it is looked at than there is room for. */
static void test_a_long_note(void **state)
{
	struct buffer note = BUFFER_INIT;
	struct reading r;
	struct span line;

	(void)state;
	while (note.len < MARK_NOTE - 3)
		buffer_append_string(&note, "\xe2\x82\xac");
	reading_open(&r, "Some text.\n", 24, 120);
	add_mark(&r, "a", 0, note.data);
	sidenotes_follow(&r.view);
	assert_int_equal(note_at(&r, 0)->wanted, SIDENOTES_ROWS_MAX);
	assert_int_equal(note_at(&r, 0)->rows, r.view.geometry.page_rows);
	assert_true(sidenotes_line(&r.view, note_at(&r, 0), 0, &line));
	assert_true(sidenotes_line(&r.view, note_at(&r, 0),
				   SIDENOTES_ROWS_MAX - 1, &line));
	reading_close(&r);
	buffer_release(&note);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_any_column),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_when_they_stand_there),
		cmocka_unit_test(test_notes_of_the_text),
		cmocka_unit_test(test_notes_at_the_end),
		cmocka_unit_test(test_beside_wide_rows),
		cmocka_unit_test(test_notes_on_marks),
		cmocka_unit_test(test_a_long_note),
	};

	return test_run(tests);
}
