/* SPDX-License-Identifier: ISC */
/* Choose the program that opens a link of the web. */
#include <stdlib.h>
#include <string.h>

#include "base/arguments.h"
#include "base/error.h"
#include "base/spawn.h"
#include "reader/outside.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const terminal_browsers[] = {
	"www-browser", "w3m",	 "lynx", "links2", "elinks",   "links",
	"browsh",      "chawan", "cha",	 "netrik", "carbonyl", "retawq",
};

/* An entry's words, without those that only say where the URL goes: it goes to
 * the end. False where it cannot go there without a shell, or there is no such
 * program. */
static bool take_entry(struct arguments *argv, const char *entry, size_t len)
{
	struct arguments words = ARGUMENTS_INIT;
	bool good = arguments_split(&words, entry, len);

	for (size_t i = 0; good && i < words.count; i++) {
		const char *word = words.items[i];
		bool last = i + 1 == words.count;

		if (strcmp(word, "%s") == 0 || (last && !strcmp(word, "&")))
			continue;
		good = strstr(word, "%s") == NULL;
		if (good)
			arguments_add(argv, word);
	}
	arguments_release(&words);
	good = good && argv->count && spawn_exists(argv->items[0]) &&
	       !arguments_end_in_code(argv);
	if (!good)
		arguments_clear(argv);
	return good;
}

static bool take_program(struct arguments *argv, const char *name)
{
	if (!spawn_exists(name))
		return false;
	arguments_add(argv, name);
	return true;
}

/* The first entry of $BROWSER that exists. */
static bool take_variable(struct arguments *argv)
{
	const char *entry = getenv("BROWSER");

	while (entry && *entry) {
		size_t len = strcspn(entry, ":");

		if (take_entry(argv, entry, len))
			return true;
		entry += len;
		entry += *entry == ':';
	}
	return false;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/* What hands a URL on to the desktop. */
static bool take_opener(struct arguments *argv)
{
#ifdef __APPLE__
	if (take_program(argv, "open"))
		return true;
#endif
	if ((is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")) &&
	    take_program(argv, "xdg-open"))
		return true;
	return take_program(argv, "wslview") ||
	       take_program(argv, "termux-open-url");
}

static bool take_terminal_browser(struct arguments *argv)
{
	for (size_t i = 0; i < COUNT(terminal_browsers); i++)
		if (take_program(argv, terminal_browsers[i]))
			return true;
	return false;
}

bool outside_command(const struct outside *outside, struct arguments *argv,
		     struct error *error)
{
	struct arguments command = ARGUMENTS_INIT;
	bool mail = strncmp(outside->argument, "mailto:", 7) == 0;
	bool found;

	if (!spawn_allowed(error))
		return false;
	if (outside->kind != OUTSIDE_WEB)
		return error_set(error, "this link is not opened");
	found = take_variable(&command) || take_opener(&command) ||
		(!mail && take_terminal_browser(&command)) ||
		take_program(&command, "xdg-open");
	for (size_t i = 0; i < command.count; i++)
		arguments_add(argv, command.items[i]);
	arguments_release(&command);
	if (!found)
		return error_set(error, "there is no browser to open it with: "
					"set BROWSER to one");
	arguments_add(argv, outside->argument);
	return true;
}

bool outside_wants_terminal(const struct arguments *argv)
{
	const char *program = arguments_program(argv);

	for (size_t i = 0; i < COUNT(terminal_browsers); i++)
		if (strcmp(program, terminal_browsers[i]) == 0)
			return true;
	return false;
}

bool outside_open(const struct outside *outside, struct error *error)
{
	struct arguments argv = ARGUMENTS_INIT;
	bool opened = outside_command(outside, &argv, error);

	if (opened && outside_wants_terminal(&argv))
		opened = error_set(
			error, "\xe2\x80\x9c%s\xe2\x80\x9d needs the terminal",
			arguments_program(&argv));
	else if (opened)
		opened = spawn_detached(&argv, error);
	arguments_release(&argv);
	return opened;
}
