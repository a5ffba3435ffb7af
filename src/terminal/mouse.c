/* SPDX-License-Identifier: ISC */
/* What the mouse does where it points. */
#include "terminal/mouse.h"

#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/move.h"
#include "reader/view.h"
#include "terminal/input.h"
#include "terminal/page.h"
#include "terminal/sidebar.h"

enum { WHEEL_ROWS = 3 };

static bool in_contents(const struct view *view, int x)
{
	return view_contents_over(view) || x < view->geometry.sidebar;
}

static void wheel(struct view *view, int x, long rows)
{
	/* With the keys in the list, j and k are what the wheel does. */
	if (view->focus == FOCUS_HELP || view_contents_over(view) ||
	    (view->focus == FOCUS_CONTENTS && in_contents(view, x))) {
		for (long i = 0; i < (rows < 0 ? -rows : rows); i++)
			dispatch_key(view, rows < 0 ? KEYS_UP : KEYS_DOWN);
		return;
	}
	if (!in_contents(view, x)) {
		move_lines(view, rows);
		return;
	}
	dispatch_key(view, KEYS_TAB);
	wheel(view, x, rows);
}

static void click(struct view *view, const struct input_event *event)
{
	size_t entry;
	uint32_t off;

	if (in_contents(view, event->x)) {
		if (!sidebar_entry_at(view, event->y, event->x, &entry))
			return;
		view->focus = FOCUS_CONTENTS;
		view->contents.selected = entry;
		dispatch_key(view, KEYS_ENTER);
		return;
	}
	view->focus = FOCUS_PAGE;
	if (page_offset_at(view, event->y, event->x, &off))
		move_point_to(view, off);
}

void mouse_event(struct view *view, const struct input_event *event)
{
	view->request = REQUEST_NONE;
	if (view->focus == FOCUS_PROMPT && !view_contents_over(view) &&
	    !in_contents(view, event->x))
		return;
	switch (event->mouse) {
	case INPUT_WHEEL_UP:
		wheel(view, event->x, -WHEEL_ROWS);
		break;
	case INPUT_WHEEL_DOWN:
		wheel(view, event->x, WHEEL_ROWS);
		break;
	case INPUT_PRESS:
		if (event->button == 1 && view->focus != FOCUS_HELP)
			click(view, event);
		break;
	case INPUT_RELEASE:
	case INPUT_DRAG:
	case INPUT_WHEEL_LEFT:
	case INPUT_WHEEL_RIGHT:
		break;
	}
}
