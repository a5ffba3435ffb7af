/* SPDX-License-Identifier: ISC */
/* What is typed becomes a command that runs, or text in the prompt. */
#include "reader/dispatch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "reader/bindings.h"
#include "reader/command.h"
#include "reader/contents.h"
#include "reader/follow.h"
#include "reader/keys.h"
#include "reader/labels.h"
#include "reader/lineedit.h"
#include "reader/move.h"
#include "reader/options.h"
#include "reader/view.h"

enum { COUNT_MAX = 99999999 };

/* Who moves the text wants to see it, not help or a list; one that was under
 * help has the keys again behind it. */
static void settle(struct view *view, enum focus was, bool moved)
{
	if (moved && (view->focus == FOCUS_HELP || view->focus == FOCUS_LIST))
		view->focus = FOCUS_PAGE;
	else if (was == FOCUS_HELP && view->focus == FOCUS_PAGE &&
		 list_is_open(view))
		view->focus = FOCUS_LIST;
	if (view->focus != FOCUS_LIST && view->focus != FOCUS_PROMPT &&
	    view->focus != FOCUS_HELP)
		list_drop(view);
}

/* A jump to what was on the page already, such as the next heading, is to read
 * on. */
static enum progress_way way_of(const struct view *view,
				const struct command *command, uint32_t top,
				uint32_t page_end)
{
	if (command->way == PROGRESS_JUMP && view->top.off > top &&
	    view->top.off < page_end)
		return PROGRESS_ON;
	return command->way;
}

/* To run it again once what it asked for is there. */
static void remember(struct view *view, const struct command *command,
		     long count, const char *args)
{
	view->again = (size_t)(command - command_table);
	view->again_count = count;
	buffer_clear(&view->again_args);
	buffer_append_string(&view->again_args, args);
}

static void run(struct view *view, const struct command *command, long count,
		const char *args)
{
	struct command_call call = {
		.count = count ? count : 1,
		.has_count = count > 0,
		.args = args,
	};

	struct place top = view->top;
	uint32_t point = view->point_off;
	enum focus was = view->focus;
	uint32_t off, end;

	view_visible(view, &off, &end);
	view->request = REQUEST_NONE;
	command->run(view, &call);
	if (!layout_same_place(top, view->top))
		progress_move(&view->progress,
			      way_of(view, command, top.off, end));
	settle(view, was,
	       !layout_same_place(top, view->top) || point != view->point_off);
	if (view->request == REQUEST_WHOLE || view->request == REQUEST_END ||
	    view->request == REQUEST_HEAD || view->request == REQUEST_MARKS ||
	    view->request == REQUEST_KEEP_COPY)
		remember(view, command, count, args);
}

void dispatch_command(struct view *view, const char *name, long count,
		      const char *args)
{
	const struct command *command = command_find(name, strlen(name));

	assert(command);
	run(view, command, count, args);
}

void dispatch_again(struct view *view)
{
	struct reference reference = {
		.index = (uint32_t)view->again_count,
		.kind = view->again == DISPATCH_NOTE ? REFERENCE_NOTE
						     : REFERENCE_LINK,
	};
	struct buffer args;

	if (view->again == DISPATCH_NOTE || view->again == DISPATCH_LINK) {
		view->request = REQUEST_NONE;
		follow_reference(view, &reference);
		return;
	}
	if (view->again == DISPATCH_CHOICE) {
		view->request = REQUEST_NONE;
		if (list_is_open(view))
			list_choose(view);
		return;
	}
	assert(view->again < command_count);
	args = view->again_args;
	view->again_args = (struct buffer)BUFFER_INIT;
	run(view, &command_table[view->again], view->again_count,
	    buffer_string(&args));
	buffer_release(&args);
}

/* A bare number goes to that line of the source, as NG does, "50%" to the
 * middle, also from the contents, a list and help. */
static bool run_number(struct view *view, const char *line)
{
	char *behind;
	long number = strtol(line, &behind, 10);
	bool percent = *behind == '%';
	const char *name = percent ? "percent" : "end";

	if (behind == line || number < 1)
		return false;
	behind += percent;
	if (behind[strspn(behind, " ")])
		return false;
	view->focus = FOCUS_PAGE;
	list_drop(view);
	run(view, command_find(name, strlen(name)),
	    number < COUNT_MAX ? number : COUNT_MAX, "");
	return true;
}

void dispatch_line(struct view *view, const char *line)
{
	const struct command *command;
	char help[KEYS_NAME_MAX];
	size_t len;

	line += strspn(line, " :");
	len = strcspn(line, " ");
	if (!len || run_number(view, line))
		return;
	command = command_find(line, len);
	/* "write! FILE": the mark is for the command to read. */
	if (!command && line[len - 1] == '!')
		command = command_find(line, --len);
	if (!command) {
		view_complain(view,
			      "There is no command "
			      "\xe2\x80\x9c%.*s\xe2\x80\x9d; %s lists them.",
			      (int)(len < 40 ? len : 40), line,
			      bindings_name("help", help));
		return;
	}
	line += len;
	run(view, command, 0, line + strspn(line, " "));
}

/* How many bytes two names have in common at their starts. */
static size_t common_start(const char *a, const char *b)
{
	size_t len = 0;

	while (a[len] && a[len] == b[len])
		len++;
	return len;
}

static const char *candidate(bool options, size_t i)
{
	if (options)
		return i < options_table_count ? options_table[i].name : NULL;
	return i < command_count ? command_table[i].name : NULL;
}

/* Lengthens the prompt's text to what all names that begin so share; says
 * which there are. */
static void complete(struct view *view)
{
	const char *line = buffer_string(&view->prompt.text);
	bool options = strncmp(line, "set ", 4) == 0;
	const char *start = options ? line + 4 : line;
	size_t typed = strlen(start);
	const char *first = NULL;
	size_t shared = 0;
	size_t same;
	size_t count = 0;
	struct buffer all = BUFFER_INIT;
	struct buffer whole = BUFFER_INIT;
	const char *name;

	for (size_t i = 0; (name = candidate(options, i)); i++) {
		if (strncmp(name, start, typed) != 0)
			continue;
		same = first ? common_start(first, name) : strlen(name);
		if (!first || same < shared)
			shared = same;
		first = first ? first : name;
		buffer_append_format(&all, "%s%s", count++ ? " " : "", name);
	}
	if (first) {
		buffer_append(&whole, line, (size_t)(start - line));
		buffer_append(&whole, first, shared);
		if (count == 1)
			buffer_append_byte(&whole, options ? '=' : ' ');
		lineedit_set(&view->prompt, buffer_string(&whole));
	}
	if (count > 1)
		view_say(view, "%s", buffer_string(&all));
	buffer_release(&whole);
	buffer_release(&all);
}

static void run_prompt(struct view *view)
{
	switch (view->prompt_kind) {
	case PROMPT_COMMAND:
		view_leave_prompt(view);
		dispatch_line(view, buffer_string(&view->prompt.text));
		return;
	case PROMPT_SEARCH:
		find_keep(view);
		return;
	case PROMPT_LIST:
		list_choose(view);
		return;
	case PROMPT_NOTE:
		noting_keep(view);
		return;
	case PROMPT_FILTER:
		break;
	}
	/* What the filter found is gone to. */
	view->focus = FOCUS_CONTENTS;
	run(view, command_find("enter", strlen("enter")), 0, "");
	if (view->focus == FOCUS_CONTENTS)
		view_leave_prompt(view);
}

static void prompt_changed(struct view *view)
{
	const char *text = buffer_string(&view->prompt.text);

	switch (view->prompt_kind) {
	case PROMPT_COMMAND:
	case PROMPT_NOTE:
		break;
	case PROMPT_FILTER:
		contents_filter(&view->contents, view->document, text);
		break;
	case PROMPT_SEARCH:
		find_typed(view);
		break;
	case PROMPT_LIST:
		list_filter(view, text);
		break;
	}
}

/* A key that a kind of prompt has for itself. */
static bool own_key(struct view *view, uint32_t key)
{
	bool vertical = key == KEYS_UP || key == KEYS_DOWN;

	switch (view->prompt_kind) {
	case PROMPT_COMMAND:
		if (key == KEYS_TAB)
			complete(view);
		return key == KEYS_TAB;
	case PROMPT_FILTER:
		if (vertical)
			view_select_entry(view, key == KEYS_UP ? -1 : 1);
		return vertical;
	case PROMPT_SEARCH:
		return find_prompt_key(view, key);
	case PROMPT_LIST:
		return list_prompt_key(view, key);
	case PROMPT_NOTE:
		return noting_key(view, key);
	}
	return false;
}

static void prompt_key(struct view *view, uint32_t key)
{
	view_hush(view);
	if (key == KEYS_ENTER) {
		run_prompt(view);
	} else if (key == KEYS_ESCAPE || key == (KEYS_CONTROL | 'c') ||
		   ((key == KEYS_BACKSPACE || key == (KEYS_CONTROL | 'h')) &&
		    !view->prompt.text.len &&
		    view->prompt_kind != PROMPT_NOTE)) {
		view_escape(view);
	} else if (!own_key(view, key) && lineedit_key(&view->prompt, key)) {
		prompt_changed(view);
	}
}

/* Digits are always a count; a 0 only behind another digit. */
static bool count_digit(struct view *view, uint32_t key)
{
	if (key < '0' || key > '9' || (key == '0' && !view->count))
		return false;
	view->count = view->count * 10 + (long)(key - '0');
	if (view->count > COUNT_MAX)
		view->count = COUNT_MAX;
	return true;
}

/* The first of two keys waits for the second one, which makes another key of
 * both; true: it waits, or it was given up. */
static bool wait_for_second(struct view *view, uint32_t *key)
{
	uint32_t first = view->first_key;
	char name[KEYS_NAME_MAX];

	view->first_key = 0;
	if (!first && bindings_is_prefix(*key)) {
		view->first_key = *key;
		keys_name(*key, name);
		view_say(view, "%s \xe2\x80\xa6", name);
		return true;
	}
	if (!first)
		return false;
	view_hush(view);
	if (*key == KEYS_ESCAPE || *key == (KEYS_CONTROL | 'c')) {
		view->count = 0;
		return true;
	}
	*key = keys_pair(first, *key);
	return false;
}

/* Enter goes to a heading whatever it does to the text. */
static const struct command *command_in(const struct view *view, uint32_t key)
{
	if (key == KEYS_ENTER && view->focus == FOCUS_CONTENTS)
		return command_find("enter", strlen("enter"));
	return command_for_key(key);
}

static void say_idle(struct view *view, uint32_t key)
{
	char name[KEYS_NAME_MAX];
	char help[KEYS_NAME_MAX];

	keys_name(key, name);
	view_say(view, "%s does nothing; %s shows the keys.", name,
		 bindings_name("help", help));
}

void dispatch_key(struct view *view, uint32_t key)
{
	const struct command *command;
	long count;

	view->request = REQUEST_NONE;
	view->touched = true;
	view->turned_last = false;
	if (awaiting_key(view, key))
		return;
	if (view->focus == FOCUS_PROMPT) {
		prompt_key(view, key);
		return;
	}
	if (view->focus == FOCUS_LABELS) {
		labels_key(view, key);
		return;
	}
	if (view->focus == FOCUS_ASK) {
		ask_key(view, key);
		return;
	}
	if (!view->first_key && count_digit(view, key))
		return;
	if (wait_for_second(view, &key))
		return;
	if (view->focus == FOCUS_LIST && list_key(view, key))
		return;
	if (view->focus == FOCUS_SELECT && select_key(view, key))
		return;
	count = view->count;
	view->count = 0;
	view_hush(view);
	command = command_in(view, key);
	if (command)
		run(view, command, count, "");
	else if (key != KEYS_UNKNOWN)
		say_idle(view, key);
}

void dispatch_paste(struct view *view, const char *bytes, size_t len)
{
	view->request = REQUEST_NONE;
	if (view->focus != FOCUS_PROMPT) {
		view_say(view, "What was pasted is not run.");
		return;
	}
	lineedit_insert(&view->prompt, bytes, len);
	prompt_changed(view);
}
