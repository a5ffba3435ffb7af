/* SPDX-License-Identifier: ISC */
/* The places that jumps left, in any document, to go back to them. */
#include "reader/jumps.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "reader/view.h"

static void release(struct jump *jump)
{
	free(jump->path);
	anchor_release(&jump->at);
}

/* Forgets places from on. */
static void cut(struct jumps *jumps, size_t from)
{
	while (jumps->count > from)
		release(&jumps->places[--jumps->count]);
	if (jumps->at > jumps->count)
		jumps->at = jumps->count;
}

void jumps_release(struct jumps *jumps)
{
	cut(jumps, 0);
}

void jumps_forget(struct jumps *jumps, const char *path)
{
	size_t kept = 0;
	size_t before = 0;

	for (size_t i = 0; i < jumps->count; i++) {
		if (strcmp(jumps->places[i].path, path) == 0) {
			release(&jumps->places[i]);
			continue;
		}
		before += i < jumps->at;
		jumps->places[kept++] = jumps->places[i];
	}
	if (kept == jumps->count)
		return;
	jumps->count = kept;
	jumps->at = before;
	jumps->changes++;
}

static const char *path_of(const struct view *view)
{
	return view->path ? view->path : view->name;
}

static bool is_here(const struct view *view, const struct jump *jump)
{
	struct place place = { jump->at.off, jump->above };

	return strcmp(jump->path, path_of(view)) == 0 &&
	       layout_same_place(place, view->top);
}

/* Makes room for one more; true if the first one gave way to it. */
static bool make_room(struct jumps *jumps)
{
	if (jumps->count < JUMPS_KEPT)
		return false;
	release(&jumps->places[0]);
	jumps->count--;
	memmove(jumps->places, jumps->places + 1,
		jumps->count * sizeof(jumps->places[0]));
	if (jumps->at)
		jumps->at--;
	return true;
}

void jumps_add(struct jumps *jumps, const char *path,
	       const struct anchor *anchor, uint32_t above)
{
	struct jump *jump;

	make_room(jumps);
	jump = &jumps->places[jumps->count++];
	jump->path = memory_copy_string(path, strlen(path));
	anchor_init(&jump->at);
	anchor_copy(&jump->at, anchor);
	jump->above = above;
	jump->of_pipe = false;
	jumps->at = jumps->count;
}

/* Adds the reader's place behind those that are behind the reader; true if the
 * first one gave way to it. */
static bool push(struct view *view)
{
	struct jumps *jumps = &view->jumps;
	struct anchor here;
	bool full;

	cut(jumps, jumps->at);
	if (jumps->count && is_here(view, &jumps->places[jumps->count - 1]))
		return false;
	full = jumps->count == JUMPS_KEPT;
	anchor_init(&here);
	anchor_capture_place(&here, view->document, view->top.off);
	jumps_add(jumps, path_of(view), &here, view->top.above);
	jumps->places[jumps->count - 1].of_pipe = !view->path;
	anchor_release(&here);
	jumps->changes++;
	return full;
}

void jumps_remember(struct view *view)
{
	/* Of the end by itself it is not known where it is. */
	if (!view->tail)
		push(view);
}

/* Whether a place is in this document, where that is not parsed yet; then asks
 * for the rest. */
static bool is_to_come(struct view *view, const struct jump *jump)
{
	const struct document *document = view->document;

	if (view->tail && strcmp(jump->path, path_of(view)) == 0) {
		view->request = REQUEST_HEAD;
		return true;
	}
	if (document->complete || strcmp(jump->path, path_of(view)) != 0 ||
	    (uint64_t)jump->at.off + jump->at.exact.len <= document->text.len)
		return false;
	view->request = REQUEST_WHOLE;
	return true;
}

/* Goes to a place in this document, or asks for the one that it is in. */
static void go(struct view *view, const struct jump *jump)
{
	uint32_t off;

	view->jumps.changes++;
	if (strcmp(jump->path, path_of(view)) == 0) {
		anchor_find_place(&jump->at, view->document, &off);
		view_go_to(view, (struct place){ off, jump->above });
		return;
	}
	view_wish(view, jump->path);
	view->wish.at_anchor = true;
	anchor_copy(&view->wish.anchor, &jump->at);
	view->wish.above = jump->above;
	view->wish.is_jump = true;
}

bool jumps_back(struct view *view)
{
	struct jumps *jumps = &view->jumps;
	size_t to = jumps->at;

	/* A place that the reader is at already is none to go back to. */
	while (to && is_here(view, &jumps->places[to - 1]))
		to--;
	if (!to)
		return false;
	if (is_to_come(view, &jumps->places[to - 1]))
		return true;
	/* Going forward comes back to here. */
	if (jumps->at == jumps->count && !view->tail && push(view))
		to--;
	jumps->at = to ? to - 1 : 0;
	go(view, &jumps->places[jumps->at]);
	return true;
}

bool jumps_forward(struct view *view)
{
	struct jumps *jumps = &view->jumps;

	if (jumps->at + 1 >= jumps->count)
		return false;
	if (is_to_come(view, &jumps->places[jumps->at + 1]))
		return true;
	jumps->at++;
	go(view, &jumps->places[jumps->at]);
	return true;
}
