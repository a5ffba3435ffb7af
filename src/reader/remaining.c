/* SPDX-License-Identifier: ISC */
/* How far the page is, how long is left: of the body, not of its notes. */
#include "document/document.h"
#include "document/outline.h"
#include "layout/layout.h"
#include "reader/progress.h"
#include "reader/view.h"
#include "reader/wordcount.h"

/* The highest row that shows the end of the body. */
static bool last_body_top(struct view *view, struct layout_at *at)
{
	uint32_t end = document_body_end(view->document);

	if (end == view->document->text.len || !end)
		return view_last_top(view, at);
	if (!layout_find(view->layout, (struct place){ end - 1, 0 }, at))
		return false;
	layout_move(view->layout, at, 1 - view->geometry.page_rows);
	return true;
}

/* The offset of the top when the body's end is shown, kept until the text grows
 * or is laid out anew. */
uint32_t view_end_top(struct view *view)
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
		all = view_end_top(view);
	} else {
		/* The text that is to come, from the source that is. */
		all = view->document->text.len;
		if (view->source_done)
			all = (uint64_t)((double)all *
					 (double)view->source_all /
					 (double)view->source_done);
	}
	if (view->tail)
		return 99;
	if (!all || here >= all) {
		bool behind = view->document->complete &&
			      document_body_end(view->document) <
				      view->document->text.len;

		return behind ? 100 : all ? 99 : 0;
	}
	/* The nearest, but neither end is said of what is not quite there. */
	here = (here * 100 + all / 2) / all;
	return here < 100 ? (int)here : 99;
}

/* Words from off on, in all of the text if it is still coming: what is not
 * here yet has as many as what is. */
static double words_left(struct view *view, uint32_t off)
{
	const struct document *document = view->document;
	uint32_t end = document_body_end(document);
	double words;
	double all;

	if (off > end)
		return 0;
	words = wordcount_between(&view->wordcount, document, off, end);
	if (document->complete || view->tail || !view->source_done ||
	    view->source_all <= view->source_done || !end)
		return words;
	all = wordcount_between(&view->wordcount, document, 0, end);
	return words +
	       all * ((double)view->source_all / (double)view->source_done - 1);
}

size_t view_minutes_left(struct view *view)
{
	uint32_t off, end;

	if (view_at_end(view))
		return 0;
	view_visible(view, &off, &end);
	return progress_minutes(&view->progress, words_left(view, off));
}

size_t view_section_minutes_left(struct view *view)
{
	const struct document *document = view->document;
	uint32_t heading = view_heading(view);
	uint32_t off, end, start, section_end;

	if (heading == DOCUMENT_NONE || view_at_end(view))
		return 0;
	section_end =
		outline_section_end(document, heading, view->options.inferred);
	/* More of it may come. */
	if (section_end == document->text.len && !document->complete)
		return 0;
	view_visible(view, &off, &end);
	start = document->blocks[document->headings[heading].block].off;
	if (off < start)
		off = start;
	if (off >= section_end)
		return 0;
	return progress_minutes(&view->progress,
				wordcount_between(&view->wordcount, document,
						  off, section_end));
}

/* Whether the text is what the reader looks at. */
static bool is_reading(const struct view *view)
{
	/* Beside the contents Space still turns the pages. */
	if (view->focus == FOCUS_CONTENTS)
		return !view_contents_over(view);
	return view->focus == FOCUS_PAGE || view->focus == FOCUS_NOTE ||
	       view->focus == FOCUS_SELECT;
}

void view_follow_reader(struct view *view, int64_t now_ms)
{
	uint32_t off, end;

	/* Of the end by itself it is not known where it is. */
	if (view->tail) {
		progress_pause(&view->progress, now_ms);
		return;
	}
	if (is_reading(view))
		progress_resume(&view->progress, now_ms);
	else
		progress_pause(&view->progress, now_ms);
	view_visible(view, &off, &end);
	if (end <= view->document->text.len)
		progress_page(&view->progress, view->document, off, end,
			      now_ms);
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
