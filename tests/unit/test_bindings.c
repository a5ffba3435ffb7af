/* SPDX-License-Identifier: ISC */
/* Tests of the live keys: presets, chosen keys, conflicts. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "reader/bindings.h"
#include "reader/command.h"

static uint32_t parse(const char *name)
{
	uint32_t key = 0;

	if (!keys_parse(name, strlen(name), &key))
		fail_msg("%s is no key", name);
	return key;
}

/* The name of the command that a key runs; "" where there is none. */
static const char *run_by(const char *name)
{
	const struct command *command = command_for_key(parse(name));

	return command ? command->name : "";
}

static const char *keys_of(const char *name)
{
	static struct buffer keys;
	const struct command *command = command_find(name, strlen(name));

	assert_non_null(command);
	buffer_clear(&keys);
	bindings_write(command, &keys);
	return buffer_string(&keys);
}

/* What "ACTION = KEYS | ACTION = KEYS" says is wrong, a line each. */
static const char *choose(struct bindings_chosen *chosen, const char *lines)
{
	static struct buffer said;
	unsigned number = 0;

	buffer_clear(&said);
	for (const char *at = lines; at; at = strchr(at, '|')) {
		char text[256];
		char *name, *equals;
		struct error error;

		at += *at == '|';
		snprintf(text, sizeof(text), "%.*s", (int)strcspn(at, "|"), at);
		name = text + strspn(text, " ");
		equals = strchr(text, '=');
		*equals = '\0';
		name[strcspn(name, " ")] = '\0';
		if (!bindings_choose(chosen, name, equals + 1, ++number,
				     &error))
			buffer_append_format(&said, "%u: %s\n", number,
					     error.sentence);
	}
	return buffer_string(&said);
}

static void test_chosen_keys(void **state)
{
	static const struct {
		const char *lines;
		const char *key;
		const char *command;
		const char *said;
	} cases[] = {
		{ "line-down = x", "x", "line-down", "" },
		{ "line-down = x", "j", "", "" },
		{ "line-down = x", "Down", "", "" },
		{ "line-down = k", "k", "line-down", "" },
		{ "line-down = k", "Up", "line-up", "" },
		{ "line-down = k | line-up = j", "j", "line-up", "" },
		{ "line-up = j | line-down = k", "k", "line-down", "" },
		{ "line-down =", "j", "", "" },
		{ "line-down = x x", "x", "line-down", "" },
		{ "line-down = x | line-down = e", "x", "delete-mark", "" },
		{ "line-down = x | line-down = e", "e", "line-down", "" },
		{ "nop = j", "j", "", "" },
		{ "nop = j", "Down", "line-down", "" },
		{ "nop = j | nop = k", "j", "", "" },
		{ "nop = j | nop = k", "k", "", "" },
		{ "n = x", "x", "next", "" },
		{ "start = gg", "gg", "start", "" },
		{ "start = gg", "g", "", "" },
		{ "end = gg", "g", "", "" },
		{ "end = gg", "Home", "start", "" },
		{ "search = U+003B", ";", "search", "" },
		{ "search = Alt-x Ctrl-Dwon", "Alt-x", "search", "no key" },
		{ "search = Alt-x Ctrl-Down", "Ctrl-Down", "search", "" },
		{ "quit = x | search = x", "x", "quit",
		  "2: x cannot be a key of search: it is one of quit, in line "
		  "1\n" },
		{ "quit = x | search = x e", "e", "search", "of quit" },
		{ "quit = x | nop = x", "x", "quit", "a key of nop" },
		{ "nop = x | quit = x", "x", "", "it is one of nop" },
		{ "start = gg | end = g", "gg", "start", "it is one of start" },
		{ "end = g | start = gg Home", "Home", "start", "one of end" },
		{ "start = gg | end = gt", "gt", "end", "" },
		{ "widtt = x", "x", "delete-mark",
		  "there is no action \xe2\x80\x9cwidtt\xe2\x80\x9d" },
		{ "quit = 7 x", "x", "quit", "digits are counts" },
		{ "quit = Hyper-x", "q", "", "there is no key" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bindings_chosen chosen = { 0 };
		const char *said = choose(&chosen, cases[i].lines);

		bindings_use(PRESET_DEFAULT, &chosen);
		bindings_release(&chosen);
		if (strcmp(run_by(cases[i].key), cases[i].command) != 0 ||
		    !strstr(said, cases[i].said) || (!*cases[i].said && *said))
			fail_msg("%s: %s is \"%s\": %s", cases[i].lines,
				 cases[i].key, run_by(cases[i].key), said);
	}
	bindings_use(PRESET_DEFAULT, NULL);
}

static void test_presets(void **state)
{
	static const struct {
		enum bindings_preset preset;
		const char *key;
		const char *command;
	} cases[] = {
		{ PRESET_DEFAULT, "g", "start" },
		{ PRESET_DEFAULT, "?", "help" },
		{ PRESET_LESS, "?", "search-back" },
		{ PRESET_LESS, "h", "help" },
		{ PRESET_LESS, "F1", "help" },
		{ PRESET_LESS, "e", "line-down" },
		{ PRESET_LESS, "Enter", "line-down" },
		{ PRESET_LESS, "j", "line-down" },
		{ PRESET_LESS, "y", "line-up" },
		{ PRESET_LESS, "<", "start" },
		{ PRESET_LESS, ">", "end" },
		{ PRESET_LESS, "v", "edit" },
		{ PRESET_LESS, "=", "where" },
		{ PRESET_LESS, "+", "wider" },
		{ PRESET_LESS, "Left", "left" },
		{ PRESET_LESS, "Alt->", "next-mark" },
		{ PRESET_LESS, "Alt-y", "copy" },
		{ PRESET_LESS, "Space", "page-down" },
		{ PRESET_VIM, "?", "search-back" },
		{ PRESET_VIM, "gg", "start" },
		{ PRESET_VIM, "g", "" },
		{ PRESET_VIM, "zz", "page-middle" },
		{ PRESET_VIM, "zt", "page-top" },
		{ PRESET_VIM, "zb", "page-bottom" },
		{ PRESET_VIM, "z", "" },
		{ PRESET_VIM, "u", "undo" },
		{ PRESET_VIM, "^U", "half-up" },
		{ PRESET_VIM, "^R", "redo" },
		{ PRESET_VIM, "F1", "help" },
		{ PRESET_VIM, "Alt-z", "zen" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bindings_use(cases[i].preset, NULL);
		if (strcmp(run_by(cases[i].key), cases[i].command) != 0)
			fail_msg("%s: %s is \"%s\"",
				 bindings_presets[cases[i].preset],
				 cases[i].key, run_by(cases[i].key));
	}
	bindings_use(PRESET_DEFAULT, NULL);
}

/* A preset takes no command's last key, names no command twice and gives no
 * key away twice; nor a digit. */
static void test_presets_lose_nothing(void **state)
{
	(void)state;
	for (int preset = 0; preset < PRESET_COUNT; preset++) {
		size_t count;
		const struct bindings_row *rows = bindings_preset_rows(
			(enum bindings_preset)preset, &count);

		bindings_use((enum bindings_preset)preset, NULL);
		for (size_t i = 0; i < command_count; i++)
			if (*command_table[i].keys &&
			    !*keys_of(command_table[i].name))
				fail_msg("%s: %s has no key",
					 bindings_presets[preset],
					 command_table[i].name);
		for (char digit[] = "0"; *digit <= '9'; ++*digit)
			assert_string_equal(run_by(digit), "");
		for (size_t i = 0; i < count; i++) {
			struct buffer spelled = BUFFER_INIT;

			buffer_append_string(&spelled,
					     keys_of(rows[i].command));
			/* All of them are there still, in their order. */
			assert_string_equal(buffer_string(&spelled),
					    rows[i].keys);
			buffer_release(&spelled);
		}
	}
	bindings_use(PRESET_DEFAULT, NULL);
}

/* What is written for a command gives it the same keys again, whatever the
 * preset. */
static void test_written_keys_are_read_again(void **state)
{
	struct bindings_chosen chosen = { 0 };
	struct error error;

	(void)state;
	assert_string_equal(choose(&chosen, "quit = U+3B Up Alt-Left é gg "
					    "Ctrl-Shift-End ^^ Alt-^X Space"),
			    "");
	bindings_use(PRESET_LESS, &chosen);
	bindings_release(&chosen);
	assert_string_equal(keys_of("quit"),
			    "U+003B Up Alt-Left U+00E9 gg Ctrl-Shift-End ^^ "
			    "Alt-^X Space");
	for (size_t i = 0; i < command_count; i++)
		assert_true(bindings_choose(&chosen, command_table[i].name,
					    keys_of(command_table[i].name),
					    (unsigned)i, &error));
	bindings_use(PRESET_VIM, &chosen);
	bindings_release(&chosen);
	assert_string_equal(keys_of("quit"),
			    "U+003B Up Alt-Left U+00E9 gg Ctrl-Shift-End ^^ "
			    "Alt-^X Space");
	assert_string_equal(keys_of("line-down"), "j Down ^E e Enter");
	assert_string_equal(keys_of("start"), "Home <");
	bindings_use(PRESET_DEFAULT, NULL);
}

static void test_names_in_messages(void **state)
{
	struct buffer filled = BUFFER_INIT;
	char name[KEYS_NAME_MAX];

	(void)state;
	assert_string_equal(bindings_name("help", name), "?");
	assert_string_equal(bindings_name("redo", name), ":redo");
	bindings_use(PRESET_LESS, NULL);
	assert_string_equal(bindings_name("help", name), "h");
	bindings_fill("{help}{} {help {nothing} } {redo}{page-down}", &filled);
	assert_string_equal(buffer_string(&filled),
			    "h{} {help {nothing} } :redoSpace");
	buffer_release(&filled);
	assert_false(bindings_is_prefix('g'));
	bindings_use(PRESET_VIM, NULL);
	assert_true(bindings_is_prefix('g'));
	assert_false(bindings_is_prefix('t'));
	bindings_use(PRESET_DEFAULT, NULL);
}

static void test_there_are_not_too_many(void **state)
{
	struct bindings_chosen chosen = { 0 };
	struct error error;
	char name[16];
	bool done = true;

	(void)state;
	for (unsigned i = 0; i < 1000 && done; i++) {
		snprintf(name, sizeof(name), "U+%04X", 0x4e00 + i);
		done = bindings_choose(&chosen, "nop", name, i, &error);
	}
	assert_false(done);
	assert_non_null(strstr(error.sentence, "more than"));
	bindings_use(PRESET_DEFAULT, &chosen);
	assert_string_equal(run_by("j"), "line-down");
	bindings_release(&chosen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chosen_keys),
		cmocka_unit_test(test_presets),
		cmocka_unit_test(test_presets_lose_nothing),
		cmocka_unit_test(test_written_keys_are_read_again),
		cmocka_unit_test(test_names_in_messages),
		cmocka_unit_test(test_there_are_not_too_many),
	};

	return test_run(tests);
}
