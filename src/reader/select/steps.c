/* SPDX-License-Identifier: ISC */
/* Move an end of what is selected. */
#include "reader/select/steps.h"

#include "base/buffer.h"
#include "document/document.h"
#include "document/sentence.h"
#include "reader/view.h"
#include "text/cells.h"
#include "text/words.h"

/* --- Clusters --------------------------------------------------------------
 */

uint32_t steps_cluster_start(const struct view *view, uint32_t off)
{
	const struct buffer *text = &view->document->text;

	return (uint32_t)cells_start(text->data, text->len, off);
}

uint32_t steps_cluster_end(const struct view *view, uint32_t off)
{
	const struct buffer *text = &view->document->text;
	struct cluster cluster;

	cells_next(view->cells, text->data + off, text->len - off, &cluster);
	return off + (uint32_t)cluster.len;
}

/* Line ends and soft hyphens have no width: nobody sees them selected. */
static bool is_seen(const struct view *view, uint32_t off)
{
	const struct buffer *text = &view->document->text;
	struct cluster cluster;

	if (text->data[off] == '\n')
		return false;
	cells_next(view->cells, text->data + off, text->len - off, &cluster);
	return cluster.width > 0;
}

static bool next_cluster(const struct view *view, uint32_t *off)
{
	uint32_t at = steps_cluster_end(view, *off);

	while (at < view->document->text.len && !is_seen(view, at))
		at = steps_cluster_end(view, at);
	if (at >= view->document->text.len)
		return false;
	*off = at;
	return true;
}

static bool previous_cluster(const struct view *view, uint32_t *off)
{
	uint32_t at = *off;

	while (at > 0) {
		at = steps_cluster_start(view, at - 1);
		if (!is_seen(view, at))
			continue;
		*off = at;
		return true;
	}
	return false;
}

/* The cluster that is seen at off, or else nearest to it; false in a text
 * without any. */
bool steps_settle(const struct view *view, uint32_t *off)
{
	if (!view->document->text.len)
		return false;
	if (*off >= view->document->text.len)
		*off = (uint32_t)view->document->text.len - 1;
	*off = steps_cluster_start(view, *off);
	return is_seen(view, *off) || previous_cluster(view, off) ||
	       next_cluster(view, off);
}

/* --- Stretches: sentences, paragraphs --------------------------------------
 */

/* How to find the stretches of a kind: as document/sentence.h does. */
struct stretches {
	bool (*at)(const struct document *document, uint32_t off,
		   struct document_sentence *stretch);
	bool (*next)(const struct document *document,
		     struct document_sentence *stretch);
	bool (*previous)(const struct document *document,
			 struct document_sentence *stretch);
};

static bool paragraph_at(const struct document *document, uint32_t off,
			 struct document_sentence *paragraph)
{
	const struct block *block =
		&document->blocks[document_block_at(document, off)];

	paragraph->off = block->off;
	paragraph->end = block->end - 1;
	return paragraph->end > paragraph->off;
}

static bool paragraph_next(const struct document *document,
			   struct document_sentence *paragraph)
{
	uint32_t off = paragraph->end + 1;

	while (off < document->text.len) {
		if (paragraph_at(document, off, paragraph))
			return true;
		off = paragraph->end + 1;
	}
	return false;
}

static bool paragraph_previous(const struct document *document,
			       struct document_sentence *paragraph)
{
	uint32_t off = paragraph->off;

	while (off > 0) {
		if (paragraph_at(document, off - 1, paragraph))
			return true;
		off = paragraph->off;
	}
	return false;
}

static const struct stretches sentences = {
	document_sentence_at,
	document_sentence_next,
	document_sentence_previous,
};

static const struct stretches paragraphs = {
	paragraph_at,
	paragraph_next,
	paragraph_previous,
};

uint32_t steps_last_cluster(const struct view *view, uint32_t off, uint32_t end)
{
	uint32_t last = end;

	return previous_cluster(view, &last) && last > off ? last : off;
}

/* An end that moves away from the anchor goes to the far end of a stretch, and
 * one that comes back gives up whole ones; over the anchor it turns round. */
static bool step_on(const struct view *view, const struct stretches *kind,
		    uint32_t anchor, uint32_t *moving)
{
	const struct document *document = view->document;
	struct document_sentence stretch;
	uint32_t last;

	if (!kind->at(document, *moving, &stretch))
		return false;
	if (*moving < anchor) {
		if (!kind->next(document, &stretch))
			return false;
		if (stretch.off <= anchor) {
			*moving = stretch.off;
			return true;
		}
		kind->at(document, anchor, &stretch);
	}
	last = steps_last_cluster(view, stretch.off, stretch.end);
	if (last <= *moving) {
		if (!kind->next(document, &stretch))
			return false;
		last = steps_last_cluster(view, stretch.off, stretch.end);
	}
	*moving = last;
	return true;
}

static bool step_back(const struct view *view, const struct stretches *kind,
		      uint32_t anchor, uint32_t *moving)
{
	const struct document *document = view->document;
	struct document_sentence stretch;

	if (!kind->at(document, *moving, &stretch))
		return false;
	if (*moving > anchor) {
		if (kind->previous(document, &stretch)) {
			uint32_t last = steps_last_cluster(view, stretch.off,
							   stretch.end);

			if (last >= anchor) {
				*moving = last;
				return true;
			}
		}
		kind->at(document, anchor, &stretch);
	} else if (stretch.off == *moving &&
		   !kind->previous(document, &stretch)) {
		return false;
	}
	*moving = stretch.off;
	return true;
}

/* --- Steps of the moving end -----------------------------------------------
 */

bool steps_cluster(struct view *view, bool back)
{
	uint32_t *moving = &view->select.moving;

	return back ? previous_cluster(view, moving)
		    : next_cluster(view, moving);
}

/* Along the column where the first of such steps began. */
bool steps_row(struct view *view, bool back)
{
	struct select *select = &view->select;
	struct layout_at at;
	struct row row;

	if (!layout_find(view->layout, (struct place){ select->moving, 0 },
			 &at))
		return false;
	if (!select->has_column) {
		layout_row(view->layout, at, &row);
		if (!layout_column(view->layout, &row, select->moving,
				   &select->column))
			select->column = row.width;
		select->has_column = true;
	}
	while (back ? layout_previous(view->layout, &at)
		    : layout_next(view->layout, &at)) {
		uint32_t off;

		layout_row(view->layout, at, &row);
		if (!layout_offset(view->layout, &row, select->column, &off))
			continue;
		select->moving = steps_cluster_start(view, off);
		return true;
	}
	return false;
}

bool steps_word(struct view *view, bool back)
{
	const struct buffer *text = &view->document->text;
	struct word word;

	if (!(back ? words_previous(text->data, text->len, view->select.moving,
				    &word)
		   : words_next(text->data, text->len, view->select.moving,
				&word)))
		return false;
	view->select.moving = steps_cluster_start(view, (uint32_t)word.off);
	return true;
}

/* To the end of the word, or of the next one where it is there already. */
bool steps_word_end(struct view *view, bool back)
{
	const struct buffer *text = &view->document->text;
	uint32_t *moving = &view->select.moving;
	struct word word;
	uint32_t last;

	(void)back;
	words_at(text->data, text->len, *moving, &word);
	last = steps_cluster_start(view, (uint32_t)word.end - 1);
	if (!word.wordlike || last <= *moving) {
		if (!words_next(text->data, text->len, *moving, &word))
			return false;
		last = steps_cluster_start(view, (uint32_t)word.end - 1);
	}
	*moving = last;
	return true;
}

bool steps_sentence(struct view *view, bool back)
{
	struct select *select = &view->select;

	return back ? step_back(view, &sentences, select->anchor,
				&select->moving)
		    : step_on(view, &sentences, select->anchor,
			      &select->moving);
}

/* Where whole paragraphs are selected, each step adds one or gives one up. */
bool steps_paragraph(struct view *view, bool back)
{
	struct select *select = &view->select;
	struct document_sentence paragraph;

	if (select->unit != SELECT_PARAGRAPHS)
		return back ? step_back(view, &paragraphs, select->anchor,
					&select->moving)
			    : step_on(view, &paragraphs, select->anchor,
				      &select->moving);
	if (!paragraph_at(view->document, select->moving, &paragraph) ||
	    !(back ? paragraph_previous(view->document, &paragraph)
		   : paragraph_next(view->document, &paragraph)))
		return false;
	select->moving = paragraph.off;
	if (paragraph.end > select->anchor)
		select->moving =
			steps_last_cluster(view, paragraph.off, paragraph.end);
	return true;
}

static bool step_rows(struct view *view, bool back, int count)
{
	bool moved = false;

	while (count-- > 0 && steps_row(view, back))
		moved = true;
	return moved;
}

bool steps_page(struct view *view, bool back)
{
	return step_rows(view, back, view->geometry.page_rows);
}

bool steps_half_page(struct view *view, bool back)
{
	return step_rows(view, back, (view->geometry.page_rows + 1) / 2);
}

bool steps_end(struct view *view, bool back)
{
	uint32_t len = (uint32_t)view->document->text.len;
	uint32_t off = back || !len ? 0 : len - 1;

	if (!steps_settle(view, &off) || off == view->select.moving)
		return false;
	view->select.moving = off;
	return true;
}
