/* SPDX-License-Identifier: ISC */
/* Tell clicks from drags on the page; select by both. */
#include "terminal/gesture.h"

#include <stdint.h>

#include "base/clock.h"
#include "layout/layout.h"
#include "reader/labels.h"
#include "reader/move.h"
#include "reader/select.h"
#include "reader/view.h"
#include "terminal/input.h"
#include "terminal/page.h"

enum { DOUBLE_MS = 400 }; /* between the presses of a double click */

/* There is one mouse. Of the last press: when it was, and on which cell, to
 * tell whether the next one belongs to it. */
static struct gesture {
	int64_t pressed_ms;
	int y, x;
	struct place top; /* of the page that it was on */
	int presses;	  /* one after the other on that cell: 1 to 3 */
	bool held;
	bool dragged;
	bool on_text;
	uint32_t off; /* … at this byte */
	int dragged_y;
} gesture;

static bool is_same_cell(const struct input_event *event)
{
	return event->y == gesture.y && event->x == gesture.x;
}

static void begin(struct view *view, enum select_unit unit)
{
	labels_close(view);
	select_begin_at(view, gesture.off, unit);
}

void gesture_press(struct view *view, const struct input_event *event)
{
	int64_t now = clock_ms();
	bool again = gesture.presses && is_same_cell(event) &&
		     now - gesture.pressed_ms <= DOUBLE_MS &&
		     layout_same_place(gesture.top, view->top);
	int presses = again ? gesture.presses % 3 + 1 : 1;

	gesture = (struct gesture){
		.pressed_ms = now,
		.y = event->y,
		.x = event->x,
		.top = view->top,
		.presses = presses,
		.held = true,
		.dragged_y = event->y,
	};
	view_hush(view);
	gesture.on_text =
		page_offset_at(view, event->y, event->x, &gesture.off);
	if (gesture.on_text && presses > 1)
		begin(view, presses == 2 ? SELECT_WORDS : SELECT_PARAGRAPHS);
}

/* Above the page there is no room for a pointer, nor below it where there is no
 * status line: staying in its first or last row is meant. */
static void scroll(struct view *view, int y)
{
	bool stays = y == gesture.dragged_y && y != gesture.y;

	if (y >= view->geometry.page_rows ||
	    (stays && y == view->geometry.rows - 1))
		move_lines(view, 1);
	else if (stays && y == 0)
		move_lines(view, -1);
}

/* A drag that began between paragraphs selects from the first row of text that
 * it comes to: all that is behind its start, or before its end. */
static bool meets_text(struct view *view, int y, int x)
{
	const struct geometry *geometry = &view->geometry;
	int edge = y > gesture.y ? geometry->text_x : geometry->columns - 1;

	uint32_t off;

	if (gesture.y >= geometry->page_rows || y >= geometry->page_rows ||
	    !page_offset_at(view, y, x, &gesture.off))
		return false;
	if (page_offset_at(view, y, edge, &off))
		gesture.off = off;
	return true;
}

/* The text that is dragged to: on the way down, rows without any, such as those
 * that stay blank at the foot, end the one above. */
static bool find_text(struct view *view, int y, int x, uint32_t *off)
{
	if (y >= view->geometry.page_rows)
		y = view->geometry.page_rows - 1;
	while (y > gesture.y && !page_offset_at(view, y, x, off))
		y--;
	return page_offset_at(view, y, x, off);
}

void gesture_drag(struct view *view, const struct input_event *event)
{
	const struct geometry *geometry = &view->geometry;
	int x = event->x > geometry->page_x ? event->x : geometry->page_x;
	int y = event->y;
	uint32_t off;

	if (!gesture.held)
		return;
	if (!gesture.on_text)
		gesture.on_text = meets_text(view, y, x);
	if (!gesture.on_text)
		return;
	if (!gesture.dragged && gesture.presses == 1) {
		if (is_same_cell(event))
			return;
		begin(view, SELECT_CHARACTERS);
	}
	gesture.dragged = true;
	scroll(view, y);
	gesture.dragged_y = y;
	if (find_text(view, y, x, &off))
		select_extend_to(view, off);
}

bool gesture_release(void)
{
	bool click = gesture.held && !gesture.dragged && gesture.presses == 1;

	gesture.held = false;
	return click;
}
