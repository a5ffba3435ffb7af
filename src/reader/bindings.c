/* SPDX-License-Identifier: ISC */
/* The live keys: the table's, a preset's, the reader's. */
#include "reader/bindings.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "reader/command.h"

const char *const bindings_presets[PRESET_COUNT + 1] = { "default", "less",
							 "vim", NULL };

/* What has a letter here that a preset gives away has it with Alt. */

/* Source: less(1). */
static const struct bindings_row less_rows[] = {
	{ "line-down", "j Down ^E e Enter" },
	{ "line-up", "k Up ^Y y" },
	{ "start", "g Home <" },
	{ "end", "G End >" },
	{ "search-back", "?" },
	{ "help", "h F1" },
	{ "left", "Left" },
	{ "right", "Right l" },
	{ "edit", "v" },
	{ "where", "= ^G" },
	{ "enter", "Alt-Enter" },
	{ "copy", "Alt-y" },
	{ "select", "Alt-v" },
	{ "wider", "+" },
	{ "next-mark", "Alt->" },
	{ "previous-mark", "Alt-<" },
};

/* Source: vim's own help, motion.txt, scroll.txt and undo.txt. */
static const struct bindings_row vim_rows[] = {
	{ "start", "gg Home" },	 { "search-back", "?" },
	{ "help", "F1" },	 { "page-top", "zt" },
	{ "page-middle", "zz" }, { "page-bottom", "zb" },
	{ "half-up", "^U" },	 { "undo", "u U" },
	{ "redo", "^R" },	 { "zen", "Alt-z" },
};

static const struct {
	const struct bindings_row *rows;
	size_t count;
} presets[PRESET_COUNT] = {
	[PRESET_LESS] = { less_rows, sizeof(less_rows) / sizeof(*less_rows) },
	[PRESET_VIM] = { vim_rows, sizeof(vim_rows) / sizeof(*vim_rows) },
};

const struct bindings_row *bindings_preset_rows(enum bindings_preset preset,
						size_t *count)
{
	assert(preset < PRESET_COUNT);
	*count = presets[preset].count;
	return presets[preset].rows;
}

/* --- The live table ---------------------------------------------------------
 */

struct binding {
	uint32_t key;
	const struct command *command;
};

enum { BINDINGS_MAX = 512 };

/* Made when it is first asked for: a text that is only looked at needs none. */
static struct binding live[BINDINGS_MAX];
static size_t live_count;

/* Whether one key cannot be had beside the other: it is the same, or the first
 * of the two that the other one is. */
static bool excludes(uint32_t key, uint32_t other)
{
	return key && other &&
	       (key == other || keys_first(key) == other ||
		keys_first(other) == key);
}

/* Keeps the order of the rest, in which help shows them. */
static void drop(const struct command *command, uint32_t key)
{
	size_t kept = 0;

	for (size_t i = 0; i < live_count; i++)
		if (command ? live[i].command != command
			    : !excludes(live[i].key, key))
			live[kept++] = live[i];
	live_count = kept;
}

/* A key that nothing else has. */
static void append(const struct command *command, uint32_t key)
{
	if (live_count < BINDINGS_MAX)
		live[live_count++] = (struct binding){ key, command };
}

static void bind(const struct command *command, uint32_t key)
{
	drop(NULL, key);
	append(command, key);
}

/* Takes the next name off a list of keys; false at its end. */
static bool next_name(const char **names, const char **name, size_t *len)
{
	*names += strspn(*names, " \t");
	*name = *names;
	*len = strcspn(*names, " \t");
	*names += *len;
	return *len > 0;
}

/* Gives a command the keys of a table, by one of those above. */
static void bind_names(const struct command *command, const char *names,
		       void (*give)(const struct command *, uint32_t))
{
	const char *name;
	size_t len;
	uint32_t key;

	while (next_name(&names, &name, &len)) {
		bool known = keys_parse(name, len, &key);

		assert(known);
		give(command, key);
	}
}

static void bind_chosen(const struct bindings_chosen *chosen)
{
	for (size_t i = 0; i < chosen->count; i++)
		if (chosen->rows[i].command)
			drop(chosen->rows[i].command, 0);
	for (size_t i = 0; i < chosen->count; i++) {
		const struct bindings_choice *row = &chosen->rows[i];

		if (row->command && row->key)
			bind(row->command, row->key);
		else if (row->key)
			drop(NULL, row->key);
	}
}

void bindings_use(enum bindings_preset preset,
		  const struct bindings_chosen *chosen)
{
	size_t count;
	const struct bindings_row *rows = bindings_preset_rows(preset, &count);

	live_count = 0;
	for (size_t i = 0; i < command_count; i++)
		bind_names(&command_table[i], command_table[i].keys, append);
	for (size_t i = 0; i < count; i++)
		drop(command_find(rows[i].command, strlen(rows[i].command)), 0);
	for (size_t i = 0; i < count; i++)
		bind_names(
			command_find(rows[i].command, strlen(rows[i].command)),
			rows[i].keys, bind);
	if (chosen)
		bind_chosen(chosen);
}

static void need_live(void)
{
	if (!live_count)
		bindings_use(PRESET_DEFAULT, NULL);
}

const struct command *command_for_key(uint32_t key)
{
	need_live();
	for (size_t i = 0; i < live_count; i++)
		if (live[i].key == key)
			return live[i].command;
	return NULL;
}

bool bindings_is_prefix(uint32_t key)
{
	need_live();
	for (size_t i = 0; i < live_count; i++)
		if (key && keys_first(live[i].key) == key)
			return true;
	return false;
}

static void append_keys(const struct command *command, bool ascii,
			struct buffer *out)
{
	const char *between = "";
	char name[KEYS_NAME_MAX];

	need_live();
	for (size_t i = 0; i < live_count; i++) {
		if (live[i].command != command)
			continue;
		if (ascii)
			keys_spell(live[i].key, name);
		else
			keys_name(live[i].key, name);
		buffer_append_format(out, "%s%s", between, name);
		between = " ";
	}
}

void command_show_keys(const struct command *command, struct buffer *out)
{
	append_keys(command, false, out);
}

void bindings_write(const struct command *command, struct buffer *out)
{
	append_keys(command, true, out);
}

/* The first key that a command has; 0: none. The first screen asks for a few,
 * for which the table alone need not be made. */
static uint32_t first_key(const struct command *command)
{
	const char *names = command->keys;
	const char *name;
	size_t len;
	uint32_t key;

	if (!live_count)
		return next_name(&names, &name, &len) &&
				       keys_parse(name, len, &key)
			       ? key
			       : 0;
	for (size_t i = 0; i < live_count; i++)
		if (live[i].command == command)
			return live[i].key;
	return 0;
}

const char *bindings_name(const char *command, char name[KEYS_NAME_MAX])
{
	uint32_t key = first_key(command_find(command, strlen(command)));

	if (key)
		keys_name(key, name);
	else
		snprintf(name, KEYS_NAME_MAX, ":%s", command);
	return name;
}

/* The command whose name stands in the braces that open here, or NULL; *len is
 * that of both with it. */
static const struct command *named_at(const char *text, size_t *len)
{
	*len = strcspn(text + 1, "{}") + 2;
	if (text[*len - 1] != '}')
		return NULL;
	return command_find(text + 1, *len - 2);
}

void bindings_fill(const char *text, struct buffer *out)
{
	char name[KEYS_NAME_MAX];

	while (*text) {
		size_t len = 0;
		const struct command *command =
			*text == '{' ? named_at(text, &len) : NULL;

		if (!command) {
			buffer_append_byte(out, *text++);
			continue;
		}
		buffer_append_string(out, bindings_name(command->name, name));
		text += len;
	}
}

/* --- What the reader chose --------------------------------------------------
 */

void bindings_release(struct bindings_chosen *chosen)
{
	free(chosen->rows);
	*chosen = (struct bindings_chosen){ 0 };
}

static void forget(struct bindings_chosen *chosen,
		   const struct command *command)
{
	size_t kept = 0;

	for (size_t i = 0; i < chosen->count; i++)
		if (chosen->rows[i].command != command)
			chosen->rows[kept++] = chosen->rows[i];
	chosen->count = kept;
}

static bool is_digit(uint32_t key)
{
	return key >= '0' && key <= '9';
}

static const char *action_name(const struct command *command)
{
	return command ? command->name : "nop";
}

/* Adds a key unless it cannot be bound so. */
static bool add(struct bindings_chosen *chosen,
		const struct bindings_choice *row, const char *name, size_t len,
		struct error *error)
{
	int shown = (int)(len < 40 ? len : 40);

	if (is_digit(row->key) || is_digit(keys_first(row->key)))
		return error_set(error,
				 "digits are counts: %.*s cannot be a key of "
				 "%s",
				 shown, name, action_name(row->command));
	for (size_t i = 0; i < chosen->count; i++) {
		const struct bindings_choice *other = &chosen->rows[i];

		if (!excludes(other->key, row->key))
			continue;
		if (other->key == row->key && other->command == row->command)
			return true;
		return error_set(error,
				 "%.*s cannot be a key of %s: it is one of %s, "
				 "in line %u",
				 shown, name, action_name(row->command),
				 action_name(other->command), other->line);
	}
	if (chosen->count >= BINDINGS_MAX / 2)
		return error_set(error, "there are more than %d keys",
				 BINDINGS_MAX / 2);
	MEMORY_RESERVE(chosen->rows, chosen->capacity, chosen->count + 1);
	chosen->rows[chosen->count++] = *row;
	return true;
}

static bool no_such_action(const char *action, struct error *error)
{
	struct nearest nearest;

	nearest_begin(&nearest, action, strlen(action));
	for (size_t i = 0; i < command_count; i++)
		nearest_offer(&nearest, command_table[i].name);
	if (nearest.name)
		return error_set(error,
				 "there is no action \xe2\x80\x9c%.40s\xe2\x80"
				 "\x9d; did you mean %s?",
				 action, nearest.name);
	return error_set(error,
			 "there is no action \xe2\x80\x9c%.40s\xe2\x80\x9d; "
			 "lectern --print-config lists them",
			 action);
}

bool bindings_choose(struct bindings_chosen *chosen, const char *action,
		     const char *keys, unsigned line, struct error *error)
{
	struct bindings_choice row = { .line = line };
	struct error wrong;
	bool good = true;
	const char *name;
	size_t len;

	row.command = command_find(action, strlen(action));
	if (!row.command && strcmp(action, "nop") != 0)
		return no_such_action(action, error);
	if (row.command) {
		forget(chosen, row.command);
		MEMORY_RESERVE(chosen->rows, chosen->capacity,
			       chosen->count + 1);
		chosen->rows[chosen->count++] = row;
	}
	while (next_name(&keys, &name, &len)) {
		bool done = keys_parse(name, len, &row.key);

		if (!done)
			error_set(&wrong,
				  "there is no key \xe2\x80\x9c%.*s\xe2\x80"
				  "\x9d; keys are like x, ^X, Alt-x, Space, "
				  "PgDn, F1, gg, U+003B",
				  (int)(len < 40 ? len : 40), name);
		else
			done = add(chosen, &row, name, len, &wrong);
		if (!done && good)
			*error = wrong;
		good &= done;
	}
	return good;
}
