/* SPDX-License-Identifier: ISC */
/* What keys do in a list. */
#include <limits.h>

#include "reader/command.h"
#include "reader/command/commands.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reader/view.h"

/* What the keys do that move through the text elsewhere. */

static void act_lines(struct view *view, const struct command_call *call)
{
	list_move(view, call->count);
}

static void act_lines_up(struct view *view, const struct command_call *call)
{
	list_move(view, -call->count);
}

static void act_pages(struct view *view, const struct command_call *call)
{
	list_page(view, call->count);
}

static void act_pages_up(struct view *view, const struct command_call *call)
{
	list_page(view, -call->count);
}

static void act_half(struct view *view, const struct command_call *call)
{
	list_move(view, call->count * (long)((list_height(view) + 1) / 2));
}

static void act_half_up(struct view *view, const struct command_call *call)
{
	list_move(view, -call->count * (long)((list_height(view) + 1) / 2));
}

static void act_start(struct view *view, const struct command_call *call)
{
	view->list.selected = 0;
	list_move(view, call->count - 1);
}

static void act_end(struct view *view, const struct command_call *call)
{
	if (call->has_count)
		act_start(view, call);
	else
		list_move(view, LONG_MAX);
}

static void act_percent(struct view *view, const struct command_call *call)
{
	long percent = call->count < 100 ? call->count : 100;

	if (!call->has_count)
		return;
	view->list.selected = 0;
	list_move(view, (long)(view->list.count * (size_t)percent / 100));
}

static void act_choose(struct view *view, const struct command_call *call)
{
	(void)call;
	list_choose(view);
}

static void act_filter(struct view *view, const struct command_call *call)
{
	(void)call;
	list_type_filter(view);
}

static void act_close(struct view *view, const struct command_call *call)
{
	(void)call;
	list_close(view);
}

static void act_nothing(struct view *view, const struct command_call *call)
{
	(void)view, (void)call;
}

typedef void action(struct view *view, const struct command_call *call);

/* A command's keys have another meaning in a list. */
static const struct {
	action *command;
	action *act;
} actions[] = {
	{ command_line_down, act_lines },
	{ command_line_up, act_lines_up },
	{ command_page_down, act_pages },
	{ command_page_up, act_pages_up },
	{ command_half_down, act_half },
	{ command_half_up, act_half_up },
	{ command_start, act_start },
	{ command_end, act_end },
	{ command_percent, act_percent },
	{ command_enter, act_choose },
	{ command_search, act_filter },
	{ command_contents_keys, act_filter },
	{ command_search_back, act_filter },
	{ command_left, act_nothing },
	{ command_right, act_nothing },
	{ command_quit, act_close },
};

static action *action_of(const struct command *command)
{
	for (size_t i = 0; command && i < sizeof(actions) / sizeof(actions[0]);
	     i++)
		if (actions[i].command == command->run)
			return actions[i].act;
	return NULL;
}

bool list_key(struct view *view, uint32_t key)
{
	struct list *list = &view->list;
	/* Enter chooses whatever it does to the text. */
	action *act = key == KEYS_ENTER ? act_choose
					: action_of(command_for_key(key));
	struct command_call call = {
		.count = view->count ? view->count : 1,
		.has_count = view->count > 0,
		.args = "",
	};

	list_update(view);
	view_hush(view);
	if (list->source->key &&
	    list->source->key(view, list_item(list), key)) {
		view->count = 0;
		return true;
	}
	if (!act)
		return false;
	view->count = 0;
	act(view, &call);
	return true;
}

bool list_prompt_key(struct view *view, uint32_t key)
{
	switch (key) {
	case KEYS_UP:
	case KEYS_CONTROL | 'p':
		list_move(view, -1);
		return true;
	case KEYS_DOWN:
	case KEYS_CONTROL | 'n':
		list_move(view, 1);
		return true;
	case KEYS_PAGE_UP:
		list_page(view, -1);
		return true;
	case KEYS_PAGE_DOWN:
		list_page(view, 1);
		return true;
	case KEYS_TAB:
		/* The other keys, in what the words left. */
		view->focus = FOCUS_LIST;
		return true;
	default:
		return false;
	}
}

void list_leave_prompt(struct view *view)
{
	if (view->list.typing) {
		list_close(view);
		return;
	}
	view->focus = FOCUS_LIST;
	list_filter(view, "");
}
