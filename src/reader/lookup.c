/* SPDX-License-Identifier: ISC */
/* Find a command by its name. */
#include "reader/command.h"

#include <string.h>

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
