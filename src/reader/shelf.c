/* SPDX-License-Identifier: ISC */
/* A list. */
#include "reader/shelf.h"

#include "reader/view.h"

void shelf_open(struct view *view)
{
	view_say(view, "Not yet.");
}
