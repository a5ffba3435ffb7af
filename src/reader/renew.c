/* SPDX-License-Identifier: ISC */
/* Carry what a reader sees over to another generation of the text. */
#include "reader/view.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/compare.h"
#include "document/document.h"
#include "document/outline.h"

enum {
	NEAR = 64 * 1024, /* bytes around, where a quote is looked for */
	QUOTE = 64,	  /* bytes that find a place in another generation */
	ROW_START = 12,	  /* bytes that make a row much like another */
};

/* Narrows the contents by the words in their prompt, if it is open. */
static void refilter(struct view *view)
{
	if (view->focus == FOCUS_PROMPT && view->prompt_kind == PROMPT_FILTER)
		contents_filter(&view->contents, view->document,
				buffer_string(&view->prompt.text));
}

/* Where quote stands in text, nearest to off and within NEAR bytes of it;
 * NULL if nowhere. */
static const char *find_nearest(struct span text, struct span quote, size_t off)
{
	size_t from = off > NEAR ? off - NEAR : 0;
	size_t end = text.len;
	const char *nearest = NULL;

	if (end > off + NEAR + quote.len)
		end = off + NEAR + quote.len;
	while (from < end) {
		const char *found = memmem(text.ptr + from, end - from,
					   quote.ptr, quote.len);
		size_t at = found ? (size_t)(found - text.ptr) : 0;

		if (!found || (nearest && at > off &&
			       at - off >= off - (size_t)(nearest - text.ptr)))
			break;
		nearest = found;
		if (at >= off)
			break;
		from = at + 1;
	}
	return nearest;
}

/* A place in another generation where the text was moved by shift, as far as
 * that is in it. */
static uint32_t shifted(const struct document *fresh, uint32_t off,
			int64_t shift)
{
	int64_t at = off + shift;

	if (at < 0)
		return 0;
	return at < (int64_t)fresh->text.len ? (uint32_t)at
					     : (uint32_t)fresh->text.len;
}

/* Finds the bytes at off of old in fresh. */
static bool find_quote(const struct document *old, const struct document *fresh,
		       uint32_t off, int64_t shift, uint32_t *carried)
{
	struct span text = { buffer_string(&fresh->text), fresh->text.len };
	struct span quote = { buffer_string(&old->text) + off,
			      old->text.len - off };
	const char *found;

	if (off >= old->text.len)
		return false;
	if (quote.len > QUOTE)
		quote.len = QUOTE;
	found = find_nearest(text, quote, shifted(fresh, off, shift));
	if (found)
		*carried = (uint32_t)(found - text.ptr);
	return found != NULL;
}

static uint32_t carry_top(const struct document *old,
			  const struct document *fresh, uint32_t off,
			  int64_t shift)
{
	uint32_t carried;
	uint32_t line;

	/* Where the reader was left may not have been read yet. */
	if (off >= old->text.len)
		return off;
	if (find_quote(old, fresh, off, shift, &carried))
		return carried;
	if (shift)
		return shifted(fresh, off, shift);
	if (!fresh->block_count)
		return 0;
	line = old->blocks[document_block_at(old, off)].line;
	return fresh->blocks[document_block_of_line(fresh, line)].off;
}

/* The point stays on its sentence, also where its end was edited; one whose
 * start is gone is dropped. */
static void carry_point(struct view *view, const struct document *fresh,
			int64_t shift)
{
	const struct document *old = view->document;
	uint32_t len = view->point_end - view->point_off;
	uint32_t off, end;

	if (!view_has_point(view))
		return;
	if (!find_quote(old, fresh, view->point_off, shift, &off)) {
		view_drop_point(view);
		return;
	}
	if (len <= fresh->text.len - off &&
	    memcmp(fresh->text.data + off, old->text.data + view->point_off,
		   len) == 0)
		view_set_point(view, off, off + len);
	else if (find_quote(old, fresh, view->point_end, shift, &end) &&
		 end > off &&
		 document_block_at(fresh, off) == document_block_at(fresh, end))
		view_set_point(view, off, end);
	else
		view_drop_point(view);
}

/* --- Folded sections -------------------------------------------------------
 */

/* Appends the slugs of the headings that are folded, each with its NUL. */
static void note_folds(const struct view *view, struct buffer *slugs)
{
	const struct document *document = view->document;
	const struct contents *contents = &view->contents;

	for (size_t i = 0; i < contents->heading_count; i++) {
		const char *slug =
			document_string(document, document->headings[i].slug);

		if (contents->folded[i])
			buffer_append(slugs, slug, strlen(slug) + 1);
	}
}

static void fold_again(struct view *view, const struct buffer *slugs)
{
	for (size_t at = 0; at < slugs->len;
	     at += strlen(slugs->data + at) + 1) {
		uint32_t heading =
			outline_find(view->document, slugs->data + at);

		if (heading != DOCUMENT_NONE)
			contents_fold(&view->contents, view->document, heading,
				      true);
	}
}

/* The document is another, what is carried over is set already. */
static void show(struct view *view, const struct document *document)
{
	struct buffer slugs = BUFFER_INIT;

	/* What Esc left is a place in a text that is no more. */
	view->escape.possible = false;
	labels_close(view);
	note_folds(view, &slugs);
	view->document = document;
	note_carry(view);
	view_set_document(view, document);
	pan_clamp(view);
	fold_again(view, &slugs);
	buffer_release(&slugs);
	refilter(view);
	find_reset(view);
	/* What was selected when L was opened was in the text before. */
	view->marklist.selected_off = view->marklist.selected_end = 0;
	list_reset(view);
}

void view_replace(struct view *view, const struct document *document)
{
	const struct document *old = view->document;
	int64_t shift = 0;

	if (view->tail)
		shift = (int64_t)document_body_end(document) -
			(int64_t)document_body_end(old);
	if (view->top.off || !view->top.above || shift)
		view->top.off = carry_top(old, document, view->top.off, shift);
	carry_point(view, document, shift);
	for (size_t i = 0; i < view->pans.count; i++)
		view->pans.pans[i].off =
			carry_top(old, document, view->pans.pans[i].off, shift);
	select_end(view);
	view->tail = false;
	show(view, document);
}

/* --- The end by itself -----------------------------------------------------
 */

static void show_apart(struct view *view, const struct document *document,
		       struct place top)
{
	if (note_is_open(view))
		note_close(view);
	select_end(view);
	view_drop_point(view);
	view->pans.count = 0;
	view->top = top;
	show(view, document);
}

void view_show_tail(struct view *view, const struct document *tail)
{
	struct layout_at at;

	view->tail = true;
	show_apart(view, tail, (struct place){ 0, UINT32_MAX });
	if (view_last_top(view, &at))
		view_set_top(view, at);
}

void view_leave_tail(struct view *view, const struct document *document,
		     struct place top)
{
	view->tail = false;
	show_apart(view, document, top);
}

/* --- A file that changed ---------------------------------------------------
 */

/* A row of the page that shows text. */
struct page_row {
	long y;
	uint32_t off; /* of its text in the old document … */
	uint32_t len;
	uint32_t carried; /* … and where that is in the new one */
};

struct page_rows {
	struct page_row *rows;
	size_t count;
};

static void note_rows(struct view *view, const struct alignment *alignment,
		      struct page_rows *rows)
{
	long room = view->geometry.page_rows;
	struct layout_at at;
	struct row row;

	rows->rows = memory_alloc((size_t)room * sizeof(*rows->rows));
	rows->count = 0;
	if (!view_top(view, &at))
		return;
	for (long y = 0; y < room; y++) {
		layout_row(view->layout, at, &row);
		if (!layout_place(view->layout, at).above &&
		    row.shown_end > row.off)
			rows->rows[rows->count++] = (struct page_row){
				.y = y,
				.off = row.off,
				.len = row.shown_end - row.off,
				.carried = alignment_carry(alignment, row.off),
			};
		if (!layout_next(view->layout, &at))
			break;
	}
}

/* Whether a row of the new text begins where the text of one that was there
 * is now, with at least so many of its bytes. */
static bool is_there(struct view *view, const struct document *old,
		     const struct page_row *was, uint32_t least,
		     struct layout_at *at)
{
	struct row row;

	if (!layout_find(view->layout, (struct place){ was->carried, 0 }, at))
		return false;
	layout_row(view->layout, *at, &row);
	if (least > was->len)
		least = was->len;
	return row.off == was->carried && row.shown_end - row.off >= least &&
	       memcmp(view->document->text.data + row.off,
		      old->text.data + was->off, least) == 0;
}

/* Puts the first row that is there on the row of the page where it was. */
static bool hold_row(struct view *view, const struct document *old,
		     const struct page_rows *rows, uint32_t least)
{
	struct layout_at at;

	for (size_t i = 0; i < rows->count; i++) {
		long y = rows->rows[i].y;

		if (!is_there(view, old, &rows->rows[i], least, &at) ||
		    layout_move(view->layout, &at, -y) != -y)
			continue;
		view_set_top(view, at);
		return true;
	}
	return false;
}

void view_renew(struct view *view, const struct document *document,
		const struct alignment *alignment)
{
	const struct document *old = view->document;
	struct place top = view->top;
	uint32_t point_off = view->point_off;
	uint32_t point_end = view->point_end;
	struct page_rows rows;

	note_rows(view, alignment, &rows);
	if (view_has_point(view)) {
		point_off = alignment_carry(alignment, point_off);
		point_end = alignment_carry(alignment, point_end);
	}
	if (view->select.active) {
		struct select *select = &view->select;

		select->anchor = alignment_carry(alignment, select->anchor);
		select->moving = alignment_carry(alignment, select->moving);
	}
	for (size_t i = 0; i < view->pans.count; i++)
		view->pans.pans[i].off =
			alignment_carry(alignment, view->pans.pans[i].off);
	/* The very top stays the very top. */
	if (top.off || top.above != UINT32_MAX)
		top.off = alignment_carry(alignment, top.off);
	view->top = top;
	view_set_point(view, point_off, point_end);
	show(view, document);
	/* One that is as it was, else one that begins so. */
	if ((top.off || top.above != UINT32_MAX) &&
	    !hold_row(view, old, &rows, UINT32_MAX))
		hold_row(view, old, &rows, ROW_START);
	free(rows.rows);
}
