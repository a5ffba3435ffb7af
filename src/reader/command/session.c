/* SPDX-License-Identifier: ISC */
/* Help, options, files, the terminal; leaving. */
#include "reader/command/commands.h"

#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "reader/bindings.h"
#include "reader/browse.h"
#include "reader/config.h"
#include "reader/note.h"
#include "reader/options.h"
#include "reader/shelf.h"
#include "reader/state.h"
#include "reader/style.h"
#include "reader/view.h"

void command_help(struct view *view, const struct command_call *call)
{
	(void)call;
	view->focus = view->focus == FOCUS_HELP ? FOCUS_PAGE : FOCUS_HELP;
	view->help_known = true;
	view->help_top = 0;
}

void command_prompt(struct view *view, const struct command_call *call)
{
	(void)call;
	view_enter_prompt(view, PROMPT_COMMAND);
}

static void say_options(struct view *view)
{
	struct buffer all = BUFFER_INIT;

	for (size_t i = 0; i < options_table_count; i++) {
		buffer_append_string(&all, i ? " " : "");
		options_show(&view->options, &options_table[i], &all);
	}
	view_say(view, "%s", buffer_string(&all));
	buffer_release(&all);
}

/* Where lines stay ragged all the same, why. */
static void say_justified(struct view *view)
{
	const struct layout_options *options = layout_options(view->layout);

	if (options->hyphenator || options->width >= LAYOUT_JUSTIFY_WIDTH)
		return;
	view_say(view,
		 "Lines stay ragged: without hyphens, gaps are too wide in "
		 "less than %d columns.",
		 LAYOUT_JUSTIFY_WIDTH);
}

static void use_theme(struct view *view, enum theme theme)
{
	view->options.theme = (int)theme;
	style_use(theme);
	if (view->state)
		state_keep_theme(view->state, theme);
}

void command_theme(struct view *view, const struct command_call *call)
{
	enum theme theme = theme_other(style_theme());

	(void)call;
	use_theme(view, theme);
	view_say(view,
		 "The theme is %s now; :set theme=auto goes by the terminal.",
		 theme_names[theme]);
}

/* Has the view go by options that changed; the theme is used already. */
static void use_options(struct view *view, const struct options *before)
{
	const struct options *now = &view->options;

	if (now->keys != before->keys)
		bindings_use((enum bindings_preset)now->keys,
			     view->config ? &view->config->keys : NULL);
	if (now->mouse != before->mouse || now->color != before->color ||
	    now->bidi != before->bidi)
		view->request = REQUEST_OPTIONS;
	view_relayout(view);
}

void command_set(struct view *view, const struct command_call *call)
{
	struct options before = view->options;
	struct error error;

	if (!*call->args) {
		say_options(view);
		return;
	}
	if (!options_set(&view->options, call->args, &error)) {
		view_complain(view, "%s", error.sentence);
		return;
	}
	if (view->options.theme != before.theme)
		use_theme(view, (enum theme)view->options.theme);
	use_options(view, &before);
	if (languages_trouble(&view->languages, &error))
		view_complain(view, "%s", error.sentence);
	else if (view->options.justify && !before.justify)
		say_justified(view);
}

/* The keys are those of the file's choice even where only that changed, and a
 * theme may be made otherwise. What the file says is no choice of a key. */
void command_reload_config(struct view *view, const struct command_call *call)
{
	struct options before = view->options;
	struct error error;

	(void)call;
	if (!view->config || !view->config->path.len) {
		view_say(view, "There is no config file.");
		return;
	}
	if (!config_reload(view->config, &view->options, &error)) {
		view_complain(view, "%s", error.sentence);
		return;
	}
	style_use((enum theme)view->options.theme);
	bindings_use((enum bindings_preset)view->options.keys,
		     &view->config->keys);
	use_options(view, &before);
	if (config_complain(view->config, view))
		return;
	if (languages_trouble(&view->languages, &error))
		view_complain(view, "%s", error.sentence);
	else
		view_say(view, "The config file was read again.");
}

void command_next_file(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->file_index + 1 >= view->file_count)
		view_say(view, "This is the last file.");
	else
		view->request = REQUEST_NEXT_FILE;
}

void command_previous_file(struct view *view, const struct command_call *call)
{
	(void)call;
	if (!view->file_index)
		view_say(view, "This is the first file.");
	else
		view->request = REQUEST_PREVIOUS_FILE;
}

void command_shelf(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_SHELF;
}

/* Whether there is a file; says so where there is none. */
static bool has_file(struct view *view)
{
	if (!view->path)
		view_say(view, "This is no file; :write FILE makes it one.");
	return view->path != NULL;
}

void command_edit(struct view *view, const struct command_call *call)
{
	(void)call;
	if (has_file(view))
		view->request = REQUEST_EDIT;
}

void command_reload(struct view *view, const struct command_call *call)
{
	(void)call;
	if (has_file(view))
		view->request = REQUEST_RELOAD;
}

void command_write(struct view *view, const struct command_call *call)
{
	const char *path = call->args;
	bool overwrite = *path == '!';

	path += overwrite;
	path += strspn(path, " ");
	if (!*path) {
		view_say(view, "Name the file: write FILE; write! FILE also "
			       "where there is one.");
		return;
	}
	view_wish(view, path);
	view->wish.overwrite = overwrite;
	view->request = REQUEST_WRITE;
}

void command_forget(struct view *view, const struct command_call *call)
{
	bool all = strcmp(call->args, "all") == 0;

	if (*call->args && !all) {
		view_complain(view,
			      "forget, or forget all: not "
			      "\xe2\x80\x9c%.40s\xe2\x80\x9d.",
			      call->args);
		return;
	}
	if (!all && !has_file(view))
		return;
	view_wish(view, all ? "" : view->path);
	view->request = REQUEST_FORGET;
}

void command_redraw(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_REDRAW;
}

void command_suspend(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_SUSPEND;
}

void command_escape(struct view *view, const struct command_call *call)
{
	(void)call;
	view_escape(view);
}

void command_stop(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->filtering && view->focus == FOCUS_PAGE)
		view->request = REQUEST_STOP_FILTER;
	else
		view_escape(view);
}

void command_quit(struct view *view, const struct command_call *call)
{
	(void)call;
	if (view->focus == FOCUS_CONTENTS)
		browse_leave(view);
	else if (view->focus == FOCUS_HELP)
		view->focus = FOCUS_PAGE;
	else if (note_is_open(view))
		note_close(view);
	else if (marknote_close(view))
		return;
	else if (view->from_shelf)
		shelf_return(view);
	else
		view->request = REQUEST_QUIT;
}

void command_quit_all(struct view *view, const struct command_call *call)
{
	(void)call;
	view->request = REQUEST_QUIT;
}
