/* SPDX-License-Identifier: ISC */
/*
 * The live keys: those of the table of commands, over them those of a preset,
 * over these those that the reader chose. Dispatch and help go by them alone
 * (command_for_key(), command_show_keys()).
 */
#ifndef READER_BINDINGS_H
#define READER_BINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/keys.h"

struct buffer;
struct command;
struct error;

/* As the option "keys" has them. */
enum bindings_preset { PRESET_DEFAULT, PRESET_LESS, PRESET_VIM, PRESET_COUNT };

/* Their names, NULL-terminated. */
extern const char *const bindings_presets[PRESET_COUNT + 1];

/* The keys of one command instead of those it has otherwise. */
struct bindings_row {
	const char *command;
	const char *keys; /* names, with a space between; "": none */
};

/* The rows of a preset; none for the default. */
const struct bindings_row *bindings_preset_rows(enum bindings_preset preset,
						size_t *count);

/* What the reader chose, a key a row; command NULL: the key does nothing. A
 * command that lost all its keys has a row without one (key 0). */
struct bindings_choice {
	const struct command *command;
	uint32_t key;
	unsigned line; /* of the file, for messages */
};

/* All zero: nothing was chosen. */
struct bindings_chosen {
	struct bindings_choice *rows; /* owned */
	size_t count;
	size_t capacity;
};

void bindings_release(struct bindings_chosen *chosen);

/*
 * Takes "ACTION = KEYS" of a line: these keys and no others are the action's,
 * and an earlier line about it is forgotten. The action "nop" is that of keys
 * which do nothing. False with a sentence for what is wrong in it: an action or
 * a key that there is not, a digit, a key that another line gives to another
 * action, which keeps it. The line's other keys count all the same.
 */
bool bindings_choose(struct bindings_chosen *chosen, const char *action,
		     const char *keys, unsigned line, struct error *error);

/* The keys from now on; chosen may be NULL, and is not needed any more. */
void bindings_use(enum bindings_preset preset,
		  const struct bindings_chosen *chosen);

/* Whether the key is but the first of two that are bound. */
bool bindings_is_prefix(uint32_t key);

/* Appends the command's keys as the config file has them, in ASCII. */
void bindings_write(const struct command *command, struct buffer *out);

/* Appends a text in which "{page-down}" stands for what to type for that
 * command, as bindings_name() has it. */
void bindings_fill(const char *text, struct buffer *out);

/* What to type for a command, for messages: its first key, else ":NAME". */
const char *bindings_name(const char *command, char name[KEYS_NAME_MAX]);

#endif
