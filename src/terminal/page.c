/* SPDX-License-Identifier: ISC */
/* Paint the page: the rows of text around the place. */
#include "terminal/page.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "layout/columns.h"
#include "layout/layout.h"
#include "reader/find.h"
#include "reader/highlights.h"
#include "reader/move.h"
#include "reader/pan.h"
#include "reader/style.h"
#include "reader/view.h"
#include "reader/zen.h"
#include "terminal/margin.h"
#include "terminal/screen.h"

/* Columns of the window that a row may be painted in, and which column of the
 * row stands in the first of them. */
struct strip {
	int y;
	int x;
	int columns;
	uint32_t first; /* column of the row at x */
};

/* Where a row is painted: what of it is frozen, and what is panned. */
struct strips {
	struct strip frozen;
	struct strip panned;
};

static const struct strip *strip_of(const struct strips *strips,
				    const struct row *row, uint32_t col)
{
	return col < row->frozen ? &strips->frozen : &strips->panned;
}

/* Paints text that starts at column col of the row into the strip. */
static void put_clipped(const struct view *view, const struct strip *strip,
			uint32_t col, const char *text, size_t len,
			struct look look)
{
	size_t skipped = 0;
	int x;

	if (col < strip->first) {
		size_t used = cells_fit(view->cells, text, len,
					strip->first - col, &skipped);

		text += used;
		len -= used;
		col += (uint32_t)skipped;
		/* A wide character at the border is left out whole. */
		while (len && col < strip->first) {
			struct cluster cluster;

			cells_next(view->cells, text, len, &cluster);
			text += cluster.len;
			len -= cluster.len;
			col += (uint32_t)cluster.width;
		}
	}
	x = (int)(col - strip->first);
	if (len && x < strip->columns)
		screen_put(strip->y, strip->x + x, strip->columns - x, text,
			   len, look);
}

static struct look piece_look(const struct view *view, const struct row *row,
			      const struct row_piece *piece)
{
	unsigned style = 0;
	struct look look;

	if (piece->run != DOCUMENT_NONE)
		style = view->document->runs[piece->run].style;
	look = style_look((enum meaning)piece->meaning, style);
	if (zen_dims(view, row))
		look = style_faded(look);
	return look;
}

/* What a gap shows. */
static struct span blanks_of(const struct row_piece *piece)
{
	static const char blanks[] = "                ";

	assert(piece->width < sizeof(blanks));
	return (struct span){ blanks, piece->width };
}

static void paint_piece(const struct view *view, const struct strips *strips,
			const struct row *row, const struct row_piece *piece)
{
	const char *text = view->document->text.data;
	struct span bytes = row_piece_bytes(text, row, piece);

	/* A line runs under a blank that is widened, not under a tab. */
	if (bytes.ptr[0] == '\t')
		return;
	if (row_piece_is_gap(text, piece))
		bytes = blanks_of(piece);
	put_clipped(view, strip_of(strips, row, piece->col), piece->col,
		    bytes.ptr, bytes.len, piece_look(view, row, piece));
}

/* The cells of a piece's text [off, end) in a look of their own. */
static void repaint_piece(struct view *view, const struct strips *strips,
			  const struct row *row, const struct row_piece *piece,
			  uint32_t off, uint32_t end, struct look look)
{
	struct row_part part;

	layout_part(view->layout, row, piece, off, end, &part);
	if (row_piece_is_gap(view->document->text.data, piece))
		part.bytes = blanks_of(piece);
	put_clipped(view, strip_of(strips, row, part.col), part.col,
		    part.bytes.ptr, part.bytes.len, look);
}

/* What a range [off, end) covers of a piece; of what is drawn among text, all.
 */
static bool covers(uint32_t off, uint32_t end, const struct row_piece *piece,
		   uint32_t *from, uint32_t *to)
{
	*from = piece->off > off ? piece->off : off;
	*to = piece->end < end ? piece->end : end;
	if (piece->off < piece->end)
		return *from < *to;
	return (piece->meaning == MEANING_REFERENCE ||
		piece->meaning == MEANING_LINK ||
		piece->meaning == MEANING_HYPHEN) &&
	       off < piece->off && piece->off < end;
}

static void paint_selection(struct view *view, const struct strips *strips,
			    const struct row *row)
{
	uint32_t off, end;

	if (!select_range(view, &off, &end))
		return;
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		uint32_t from, to;

		if (covers(off, end, piece, &from, &to))
			repaint_piece(
				view, strips, row, piece, from, to,
				style_selected(piece_look(view, row, piece)));
	}
}

static void paint_highlights(struct view *view, const struct strips *strips,
			     const struct row *row)
{
	struct highlight highlights[HIGHLIGHTS_STRETCHES];
	size_t count =
		highlights_in(view, row->off, row->shown_end, highlights);

	for (size_t i = 0; i < count * row->piece_count; i++) {
		const struct highlight *it = &highlights[i / row->piece_count];
		const struct row_piece *piece =
			&row->pieces[i % row->piece_count];
		uint32_t from, to;

		if (covers(it->off, it->end, piece, &from, &to))
			repaint_piece(
				view, strips, row, piece, from, to,
				style_highlight(piece_look(view, row, piece),
						it->color, it->doubtful,
						it->shared));
	}
}

static void paint_hits(struct view *view, const struct strips *strips,
		       const struct row *row, const struct row_piece *piece)
{
	size_t count;
	const struct hit *hits =
		find_visible(view, piece->off, piece->end, &count);
	struct look look = piece_look(view, row, piece);

	for (size_t i = 0; i < count; i++) {
		uint32_t off = hits[i].off;
		uint32_t end = hits[i].end;
		bool current = find_is_current(view, hits[i]);

		repaint_piece(view, strips, row, piece,
			      off > piece->off ? off : piece->off,
			      end < piece->end ? end : piece->end,
			      style_over(look, current ? PART_HIT_CURRENT
						       : PART_HIT));
	}
}

static struct strips find_strips(const struct view *view, const struct row *row,
				 int y)
{
	const struct geometry *geometry = &view->geometry;
	int left = geometry->text_x;
	int columns = geometry->columns - left;
	int frozen =
		row->frozen < (uint32_t)columns ? (int)row->frozen : columns;

	return (struct strips){
		.frozen = { y, left, frozen, 0 },
		.panned = { y, left + frozen, columns - frozen,
			    row->frozen + pan_of(view, row) },
	};
}

/* Signs at the borders of a row that goes on to the side; where some of it is
 * frozen, in place of the bar behind that. */
static void paint_cuts(const struct strips *strips, const struct row *row)
{
	const struct strip *strip = &strips->panned;
	int left = strip->x - (row->frozen ? COLUMNS_BAR : 1);
	struct look look = style_part(PART_CUT);

	if (!(row->flags & ROW_WIDE) || strip->columns < 2)
		return;
	if (row->width > strip->first + (uint32_t)strip->columns) {
		screen_fill(strip->y, strip->x + strip->columns - 1, 1, look);
		screen_put_string(strip->y, strip->x + strip->columns - 1, 1,
				  "\xe2\x80\xba", look);
	}
	if (strip->first > row->frozen && row->width > row->frozen && left >= 0)
		screen_put_string(strip->y, left, 1, "\xe2\x80\xb9", look);
}

static void paint_point(const struct view *view, const struct row *row, int y)
{
	const struct geometry *geometry = &view->geometry;
	int x = geometry->text_x - 2;

	if (!view_has_point(view) ||
	    !row_shows(row, view->point_off, view->point_end))
		return;
	if (x < geometry->page_x)
		x = geometry->text_x - 1;
	if (x < geometry->page_x)
		return;
	screen_put_string(y, x, 1, "\xe2\x96\x8e", style_part(PART_POINT));
}

/* The cursor stands at the end of a selection that moves, where it is shown;
 * else at the point, or at the first text of the page. */
static void place_cursor(struct view *view, const struct row *row, int y,
			 bool *placed)
{
	uint32_t off = view_has_point(view) ? view->point_off : row->off;
	int last = view->geometry.columns - 1;
	uint32_t from, to;
	bool selected = select_range(view, &from, &to);
	uint32_t col;
	int x;

	if (selected)
		off = view->select.moving;
	if (*placed || !layout_column(view->layout, row, off, &col))
		return;
	if (!pan_shows(view, row, col, &col))
		col = row->frozen;
	/* What is cut at the right is there, too. */
	x = view->geometry.text_x + (int)col;
	screen_cursor(y, x < last ? x : last, selected);
	*placed = true;
}

void page_paint_row(struct view *view, const struct row *row, int y)
{
	struct strips strips = find_strips(view, row, y);

	for (size_t i = 0; i < row->piece_count; i++)
		paint_piece(view, &strips, row, &row->pieces[i]);
	paint_highlights(view, &strips, row);
	for (size_t i = 0; i < row->piece_count; i++)
		paint_hits(view, &strips, row, &row->pieces[i]);
	paint_selection(view, &strips, row);
	paint_cuts(&strips, row);
}

void page_paint_aside(const struct view *view, const struct row *row, int y,
		      int x, int columns, enum part part)
{
	const struct strip strip = { .y = y, .x = x, .columns = columns };
	const struct document *document = view->document;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		struct span bytes =
			row_piece_bytes(document->text.data, row, piece);
		unsigned style = piece->run == DOCUMENT_NONE
					 ? 0
					 : document->runs[piece->run].style;

		/* There is no way back from where one is. */
		if (piece->meaning == MEANING_BACK ||
		    row_piece_is_gap(document->text.data, piece))
			continue;
		put_clipped(view, &strip, piece->col, bytes.ptr, bytes.len,
			    style_over(style_look((enum meaning)piece->meaning,
						  style),
				       part));
	}
}

/* Whether the page was turned to and goes on at this row. */
static bool goes_on_at(const struct view *view, struct layout_at at)
{
	return view->turned_last &&
	       layout_same_place(layout_place(view->layout, at),
				 view->turned_at);
}

static void paint_row(struct view *view, struct layout_at at, int y,
		      bool *placed)
{
	bool goes_on = goes_on_at(view, at);
	struct row row;

	layout_row(view->layout, at, &row);
	page_paint_row(view, &row, y);
	if (goes_on)
		margin_paint_turn(view, y);
	margin_paint(view, &row, y);
	paint_point(view, &row, y);
	place_cursor(view, &row, y, placed);
}

static void paint_emptiness(const struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	static const char sentence[] = "This document is empty.";

	screen_put_string(geometry->page_rows / 3, geometry->text_x,
			  geometry->columns - geometry->text_x, sentence,
			  style_look(MEANING_BYLINE, 0));
}

void page_paint(struct view *view)
{
	struct layout_at at;
	bool placed = false;

	screen_cursor(0, view->geometry.text_x, false);
	move_settle(view);
	zen_settle(view);
	if (!view_top(view, &at)) {
		if (view->document->complete)
			paint_emptiness(view);
		return;
	}
	for (int y = 0; y < view_rows(view); y++) {
		paint_row(view, at, y, &placed);
		if (!layout_next(view->layout, &at))
			break;
	}
}

/* The row at row y of the window, and the column of it at x. */
static bool find_row(struct view *view, int y, int x, struct row *row,
		     uint32_t *col)
{
	const struct geometry *geometry = &view->geometry;
	struct layout_at at;
	int found = x - geometry->text_x;

	if (y >= view_rows(view) || x < geometry->page_x ||
	    !view_top(view, &at) || layout_move(view->layout, &at, y) != y)
		return false;
	layout_row(view->layout, at, row);
	*col = pan_column(view, row, found > 0 ? (uint32_t)found : 0);
	return true;
}

bool page_reference_at(struct view *view, int y, int x, uint32_t *run)
{
	struct row row;
	uint32_t col;

	if (!find_row(view, y, x, &row, &col))
		return false;
	for (size_t i = 0; i < row.piece_count; i++) {
		const struct row_piece *piece = &row.pieces[i];

		if (piece->meaning != MEANING_REFERENCE || col < piece->col ||
		    col >= piece->col + piece->width)
			continue;
		*run = piece->run;
		return *run != DOCUMENT_NONE;
	}
	return false;
}

bool page_offset_at(struct view *view, int y, int x, uint32_t *off)
{
	struct row row;
	uint32_t col;

	return find_row(view, y, x, &row, &col) &&
	       layout_offset(view->layout, &row, col, off);
}

bool page_note_at(struct view *view, int y, int x, uint32_t *number)
{
	struct row row;
	uint32_t col;

	return x < view->geometry.text_x && find_row(view, y, x, &row, &col) &&
	       margin_note(view, &row, number);
}
