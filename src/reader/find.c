/* SPDX-License-Identifier: ISC */
/* Search the text: look through it in slices, go from hit to hit. */
#include "reader/find.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/error.h"
#include "document/document.h"
#include "document/search.h"
#include "document/sentence.h"
#include "reader/find/parts.h"
#include "reader/hits.h"
#include "reader/view.h"
#include "text/cells.h"

enum {
	CHUNK = 16 * 1024, /* a millisecond's, where all is hits */
	KEY_US = 6000,	   /* of work before a key is answered … */
	SLICE_US = 3000,   /* … and while nothing else is to do */
	QUOTED = 32,	   /* columns of a text in a message */
};

/* Bytes between two looks at the clock. A regular expression may take long over
 * as little as can be looked through at a time. */
static size_t chunk(const struct find *find)
{
	return find->kind == QUERY_REGEX ? 1 : CHUNK;
}

void find_release(struct find *find)
{
	search_free(find->search);
	query_free(find->query);
	buffer_release(&find->text);
	buffer_release(&find->typed);
	anchor_release(&find->hit_at);
	anchor_release(&find->origin.top_at);
	free(find->shown.hits);
	free(find->paragraphs.first);
	free(find->sections.above);
	*find = (struct find){ 0 };
}

bool find_is_typing(const struct view *view)
{
	return view->focus == FOCUS_PROMPT &&
	       view->prompt_kind == PROMPT_SEARCH;
}

struct span find_text(const struct view *view)
{
	const struct buffer *text =
		find_is_typing(view) ? &view->prompt.text : &view->find.text;

	return (struct span){ buffer_string(text), text->len };
}

/* --- What is looked for -----------------------------------------------------
 */

static void look_from(struct view *view, uint32_t from)
{
	struct find *find = &view->find;

	search_free(find->search);
	find->search = search_open(find->query, view->document, from);
	find->begun = from;
	find->shown.off = find->shown.end = 0;
	find->paragraphs.hit_count = find->paragraphs.count = 0;
}

bool find_begin(struct view *view, enum query_kind kind, struct span text,
		uint32_t from, struct error *error)
{
	struct find *find = &view->find;
	struct query *query = query_new(kind, text.ptr, text.len, error);

	if (!query)
		return false;
	/* A search borrows its query. */
	search_free(find->search);
	find->search = NULL;
	query_free(find->query);
	find->query = query;
	find->kind = kind;
	find->painted = true;
	find->found = false;
	find->turn = FIND_ON;
	find->wanted = 0;
	find->trouble_said = false;
	look_from(view, from);
	return true;
}

void find_end(struct view *view)
{
	struct find *find = &view->find;

	search_free(find->search);
	find->search = NULL;
	query_free(find->query);
	find->query = NULL;
	find_hide(view);
	find->found = false;
}

void find_hide(struct view *view)
{
	struct find *find = &view->find;

	find->painted = false;
	find->wanted = 0;
	find->asked = false;
	find->listing = false;
}

/* The current hit where the text around it is now, if it is one still. */
static void carry_hit(struct view *view)
{
	struct find *find = &view->find;
	struct hit hit;
	uint32_t off;

	if (!find->found)
		return;
	find->found = anchor_find_place(&find->hit_at, view->document, &off) &&
		      query_find(find->query, view->document, off, off + 1,
				 &hit, 1) == 1;
	if (!find->found)
		return;
	find->found = hit.off == off;
	find->hit = hit;
}

static void carry_origin(struct view *view)
{
	struct find_origin *origin = &view->find.origin;

	/* The very top stays the very top. */
	if (!origin->top.off && origin->top.above == UINT32_MAX)
		return;
	anchor_find_place(&origin->top_at, view->document, &origin->top.off);
	origin->off = origin->top.off;
	origin->point_off = origin->point_end = 0;
}

void find_reset(struct view *view)
{
	struct find *find = &view->find;
	uint32_t off, end;

	if (list_is_open(view) && view->list.source == &hits_source)
		list_close(view);
	if (find_is_typing(view))
		carry_origin(view);
	find->origin.found = false;
	if (!find->query)
		return;
	carry_hit(view);
	view_visible(view, &off, &end);
	if (find->found)
		off = find->hit.off;
	else if (find_is_typing(view))
		off = find->origin.off;
	find->from = off;
	find->waiting = view->top;
	look_from(view, off);
}

/* --- How far the search is --------------------------------------------------
 */

bool find_knows_all(const struct view *view)
{
	return search_is_done(view->find.search) &&
	       (view->document->complete || view->arriving);
}

static bool is_waiting(const struct view *view)
{
	const struct find *find = &view->find;

	return find->search && (find->wanted || find->listing);
}

/*
 * The index of the hit that is wanted; false while it is not known, or if there
 * is none. *turns says how often the way to it goes over the end, or (< 0) over
 * the start. Before all is known, hits are without a gap from where the search
 * began to the last one of them.
 */
static bool locate_wanted(const struct view *view, size_t *index, long *turns)
{
	const struct find *find = &view->find;
	long count = (long)search_count(find->search);
	uint32_t from = find->found ? find->hit.off : find->from;
	long at = (long)search_after(find->search, from);
	bool at_hit = find->found && at < count &&
		      search_hit(find->search, (size_t)at).off == from;
	/* Without a current hit the one at from is the first of those on. */
	long target = at + find->wanted - (!at_hit && find->wanted > 0);

	if (!count)
		return false;
	if (!find_knows_all(view) &&
	    (from < find->begun || at == count || target < 0 ||
	     target >= count ||
	     search_hit(find->search, (size_t)target).off < find->begun))
		return false;
	*turns = target / count - (target % count < 0);
	*index = (size_t)(target - *turns * count);
	return true;
}

/* --- What waits for the search ----------------------------------------------
 */

static bool is_on_page(struct view *view, struct hit hit)
{
	uint32_t top, foot;

	view_visible(view, &top, &foot);
	return hit.off >= top && hit.end <= foot;
}

static void point_to(struct view *view, struct hit hit)
{
	struct document_sentence sentence;

	if (document_sentence_at(view->document, hit.off, &sentence))
		view_set_point(view, sentence.off, sentence.end);
	else
		view_drop_point(view);
}

void find_go_to(struct view *view, struct hit hit)
{
	struct find *find = &view->find;
	struct place top = view->top;

	find->found = true;
	find->hit = hit;
	find->turn = FIND_ON;
	anchor_capture_place(&find->hit_at, view->document, hit.off);
	if (!find_is_typing(view) && !is_on_page(view, hit))
		jumps_remember(view);
	if (!view->select.active)
		point_to(view, hit);
	else if (!find_is_typing(view))
		select_extend_to(view, hit.off < view->select.anchor
					       ? hit.off
					       : hit.end - 1);
	view_reveal(view, hit.off, hit.end);
	if (!layout_same_place(top, view->top))
		progress_move(&view->progress, PROGRESS_JUMP);
}

static void go_to_wanted(struct view *view, size_t index, long turns)
{
	struct find *find = &view->find;
	struct hit hit = search_hit(find->search, index);
	bool only = find->found && search_count(find->search) == 1 &&
		    find->hit.off == hit.off;

	find->wanted = 0;
	find->asked = false;
	find_go_to(view, hit);
	find->turn = only	 ? FIND_ONLY
		     : turns > 0 ? FIND_FROM_START
		     : turns < 0 ? FIND_FROM_END
				 : FIND_ON;
	if (!find_is_typing(view))
		view_hush(view);
}

void find_append_quoted(struct buffer *out, struct span text)
{
	size_t len = cells_fit(CELLS_UNICODE, text.ptr, text.len, QUOTED, NULL);

	buffer_append_string(out, "\xe2\x80\x9c");
	buffer_append(out, text.ptr, len);
	buffer_append_string(out, len < text.len ? "\xe2\x80\xa6\xe2\x80\x9d"
						 : "\xe2\x80\x9d");
}

static void say_nothing(struct view *view)
{
	struct buffer quoted = BUFFER_INIT;
	struct error error;

	find_append_quoted(&quoted, find_text(view));
	if (query_trouble(view->find.query, &error))
		view_complain(view,
			      "Looking for %s was given up: that takes too "
			      "long on this text.",
			      buffer_string(&quoted));
	else if (view->find.kind == QUERY_REGEX)
		view_complain(view, "Nothing matches %s.",
			      buffer_string(&quoted));
	else
		view_complain(view, "%s is not in the text%s.",
			      buffer_string(&quoted),
			      view->document->complete ? "" : " so far");
	buffer_release(&quoted);
}

/* What is not there as it was typed is looked for word by word, then with
 * slips; false when that was done. */
static bool try_otherwise(struct view *view)
{
	struct find *find = &view->find;
	struct error error;

	if (!find->asked ||
	    (find->kind != QUERY_TEXT && find->kind != QUERY_WORDS))
		return false;
	find->listing = find_begin(
		view, find->kind == QUERY_TEXT ? QUERY_WORDS : QUERY_TYPOS,
		find_text(view), find->from, &error);
	return find->listing;
}

static void nothing_found(struct view *view)
{
	if (find_is_typing(view)) {
		view->find.wanted = 0;
		say_nothing(view);
	} else if (!try_otherwise(view)) {
		say_nothing(view);
		find_end(view);
	}
}

static void say_trouble(struct view *view)
{
	struct error error;

	if (view->find.trouble_said || !query_trouble(view->find.query, &error))
		return;
	view->find.trouble_said = true;
	view_complain(view, "%s", error.sentence);
}

/* Whether the reader, who waited, has gone on to something else. */
static bool has_left(const struct view *view)
{
	return (int)view->focus != view->find.waiting_focus ||
	       !layout_same_place(view->find.waiting, view->top);
}

/* Does what waits, as far as the search has come for it. */
static void answer(struct view *view)
{
	struct find *find = &view->find;
	size_t index;
	long turns;

	if (is_waiting(view) && has_left(view)) {
		find->wanted = 0;
		find->listing = false;
		find->asked = false;
	}
	if (find->wanted && locate_wanted(view, &index, &turns))
		go_to_wanted(view, index, turns);
	if (!find_knows_all(view))
		return;
	if (is_waiting(view) && !search_count(find->search)) {
		nothing_found(view);
	} else if (is_waiting(view)) {
		find->listing = false;
		find->asked = false;
		hits_open(view);
	}
	if (find->search)
		say_trouble(view);
}

/* Looks on for a time; if need be only until nothing waits any more. */
static void work(struct view *view, int64_t us, bool while_waiting)
{
	struct find *find = &view->find;
	int64_t end = clock_us() + us;

	do {
		search_step(find->search, chunk(find));
		answer(view);
	} while (find->search && !search_is_done(find->search) &&
		 (!while_waiting || is_waiting(view)) && clock_us() < end);
}

void find_want(struct view *view, long count, uint32_t from)
{
	struct find *find = &view->find;

	find->wanted = count;
	find->from = from;
	find->waiting = view->top;
	find->waiting_focus = (int)view->focus;
	work(view, KEY_US, true);
	if (is_waiting(view) && !find_is_typing(view))
		view_say(view, "Searching \xe2\x80\xa6");
}

void find_grew(struct view *view)
{
	if (is_waiting(view))
		answer(view);
}

bool find_step(struct view *view)
{
	struct find *find = &view->find;

	if (!find->search || !find->painted ||
	    (search_is_done(find->search) && !is_waiting(view)))
		return false;
	work(view, SLICE_US, false);
	return find->search && !search_is_done(find->search);
}

/* --- From hit to hit --------------------------------------------------------
 */

/* Looks for what was kept, if nothing is looked for; false with a sentence
 * said, if that cannot be. */
static bool look_again(struct view *view)
{
	struct find *find = &view->find;
	struct error error;
	uint32_t off, end;

	if (find->query) {
		find->painted = true;
		return true;
	}
	view_visible(view, &off, &end);
	if (find_begin(view, find->regex ? QUERY_REGEX : QUERY_TEXT,
		       find_text(view), off, &error))
		return true;
	view_complain(view, "%s", error.sentence);
	return false;
}

/* Where the reader is: at the current hit, as long as that is what is read;
 * else at the end of a selection that moves, at the point, or where the page
 * begins. */
static uint32_t here(struct view *view)
{
	struct find *find = &view->find;
	uint32_t off, end, at;

	view_visible(view, &off, &end);
	at = off;
	if (view->select.active) {
		at = view->select.moving;
		find->found &= at >= find->hit.off && at < find->hit.end;
	} else if (view_has_point(view)) {
		at = view->point_off;
		find->found &=
			find->hit.off >= at && find->hit.off < view->point_end;
	} else {
		find->found &= find->hit.off >= off && find->hit.off < end;
	}
	return at;
}

void find_next(struct view *view, long count)
{
	struct find *find = &view->find;

	if (!find_recall_last(view)) {
		view_say_keys(view, "Nothing was looked for yet; {search} "
				    "searches.");
		return;
	}
	if (!look_again(view))
		return;
	if (find->back)
		count = -count;
	if (find->wanted)
		count += find->wanted;
	find_want(view, count, here(view));
}

void find_list(struct view *view)
{
	if (!find_recall_last(view)) {
		find_open(view, false);
		view->find.origin.listing = true;
		return;
	}
	if (!look_again(view))
		return;
	view->find.listing = true;
	find_want(view, 0, here(view));
}

bool find_words(struct view *view, const char *words)
{
	struct find *find = &view->find;
	struct error error;
	uint32_t off, end;
	size_t index;

	buffer_clear(&find->text);
	buffer_append_string(&find->text, words);
	find->regex = false;
	find->back = false;
	view_visible(view, &off, &end);
	if (!find_begin(view, QUERY_TEXT, find_text(view), off, &error))
		return false;
	do {
		index = search_after(find->search, off);
	} while (index == search_count(find->search) &&
		 search_step(find->search, chunk(find)));
	if (!search_count(find->search)) {
		find_end(view);
		return false;
	}
	if (index == search_count(find->search))
		index = 0;
	find_go_to(view, search_hit(find->search, index));
	return true;
}
