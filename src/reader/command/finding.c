/* SPDX-License-Identifier: ISC */
/* Find headings and words. */
#include "reader/command/commands.h"

#include "reader/browse.h"
#include "reader/contents.h"
#include "reader/find.h"
#include "reader/finder.h"
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
	finder_open(view);
}

/* "/" filters the list that has the keys, and searches the text elsewhere. */
static void search(struct view *view, const struct command_call *call,
		   bool back)
{
	if (*call->args) {
		find_look_for(view, call->args, back);
	} else if (view->focus == FOCUS_CONTENTS) {
		if (!browse_possible(view))
			return;
		view_enter_prompt(view, PROMPT_FILTER);
		contents_filter(&view->contents, view->document, "");
	} else {
		find_open(view, back);
	}
}

void command_search(struct view *view, const struct command_call *call)
{
	search(view, call, false);
}

void command_search_back(struct view *view, const struct command_call *call)
{
	search(view, call, true);
}

void command_next_hit(struct view *view, const struct command_call *call)
{
	find_next(view, call->count);
}

void command_previous_hit(struct view *view, const struct command_call *call)
{
	find_next(view, -call->count);
}

void command_hits(struct view *view, const struct command_call *call)
{
	(void)call;
	find_list(view);
}
