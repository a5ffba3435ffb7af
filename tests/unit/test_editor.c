/* SPDX-License-Identifier: ISC */
/* Tests of the command that edits a file at a line. */
#include "test.h"

#include <stdlib.h>
#include <string.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/error.h"
#include "reader/editor.h"

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

/* The words with '|' between them; NULL where there is no command. Owned. */
static char *command_of(const char *path, size_t line, bool *terminal)
{
	struct arguments argv = ARGUMENTS_INIT;
	struct buffer joined = BUFFER_INIT;
	struct error error = { "" };
	bool made = editor_command(path, line, &argv, &error);

	assert_int_equal(made, error.sentence[0] == '\0');
	*terminal = editor_runs_in_terminal(&argv);
	for (size_t i = 0; i < argv.count; i++)
		buffer_append_format(&joined, i ? "|%s" : "%s", argv.items[i]);
	if (!made)
		assert_int_equal(argv.count, 0);
	arguments_release(&argv);
	return made ? buffer_detach(&joined) : NULL;
}

static void test_each_editor_is_told_the_line(void **state)
{
	static const struct {
		const char *editor;
		const char *command;
		bool terminal;
	} cases[] = {
		{ "vi", "vi|+12|/a/b.md", true },
		{ "/usr/bin/vim.tiny", "/usr/bin/vim.tiny|+12|/a/b.md", true },
		{ "nvim -R", "nvim|-R|+12|/a/b.md", true },
		{ "gvim -f", "gvim|-f|+12|/a/b.md", false },
		{ "nano", "nano|+12|/a/b.md", true },
		{ "emacs -nw", "emacs|-nw|+12|/a/b.md", true },
		{ "emacsclient -t -a ''", "emacsclient|-t|-a||+12|/a/b.md",
		  true },
		{ "emacs-nox", "emacs-nox|+12|/a/b.md", true },
		{ "joe", "joe|+12|/a/b.md", true },
		{ "jed", "jed|+12|/a/b.md", true },
		{ "mg", "mg|+12|/a/b.md", true },
		{ "kak", "kak|+12|/a/b.md", true },
		{ "micro", "micro|+12|/a/b.md", true },
		{ "ne", "ne|+12|/a/b.md", true },
		{ "mcedit", "mcedit|+12|/a/b.md", true },
		{ "hx", "hx|/a/b.md:12", true },
		{ "helix", "helix|/a/b.md:12", true },
		{ "subl -w", "subl|-w|/a/b.md:12", false },
		{ "zed", "zed|/a/b.md:12", false },
		{ "code", "code|--wait|--goto|/a/b.md:12", false },
		{ "code-insiders -w", "code-insiders|-w|--goto|/a/b.md:12",
		  false },
		{ "codium --wait", "codium|--wait|--goto|/a/b.md:12", false },
		{ "kate", "kate|--line|12|/a/b.md", false },
		{ "ed", "ed|/a/b.md", true },
		{ "'my editor' --line", "my editor|--line|/a/b.md", true },
		{ "view", "view|+12|/a/b.md", true },
		{ "viewer", "viewer|/a/b.md", true },
		{ "  ", "vi|+12|/a/b.md", true },
		{ "", "vi|+12|/a/b.md", true },
		{ NULL, "vi|+12|/a/b.md", true },
		{ "vi 'x", NULL, true },
		{ "sh -c", NULL, true },
	};
	bool terminal;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *command;

		set("EDITOR", cases[i].editor);
		command = command_of("/a/b.md", 12, &terminal);
		if (cases[i].command) {
			assert_string_equal(command, cases[i].command);
			assert_int_equal(terminal, cases[i].terminal);
		} else {
			assert_null(command);
		}
		free(command);
	}
	set("EDITOR", NULL);
}

static void test_no_name_is_taken_for_something_else(void **state)
{
	static const struct {
		const char *path;
		const char *word;
	} cases[] = {
		{ "b.md", "b.md" },
		{ "-c:q.md", "./-c:q.md" },
		{ "--cmd=x", "./--cmd=x" },
		{ "+:q", "./+:q" },
		{ "scp://host/x", "./scp://host/x" },
		{ "./-x", "./-x" },
		{ "../-x", "../-x" },
		{ "/-x", "/-x" },
		{ ".x", ".x" },
		{ "a b;$(id)'\".md", "a b;$(id)'\".md" },
	};
	bool terminal;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buffer wanted = BUFFER_INIT;
		char *command;

		set("EDITOR", "vi");
		command = command_of(cases[i].path, 0, &terminal);
		buffer_append_format(&wanted, "vi|%s", cases[i].word);
		assert_string_equal(command, wanted.data);
		free(command);
		set("EDITOR", "hx");
		command = command_of(cases[i].path, 3, &terminal);
		buffer_clear(&wanted);
		buffer_append_format(&wanted, "hx|%s:3", cases[i].word);
		assert_string_equal(command, wanted.data);
		free(command);
		buffer_release(&wanted);
	}
	set("EDITOR", NULL);
}

static void test_visual_comes_first(void **state)
{
	bool terminal;
	char *command;

	(void)state;
	set("EDITOR", "ed");
	set("VISUAL", "nano");
	command = command_of("a", 1, &terminal);
	assert_string_equal(command, "nano|+1|a");
	free(command);
	set("VISUAL", "");
	command = command_of("a", 1, &terminal);
	assert_string_equal(command, "ed|a");
	free(command);
	set("VISUAL", NULL);
	set("EDITOR", NULL);
}

static void test_emacs_has_windows_where_there_are_any(void **state)
{
	static const struct {
		const char *editor;
		const char *display;
		bool terminal;
	} cases[] = {
		{ "emacs", "", true },	     { "emacs", ":0", false },
		{ "emacs -nw", ":0", true }, { "emacsclient -c", ":0", false },
		{ "emacsclient", "", true }, { "emacsclient -t", ":0", true },
		{ "emacs-nox", ":0", true },
	};
	bool terminal;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		set("EDITOR", cases[i].editor);
		set("DISPLAY", cases[i].display);
		free(command_of("a", 1, &terminal));
		assert_int_equal(terminal, cases[i].terminal);
	}
	set("DISPLAY", NULL);
	set("EDITOR", NULL);
}

static void test_none_runs_when_it_must_be_safe(void **state)
{
	bool terminal;

	(void)state;
	set("LECTERN_SECURE", "1");
	assert_null(command_of("a", 1, &terminal));
	set("LECTERN_SECURE", NULL);
}

int main(void)
{
	static const char *const variables[] = { "EDITOR", "VISUAL", "DISPLAY",
						 "WAYLAND_DISPLAY",
						 "LECTERN_SECURE" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_editor_is_told_the_line),
		cmocka_unit_test(test_no_name_is_taken_for_something_else),
		cmocka_unit_test(test_visual_comes_first),
		cmocka_unit_test(test_emacs_has_windows_where_there_are_any),
		cmocka_unit_test(test_none_runs_when_it_must_be_safe),
	};

	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++)
		unsetenv(variables[i]);
	return test_run(tests);
}
