/* SPDX-License-Identifier: ISC */
/* Change what the page looks like; say where it is. */
#include "reader/command/commands.h"

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "reader/browse.h"
#include "reader/options.h"
#include "reader/pan.h"
#include "reader/view.h"
#include "text/hidden.h"

void command_left(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		browse_fold(view);
	else
		pan_step(view, -call->count);
}

void command_right(struct view *view, const struct command_call *call)
{
	if (view->focus == FOCUS_CONTENTS)
		browse_unfold(view);
	else
		pan_step(view, call->count);
}

/* The measure, or with the keys in it the sidebar. */
static void change_width(struct view *view, long columns)
{
	struct error error;
	bool sidebar = view->focus == FOCUS_CONTENTS && view->geometry.sidebar;
	int now = sidebar ? view->geometry.sidebar : view->geometry.measure;
	int wanted =
		sidebar ? view->options.sidebar_width : view->options.width;
	struct buffer assignment = BUFFER_INIT;

	if (columns > 0 && now < wanted) {
		view_say(view, "%d columns: the window has no room for more.",
			 now);
		return;
	}
	buffer_append_format(&assignment, "%s=%ld",
			     sidebar ? "sidebar-width" : "width",
			     now + columns);
	if (!options_set(&view->options, assignment.data, &error)) {
		view_complain(view, "%s", error.sentence);
	} else {
		view_relayout(view);
		view_say(view, "%d columns",
			 sidebar ? view->geometry.sidebar
				 : view->geometry.measure);
	}
	buffer_release(&assignment);
}

void command_narrower(struct view *view, const struct command_call *call)
{
	change_width(view, -call->count * 2);
}

void command_wider(struct view *view, const struct command_call *call)
{
	change_width(view, call->count * 2);
}

void command_zen(struct view *view, const struct command_call *call)
{
	static const char *const said[ZEN_COUNT] = {
		[ZEN_OFF] = "",
		[ZEN_TEXT] = "Only the text; z again for a paragraph.",
		[ZEN_FOCUS] = "Only the paragraph; z again for all.",
	};

	(void)call;
	view->zen = (view->zen + 1) % ZEN_COUNT;
	view_relayout(view);
	view_say(view, "%s", said[view->zen]);
}

void command_wrap(struct view *view, const struct command_call *call)
{
	(void)call;
	view->options.wrap = !view->options.wrap;
	view_relayout(view);
	view_say(view, view->options.wrap ? "Long lines of code are wrapped."
					  : "Long lines of code are panned.");
}

/* What of the page is shown by a sign, else how much of the text is. */
static void explain_hidden(struct view *view)
{
	struct buffer why = BUFFER_INIT;
	uint32_t off, end;

	if (!view->document->hidden)
		return;
	view_visible(view, &off, &end);
	hidden_explain(&why, view->document->text.data + off, end - off);
	if (why.len)
		buffer_append_format(&view->message, "; on this page %s",
				     why.data);
	buffer_append_format(&view->message, "; %zu hidden in all",
			     view->document->hidden);
	buffer_release(&why);
}

void command_where(struct view *view, const struct command_call *call)
{
	struct layout_at at;
	struct row row;
	uint32_t line = 0;
	int now = view_percent(view);

	(void)call;
	if (view_top(view, &at)) {
		layout_row(view->layout, at, &row);
		line = view->document->blocks[row.block].line;
	}
	if (view->file_count > 1)
		view_say(view, "%s (%zu of %zu): line %u, %d%%", view->name,
			 view->file_index + 1, view->file_count, line, now);
	else
		view_say(view, "%s: line %u, %d%%", view->name, line, now);
	explain_hidden(view);
	if (view->document->repaired)
		buffer_append_format(&view->message,
				     "; %zu bytes that are no UTF-8 are shown "
				     "as \xef\xbf\xbd",
				     view->document->repaired);
}
