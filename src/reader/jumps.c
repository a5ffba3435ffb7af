/* SPDX-License-Identifier: ISC */
/* The places that jumps left, to go back to them. */
#include "reader/jumps.h"

#include <string.h>

#include "reader/view.h"

/* Adds a place at the end of those behind the reader; true if the first one
 * gave way to it. */
static bool push(struct jumps *jumps, struct place place)
{
	bool full = jumps->at == JUMPS_KEPT;

	jumps->count = jumps->at;
	if (jumps->count &&
	    layout_same_place(jumps->places[jumps->count - 1], place))
		return false;
	if (full) {
		memmove(jumps->places, jumps->places + 1,
			(JUMPS_KEPT - 1) * sizeof(jumps->places[0]));
		jumps->count--;
	}
	jumps->places[jumps->count++] = place;
	jumps->at = jumps->count;
	return full;
}

void jumps_remember(struct view *view)
{
	push(&view->jumps, view->top);
}

bool jumps_back(struct view *view)
{
	struct jumps *jumps = &view->jumps;
	struct place here = view->top;
	size_t to = jumps->at;

	/* A place that the reader is at already is none to go back to. */
	while (to && layout_same_place(jumps->places[to - 1], here))
		to--;
	if (!to)
		return false;
	/* Going forward comes back to here. */
	if (jumps->at == jumps->count && push(jumps, here))
		to--;
	jumps->at = to ? to - 1 : 0;
	view_go_to(view, jumps->places[jumps->at]);
	return true;
}

bool jumps_forward(struct view *view)
{
	struct jumps *jumps = &view->jumps;

	if (jumps->at + 1 >= jumps->count)
		return false;
	jumps->at++;
	view_go_to(view, jumps->places[jumps->at]);
	return true;
}
