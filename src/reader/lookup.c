/* SPDX-License-Identifier: ISC */
/* Find a command by its name or by a key. */
#include "reader/command.h"

#include <string.h>

#include "base/buffer.h"
#include "reader/keys.h"

const struct command *command_find(const char *name, size_t len)
{
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];

		if (strlen(command->name) == len &&
		    memcmp(command->name, name, len) == 0)
			return command;
		if (command->short_name && strlen(command->short_name) == len &&
		    memcmp(command->short_name, name, len) == 0)
			return command;
	}
	return NULL;
}

/* Calls visit with each key of a command until it says so. */
static bool each_key(const struct command *command,
		     bool (*visit)(uint32_t key, void *data), void *data)
{
	const char *names = command->keys;

	while (*names) {
		size_t len = strcspn(names, " ");
		uint32_t key;

		if (keys_parse(names, len, &key) && visit(key, data))
			return true;
		names += len + strspn(names + len, " ");
	}
	return false;
}

static bool is_key(uint32_t key, void *wanted)
{
	return key == *(const uint32_t *)wanted;
}

const struct command *command_for_key(uint32_t key)
{
	for (size_t i = 0; i < command_count; i++) {
		if (each_key(&command_table[i], is_key, &key))
			return &command_table[i];
	}
	return NULL;
}

static bool append_key(uint32_t key, void *data)
{
	struct buffer *out = data;
	char name[KEYS_NAME_MAX];

	keys_name(key, name);
	buffer_append_format(out, "%s%s", out->len ? " " : "", name);
	return false;
}

void command_show_keys(const struct command *command, struct buffer *out)
{
	each_key(command, append_key, out);
}
