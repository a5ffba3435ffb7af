/* SPDX-License-Identifier: ISC */
/* Move what is wider than the window to the left: a table, or a block of code.
 */
#include "reader/pan.h"

#include <string.h>

#include "document/document.h"
#include "layout/columns.h"
#include "layout/layout.h"
#include "reader/view.h"

enum {
	STEP = 8, /* columns, at least */
	STEPS_MAX = 1000 * 1000,
};

/* Where what is moved with a block starts. */
static uint32_t start_of(const struct document *document, uint32_t block)
{
	const struct block *it = &document->blocks[block];

	if (it->kind == BLOCK_ROW)
		block = document->containers[it->container].first_block;
	return document->blocks[block].off;
}

/* The index of what starts at off among those moved; their count if none. */
static size_t find_pan(const struct pans *pans, uint32_t off)
{
	size_t i = 0;

	while (i < pans->count && pans->pans[i].off != off)
		i++;
	return i;
}

static uint32_t get_pan(const struct view *view, uint32_t off)
{
	size_t i = find_pan(&view->pans, off);

	return i < view->pans.count ? view->pans.pans[i].columns : 0;
}

static void set_pan(struct view *view, uint32_t off, uint32_t columns)
{
	struct pans *pans = &view->pans;
	size_t i = find_pan(pans, off);

	if (i == pans->count && pans->count < PANS_MAX)
		pans->count++;
	if (i == PANS_MAX)
		i--;
	memmove(pans->pans + 1, pans->pans, i * sizeof(*pans->pans));
	pans->pans[0] = (struct pan){ off, columns };
}

uint32_t pan_of(const struct view *view, const struct row *row)
{
	if (!(row->flags & ROW_WIDE) || !view->pans.count)
		return 0;
	return get_pan(view, start_of(view->document, row->block));
}

bool pan_shows(const struct view *view, const struct row *row, uint32_t col,
	       uint32_t *shown)
{
	uint32_t pan = col < row->frozen ? 0 : pan_of(view, row);

	if (col < row->frozen + pan && col >= row->frozen)
		return false;
	*shown = col - pan;
	return true;
}

uint32_t pan_column(const struct view *view, const struct row *row,
		    uint32_t shown)
{
	return shown < row->frozen ? shown : shown + pan_of(view, row);
}

/* The widest of a block's rows on the page; 0 if none of them is wide. */
static uint32_t widest_on_page(struct view *view, uint32_t block)
{
	uint32_t widest = 0;
	struct layout_at at;
	struct row row;

	if (!view_top(view, &at))
		return 0;
	for (int i = 0; i < view_rows(view); i++) {
		layout_row(view->layout, at, &row);
		if (row.block == block && row.flags & ROW_WIDE &&
		    row.width > widest)
			widest = row.width;
		if (!layout_next(view->layout, &at))
			break;
	}
	return widest;
}

/* How far a table is moved when its i-th column starts where it moves. */
static uint32_t start_of_column(const struct columns *columns, size_t i)
{
	uint32_t col = columns->columns[i].col;

	if (!columns->frozen)
		col += columns->left;
	return col > columns->frozen ? col - columns->frozen : 0;
}

/* How far a block can be moved until its right edge is in sight, a table so
 * that a column starts where it moves; a table's columns, too. */
static uint32_t limit_of(struct view *view, uint32_t block,
			 const struct columns **columns)
{
	uint32_t room = view_wide_columns(view);
	uint32_t widest;
	size_t i = 0;

	*columns = layout_columns(view->layout, block);
	if (!*columns) {
		widest = widest_on_page(view, block);
		return widest > room ? widest - room : 0;
	}
	widest = (*columns)->left + (*columns)->width;
	if (widest <= room)
		return 0;
	while (i + 1 < (*columns)->count &&
	       start_of_column(*columns, i) < widest - room)
		i++;
	return start_of_column(*columns, i);
}

/* Where one step leads. */
static uint32_t step_right(const struct columns *columns, uint32_t pan)
{
	size_t i = 0;

	if (!columns)
		return pan + STEP;
	while (i < columns->count && start_of_column(columns, i) < pan + STEP)
		i++;
	return i < columns->count ? start_of_column(columns, i) : UINT32_MAX;
}

static uint32_t step_left(const struct columns *columns, uint32_t pan)
{
	size_t i;

	if (pan <= STEP)
		return 0;
	if (!columns)
		return pan - STEP;
	i = columns->count;
	while (i > 0 && start_of_column(columns, i - 1) > pan - STEP)
		i--;
	return i > 1 ? start_of_column(columns, i - 1) : 0;
}

void pan_step_at(struct view *view, uint32_t block, long count)
{
	const struct columns *columns;
	uint32_t limit = limit_of(view, block, &columns);
	uint32_t off = start_of(view->document, block);
	uint32_t before = get_pan(view, off);
	uint32_t pan = before;

	if (!limit && !before)
		return;
	if (count > STEPS_MAX)
		count = STEPS_MAX;
	for (; count > 0 && pan < limit; count--)
		pan = step_right(columns, pan);
	for (; count < 0 && pan > 0; count++)
		pan = step_left(columns, pan);
	if (pan > limit && pan > before)
		pan = limit > before ? limit : before;
	if (pan != before)
		set_pan(view, off, pan);
	else
		view_say(view, count > 0 ? "This is its right edge."
					 : "This is its left edge.");
}

/* Whether a block goes on to the side of the page. */
static bool can_be_moved(struct view *view, const struct row *row)
{
	const struct columns *columns;

	return row->flags & ROW_WIDE &&
	       (pan_of(view, row) > 0 ||
		limit_of(view, row->block, &columns) > 0);
}

/* The block at the point, else the first one on the page, that can be moved. */
static bool find_block(struct view *view, uint32_t *block)
{
	const struct document *document = view->document;
	uint32_t point = DOCUMENT_NONE;
	uint32_t seen = DOCUMENT_NONE;
	bool found = false;
	struct layout_at at;
	struct row row;

	if (!view_top(view, &at))
		return false;
	if (view_has_point(view))
		point = start_of(document, (uint32_t)document_block_at(
						   document, view->point_off));
	for (int i = 0; i < view_rows(view); i++) {
		uint32_t start;

		layout_row(view->layout, at, &row);
		start = start_of(document, row.block);
		if (start != seen && (!found || start == point) &&
		    can_be_moved(view, &row)) {
			*block = row.block;
			found = true;
			if (point == DOCUMENT_NONE || start == point)
				return true;
		}
		if (!(row.flags & ROW_LEAD))
			seen = start;
		if (!layout_next(view->layout, &at))
			break;
	}
	return found;
}

void pan_step(struct view *view, long count)
{
	uint32_t block;

	if (!find_block(view, &block))
		view_say(view, "Nothing on this page is wider.");
	else
		pan_step_at(view, block, count);
}

/* The columns of a row that show [off, end). */
static bool find_columns(struct view *view, const struct row *row, uint32_t off,
			 uint32_t end, uint32_t *from, uint32_t *to)
{
	if (!layout_column(view->layout, row, off, from))
		return false;
	*to = *from + 1;
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		uint32_t col = piece->col + piece->width;

		if (piece->off == piece->end || piece->end <= off ||
		    piece->off >= end)
			continue;
		if (end < piece->end)
			layout_column(view->layout, row, end, &col);
		if (col > *to)
			*to = col;
	}
	return true;
}

/* How far a row must be moved to show columns [from, to) of it, room columns
 * behind the frozen ones. */
static uint32_t wanted_pan(const struct columns *columns, uint32_t from,
			   uint32_t to, uint32_t room)
{
	uint32_t best = from - (from < room / 4 ? from : room / 4);

	if (to <= room)
		return 0;
	for (size_t i = 0; columns && i < columns->count; i++) {
		uint32_t start = start_of_column(columns, i);

		if (start <= from && to <= start + room)
			return start;
	}
	return best + room < to ? from : best;
}

void pan_reveal(struct view *view, uint32_t off, uint32_t end)
{
	const struct columns *columns;
	uint32_t from, to, room, pan, limit;
	struct layout_at at;
	struct row row;

	if (!layout_find(view->layout, (struct place){ off, 0 }, &at))
		return;
	layout_row(view->layout, at, &row);
	/* A sign may stand in the last column. */
	room = view_wide_columns(view) - row.frozen - 1;
	if (!(row.flags & ROW_WIDE) ||
	    !find_columns(view, &row, off, end, &from, &to) ||
	    from < row.frozen)
		return;
	from -= row.frozen;
	to -= row.frozen;
	pan = pan_of(view, &row);
	if (from >= pan && (to <= pan + room || from + room < to) &&
	    from < pan + room)
		return;
	limit = limit_of(view, row.block, &columns);
	pan = wanted_pan(columns, from, to, room);
	if (columns && pan > limit)
		pan = limit;
	set_pan(view, start_of(view->document, row.block), pan);
}

void pan_clamp(struct view *view)
{
	const struct document *document = view->document;
	struct pans *pans = &view->pans;

	for (size_t i = 0; i < pans->count; i++) {
		struct pan *pan = &pans->pans[i];
		const struct columns *columns;
		uint32_t block, limit;

		if (pan->off >= document->text.len)
			continue;
		block = (uint32_t)document_block_at(document, pan->off);
		limit = limit_of(view, block, &columns);
		if (pan->columns > limit &&
		    (columns || widest_on_page(view, block) > 0))
			pan->columns = limit;
	}
}
