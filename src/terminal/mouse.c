/* SPDX-License-Identifier: ISC */
/* What the mouse does where it points. */
#include "terminal/mouse.h"

#include "document/document.h"
#include "document/sentence.h"
#include "reader/dispatch.h"
#include "reader/follow.h"
#include "reader/keys.h"
#include "reader/labels.h"
#include "reader/move.h"
#include "reader/pan.h"
#include "reader/select.h"
#include "reader/view.h"
#include "terminal/gesture.h"
#include "terminal/input.h"
#include "terminal/list.h"
#include "terminal/page.h"
#include "terminal/sidebar.h"
#include "terminal/sidenotes.h"

enum { WHEEL_ROWS = 3 };

static bool in_contents(const struct view *view, int x)
{
	return view_contents_over(view) || x < view->geometry.sidebar;
}

/* With the keys in the list, or in help, the wheel is what j and k are. */
static void wheel_in_list(struct view *view, long rows)
{
	for (long i = 0; i < (rows < 0 ? -rows : rows); i++)
		dispatch_key(view, rows < 0 ? KEYS_UP : KEYS_DOWN);
}

static void wheel(struct view *view, int y, int x, long rows)
{
	if (view->focus == FOCUS_HELP) {
		wheel_in_list(view, rows);
	} else if (in_contents(view, x)) {
		if (view->focus == FOCUS_PAGE)
			dispatch_key(view, KEYS_TAB);
		wheel_in_list(view, rows);
	} else if (view->geometry.panel && y >= view->geometry.page_rows) {
		if (!marknote_scroll(view, rows))
			note_scroll(view, rows);
	} else {
		move_lines(view, rows);
		progress_move(&view->progress,
			      rows > 0 ? PROGRESS_ON : PROGRESS_BACK);
	}
}

/* Pans what is pointed at, if it is wide. */
static void wheel_aside(struct view *view, const struct input_event *event,
			long steps)
{
	uint32_t off;

	if (view->focus != FOCUS_HELP && !in_contents(view, event->x) &&
	    page_offset_at(view, event->y, event->x, &off))
		pan_step_at(view,
			    (uint32_t)document_block_at(view->document, off),
			    steps);
}

static void click_contents(struct view *view, const struct input_event *event)
{
	size_t entry;

	if (!sidebar_entry_at(view, event->y, event->x, &entry))
		return;
	select_end(view);
	view->focus = FOCUS_CONTENTS;
	view->contents.selected = entry;
	dispatch_key(view, KEYS_ENTER);
}

/* Opens the note of a mark, with the point on that. */
static void open_note_of(struct view *view, uint32_t mark)
{
	const struct placed_mark *placed = &view->kept.marks.items[mark];

	view_set_point(view, placed->off, placed->end);
	marknote_show(view, mark);
}

/* Opens the note beside the text that is pointed at; false: there is none. */
static bool click_sidenote(struct view *view, const struct input_event *event)
{
	const struct sidenote *note = sidenotes_under(view, event->y, event->x);

	if (note && note->note != DOCUMENT_NONE)
		follow_run(view, note->run);
	else if (note)
		open_note_of(view, note->mark);
	return note != NULL;
}

/* The page stays where it is: what was pointed at is pointed at still. */
static void click_page(struct view *view, const struct input_event *event)
{
	bool selecting = view->focus == FOCUS_SELECT;
	struct document_sentence sentence;
	uint32_t off, run, number;

	/* A click beside labels is not one into the text. */
	labels_close(view);
	select_end(view);
	view->focus = FOCUS_PAGE;
	if (!selecting && click_sidenote(view, event))
		return;
	if (!selecting && page_reference_at(view, event->y, event->x, &run)) {
		follow_run(view, run);
		return;
	}
	if (!page_offset_at(view, event->y, event->x, &off))
		return;
	if (document_sentence_at(view->document, off, &sentence))
		view_set_point(view, sentence.off, sentence.end);
	if (selecting)
		return;
	if (page_note_at(view, event->y, event->x, &number))
		open_note_of(view, number);
	else if (!follow_at(view, off))
		marknote_show_at(view, off);
}

static void press(struct view *view, const struct input_event *event)
{
	if (in_contents(view, event->x))
		click_contents(view, event);
	else if (event->y < view->geometry.page_rows)
		gesture_press(view, event);
	else
		labels_close(view);
}

/* The wheel scrolls it, a click chooses what it is on. */
static void in_list(struct view *view, const struct input_event *event)
{
	size_t index;

	if (event->mouse == INPUT_WHEEL_UP || event->mouse == INPUT_WHEEL_DOWN)
		list_scroll(view, event->mouse == INPUT_WHEEL_UP ? -WHEEL_ROWS
								 : WHEEL_ROWS);
	/* What is being typed into another prompt keeps the keys. */
	if (view->focus == FOCUS_PROMPT && view->prompt_kind != PROMPT_LIST)
		return;
	if (event->mouse != INPUT_PRESS || event->button != 1 ||
	    !list_index_at(view, event->y, &index))
		return;
	view->list.selected = index;
	list_choose(view);
}

void mouse_event(struct view *view, const struct input_event *event)
{
	view->request = REQUEST_NONE;
	view->touched = true;
	view->turned_last = false;
	if (list_is_open(view) && view->focus != FOCUS_HELP) {
		in_list(view, event);
		return;
	}
	/* What is being typed keeps the keys; only what it filters scrolls. */
	if (view->focus == FOCUS_PROMPT &&
	    (view->prompt_kind == PROMPT_COMMAND ||
	     !in_contents(view, event->x)))
		return;
	switch (event->mouse) {
	case INPUT_WHEEL_UP:
		wheel(view, event->y, event->x, -WHEEL_ROWS);
		break;
	case INPUT_WHEEL_DOWN:
		wheel(view, event->y, event->x, WHEEL_ROWS);
		break;
	case INPUT_PRESS:
		if (event->button == 1 && view->focus != FOCUS_HELP)
			press(view, event);
		break;
	case INPUT_DRAG:
		if (event->button == 1 && view->focus != FOCUS_HELP)
			gesture_drag(view, event);
		break;
	case INPUT_RELEASE:
		if (gesture_release() && view->focus != FOCUS_HELP)
			click_page(view, event);
		break;
	case INPUT_WHEEL_LEFT:
		wheel_aside(view, event, -1);
		break;
	case INPUT_WHEEL_RIGHT:
		wheel_aside(view, event, 1);
		break;
	}
	/* Only a command can be run again when all has been read. */
	if (view->request != REQUEST_WHOLE)
		return;
	view->request = REQUEST_NONE;
	if (event->mouse == INPUT_RELEASE)
		view_say(view, "That has not been read yet.");
}
