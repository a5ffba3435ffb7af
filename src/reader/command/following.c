/* SPDX-License-Identifier: ISC */
/* Follow what the text refers to; come back. */
#include "reader/command/commands.h"

#include "reader/browse.h"
#include "reader/follow.h"
#include "reader/jumps.h"
#include "reader/labels.h"
#include "reader/links.h"
#include "reader/note.h"
#include "reader/view.h"

void command_enter(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		browse_jump(view);
	else if (view->focus == FOCUS_NOTE)
		note_close(view);
	else if (!call->has_count && marknote_show_at_point(view))
		return;
	else if (call->has_count ||
		 (!follow_point(view) && !marknote_close(view)))
		command_line_down(view, call);
}

/* "o" also closes what it opened; with a number it opens that note. */
void command_open_link(struct view *view, const struct command_call *call)
{
	bool open = note_is_open(view);

	note_close(view);
	if (call->has_count)
		follow_number(view, call->count);
	else if (!open)
		labels_open(view);
}

void command_links(struct view *view, const struct command_call *call)
{
	(void)call;
	links_open(view);
}

void command_back(struct view *view, const struct command_call *call)
{
	for (long i = 0; i < call->count; i++) {
		if (!jumps_back(view)) {
			view_say(view, "There is no jump to go back on.");
			return;
		}
		if (view->request == REQUEST_OPEN)
			return;
	}
}

void command_forward(struct view *view, const struct command_call *call)
{
	for (long i = 0; i < call->count; i++) {
		if (!jumps_forward(view)) {
			view_say(view, "This is where the last jump led.");
			return;
		}
		if (view->request == REQUEST_OPEN)
			return;
	}
}
