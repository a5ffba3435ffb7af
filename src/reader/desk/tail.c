/* SPDX-License-Identifier: ISC */
/* Show the end of a text at once, while all of it is still being read. */
#include "reader/desk/tail.h"

#include "document/load.h"
#include "reader/desk.h"
#include "reader/desk/parsing.h"
#include "reader/dispatch.h"
#include "reader/jumps.h"
#include "reader/view.h"

static void drop(struct desk *desk)
{
	desk->tail = NULL;
	desk->dirty = true;
	keeping_renew(desk);
}

void desk_want_end(struct desk *desk)
{
	struct view *view = desk->view;
	struct load *load = parsing_load(desk);
	const struct document *tail = NULL;

	desk->following = true;
	if (load && !desk->idle)
		tail = load_tail(load);
	if (!tail) {
		desk_want_whole(desk);
		return;
	}
	desk_keep(desk);
	jumps_remember(view);
	desk->left = view->top;
	desk->tail = tail;
	desk->dirty = true;
	view_show_tail(view, tail);
	keeping_renew(desk);
}

void desk_want_head(struct desk *desk)
{
	if (!desk->tail)
		return;
	view_leave_tail(desk->view, desk->opened->document, desk->left);
	drop(desk);
	dispatch_again(desk->view);
}

void tail_replace(struct desk *desk)
{
	view_replace(desk->view, desk->opened->document);
	drop(desk);
}
