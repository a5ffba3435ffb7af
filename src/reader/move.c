/* SPDX-License-Identifier: ISC */
/* Every movement through the text. */
#include "reader/move.h"

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "document/locate.h"
#include "document/outline.h"
#include "document/sentence.h"
#include "layout/layout.h"
#include "reader/paging.h"
#include "reader/view.h"

enum {
	PAGES_LEFT = sizeof(((struct view *)0)->pages_left) /
		     sizeof(((struct view *)0)->pages_left[0])
};

/* Sets the top; says whether that moved the page. */
static bool go_to(struct view *view, struct layout_at at)
{
	struct layout_at now;
	struct place before = view->top;

	/* What stood for "the very top" is spelled out first. */
	if (view_top(view, &now))
		before = layout_place(view->layout, now);
	view_set_top(view, at);
	return !layout_same_place(before, view->top);
}

/* The rest of the text has to be read first. */
static bool wants_whole(struct view *view)
{
	if (view->document->complete)
		return false;
	view->request = REQUEST_WHOLE;
	return true;
}

/* More may come in a direction: it has to be read before the end can be said.
 * Of the end by itself, what stands before it is missing. */
static bool more_may_come(struct view *view, long direction)
{
	return (direction < 0) == view->tail && wants_whole(view);
}

/* Whether the page so many rows further on has to be read first. */
static bool is_to_come(struct view *view, long rows)
{
	struct layout_at at;

	if (view->document->complete || !rows || (rows < 0) != view->tail)
		return false;
	if (rows > 0)
		rows += view->geometry.page_rows - 1;
	if (view_top(view, &at) && layout_move(view->layout, &at, rows) == rows)
		return false;
	return wants_whole(view);
}

/* What counts from the start of the text is not of its end by itself. */
static bool wants_head(struct view *view)
{
	if (view->tail)
		view->request = REQUEST_HEAD;
	return view->tail;
}

static bool scroll(struct view *view, long rows)
{
	struct layout_at at;

	if (is_to_come(view, rows) || !view_top(view, &at) ||
	    !layout_move(view->layout, &at, rows))
		return false;
	return go_to(view, at);
}

bool move_lines(struct view *view, long count)
{
	return scroll(view, count);
}

/* How far a page goes on at most. */
static long page_step(const struct view *view)
{
	return view->geometry.page_rows + PAGING_AHEAD;
}

static void remember_page(struct view *view)
{
	if (view->pages_left_count == PAGES_LEFT) {
		memmove(view->pages_left, view->pages_left + 1,
			(PAGES_LEFT - 1) * sizeof(view->pages_left[0]));
		view->pages_left_count--;
	}
	view->pages_left[view->pages_left_count++] = (struct page_left){
		.top = view->top,
		.blank = view->geometry.page_rows - view_rows(view),
	};
}

/* Shows a page that was turned to; the last one of all is full. */
static void turn_to(struct view *view, struct layout_at top, int blank)
{
	uint32_t off, end;

	view_set_top(view, top);
	if (!layout_same_place(view->top, layout_place(view->layout, top)))
		blank = 0;
	view->turned_to = view->top;
	view->turned_blank = blank;
	view_visible(view, &off, &end);
	if (view->point_off >= end)
		view_drop_point(view);
}

/* b goes back to the tops that Space left, if nothing else moved since. */
static bool page_back(struct view *view)
{
	struct paging_page page;
	struct layout_at at;

	if (!layout_same_place(view->top, view->turned_to))
		view->pages_left_count = 0;
	if (view->pages_left_count) {
		struct page_left left =
			view->pages_left[--view->pages_left_count];

		if (!layout_find(view->layout, left.top, &at))
			return false;
		turn_to(view, at, left.blank);
		return true;
	}
	if (!view_top(view, &at) ||
	    !paging_previous(view->layout, at, view->geometry.page_rows, &page))
		return false;
	turn_to(view, page.top, page.blank);
	return true;
}

static bool page_on(struct view *view)
{
	struct paging_page page;
	struct layout_at at;

	if (is_to_come(view, page_step(view)) || !view_top(view, &at))
		return false;
	layout_move(view->layout, &at, view_rows(view) - 1);
	if (!paging_next(view->layout, at, view->geometry.page_rows, &page))
		return false;
	if (!layout_same_place(view->top, view->turned_to))
		view->pages_left_count = 0;
	remember_page(view);
	turn_to(view, page.top, page.blank);
	view->turned_at = layout_place(view->layout, page.fresh);
	view->turned_last = true;
	return true;
}

bool move_pages(struct view *view, long count)
{
	bool moved = false;

	/* Where it was laid out anew since it was painted. */
	move_settle(view);
	if (is_to_come(view, count * page_step(view)))
		return false;
	for (; count > 0 && page_on(view); count--)
		moved = true;
	for (; count < 0 && page_back(view); count++)
		moved = true;
	return moved;
}

bool move_half_pages(struct view *view, long count)
{
	long half = view->geometry.page_rows / 2;

	return scroll(view, count * (half ? half : 1));
}

/* The first page has no other one before it that it goes on from. What the
 * reader is at is not left out. */
static void leave_blank(struct view *view, struct layout_at top)
{
	uint32_t off, end;

	view->turned_to = view->top;
	view->turned_blank =
		paging_blank(view->layout, top, view->geometry.page_rows);
	view_visible(view, &off, &end);
	if (view_has_point(view) && view->point_end > end)
		view->turned_blank = 0;
}

bool move_start(struct view *view)
{
	struct layout_at at;
	bool moved;

	if (wants_head(view) ||
	    !layout_find(view->layout, (struct place){ 0, UINT32_MAX }, &at))
		return false;
	moved = go_to(view, at);
	leave_blank(view, at);
	return moved;
}

void move_settle(struct view *view)
{
	struct layout_at at, before;

	if (!view->unsettled || !view_top(view, &at))
		return;
	before = at;
	if (!layout_previous(view->layout, &before))
		leave_blank(view, at);
	/* More of the text may come, and change that. */
	view->unsettled = !view->document->complete;
}

bool move_end(struct view *view)
{
	struct layout_at at;

	if (!view->document->complete && !view->tail) {
		view->request = REQUEST_END;
		return false;
	}
	return layout_last(view->layout, &at) && go_to(view, at);
}

/* Brings the row of off to the top of the page. */
static bool move_to_offset(struct view *view, uint32_t off)
{
	struct layout_at at;

	if (!layout_find(view->layout, (struct place){ off, 0 }, &at))
		return false;
	return go_to(view, at);
}

bool move_percent(struct view *view, long percent)
{
	uint64_t end;

	if (percent <= 0)
		return move_start(view);
	if (percent >= 100)
		return move_end(view);
	if (wants_whole(view) || !view->document->text.len)
		return false;
	end = view_end_top(view);
	return move_to_offset(view,
			      (uint32_t)((end * (uint64_t)percent + 99) / 100));
}

bool move_source_line(struct view *view, long line)
{
	const struct document *document = view->document;

	if (wants_head(view))
		return false;
	if (line < 1)
		line = 1;
	/* A line is known once a block behind it is. */
	if ((!document->block_count ||
	     (uint64_t)line >=
		     document->blocks[document->block_count - 1].line) &&
	    wants_whole(view))
		return false;
	if (!document->block_count)
		return false;
	return move_to_offset(view, locate_line(document, (uint32_t)line));
}

bool move_to_heading(struct view *view, uint32_t heading)
{
	uint32_t off, end;
	bool moved;

	outline_title(view->document, heading, &off, &end);
	moved = move_to_offset(view, off);
	/* Of one without a title, its '\n': the point says where one is. */
	view_set_point(view, off, end > off ? end : end + 1);
	return moved;
}

/* Where the reader is for "next" and "previous": the point, or the top. */
static uint32_t here(struct view *view)
{
	struct layout_at at;
	struct row row;

	if (view_has_point(view))
		return view->point_off;
	if (!view_top(view, &at))
		return 0;
	layout_row(view->layout, at, &row);
	return row.off;
}

bool move_headings(struct view *view, long count)
{
	const struct document *document = view->document;
	bool inferred = view->options.inferred;
	uint32_t off = here(view);
	uint32_t heading = outline_heading_at(document, off, inferred);
	uint32_t next = heading;
	uint32_t target = DOCUMENT_NONE;

	/* Inside a section, back is first its own heading. */
	if (count < 0 && heading != DOCUMENT_NONE &&
	    document->blocks[document->headings[heading].block].end <= off) {
		target = heading;
		count++;
	}
	for (; count; count += count < 0 ? 1 : -1) {
		if (count < 0 && next == DOCUMENT_NONE)
			break;
		next = count < 0 ? outline_previous(document, next, inferred)
				 : outline_next(document, next, inferred);
		if (next == DOCUMENT_NONE)
			break;
		target = next;
	}
	/* count is what is left of it. */
	if (count && more_may_come(view, count))
		return false;
	if (target == DOCUMENT_NONE)
		return false;
	move_to_heading(view, target);
	return true;
}

static void put_point(struct view *view,
		      const struct document_sentence *sentence)
{
	view_set_point(view, sentence->off, sentence->end);
	view_reveal(view, view->point_off, view->point_end);
}

bool move_point_to(struct view *view, uint32_t off)
{
	struct document_sentence sentence;

	if (!document_sentence_at(view->document, off, &sentence))
		return false;
	put_point(view, &sentence);
	return true;
}

/* The first sentence of a block: of a row that of the first cell with text. */
static bool first_in_block(const struct document *document, size_t block,
			   struct document_sentence *sentence)
{
	const struct block *b = &document->blocks[block];
	const struct cell *cell;

	if (b->kind != BLOCK_ROW)
		return document_sentence_at(document, b->off, sentence);
	cell = &document->cells[document_cell_at(document, b->off)];
	while (!document_sentence_at(document, cell->off, sentence)) {
		if (cell->end == b->end)
			return false;
		cell++;
	}
	return true;
}

/* The first sentence of the next (or previous) block with text. */
static bool enter_block(const struct document *document, size_t block,
			bool back, struct document_sentence *sentence)
{
	while (back ? block > 0 : block + 1 < document->block_count) {
		block = back ? block - 1 : block + 1;
		if (first_in_block(document, block, sentence))
			return true;
	}
	return false;
}

/* Without a point the first sentence that begins on the page is next. */
static bool first_sentence(struct view *view,
			   struct document_sentence *sentence)
{
	uint32_t off, end;

	view_visible(view, &off, &end);
	return document_sentence_from(view->document, off, sentence);
}

static bool step_sentence(const struct document *document, bool back,
			  struct document_sentence *sentence)
{
	return back ? document_sentence_previous(document, sentence)
		    : document_sentence_next(document, sentence);
}

/* Without a point the first paragraph that begins on the page is next. */
static bool first_paragraph(struct view *view,
			    struct document_sentence *sentence)
{
	const struct document *document = view->document;
	uint32_t off, end;
	size_t block;

	if (!document->block_count)
		return false;
	view_visible(view, &off, &end);
	block = document_block_at(document, off);
	if (document->blocks[block].off == off &&
	    document_sentence_at(document, off, sentence))
		return true;
	return enter_block(document, block, false, sentence);
}

static bool step_paragraph(const struct document *document, bool back,
			   struct document_sentence *sentence)
{
	size_t block = document_block_at(document, sentence->off);
	struct document_sentence first;

	/* Back is first the start of the paragraph one is in. */
	if (back &&
	    document_sentence_at(document, document->blocks[block].off,
				 &first) &&
	    first.off < sentence->off) {
		*sentence = first;
		return true;
	}
	return enter_block(document, block, back, sentence);
}

/* Moves the point so many steps; where there is none, the first step is to put
 * it on the page. A count that needs what is not read yet leaves all as it
 * was. */
static bool move_point(struct view *view, long count,
		       bool (*first)(struct view *, struct document_sentence *),
		       bool (*step)(const struct document *, bool,
				    struct document_sentence *))
{
	struct document_sentence sentence = { view->point_off,
					      view->point_end };
	bool moved = !view_has_point(view);

	if (moved && !first(view, &sentence)) {
		if (count > 0)
			more_may_come(view, count);
		return false;
	}
	if (moved)
		count -= count > 0;
	for (; count && step(view->document, count < 0, &sentence);
	     count += count < 0 ? 1 : -1)
		moved = true;
	if (count && more_may_come(view, count))
		return false;
	if (moved)
		put_point(view, &sentence);
	return moved;
}

bool move_sentences(struct view *view, long count)
{
	return move_point(view, count, first_sentence, step_sentence);
}

bool move_paragraphs(struct view *view, long count)
{
	return move_point(view, count, first_paragraph, step_paragraph);
}

bool move_to_place(struct view *view, const char *place)
{
	uint32_t off;

	if (!locate(view->document, place, &off))
		return false;
	/* As the status line counts them. */
	if (strchr("0123456789", *place))
		return move_percent(view, strtol(place, NULL, 10)) || !off;
	view_go_to(view, (struct place){ off, 0 });
	return true;
}

bool move_point_to_row(struct view *view, int row)
{
	uint32_t off = view->point_off;
	uint32_t end = view->point_end;
	struct layout_at at;
	bool moved;

	if (!layout_find(view->layout, (struct place){ off, 0 }, &at))
		return false;
	layout_move(view->layout, &at, -row);
	moved = go_to(view, at);
	view_set_point(view, off, end);
	return moved;
}
