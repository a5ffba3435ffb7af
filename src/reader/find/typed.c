/* SPDX-License-Identifier: ISC */
/* Search as it is typed: the prompt, its history, Enter and Esc. */
#include "reader/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "reader/find/parts.h"
#include "reader/keys.h"
#include "reader/state.h"
#include "reader/view.h"

/* Before a regular expression in the history: the ^R that made it one. Nothing
 * that is typed has a control character. */
#define REGEX_SIGN '\022'

/* --- Where it began ---------------------------------------------------------
 */

static void remember_origin(struct view *view)
{
	struct find *find = &view->find;
	struct find_origin *origin = &find->origin;
	uint32_t off, end;

	view_visible(view, &off, &end);
	origin->top = view->top;
	origin->pans = view->pans;
	origin->point_off = view->point_off;
	origin->point_end = view->point_end;
	origin->off = view_has_point(view) ? view->point_off : off;
	if (view->select.active)
		origin->off = view->select.moving;
	origin->painted = find->painted;
	origin->found = find->found;
	origin->hit = find->hit;
	origin->kind = find->kind;
	origin->back = find->back;
	origin->listing = false;
	anchor_capture_place(&origin->top_at, view->document,
			     origin->top.off < view->document->text.len
				     ? origin->top.off
				     : (uint32_t)view->document->text.len);
}

static void return_to_origin(struct view *view)
{
	const struct find_origin *origin = &view->find.origin;

	view->top = origin->top;
	view->pans = origin->pans;
	view_set_point(view, origin->point_off, origin->point_end);
}

/* Keeps the origin as a place that a jump left. */
static void leave_origin(struct view *view)
{
	struct place top = view->top;

	if (layout_same_place(top, view->find.origin.top))
		return;
	view->top = view->find.origin.top;
	jumps_remember(view);
	view->top = top;
}

/* --- The history ------------------------------------------------------------
 */

/* The i-th search of the history, the newest first; NULL: there is none. */
static const char *past_search(const struct view *view, size_t i)
{
	return view->state ? state_search(view->state, i) : NULL;
}

/* Without the sign of a regular expression, if it is one. */
static const char *past_text(const char *search, bool *regex)
{
	*regex = *search == REGEX_SIGN;
	return search + *regex;
}

static void keep_search(struct view *view)
{
	struct find *find = &view->find;
	struct buffer search = BUFFER_INIT;

	buffer_clear(&find->text);
	buffer_append(&find->text, buffer_string(&view->prompt.text),
		      view->prompt.text.len);
	find->regex = find->typed_regex;
	if (!view->state || !view->options.history)
		return;
	if (find->regex)
		buffer_append_byte(&search, REGEX_SIGN);
	buffer_append(&search, buffer_string(&find->text), find->text.len);
	state_keep_search(view->state, buffer_string(&search));
	buffer_release(&search);
}

bool find_recall_last(struct view *view)
{
	struct find *find = &view->find;
	const char *last;

	if (find->text.len)
		return true;
	last = past_search(view, 0);
	if (!last)
		return false;
	buffer_append_string(&find->text, past_text(last, &find->regex));
	return find->text.len > 0;
}

/* Shows an earlier search, or with NULL what was typed. */
static void show_recalled(struct view *view, const char *search)
{
	struct find *find = &view->find;

	if (!search)
		search = buffer_string(&find->typed);
	lineedit_set(&view->prompt, past_text(search, &find->typed_regex));
}

/* To the next older search (or newer, step < 0) that begins as what was typed;
 * behind the newest what was typed is back. */
static void recall(struct view *view, int step)
{
	struct find *find = &view->find;
	size_t i = find->recalled;
	const char *search;
	const char *start;
	bool regex;

	if (i == SIZE_MAX) {
		buffer_clear(&find->typed);
		if (find->typed_regex)
			buffer_append_byte(&find->typed, REGEX_SIGN);
		buffer_append(&find->typed, buffer_string(&view->prompt.text),
			      view->prompt.text.len);
	}
	start = past_text(buffer_string(&find->typed), &regex);
	do {
		i += (size_t)step;
		search = i == SIZE_MAX ? NULL : past_search(view, i);
		if (!search && i != SIZE_MAX)
			return;
	} while (search &&
		 strncmp(past_text(search, &regex), start, strlen(start)) != 0);
	show_recalled(view, search);
	find_typed(view);
	find->recalled = i;
}

/* --- The prompt -------------------------------------------------------------
 */

void find_open(struct view *view, bool back)
{
	struct find *find = &view->find;

	remember_origin(view);
	find->back = back;
	find->typed_regex = false;
	find->typed_bad = false;
	find->recalled = SIZE_MAX;
	find_hide(view);
	view_enter_prompt(view, PROMPT_SEARCH);
}

/* Whether there is nothing in it to look for. */
static bool is_blank(const struct buffer *text)
{
	const char *bytes = buffer_string(text);

	return !bytes[strspn(bytes, " ")];
}

/* Looks for what is typed. A regular expression that is none yet is only
 * complained of when Enter was pressed. */
static void look(struct view *view, bool entered)
{
	struct find *find = &view->find;
	struct error error;

	find->recalled = SIZE_MAX;
	find->typed_bad = false;
	if (is_blank(&view->prompt.text)) {
		find_end(view);
		return_to_origin(view);
		return;
	}
	if (!find_begin(view, find->typed_regex ? QUERY_REGEX : QUERY_TEXT,
			find_text(view), find->origin.off, &error)) {
		find->typed_bad = true;
		if (entered || !find->typed_regex || !query_knows_regex())
			view_complain(view, "%s", error.sentence);
		return;
	}
	return_to_origin(view);
	find_want(view, find->back ? -1 : 1, find->origin.off);
}

void find_typed(struct view *view)
{
	look(view, false);
}

bool find_prompt_key(struct view *view, uint32_t key)
{
	switch (key) {
	case KEYS_CONTROL | 'r':
		view->find.typed_regex = !view->find.typed_regex;
		find_typed(view);
		return true;
	case KEYS_UP:
	case KEYS_DOWN:
		recall(view, key == KEYS_UP ? 1 : -1);
		return true;
	default:
		return false;
	}
}

/* The keys go to the page, whoever had them before; of a selection they move
 * the end. */
static void close_prompt(struct view *view)
{
	view->focus = view->focus_before_prompt == FOCUS_SELECT ? FOCUS_SELECT
								: FOCUS_PAGE;
}

/* Enter on nothing: the last search once more. */
static void repeat(struct view *view)
{
	close_prompt(view);
	find_abandon(view);
	if (!view->find.origin.listing)
		find_next(view, 1);
}

void find_keep(struct view *view)
{
	struct find *find = &view->find;
	bool listing = find->origin.listing;

	if (is_blank(&view->prompt.text)) {
		repeat(view);
		return;
	}
	if (find->typed_bad) {
		look(view, true);
		return;
	}
	keep_search(view);
	close_prompt(view);
	if (listing)
		return_to_origin(view);
	else
		leave_origin(view);
	if (find->found && view->select.active)
		find_go_to(view, find->hit);
	find->listing = listing;
	find->asked = !find->found;
	find_want(view, (!find->found && !listing) * (find->back ? -1 : 1),
		  find->origin.off);
}

void find_abandon(struct view *view)
{
	struct find *find = &view->find;
	const struct find_origin *origin = &find->origin;
	struct error error;

	return_to_origin(view);
	find_end(view);
	find->back = origin->back;
	if (!origin->painted ||
	    !find_begin(view, origin->kind, find_text(view), origin->off,
			&error) ||
	    !origin->found)
		return;
	find->found = true;
	find->hit = origin->hit;
	anchor_capture_place(&find->hit_at, view->document, find->hit.off);
}

void find_look_for(struct view *view, const char *words, bool back)
{
	/* The words may stand in the prompt that is about to be opened. */
	char *text = memory_copy_string(words, strlen(words));

	find_open(view, back);
	lineedit_set(&view->prompt, text);
	free(text);
	find_typed(view);
	find_keep(view);
}
