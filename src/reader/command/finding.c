/* SPDX-License-Identifier: ISC */
/* Go about in the contents. */
#include "reader/command/commands.h"

#include "reader/browse.h"
#include "reader/contents.h"
#include "reader/view.h"

void command_contents(struct view *view, const struct command_call *call)
{
	bool shown = view->geometry.sidebar > 0;

	(void)call;
	if (view->focus == FOCUS_CONTENTS && !shown) {
		browse_leave(view);
		return;
	}
	if (!browse_possible(view))
		return;
	view->options.sidebar = !shown;
	if (shown && view->focus == FOCUS_CONTENTS)
		browse_leave(view);
	view_relayout(view);
	if (!shown && !view->geometry.sidebar)
		browse_enter(view);
}

void command_contents_keys(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->focus == FOCUS_CONTENTS)
		browse_leave(view);
	else if (browse_possible(view))
		browse_enter(view);
}

void command_find_heading(struct view *view, const struct command_call *call)
{
	(void)call;
	if (!browse_possible(view))
		return;
	view_enter_prompt(view, PROMPT_FILTER);
	contents_filter(&view->contents, view->document, "");
}

void command_filter(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		command_find_heading(view, call);
	else
		view_say(view, "/ filters the contents; Tab goes there.");
}
