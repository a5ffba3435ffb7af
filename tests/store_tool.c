/* SPDX-License-Identifier: ISC */
/* Put marks into a store by its interface alone, for scripts that break it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "marking.h"
#include "marks/mark.h"
#include "marks/store.h"

/*
 * usage: store_tool FOLDER COMMAND…
 *	add ID NOTE, edit ID NOTE, delete ID	one record each
 *	compact
 *	limit BYTES	no file may grow beyond that; 0: any may
 *	run	commands from standard input, a line each
 *	list	all live marks, sorted
 *	check	what is in the files, by numbers
 *
 * The marks file is FOLDER/marks.jsonl, its state is in FOLDER/state. What was
 * done is acknowledged on standard output, a line each, at once; what was not
 * is said on standard error, "ID: why", and makes it leave with status 1.
 */

/* One command; what it lacks is "". */
struct command {
	const char *name;
	const char *id;
	const char *note;
};

/* Says that it was done, by one write of its own. */
static bool acknowledge(const struct command *command, struct error *error)
{
	struct buffer line = BUFFER_INIT;
	ssize_t written;

	buffer_append_format(&line, "%s %s %s\n", command->name, command->id,
			     command->note);
	written = write(STDOUT_FILENO, line.data, line.len);
	buffer_release(&line);
	return written > 0 || error_set(error, "done, but nobody heard");
}

/* --- What is kept -----------------------------------------------------------
 */

static bool add(struct store *store, const struct command *command,
		struct error *error)
{
	return marking_add(store, command->id, command->note, error);
}

/* Changes the note of a mark, or deletes it. */
static bool change(struct store *store, const struct command *command,
		   bool deleted, struct error *error)
{
	struct mark mark;
	bool kept;

	mark_init(&mark);
	if (!store_mark(store, command->id, &mark)) {
		mark_release(&mark);
		return error_set(error, "there is no such mark");
	}
	if (!deleted)
		mark_set_note(&mark, command->note, strlen(command->note));
	mark.deleted = deleted;
	kept = marking_put(store, &mark, error);
	mark_release(&mark);
	return kept;
}

static bool edit(struct store *store, const struct command *command,
		 struct error *error)
{
	return change(store, command, false, error);
}

static bool delete_mark(struct store *store, const struct command *command,
			struct error *error)
{
	return change(store, command, true, error);
}

static bool compact(struct store *store, const struct command *command,
		    struct error *error)
{
	size_t left_out;

	(void)command;
	return store_compact(store, &left_out, error);
}

static bool limit(struct store *store, const struct command *command,
		  struct error *error)
{
	unsigned long bytes = strtoul(command->id, NULL, 10);
	struct rlimit limits;

	(void)store;
	if (getrlimit(RLIMIT_FSIZE, &limits) < 0)
		return error_set(error, "the limit is not known");
	limits.rlim_cur = bytes ? bytes : limits.rlim_max;
	return setrlimit(RLIMIT_FSIZE, &limits) == 0 ||
	       error_set(error, "the limit cannot be set");
}

/* --- What is told ------------------------------------------------------------
 */

static void list(struct store *store)
{
	struct buffer lines = BUFFER_INIT;

	marking_list(store, &lines);
	fputs(buffer_string(&lines), stdout);
	buffer_release(&lines);
}

static void tell(void *context, const struct store_finding *finding)
{
	(void)context;
	fprintf(stderr, "%s:%zu: %s\n", finding->path, finding->line,
		finding->what == STORE_UNREADABLE ? "unreadable"
		: finding->what == STORE_NEWER	  ? "newer"
						  : "foreign");
}

static void check(struct store *store)
{
	struct store_report report;

	store_check(store, &report, tell, NULL);
	printf("files %zu\nlines %zu\nhighlights %zu\ndeleted %zu\n"
	       "superseded %zu\nconcurrent %zu\nunreadable %zu\n",
	       report.files, report.lines, report.highlights, report.deleted,
	       report.superseded, report.concurrent, report.unreadable);
}

/* --- Commands ----------------------------------------------------------------
 */

static const struct {
	const char *name;
	bool (*run)(struct store *store, const struct command *command,
		    struct error *error);
} actions[] = {
	{ "add", add },		{ "edit", edit },   { "delete", delete_mark },
	{ "compact", compact }, { "limit", limit },
};

/* False when it failed, which was said then. */
static bool act(struct store *store, const struct command *command)
{
	struct error error = { "" };

	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++) {
		if (strcmp(actions[i].name, command->name) != 0)
			continue;
		if (actions[i].run(store, command, &error) &&
		    acknowledge(command, &error))
			return true;
		fprintf(stderr, "%s: %s\n", command->id, error.sentence);
		return false;
	}
	fprintf(stderr, "%s: no such command\n", command->name);
	return false;
}

/* Takes a word off the line. */
static const char *word(char **line)
{
	char *found = *line;

	*line += strcspn(found, " ");
	if (**line)
		*(*line)++ = '\0';
	return found;
}

static bool run_lines(struct store *store)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	bool done = true;

	while ((len = getline(&line, &room, stdin)) > 0) {
		char *rest = line;
		struct command command;

		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		command.name = word(&rest);
		command.id = word(&rest);
		command.note = rest;
		done &= act(store, &command);
	}
	free(line);
	if (ferror(stdin))
		fputs("standard input: it cannot be read\n", stderr);
	return done && !ferror(stdin);
}

static bool run(struct store *store, int argc, char **argv)
{
	const struct command command = { argv[0], argc > 1 ? argv[1] : "",
					 argc > 2 ? argv[2] : "" };

	if (strcmp(command.name, "list") == 0)
		list(store);
	else if (strcmp(command.name, "check") == 0)
		check(store);
	else if (strcmp(command.name, "run") == 0)
		return run_lines(store);
	else
		return act(store, &command);
	return true;
}

int main(int argc, char **argv)
{
	struct store *store;
	size_t unsaved;
	bool done;

	if (argc < 3) {
		fputs("usage: store_tool FOLDER COMMAND [ID [NOTE]]\n", stderr);
		return EXIT_FAILURE;
	}
	signal(SIGXFSZ, SIG_IGN);
	store = marking_open(argv[1]);
	store_read(store);
	done = run(store, argc - 2, argv + 2);
	unsaved = store_unsaved(store);
	if (unsaved)
		fprintf(stderr, "%zu records are not saved\n", unsaved);
	store_free(store);
	return done && !unsaved ? EXIT_SUCCESS : EXIT_FAILURE;
}
