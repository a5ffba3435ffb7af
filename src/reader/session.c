/* SPDX-License-Identifier: ISC */
/* Where each document was left: kept while reading, found when it is opened. */
#include "reader/session.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/opened.h"
#include "reader/state.h"
#include "reader/view.h"

enum {
	MINUTE_S = 60,
	HOUR_S = 60 * MINUTE_S,
	DAY_S = 24 * HOUR_S,
	WEEK_S = 7 * DAY_S,
	MONTH_S = 30 * DAY_S,
	YEAR_S = 365 * DAY_S,
};

void session_begin(struct session *session)
{
	*session = (struct session){ 0 };
}

/* --- Finding ---------------------------------------------------------------
 */

static void take_jumps(struct view *view, const char *path)
{
	size_t count, at;
	const struct state_jump *jumps;

	if (view->jumps.count)
		return;
	jumps = state_jumps(view->state, path, &count, &at);
	for (size_t i = 0; i < count; i++)
		jumps_add(&view->jumps, *jumps[i].path ? jumps[i].path : path,
			  &jumps[i].at, jumps[i].above);
	view->jumps.at = at < view->jumps.count ? at : view->jumps.count;
}

static void take_pace(struct view *view)
{
	uint64_t words, ms;

	if (view->progress.words <= 0 && state_pace(view->state, &words, &ms))
		progress_set_pace(&view->progress, words, ms);
}

const struct state_document *session_find(struct session *session,
					  struct view *view,
					  const struct opened *opened)
{
	const struct state_document *left;

	if (!view->state)
		return NULL;
	take_pace(view);
	if (!opened->real)
		return NULL;
	left = state_document(view->state, opened->real, opened->print);
	if (left && strcmp(left->path, opened->real) != 0)
		state_moved(view->state, left->path, opened->real);
	take_jumps(view, opened->real);
	session->jumps = view->jumps.changes;
	session->words = view->progress.words;
	left = state_document(view->state, opened->real, opened->print);
	session->known = left != NULL;
	return left;
}

/* Offsets of the text that was read, and where they are in this one: between
 * two that are known they are taken to have moved alike. */
struct knots {
	uint32_t old[4];
	uint32_t fresh[4];
	size_t count;
};

static void add_knot(struct knots *knots, uint32_t old, uint32_t fresh)
{
	size_t last = knots->count - 1;

	if (knots->count &&
	    (old <= knots->old[last] || fresh < knots->fresh[last]))
		return;
	knots->old[knots->count] = old;
	knots->fresh[knots->count++] = fresh;
}

static uint32_t carry(const struct knots *knots, uint32_t off)
{
	size_t i = 1;
	uint64_t old, fresh;

	while (i + 1 < knots->count && off > knots->old[i])
		i++;
	old = knots->old[i] - knots->old[i - 1];
	fresh = knots->fresh[i] - knots->fresh[i - 1];
	if (off >= knots->old[i])
		return knots->fresh[i];
	return knots->fresh[i - 1] +
	       (uint32_t)((off - knots->old[i - 1]) * fresh / old);
}

static void add_anchor_knot(struct knots *knots, const struct anchor *anchor,
			    const struct document *document)
{
	uint32_t off;

	if (anchor_find_place(anchor, document, &off))
		add_knot(knots, anchor->off, off);
}

void session_restore_read(struct session *session, struct view *view,
			  const struct opened *opened)
{
	const struct document *document = view->document;
	const struct state_document *left;
	struct knots knots = { .count = 0 };
	const struct anchor *first, *second;
	uint32_t old_len;

	if (!session->known)
		return;
	left = state_document(view->state, opened->real, opened->print);
	if (!left)
		return;
	first = second = &left->furthest;
	/* A top that was kept while the text was being parsed may be of another
	 * text than what was read. */
	if (left->top.text_len && left->top.off < left->furthest.off)
		first = &left->top;
	else if (left->top.text_len)
		second = &left->top;
	add_knot(&knots, 0, 0);
	add_anchor_knot(&knots, first, document);
	add_anchor_knot(&knots, second, document);
	old_len = left->furthest.text_len ? left->furthest.text_len
					  : (uint32_t)document->text.len;
	add_knot(&knots, old_len, (uint32_t)document->text.len);
	for (size_t i = 0; knots.count > 1 && i < left->read_count; i++)
		progress_add(&view->progress, carry(&knots, left->read[i].off),
			     carry(&knots, left->read[i].end));
	session->furthest = progress_furthest(&view->progress);
}

/* --- Saying ----------------------------------------------------------------
 */

void session_append_ago(struct buffer *out, int64_t then_s, int64_t now_s)
{
	static const struct unit {
		int64_t from; /* seconds ago, for this unit to be used */
		int64_t seconds;
		const char *name;
	} units[] = {
		{ 2 * YEAR_S, YEAR_S, "year" },
		{ 2 * MONTH_S, MONTH_S, "month" },
		{ 2 * WEEK_S, WEEK_S, "week" },
		{ 36 * HOUR_S, DAY_S, "day" },
		{ 90 * MINUTE_S, HOUR_S, "hour" },
		{ 90, MINUTE_S, "minute" },
	};
	int64_t ago = now_s - then_s;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		int64_t count = (ago + units[i].seconds / 2) / units[i].seconds;

		if (ago < units[i].from)
			continue;
		buffer_append_format(out, "%lld %s%s ago", (long long)count,
				     units[i].name, count == 1 ? "" : "s");
		return;
	}
	/* A clock that was set back says the same. */
	buffer_append_string(out, "just now");
}

void session_append_cue(const struct state_document *left,
			const struct opened *opened, int64_t now_s,
			struct buffer *out)
{
	bool edited = left->size != opened->size ||
		      (left->print && opened->print &&
		       left->print != opened->print) ||
		      left->mtime_ns != opened->mtime_ns;

	buffer_append_string(out, "You left here ");
	session_append_ago(out, left->at, now_s);
	if (edited)
		buffer_append_string(out, "; the file was edited since");
}

bool session_offer(struct view *view, const struct opened *opened,
		   int64_t now_s, struct buffer *out)
{
	const struct state_document *there;
	struct jumps *jumps = &view->jumps;
	uint32_t off;

	if (!view->state || !opened->real)
		return false;
	there = state_elsewhere(view->state, opened->real, opened->print);
	if (!there || !anchor_find_place(&there->top, view->document, &off) ||
	    off == view->top.off)
		return false;
	buffer_append_string(out, "Read on ");
	buffer_append_string(out,
			     *there->host ? there->host : "another machine");
	buffer_append_byte(out, ' ');
	session_append_ago(out, there->at, now_s);
	buffer_append_string(out, ": ^N goes to the place there");
	jumps_remember(view);
	jumps_add(jumps, opened->real, &there->top, there->above);
	jumps->at = jumps->count - 2;
	return true;
}

/* --- Keeping ---------------------------------------------------------------
 */

static void fill_read(const struct progress *progress,
		      struct state_document *record)
{
	size_t count = progress->range_count;

	if (count > STATE_READ_RANGES)
		count = STATE_READ_RANGES;
	for (size_t i = 0; i < count; i++) {
		record->read[i].off = progress->ranges[i].off;
		record->read[i].end = progress->ranges[i].end;
	}
	record->read_count = count;
}

/* How long the whole text is, and how far it was read. */
static void fill_length(struct view *view, struct state_document *record)
{
	const struct document *document = view->document;
	uint32_t end = document_body_end(document);
	double words = wordcount_between(&view->wordcount, document, 0, end);

	record->words = (uint32_t)words;
	record->minutes = (uint32_t)progress_minutes(&view->progress, words);
	record->percent = (uint32_t)progress_percent(&view->progress, end);
	record->finished = progress_finished(&view->progress, end);
}

static void keep_document(struct view *view, const struct opened *opened)
{
	const struct document *document = view->document;
	const struct state_document *before =
		state_document(view->state, opened->real, 0);
	/* What is borrowed of it lasts until the record is kept. */
	struct state_document record =
		before ? *before : (struct state_document){ 0 };
	bool read_is_known = opened->complete || !before;
	struct anchor furthest;
	struct buffer title = BUFFER_INIT;

	outline_append_name(&title, document);
	record.path = opened->real;
	record.title = buffer_detach(&title);
	record.author = memory_copy_string(
		document_string(document, document->metadata.author),
		strlen(document_string(document, document->metadata.author)));
	record.size = opened->size;
	record.mtime_ns = opened->mtime_ns;
	record.print = opened->print;
	record.above = view->top.above;
	record.at = (int64_t)time(NULL);
	record.opened = before && before->opened ? before->opened : record.at;
	anchor_init(&record.top);
	anchor_capture_place(&record.top, document, view->top.off);
	anchor_init(&furthest);
	if (read_is_known) {
		anchor_capture_place(&furthest, document,
				     progress_furthest(&view->progress));
		record.furthest = furthest;
		fill_read(&view->progress, &record);
	}
	if (opened->complete)
		fill_length(view, &record);
	if (view->kept.known)
		record.marks = (uint32_t)view->kept.marks.count;
	state_keep(view->state, &record);
	/* A file that will not last is on the shelf as its copy. */
	if (view->kept.copy.len &&
	    strcmp(record.path, view->kept.copy.data) != 0) {
		record.path = view->kept.copy.data;
		state_keep(view->state, &record);
	}
	anchor_release(&record.top);
	anchor_release(&furthest);
	free(record.title);
	free(record.author);
}

static void keep_jumps(struct view *view, const char *path)
{
	struct state_jump jumps[JUMPS_KEPT];
	size_t count = 0;
	size_t at = 0;

	/* What jumps hold is borrowed for the call. */
	for (size_t i = 0; i < view->jumps.count; i++) {
		const struct jump *jump = &view->jumps.places[i];
		bool here = strcmp(jump->path, path) == 0;

		if (jump->of_pipe)
			continue;
		at += i < view->jumps.at;
		jumps[count++] = (struct state_jump){
			.path = jump->path + (here ? strlen(path) : 0),
			.at = jump->at,
			.above = jump->above,
		};
	}
	state_keep_jumps(view->state, path, jumps, count, at);
}

static bool has_news(const struct session *session, const struct view *view,
		     const struct opened *opened)
{
	return !session->kept_ms || session->complete != opened->complete ||
	       !layout_same_place(session->top, view->top) ||
	       session->furthest != progress_furthest(&view->progress) ||
	       session->marks != view->kept.marks.count ||
	       session->jumps != view->jumps.changes;
}

static bool is_kept(const struct session *session, const struct view *view,
		    const struct opened *opened)
{
	return view->state && view->options.history && opened->real &&
	       !session->forgotten && view->document->text.len;
}

void session_keep(struct session *session, struct view *view,
		  const struct opened *opened, int64_t now_ms, bool at_once)
{
	uint64_t words, ms;

	if (!is_kept(session, view, opened) ||
	    !has_news(session, view, opened) ||
	    (!at_once && session->kept_ms &&
	     now_ms - session->kept_ms < SESSION_KEEP_MS))
		return;
	keep_document(view, opened);
	if (session->jumps != view->jumps.changes)
		keep_jumps(view, opened->real);
	progress_pace(&view->progress, &words, &ms);
	if (session->words != view->progress.words && words)
		state_keep_pace(view->state, words, ms);
	session->top = view->top;
	session->furthest = progress_furthest(&view->progress);
	session->jumps = view->jumps.changes;
	session->marks = view->kept.marks.count;
	session->words = view->progress.words;
	session->complete = opened->complete;
	session->kept_ms = now_ms;
}

int session_wait_ms(const struct session *session, struct view *view,
		    const struct opened *opened, int64_t now_ms)
{
	int64_t due = session->kept_ms + SESSION_KEEP_MS;

	if (!is_kept(session, view, opened) || !has_news(session, view, opened))
		return -1;
	return due > now_ms ? (int)(due - now_ms) : 0;
}
