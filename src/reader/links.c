/* SPDX-License-Identifier: ISC */
/* A list. */
#include "reader/links.h"

#include "reader/view.h"

void links_open(struct view *view)
{
	view_say(view, "Not yet.");
}
