/* SPDX-License-Identifier: ISC */
/* The command that edits a file at a line. */
#include "reader/editor.h"

#include <stdlib.h>
#include <string.h>

#include "base/arguments.h"
#include "base/error.h"
#include "base/spawn.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* How an editor is told a line. */
enum form {
	FORM_NONE,
	FORM_PLUS,  /* +LINE FILE */
	FORM_COLON, /* FILE:LINE */
	FORM_GOTO,  /* --wait --goto FILE:LINE */
	FORM_LINE,  /* --line LINE FILE */
};

struct editor {
	const char *name;
	enum form form;
	bool windows; /* of its own: needs no terminal */
};

static const struct editor editors[] = {
	{ "vi", FORM_PLUS, false },
	{ "vim", FORM_PLUS, false },
	{ "nvim", FORM_PLUS, false },
	{ "view", FORM_PLUS, false },
	{ "vimx", FORM_PLUS, false },
	{ "nvi", FORM_PLUS, false },
	{ "elvis", FORM_PLUS, false },
	{ "vile", FORM_PLUS, false },
	{ "vis", FORM_PLUS, false },
	{ "nano", FORM_PLUS, false },
	{ "rnano", FORM_PLUS, false },
	{ "pico", FORM_PLUS, false },
	{ "emacs", FORM_PLUS, false },
	{ "emacsclient", FORM_PLUS, false },
	{ "mg", FORM_PLUS, false },
	{ "zile", FORM_PLUS, false },
	{ "jed", FORM_PLUS, false },
	{ "joe", FORM_PLUS, false },
	{ "jmacs", FORM_PLUS, false },
	{ "jpico", FORM_PLUS, false },
	{ "jstar", FORM_PLUS, false },
	{ "rjoe", FORM_PLUS, false },
	{ "kak", FORM_PLUS, false },
	{ "micro", FORM_PLUS, false },
	{ "ne", FORM_PLUS, false },
	{ "mcedit", FORM_PLUS, false },
	{ "dte", FORM_PLUS, false },
	{ "helix", FORM_COLON, false },
	{ "hx", FORM_COLON, false },
	{ "gvim", FORM_PLUS, true },
	{ "mvim", FORM_PLUS, true },
	{ "gview", FORM_PLUS, true },
	{ "gedit", FORM_PLUS, true },
	{ "pluma", FORM_PLUS, true },
	{ "xed", FORM_PLUS, true },
	{ "geany", FORM_LINE, true },
	{ "kate", FORM_LINE, true },
	{ "kwrite", FORM_LINE, true },
	{ "mate", FORM_LINE, true },
	{ "subl", FORM_COLON, true },
	{ "sublime_text", FORM_COLON, true },
	{ "zed", FORM_COLON, true },
	{ "zeditor", FORM_COLON, true },
	{ "lapce", FORM_COLON, true },
	{ "code", FORM_GOTO, true },
	{ "codium", FORM_GOTO, true },
	{ "vscodium", FORM_GOTO, true },
	{ "cursor", FORM_GOTO, true },
	{ "mousepad", FORM_NONE, true },
	{ "gnome-text-editor", FORM_NONE, true },
};

static const struct editor *find_editor(const char *name, size_t len)
{
	for (size_t i = 0; i < COUNT(editors); i++)
		if (strlen(editors[i].name) == len &&
		    memcmp(editors[i].name, name, len) == 0)
			return &editors[i];
	return NULL;
}

/* The editor of a command, also as vim.tiny, emacs-nox or code-insiders. */
static const struct editor *known_editor(const struct arguments *argv)
{
	const char *name = arguments_program(argv);
	const struct editor *editor = find_editor(name, strlen(name));

	return editor ? editor : find_editor(name, strcspn(name, ".-"));
}

static bool has_word(const struct arguments *argv, const char *word)
{
	for (size_t i = 1; i < argv->count; i++)
		if (strcmp(argv->items[i], word) == 0)
			return true;
	return false;
}

static bool add_variable(struct arguments *argv, const char *name,
			 struct error *error)
{
	const char *command = getenv(name);
	size_t before = argv->count;

	if (!command || !arguments_split(argv, command, strlen(command)))
		return command ? error_set(error, "a quote has no end in %s",
					   name)
			       : true;
	if (argv->count > before && arguments_end_in_code(argv))
		return error_set(error,
				 "%s would run the file's name as "
				 "commands",
				 name);
	return true;
}

/* "./" before what an editor would take for an option (-), a command (+) or the
 * name of another place (a colon). */
static const char *guard_of(const char *path)
{
	bool plain = path[0] == '/' || strncmp(path, "./", 2) == 0 ||
		     strncmp(path, "../", 3) == 0;

	return !plain && (path[0] == '-' || path[0] == '+' || strchr(path, ':'))
		       ? "./"
		       : "";
}

static void add_file(struct arguments *argv, enum form form, const char *path,
		     size_t line)
{
	const char *guard = guard_of(path);

	switch (line ? form : FORM_NONE) {
	case FORM_PLUS:
		arguments_add_format(argv, "+%zu", line);
		break;
	case FORM_LINE:
		arguments_add(argv, "--line");
		arguments_add_format(argv, "%zu", line);
		break;
	case FORM_GOTO:
		arguments_add(argv, "--goto");
		arguments_add_format(argv, "%s%s:%zu", guard, path, line);
		return;
	case FORM_COLON:
		arguments_add_format(argv, "%s%s:%zu", guard, path, line);
		return;
	case FORM_NONE:
		break;
	}
	arguments_add_format(argv, "%s%s", guard, path);
}

bool editor_command(const char *path, size_t line, struct arguments *argv,
		    struct error *error)
{
	struct arguments command = ARGUMENTS_INIT;
	const struct editor *editor;
	enum form form = FORM_NONE;
	bool good = spawn_allowed(error) &&
		    add_variable(&command, "VISUAL", error) &&
		    (command.count || add_variable(&command, "EDITOR", error));

	if (good) {
		if (!command.count)
			arguments_add(&command, "vi");
		editor = known_editor(&command);
		if (editor)
			form = editor->form;
		if (form == FORM_GOTO && !has_word(&command, "--wait") &&
		    !has_word(&command, "-w"))
			arguments_add(&command, "--wait");
		add_file(&command, form, path, line);
		for (size_t i = 0; i < command.count; i++)
			arguments_add(argv, command.items[i]);
	}
	arguments_release(&command);
	return good;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/* emacs has windows where there are any to be had and nobody asks it to do
 * without. */
static bool emacs_has_windows(const struct arguments *argv)
{
	static const char *const without[] = { "-nw", "--no-window-system",
					       "-t", "-tty", "--tty" };

	if (!is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY"))
		return false;
	for (size_t i = 0; i < COUNT(without); i++)
		if (has_word(argv, without[i]))
			return false;
	return strcmp(arguments_program(argv), "emacs-nox") != 0;
}

bool editor_runs_in_terminal(const struct arguments *argv)
{
	const struct editor *editor = known_editor(argv);

	if (!editor)
		return true;
	if (strncmp(editor->name, "emacs", 5) == 0)
		return !emacs_has_windows(argv);
	return !editor->windows;
}
