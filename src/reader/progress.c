/* SPDX-License-Identifier: ISC */
/* How far the reader is, how long is left: of the body, not of its notes. */
#include "document/document.h"
#include "document/outline.h"
#include "layout/layout.h"
#include "reader/view.h"
#include "text/cells.h"

enum {
	WORDS_A_MINUTE = 240,
	SAMPLE = 64 * 1024, /* bytes from which words are estimated */
};

/* Where the body of the text ends, before notes and the like. */
static uint32_t body_end(const struct document *document)
{
	if (document->after_block >= document->block_count)
		return (uint32_t)document->text.len;
	return document->blocks[document->after_block].off;
}

/* The highest row that shows the end of the body. */
static bool last_body_top(struct view *view, struct layout_at *at)
{
	uint32_t end = body_end(view->document);

	if (end == view->document->text.len || !end)
		return view_last_top(view, at);
	if (!layout_find(view->layout, (struct place){ end - 1, 0 }, at))
		return false;
	layout_move(view->layout, at, 1 - view->geometry.page_rows);
	return true;
}

/* The offset of the top when the body's end is shown, kept until the text grows
 * or is laid out anew. */
static uint32_t end_top_off(struct view *view)
{
	struct layout_at at;
	struct row row;

	if (view->end_top_len != view->document->text.len) {
		view->end_top_len = view->document->text.len;
		view->end_top_off = 0;
		if (last_body_top(view, &at)) {
			layout_row(view->layout, at, &row);
			view->end_top_off = row.off;
		}
	}
	return view->end_top_off;
}

int view_percent(struct view *view)
{
	uint64_t all;
	uint64_t here;
	uint32_t off, end;

	if (view_at_end(view))
		return 100;
	view_visible(view, &off, &end);
	here = off;
	if (view->document->complete) {
		all = end_top_off(view);
	} else {
		/* The text that is to come, from the source that is. */
		all = view->document->text.len;
		if (view->source_done)
			all = (uint64_t)((double)all *
					 (double)view->source_all /
					 (double)view->source_done);
	}
	if (!all || here >= all) {
		bool behind =
			view->document->complete &&
			body_end(view->document) < view->document->text.len;

		return behind ? 100 : all ? 99 : 0;
	}
	/* The nearest, but neither end is said of what is not quite there. */
	here = (here * 100 + all / 2) / all;
	return here < 100 ? (int)here : 99;
}

/* Words in a byte of text, from the first bytes that are known. */
static double words_per_byte(struct view *view)
{
	const struct document *document = view->document;
	size_t sample = document->text.len;

	if (sample > SAMPLE)
		sample = cells_start(document->text.data, sample, SAMPLE);
	if (sample && sample != view->sample_len) {
		view->sample_len = sample;
		view->sample_words =
			outline_words(document, 0, (uint32_t)sample);
	}
	return sample ? (double)view->sample_words / (double)sample : 0;
}

size_t view_minutes_left(struct view *view)
{
	double left = (double)view->document->text.len;
	uint32_t off, end;

	if (view_at_end(view))
		return 0;
	view_visible(view, &off, &end);
	if (!view->document->complete && view->source_done)
		left *= (double)view->source_all / (double)view->source_done;
	if (view->document->complete)
		left = body_end(view->document);
	left -= off;
	if (left <= 0)
		return 0;
	return 1 + (size_t)(left * words_per_byte(view) / WORDS_A_MINUTE);
}

void view_go_to_body(struct view *view)
{
	const struct document *document = view->document;
	struct place start = { 0, UINT32_MAX };

	if (document->body_block >= document->block_count)
		return;
	start.off = document->blocks[document->body_block].off;
	view_go_to(view, start);
}
