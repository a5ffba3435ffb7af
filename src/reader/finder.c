/* SPDX-License-Identifier: ISC */
/* A list. */
#include "reader/finder.h"

#include "reader/view.h"

void finder_open(struct view *view)
{
	view_say(view, "Not yet.");
}
