/* SPDX-License-Identifier: ISC */
/*
 * Runs screen tests: scripts that type into the program and look at its screen.
 *
 *	screen_run [--program PATH] [FILE.scr]...
 *
 * The program is PATH, or that of the environment variable LECTERN. Without
 * files all of tests/screen/ is run. TAP: a test for each script.
 *
 * A script is a line per step. What is expected is waited for until it holds or
 * a deadline passes; nothing waits for a time but Esc, gap, silence, bytes and
 * remember. Rows and columns count from 0, rows from the bottom with -1, -2 ….
 * In what env and run get, $srcdir is the source's folder, $folder the script's
 * own, which is the program's HOME, too.
 *
 *	# comment
 *	file NAME		a file for the program, of the lines behind:
 *	| text			one line
 *	"text"			one line, with \e and so on (script.h)
 *	*N text			N paragraphs, %d in them is 1 to N
 *	+N text			N lines, likewise
 *	append NAME		lines behind what is in it
 *	program NAME		a file that can be run
 *	folder NAME		for files
 *	copies NAME TO N	of a file, N times, with 1 to N for %d in both
 *	rename FROM TO		also over a file
 *	delete NAME		a file
 *	size ROWS COLUMNS	of the terminal, before run (24 80)
 *	terminal KIND		plain; wide, which gives two columns to what is
 *				of ambiguous width, the second one blank; or
 *				silent, which answers nothing
 *	env NAME=VALUE		for the program; env NAME unsets
 *	needs pcre2|fribidi	else the script is skipped
 *	input NAME		standard input is a pipe with this file; without
 *				a name it is the terminal again
 *	fifo NAME		a pipe in the program's folder, to be given
 *	feed NAME "BYTES" N	bytes, N times (1), and
 *	close NAME		an end
 *	run ARGUMENTS		starts it; once it has ended it may be run again
 *	other			leaves this program running for another one: the
 *				one that other left, else the next that is run
 *	keys KEYS		types, see script.h; after <Esc> time passes,
 *				as with a person
 *	bytes "BYTES"		sends bytes, with the gap between them
 *	gap MS			time that passes before each of the bytes (0)
 *	resize ROWS COLUMNS
 *	signal NAME		TERM HUP INT QUIT KILL ABRT SEGV TSTP STOP CONT
 *				WINCH USR1
 *	continue		as the shell's fg, after expect stopped
 *	hangup			closes the terminal
 *	remember ROW NAME	keeps a row's text, once nothing comes any more
 *	expect row ROW "TEXT"	the row holds the text
 *	expect screen "TEXT"	some row does
 *	expect absent "TEXT"	no row does
 *	expect same ROW NAME	the row is as remembered
 *	expect changed ROW NAME
 *	expect look "TEXT" WORDS	of the text's first cell: bold italic
 *				underline reverse colored backed, with a - in
 *				front those it has not
 *	expect cursor ROW COLUMN
 *	expect shown, expect hidden	the cursor
 *	expect mode N on|off	DEC's private mode N
 *	expect silence MS	a time without a byte comes
 *	expect bytes N		at most so many came since the last such step,
 *				once nothing comes any more
 *	expect none WHAT	bells titles oscs strings c1s, of all sent, or
 *				questions for the ground, which are no oscs
 *	expect copied "TEXT"	the last text sent to the clipboard (OSC 52)
 *	expect file PATTERN "TEXT"	a file that the pattern names, as in the
 *				shell, holds the text, or is there
 *	expect copy PATTERN NAME	… has the same bytes as the other
 *	expect nofile PATTERN "TEXT"	none holds the text, or is there; this
 *				alone waits for nothing
 *	expect stopped
 *	expect exit STATUS, expect killed	the program ended
 *	expect restored		the terminal is as it was
 *
 * A script ends with the program's end.
 */
#include <errno.h>
#include <glob.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "discard.h"
#include "pty.h"
#include "run.h"
#include "script.h"

enum { ESCAPE_PASS_MS = 60 };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool type_keys(struct run *run, const char *keys)
{
	struct buffer bytes = BUFFER_INIT;
	bool known = true;

	while (*keys && known) {
		bool application = stream_mode(pty_stream(run->pty), 1, false);

		buffer_clear(&bytes);
		known = script_key(&keys, application, &bytes);
		pty_send(run->pty, buffer_string(&bytes), bytes.len);
		if (bytes.len == 1 && bytes.data[0] == '\033')
			pty_pass(run->pty, ESCAPE_PASS_MS);
	}
	buffer_release(&bytes);
	return known || run_fail(run, "an unknown key before \"%s\"", keys);
}

static bool run_step(struct run *run, const struct run_step *table,
		     const struct script_line *line, size_t name_word)
{
	for (const struct run_step *step = table; step->name; step++) {
		if (line->count <= name_word ||
		    strcmp(step->name,
			   buffer_string(&line->words[name_word])) != 0)
			continue;
		if (line->count < step->least)
			return run_fail(run, "words are missing");
		if (step->running && !run->pty)
			return run_fail(run, "nothing runs yet");
		return step->run(run, line);
	}
	return run_fail(run, "an unknown step");
}

static void write_numbered(FILE *file, const char *text)
{
	const char *line_end = *text == '*' ? "\n\n" : "\n";
	char *rest;
	long count = strtol(text + 1, &rest, 10);

	rest += *rest == ' ';
	for (long i = 1; i <= count; i++) {
		const char *number = strstr(rest, "%d");

		if (number)
			fprintf(file, "%.*s%ld%s%s", (int)(number - rest), rest,
				i, number + 2, line_end);
		else
			fprintf(file, "%s%s", rest, line_end);
	}
}

static void write_quoted(FILE *file, const char *text)
{
	struct script_line line;

	if (script_split(&line, text) && line.count == 1)
		fwrite(line.words[0].data, 1, line.words[0].len, file);
	fputc('\n', file);
	script_release(&line);
}

/* A line of a file; false when text is none. */
static bool write_line(struct run *run, const char *text)
{
	if (!run->file)
		return false;
	switch (*text) {
	case '|':
		fprintf(run->file, "%s\n", text + (text[1] == ' ' ? 2 : 1));
		return true;
	case '"':
		write_quoted(run->file, text);
		return true;
	case '*':
	case '+':
		write_numbered(run->file, text);
		return true;
	default:
		return false;
	}
}

static bool run_line(struct run *run, const char *text)
{
	struct script_line line;
	bool done;

	if (write_line(run, text))
		return true;
	if (run->file)
		fclose(run->file);
	run->file = NULL;
	if (!*text || *text == '#')
		return true;
	if (strncmp(text, "keys ", 5) == 0)
		return run->pty ? type_keys(run, text + 5)
				: run_fail(run, "nothing runs yet");
	if (!script_split(&line, text))
		done = run_fail(run, "a line that cannot be read");
	else if (line.count && strcmp(line.words[0].data, "expect") == 0)
		done = run_step(run, run_expectations, &line, 1);
	else
		done = run_step(run, run_actions, &line, 0);
	script_release(&line);
	return done;
}

/* ---- A script ---- */

/* A new folder with one for the program's text and those that XDG names: no
 * dictionary of the machine's is seen. */
static bool make_folder(struct run *run)
{
	static const struct {
		const char *variable;
		const char *name;
	} places[] = {
		{ "HOME", "" },
		{ "XDG_CONFIG_HOME", "/config" },
		{ "XDG_DATA_HOME", "/data" },
		{ "XDG_DATA_DIRS", "/shared" },
		{ "XDG_STATE_HOME", "/state" },
		{ "XDG_CACHE_HOME", "/cache" },
		{ "XDG_RUNTIME_DIR", "/runtime" },
	};
	const char *parent = getenv("TMPDIR");
	struct buffer path = BUFFER_INIT;

	buffer_append_format(&path, "%s/lectern-XXXXXX",
			     parent && *parent ? parent : P_tmpdir);
	if (!mkdtemp(path.data)) {
		buffer_release(&path);
		return run_fail(run, "no folder: %s", strerror(errno));
	}
	run->folder = buffer_detach(&path);
	for (size_t i = 0; i < COUNT(places); i++) {
		buffer_clear(&path);
		buffer_append_format(&path, "%s=%s%s", places[i].variable,
				     run->folder, places[i].name);
		run_setenv(run, path.data);
		mkdir(strchr(path.data, '=') + 1, 0700);
	}
	buffer_release(&path);
	return true;
}

static void default_environment(struct run *run)
{
	static const char *const passed[] = { "PATH", "LD_LIBRARY_PATH",
					      "ASAN_OPTIONS", "UBSAN_OPTIONS",
					      "LSAN_OPTIONS" };
	struct buffer setting = BUFFER_INIT;

	run_setenv(run, "TERM=xterm-256color");
	run_setenv(run, "LC_ALL=C.UTF-8");
	run_setenv(run, "TZ=UTC");
	for (size_t i = 0; i < COUNT(passed); i++) {
		if (!getenv(passed[i]))
			continue;
		buffer_clear(&setting);
		buffer_append_format(&setting, "%s=%s", passed[i],
				     getenv(passed[i]));
		run_setenv(run, setting.data);
	}
	buffer_release(&setting);
}

static void show_screen(const struct pty *pty)
{
	struct buffer row = BUFFER_INIT;
	int rows, columns;

	pty_size(pty, &rows, &columns);
	for (int i = 0; i < rows; i++) {
		buffer_clear(&row);
		pty_row(pty, i, &row);
		printf("# %3d|%s\n", i, buffer_string(&row));
	}
	buffer_release(&row);
}

static void release_run(struct run *run)
{
	if (run->file)
		fclose(run->file);
	pty_close(run->pty);
	pty_close(run->other);
	if (run->folder)
		discard_folder(run->folder);
	for (size_t i = 0; i < run->environment_count; i++)
		free(run->environment[i]);
	for (size_t i = 0; i < run->remembered_count; i++) {
		free(run->remembered[i].name);
		buffer_release(&run->remembered[i].text);
	}
	for (size_t i = 0; i < run->fifo_count; i++) {
		free(run->fifos[i].name);
		if (run->fifos[i].fd >= 0)
			close(run->fifos[i].fd);
	}
	free(run->source);
	free(run->folder);
	free(run->input);
	buffer_release(&run->why);
}

/* Runs the lines; the number of the one that failed, or 0. */
static int run_lines(struct run *run, FILE *script)
{
	char *text = NULL;
	size_t capacity = 0;
	int number = 0, status;
	bool going = true;

	while (going && !run->skipped &&
	       getline(&text, &capacity, script) >= 0) {
		number++;
		text[strcspn(text, "\n")] = '\0';
		going = run_line(run, text);
	}
	free(text);
	if (going && ((run->pty && !pty_exited(run->pty, &status)) ||
		      (run->other && !pty_exited(run->other, &status))))
		going = run_fail(run, "the program still runs at the end");
	return going ? 0 : number;
}

/* The folder that $srcdir stands for: Automake's, or two above the script. */
static char *source_folder(const char *script)
{
	char path[PATH_MAX + sizeof("/../..")];
	char *copy = memory_copy_string(script, strlen(script));
	const char *given = getenv("srcdir");
	char *found;

	snprintf(path, sizeof(path), "%s/../..", dirname(copy));
	found = realpath(given && *given ? given : path, NULL);
	free(copy);
	return found ? found : memory_copy_string(".", 1);
}

static bool run_script(const char *program, const char *path, size_t number)
{
	struct run run = { .program = program, .rows = 24, .columns = 80 };
	FILE *script = fopen(path, "r");
	int line = 0;
	bool done = script && make_folder(&run);

	if (!script)
		run_fail(&run, "%s", strerror(errno));
	run.source = source_folder(path);
	default_environment(&run);
	if (done) {
		line = run_lines(&run, script);
		done = line == 0;
	}
	printf("%s %zu - %s%s\n", done ? "ok" : "not ok", number, path,
	       run.skipped ? " # SKIP a library is missing" : "");
	if (!done)
		printf("# line %d: %s\n", line, buffer_string(&run.why));
	if (!done && run.pty)
		show_screen(run.pty);
	fflush(stdout);
	if (script)
		fclose(script);
	release_run(&run);
	return done;
}

static bool run_all(const char *program, char **paths, size_t count)
{
	bool done = true;

	printf("1..%zu\n", count);
	for (size_t i = 0; i < count; i++)
		done &= run_script(program, paths[i], i + 1);
	return done;
}

static bool run_folder(const char *program)
{
	const char *source = getenv("srcdir");
	struct buffer pattern = BUFFER_INIT;
	glob_t found = { 0 };
	bool done = false;

	buffer_append_format(&pattern, "%s/tests/screen/*.scr",
			     source && *source ? source : ".");
	if (glob(pattern.data, 0, NULL, &found) == 0)
		done = run_all(program, found.gl_pathv, found.gl_pathc);
	else
		printf("1..0\n# no scripts match %s\n", pattern.data);
	globfree(&found);
	buffer_release(&pattern);
	return done;
}

int main(int argc, char **argv)
{
	const char *given = getenv("LECTERN");
	int first = 1;
	char *program;
	bool done;

	if (argc > 2 && strcmp(argv[1], "--program") == 0) {
		given = argv[2];
		first = 3;
	}
	program = given ? realpath(given, NULL) : NULL;
	if (!program) {
		printf("1..0 # SKIP no program: set LECTERN\n");
		return 0;
	}
	/* A terminal that hung up must not end the test. */
	signal(SIGPIPE, SIG_IGN);
	done = first < argc
		       ? run_all(program, argv + first, (size_t)(argc - first))
		       : run_folder(program);
	free(program);
	return done ? 0 : 1;
}
