/* SPDX-License-Identifier: ISC */
/* Tests of the table of commands. */
#include "test.h"

#include <string.h>

#include "base/buffer.h"
#include "reader/command.h"
#include "reader/keys.h"

enum { KEYS_MAX = 128 };

/* Splits names at the spaces; each is there once, with one space between. */
static size_t split(const char *names, const char *parts[], size_t lens[])
{
	size_t count = 0;

	while (*names) {
		assert_true(count < KEYS_MAX);
		parts[count] = names;
		lens[count] = strcspn(names, " ");
		assert_true(lens[count] > 0);
		names += lens[count++];
		if (*names) {
			names++;
			assert_true(*names);
		}
	}
	return count;
}

static size_t parse_keys(const char *names, uint32_t keys[])
{
	const char *parts[KEYS_MAX];
	size_t lens[KEYS_MAX];
	size_t count = split(names, parts, lens);

	for (size_t i = 0; i < count; i++)
		if (!keys_parse(parts[i], lens[i], &keys[i]))
			fail_msg("%s: no key", parts[i]);
	return count;
}

static void test_names_are_words_of_their_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];

		assert_int_equal(
			strspn(command->name, "abcdefghijklmnopqrstuvwxyz-"),
			strlen(command->name));
		assert_true(command->name[0] >= 'a');
		assert_ptr_equal(
			command_find(command->name, strlen(command->name)),
			command);
		if (!command->short_name)
			continue;
		assert_true(strlen(command->short_name) <
			    strlen(command->name));
		assert_ptr_equal(command_find(command->short_name,
					      strlen(command->short_name)),
				 command);
	}
}

static void test_every_row_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];

		assert_true(command->run);
		assert_true(command->help && command->help[0]);
		assert_true(command->group < GROUP_COUNT);
		assert_true(!command->args || command->args[0]);
	}
}

static void test_what_is_no_name(void **state)
{
	static const char *const names[] = { "",     "qui",   "quits", "Quit",
					     "line", "quit ", ":quit" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_null(command_find(names[i], strlen(names[i])));
	/* A name is bytes of a length. */
	assert_non_null(command_find("quitting", 4));
}

/* No key runs two commands, whatever names it is written with. */
static void test_a_key_runs_one_command(void **state)
{
	uint32_t all[KEYS_MAX];
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		uint32_t keys[KEYS_MAX];
		size_t own = parse_keys(command_table[i].keys, keys);

		for (size_t k = 0; k < own; k++) {
			for (size_t j = 0; j < count; j++)
				assert_int_not_equal(all[j], keys[k]);
			assert_true(count < KEYS_MAX);
			all[count++] = keys[k];
			assert_ptr_equal(command_for_key(keys[k]),
					 &command_table[i]);
		}
	}
	assert_true(count > 0);
}

/* Help shows a key by a name that can be typed into a table of keys. */
static void test_names_of_keys_go_round(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		uint32_t keys[KEYS_MAX];
		size_t own = parse_keys(command_table[i].keys, keys);

		for (size_t k = 0; k < own; k++) {
			char name[KEYS_NAME_MAX];
			uint32_t again;

			keys_name(keys[k], name);
			assert_true(keys_parse(name, strlen(name), &again));
			assert_int_equal(again, keys[k]);
		}
	}
}

static void test_shown_keys_are_the_keys(void **state)
{
	struct buffer shown = BUFFER_INIT;

	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		uint32_t keys[KEYS_MAX];
		uint32_t shown_keys[KEYS_MAX];
		size_t own = parse_keys(command_table[i].keys, keys);

		buffer_clear(&shown);
		command_show_keys(&command_table[i], &shown);
		assert_int_equal(parse_keys(buffer_string(&shown), shown_keys),
				 own);
		for (size_t k = 0; k < own; k++)
			assert_int_equal(shown_keys[k], keys[k]);
	}
	buffer_clear(&shown);
	command_show_keys(command_find("line-down", 9), &shown);
	assert_string_equal(buffer_string(&shown), "j ↓ ^E");
	buffer_release(&shown);
}

/* Digits are always a count. */
static void test_no_digit_is_a_key(void **state)
{
	(void)state;
	for (uint32_t digit = '0'; digit <= '9'; digit++)
		assert_null(command_for_key(digit));
	assert_null(command_for_key(KEYS_UNKNOWN));
	assert_null(command_for_key(0));
}

static void test_the_keys_people_know(void **state)
{
	static const struct {
		const char *command, *keys;
	} table[] = {
		{ "line-down", "j Down ^E" },
		{ "line-up", "k Up ^Y" },
		{ "page-down", "Space f ^F PgDn" },
		{ "page-up", "b ^B PgUp" },
		{ "half-down", "d ^D" },
		{ "half-up", "u ^U" },
		{ "start", "g Home" },
		{ "end", "G End" },
		{ "percent", "%" },
		{ "next-heading", "]" },
		{ "previous-heading", "[" },
		{ "next-paragraph", "}" },
		{ "previous-paragraph", "{" },
		{ "next-sentence", ")" },
		{ "previous-sentence", "(" },
		{ "contents", "t" },
		{ "contents-keys", "Tab" },
		{ "find-heading", "T" },
		{ "enter", "Enter" },
		{ "narrower", "-" },
		{ "wider", "+ =" },
		{ "zen", "z" },
		{ "wrap", "W" },
		{ "left", "h" },
		{ "right", "l" },
		{ "where", "^G" },
		{ "help", "? F1" },
		{ "prompt", ":" },
		{ "escape", "Esc" },
		{ "redraw", "^L" },
		{ "suspend", "^Z" },
		{ "quit", "q" },
		{ "quit-all", "Q" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct command *command = command_find(
			table[i].command, strlen(table[i].command));
		uint32_t keys[KEYS_MAX];
		size_t count = parse_keys(table[i].keys, keys);

		assert_non_null(command);
		for (size_t k = 0; k < count; k++)
			if (command_for_key(keys[k]) != command)
				fail_msg("%s: %s", table[i].command,
					 table[i].keys);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_are_words_of_their_own),
		cmocka_unit_test(test_every_row_is_whole),
		cmocka_unit_test(test_what_is_no_name),
		cmocka_unit_test(test_a_key_runs_one_command),
		cmocka_unit_test(test_names_of_keys_go_round),
		cmocka_unit_test(test_shown_keys_are_the_keys),
		cmocka_unit_test(test_no_digit_is_a_key),
		cmocka_unit_test(test_the_keys_people_know),
	};

	return test_run(tests);
}
