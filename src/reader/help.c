/* SPDX-License-Identifier: ISC */
/* The rows of help, from the live tables of commands and options. */
#include "reader/help.h"

#include <assert.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "reader/command.h"
#include "reader/options.h"
#include "reader/view.h"

static const char *const titles[GROUP_COUNT] = {
	[GROUP_MOVE] = "Moving (7j: seven lines on)",
	[GROUP_CONTENTS] = "Contents",
	[GROUP_SEARCH] = "Searching",
	[GROUP_LINKS] = "Links and notes",
	[GROUP_MARKS] = "Highlights, notes and bookmarks",
	[GROUP_COPY] = "Selecting and copying",
	[GROUP_PAGE] = "The page",
	[GROUP_FILES] = "Files",
	[GROUP_REST] = "Everything else",
};

static size_t group_size(enum command_group group)
{
	size_t size = 0;

	for (size_t i = 0; i < command_count; i++)
		size += command_table[i].group == group;
	return size;
}

/* Each group has a title, its commands, and a blank row. */
size_t help_count(void)
{
	return command_count + 2 * GROUP_COUNT + 1 + options_table_count;
}

static const struct command *command_in(enum command_group group, size_t n)
{
	for (size_t i = 0; i < command_count; i++) {
		if (command_table[i].group == group && n-- == 0)
			return &command_table[i];
	}
	return NULL;
}

/* How a command is typed: ":w :write FILE". */
static void append_typed(const struct command *command, struct buffer *out)
{
	if (command->short_name)
		buffer_append_format(out, ":%s ", command->short_name);
	buffer_append_format(out, ":%s%s%s", command->name,
			     command->args ? " " : "",
			     command->args ? command->args : "");
}

static void command_row(const struct command *command, struct help_row *row)
{
	assert(command);
	command_show_keys(command, row->keys);
	append_typed(command, row->keys->len ? row->name : row->keys);
	buffer_append_string(row->text, command->help);
	row->kind = HELP_ENTRY;
}

static void option_row(const struct view *view, size_t n, struct help_row *row)
{
	if (n == 0) {
		row->kind = HELP_TITLE;
		buffer_append_string(row->text, "Options (:set NAME=VALUE)");
		return;
	}
	assert(n <= options_table_count);
	row->kind = HELP_ENTRY;
	options_show(&view->options, &options_table[n - 1], row->keys);
	buffer_append_string(row->text, options_table[n - 1].help);
}

void help_row(const struct view *view, size_t n, struct help_row *row)
{
	buffer_clear(row->keys);
	buffer_clear(row->text);
	buffer_clear(row->name);
	for (int group = 0; group < GROUP_COUNT; group++) {
		size_t size = group_size((enum command_group)group);

		if (n == 0) {
			row->kind = HELP_TITLE;
			buffer_append_string(row->text, titles[group]);
			return;
		}
		if (n <= size) {
			command_row(
				command_in((enum command_group)group, n - 1),
				row);
			return;
		}
		if (n == size + 1) {
			row->kind = HELP_BLANK;
			return;
		}
		n -= size + 2;
	}
	option_row(view, n, row);
}
