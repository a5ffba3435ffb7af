/* SPDX-License-Identifier: ISC */
/* The notes that stand beside the page. */
#include "reader/sidenotes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "marks/marks.h"
#include "reader/pan.h"
#include "reader/view.h"

enum {
	MET_MAX = 64, /* marks that a row's notes are looked for in */
	/* Bytes of a mark's note that are looked at: more than there is room
	 * for in a column. */
	NOTE_BYTES = SIDENOTES_ROWS_MAX * SIDENOTES_COLUMNS * 4,
};

void sidenotes_release(struct sidenotes *sidenotes)
{
	sidenotes_clear(sidenotes);
	free(sidenotes->items);
	free(sidenotes->barred);
	notelines_release(&sidenotes->lines);
	*sidenotes = (struct sidenotes){ 0 };
}

void sidenotes_clear(struct sidenotes *sidenotes)
{
	layout_free(sidenotes->layout);
	sidenotes->layout = NULL;
	sidenotes->count = 0;
}

/* --- Whether there are any --------------------------------------------------
 */

/* Looked for anew only where the marks changed. */
static bool marks_have_notes(struct view *view)
{
	struct sidenotes *sidenotes = &view->sidenotes;
	const struct marks *marks = &view->kept.marks;

	if (!marks->count)
		return false;
	if (sidenotes->marks_looked == marks->generation)
		return sidenotes->marks_have_notes;
	sidenotes->marks_looked = marks->generation;
	sidenotes->marks_have_notes = false;
	for (size_t i = 0; i < marks->count; i++) {
		const struct placed_mark *placed = &marks->items[i];

		if (!placed->mark.note.len || placed->state == MARK_LOST)
			continue;
		sidenotes->marks_have_notes = true;
		break;
	}
	return sidenotes->marks_have_notes;
}

bool sidenotes_are_wanted(struct view *view)
{
	const struct document *document = view->document;

	if (!document || view->zen || view->options.notes != NOTES_MARGIN)
		return false;
	/* Those that nothing refers to come last. */
	return (document->note_count &&
		document->notes[0].run != DOCUMENT_NONE) ||
	       marks_have_notes(view);
}

void sidenotes_follow(struct view *view)
{
	if (sidenotes_are_wanted(view) != view->sidenotes.wanted)
		view_relayout(view);
}

/* --- What a note shows ------------------------------------------------------
 */

/* The document at the column's width; view_resize() lets go of it. */
static struct layout *layout_of(struct view *view)
{
	struct sidenotes *sidenotes = &view->sidenotes;
	struct layout_options options;

	if (sidenotes->layout)
		return sidenotes->layout;
	options = *layout_options(view->layout);
	options.width = (uint32_t)view->geometry.notes_columns;
	options.window = options.width;
	options.hang = 0;
	options.justify = false;
	options.wrap_code = true;
	sidenotes->layout = layout_open(view->document, &options);
	return sidenotes->layout;
}

/* The row of a note that is so many rows behind its first one. */
static bool find_row(struct view *view, uint32_t note, int n,
		     struct layout_at *at)
{
	const struct document *document = view->document;
	struct layout *layout = layout_of(view);
	uint32_t from, to;

	document_container_blocks(document, document->notes[note].container,
				  &from, &to);
	return layout_find(layout,
			   (struct place){ document->blocks[from].off, 0 },
			   at) &&
	       layout_move(layout, at, n) == n && at->block < to;
}

static int rows_of_note(struct view *view, uint32_t note)
{
	const struct document *document = view->document;
	struct layout *layout = layout_of(view);
	struct layout_at at;
	uint32_t from, to;
	int rows = 0;

	document_container_blocks(document, document->notes[note].container,
				  &from, &to);
	if (!find_row(view, note, 0, &at))
		return 0;
	do {
		rows++;
	} while (rows < SIDENOTES_ROWS_MAX && layout_next(layout, &at) &&
		 at.block < to);
	return rows;
}

bool sidenotes_row(struct view *view, const struct sidenote *sidenote, int n,
		   struct row *row)
{
	struct layout_at at;

	if (sidenote->note == DOCUMENT_NONE ||
	    !find_row(view, sidenote->note, n, &at))
		return false;
	layout_row(layout_of(view), at, row);
	return true;
}

/* Takes the lines of a mark's note. */
static void take_lines(struct view *view, uint32_t mark)
{
	const struct buffer *note = &view->kept.marks.items[mark].mark.note;
	struct notelines *lines = &view->sidenotes.lines;
	size_t len = note->len;

	if (len > NOTE_BYTES)
		len = NOTE_BYTES;
	/* Not within a character. */
	while (len < note->len && len && (note->data[len] & 0xc0) == 0x80)
		len--;
	notelines_set(lines, note->data, len);
	notelines_break(lines, view->cells,
			view->geometry.notes_columns - SIDENOTES_SIGN);
}

static int rows_of_mark(struct view *view, uint32_t mark)
{
	size_t count;

	take_lines(view, mark);
	count = view->sidenotes.lines.count;
	return count < SIDENOTES_ROWS_MAX ? (int)count : SIDENOTES_ROWS_MAX;
}

bool sidenotes_line(struct view *view, const struct sidenote *sidenote, int n,
		    struct span *line)
{
	if (sidenote->note != DOCUMENT_NONE)
		return false;
	if (n == 0)
		take_lines(view, sidenote->mark);
	return notelines_get(&view->sidenotes.lines, (size_t)n, line);
}

/* --- What the page refers to ------------------------------------------------
 */

/* A page of notes: there are no more than rows. */
static bool is_full(const struct view *view)
{
	return view->sidenotes.count >= (size_t)view->geometry.page_rows;
}

/* Adds one, in the order of the text among those of its row. */
static void add(struct view *view, const struct sidenote *sidenote)
{
	struct sidenotes *sidenotes = &view->sidenotes;
	size_t at = sidenotes->count;

	if (is_full(view))
		return;
	MEMORY_RESERVE(sidenotes->items, sidenotes->room, at + 1);
	for (; at > 0 && sidenotes->items[at - 1].at == sidenote->at &&
	       sidenotes->items[at - 1].off > sidenote->off;
	     at--)
		sidenotes->items[at] = sidenotes->items[at - 1];
	sidenotes->items[at] = *sidenote;
	sidenotes->count++;
}

static bool is_there(const struct sidenotes *sidenotes, uint32_t note)
{
	for (size_t i = 0; i < sidenotes->count; i++)
		if (sidenotes->items[i].note == note)
			return true;
	return false;
}

/* Whether a note is on the page itself, at the end of the text; or it is not
 * read yet. */
static bool stands_elsewhere(struct view *view, uint32_t note)
{
	const struct document *document = view->document;
	uint32_t container = document->notes[note].container;
	uint32_t off, end, start;

	if (container == DOCUMENT_NONE)
		return true;
	view_visible(view, &off, &end);
	start = document->blocks[document->containers[container].first_block]
			.off;
	return start >= off && start < end;
}

static void add_references(struct view *view, const struct row *row, int y)
{
	const struct document *document = view->document;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		const struct run *run;

		if (piece->meaning != MEANING_REFERENCE ||
		    piece->run == DOCUMENT_NONE)
			continue;
		run = &document->runs[piece->run];
		if (!(run->style & RUN_NOTE) ||
		    is_there(&view->sidenotes, run->link))
			continue;
		add(view, &(struct sidenote){ .note = run->link,
					      .run = piece->run,
					      .off = run->off,
					      .at = y });
	}
}

static void add_marks(struct view *view, const struct row *row, int y)
{
	struct marks *marks = &view->kept.marks;
	uint32_t numbers[MET_MAX];
	size_t met;

	if (!marks->count || row->off >= row->end)
		return;
	met = marks_in(marks, row->off, row->end, numbers, MET_MAX);
	for (size_t i = 0; i < met && i < MET_MAX; i++) {
		const struct placed_mark *placed = &marks->items[numbers[i]];

		if (placed->mark.note.len && placed->off >= row->off &&
		    placed->off < row->end)
			add(view, &(struct sidenote){ .note = DOCUMENT_NONE,
						      .mark = numbers[i],
						      .off = placed->off,
						      .at = y });
	}
}

/* Whether a row reaches into the notes' column. */
static bool reaches(const struct view *view, const struct row *row)
{
	const struct geometry *geometry = &view->geometry;
	uint32_t pan = pan_of(view, row);
	uint32_t columns = row->width > pan ? row->width - pan : 0;

	/* A blank stays between the two. */
	return columns >= (uint32_t)(geometry->notes_x - geometry->text_x);
}

static void look_at_page(struct view *view)
{
	struct sidenotes *sidenotes = &view->sidenotes;
	int rows = view_rows(view);
	struct layout_at at;
	struct row row;

	sidenotes->count = 0;
	if (!view_top(view, &at))
		return;
	for (int y = 0; y < rows; y++) {
		layout_row(view->layout, at, &row);
		sidenotes->barred[y] = reaches(view, &row);
		add_references(view, &row, y);
		add_marks(view, &row, y);
		if (!layout_next(view->layout, &at))
			break;
	}
}

/* How many rows each of them wants; those that have no text here go. */
static void measure(struct view *view)
{
	struct sidenotes *sidenotes = &view->sidenotes;
	size_t count = 0;

	for (size_t i = 0; i < sidenotes->count; i++) {
		struct sidenote it = sidenotes->items[i];

		if (it.note == DOCUMENT_NONE)
			it.wanted = rows_of_mark(view, it.mark);
		else if (!stands_elsewhere(view, it.note))
			it.wanted = rows_of_note(view, it.note);
		if (it.wanted)
			sidenotes->items[count++] = it;
	}
	sidenotes->count = count;
}

const struct sidenote *sidenotes_find(struct view *view, size_t *count)
{
	struct sidenotes *sidenotes = &view->sidenotes;
	size_t rows = (size_t)view->geometry.page_rows;

	*count = 0;
	if (!view->geometry.notes_columns || !view->layout)
		return NULL;
	MEMORY_RESERVE(sidenotes->barred, sidenotes->barred_room, rows);
	memset(sidenotes->barred, 0, rows * sizeof(*sidenotes->barred));
	look_at_page(view);
	measure(view);
	sidenotes_place(sidenotes->items, sidenotes->count, sidenotes->barred,
			view->geometry.page_rows);
	*count = sidenotes->count;
	return sidenotes->items;
}

const struct sidenote *sidenotes_at(struct view *view, int y)
{
	size_t count;
	const struct sidenote *items = sidenotes_find(view, &count);

	for (size_t i = 0; i < count; i++)
		if (y >= items[i].y && y < items[i].y + items[i].rows)
			return &items[i];
	return NULL;
}

/* --- Where they stand -------------------------------------------------------
 */

/* Deals out so many rows, one of them for each note first. Returns how many are
 * given. */
static int deal_rows(struct sidenote *items, size_t count, int rows)
{
	int left = rows;

	for (size_t i = 0; i < count; i++) {
		int others = (int)(count - i - 1);
		int most = left > others ? left - others : left > 0;

		items[i].rows = items[i].wanted < most ? items[i].wanted : most;
		left -= items[i].rows;
	}
	return rows - left;
}

/* Places notes in the rows [start, end): first each at its row or below the one
 * before, then up again as far as the foot asks for. The first ones get the
 * blank rows that there are for between them. */
static void place_between(struct sidenote *items, size_t count, int start,
			  int end)
{
	size_t blanks =
		(size_t)(end - start - deal_rows(items, count, end - start));
	int above = start;
	int below = end;

	for (size_t i = 0; i < count; i++) {
		items[i].y = items[i].at > above ? items[i].at : above;
		above = items[i].y + items[i].rows + (i < blanks);
	}
	for (size_t i = count; i-- > 0;) {
		if (items[i].y > below - items[i].rows)
			items[i].y = below - items[i].rows;
		below = items[i].y - (i > 0 && i - 1 < blanks);
	}
}

/* The next rows that are not barred; false behind the last. */
static bool next_free(const bool *barred, int rows, int *start, int *end)
{
	*start = *end;
	while (*start < rows && barred[*start])
		(*start)++;
	*end = *start;
	while (*end < rows && !barred[*end])
		(*end)++;
	return *start < rows;
}

void sidenotes_place(struct sidenote *items, size_t count, const bool *barred,
		     int rows)
{
	int start;
	int end = 0;
	int last_start = 0;
	int last_end = 0;
	bool more = count > 0 && next_free(barred, rows, &start, &end);
	size_t from = 0;

	for (size_t i = 0; i < count; i++) {
		items[i].y = 0;
		items[i].rows = 0;
	}
	/* One beside rows that are barred stands below them, if it can. */
	while (more) {
		size_t to = from;

		last_start = start;
		last_end = end;
		more = next_free(barred, rows, &start, &end);
		while (to < count && (!more || items[to].at < last_end))
			to++;
		place_between(items + from, to - from, last_start, last_end);
		from = to;
	}
}
