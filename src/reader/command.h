/* SPDX-License-Identifier: ISC */
/* The one table of commands: names, keys, arguments, help, functions. */
#ifndef READER_COMMAND_H
#define READER_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/progress.h"

struct buffer;
struct view;

/* What the commands are about; help shows them in this order. */
enum command_group {
	GROUP_MOVE,
	GROUP_CONTENTS,
	GROUP_SEARCH,
	GROUP_LINKS,
	GROUP_MARKS,
	GROUP_COPY,
	GROUP_PAGE,
	GROUP_FILES,
	GROUP_REST,
	GROUP_COUNT,
};

struct command_call {
	long count;	  /* at least 1 */
	bool has_count;	  /* typed, not assumed */
	const char *args; /* "" when there are none */
};

/*
 * A command changes the view and may leave one view->request. Names are what
 * ":" takes (short is a second, shorter one, or NULL); keys are key names
 * (reader/keys.h) with a space between.
 */
struct command {
	const char *name;
	const char *short_name;
	const char *keys;
	const char
		*args; /* how arguments are shown in help; NULL: takes none */
	const char *help;
	void (*run)(struct view *view, const struct command_call *call);
	enum command_group group;
	/* How it moves through the text, where it does. */
	enum progress_way way;
};

extern const struct command command_table[];
extern const size_t command_count;

/* NULL where there is none. */
const struct command *command_find(const char *name, size_t len);
const struct command *command_for_key(uint32_t key);

/* Appends the command's keys as help shows them: "j ↓ ^E". */
void command_show_keys(const struct command *command, struct buffer *out);

#endif
