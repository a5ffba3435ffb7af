/* SPDX-License-Identifier: ISC */
/* The steps of a screen test that act. */
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "pty.h"

enum { SETTLED_MS = 100, DEADLINE_MS = 20000 };

bool run_fail(struct run *run, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buffer_append_string(&run->why, text);
	return false;
}

int run_row(const struct run *run, int row)
{
	int rows, columns;

	pty_size(run->pty, &rows, &columns);
	return row < 0 ? rows + row : row;
}

static bool two_numbers(struct run *run, const struct script_line *line,
			int *first, int *second)
{
	if (line->count == 3 && script_number(&line->words[1], first) &&
	    script_number(&line->words[2], second))
		return true;
	return run_fail(run, "two numbers are wanted");
}

static bool step_size(struct run *run, const struct script_line *line)
{
	return two_numbers(run, line, &run->rows, &run->columns);
}

static bool step_terminal(struct run *run, const struct script_line *line)
{
	static const char *const names[] = { [PTY_PLAIN] = "plain",
					     [PTY_WIDE] = "wide",
					     [PTY_SILENT] = "silent" };
	const char *name = buffer_string(&line->words[1]);

	for (int i = 0; i < (int)(sizeof(names) / sizeof(names[0])); i++) {
		if (strcmp(name, names[i]) == 0) {
			run->kind = (enum pty_kind)i;
			return true;
		}
	}
	return run_fail(run, "an unknown terminal");
}

void run_setenv(struct run *run, const char *setting)
{
	size_t len = strcspn(setting, "=");
	size_t i = 0;

	while (i < run->environment_count &&
	       (strncmp(run->environment[i], setting, len) != 0 ||
		run->environment[i][len] != '='))
		i++;
	if (i < run->environment_count)
		free(run->environment[i]);
	else if (i < RUN_ENVIRONMENT_MAX)
		run->environment_count++;
	else
		return;
	run->environment[i] = NULL;
	if (setting[len] == '=')
		run->environment[i] =
			memory_copy_string(setting, strlen(setting));
	else
		run->environment[i] =
			run->environment[--run->environment_count];
	run->environment[run->environment_count] = NULL;
}

/* Appends text with the folders that stand for $srcdir and $folder. */
static void append_expanded(struct buffer *out, const struct run *run,
			    const char *text)
{
	const struct {
		const char *name;
		const char *folder;
	} variables[] = {
		{ "$srcdir", run->source },
		{ "$folder", run->folder },
	};

	while (*text) {
		size_t i = 0;

		while (i < 2 && strncmp(text, variables[i].name,
					strlen(variables[i].name)) != 0)
			i++;
		if (i == 2) {
			buffer_append_byte(out, *text++);
		} else {
			buffer_append_string(out, variables[i].folder);
			text += strlen(variables[i].name);
		}
	}
}

/* A word with those put in; owned. */
static char *argument(const struct run *run, const struct buffer *word)
{
	struct buffer out = BUFFER_INIT;
	char *copy;

	append_expanded(&out, run, buffer_string(word));
	copy = memory_copy_string(buffer_string(&out), out.len);
	buffer_release(&out);
	return copy;
}

static bool step_env(struct run *run, const struct script_line *line)
{
	char *setting = argument(run, &line->words[1]);

	run_setenv(run, setting);
	free(setting);
	return true;
}

static bool step_input(struct run *run, const struct script_line *line)
{
	free(run->input);
	run->input = NULL;
	if (line->count > 1)
		run->input = memory_copy_string(line->words[1].data,
						line->words[1].len);
	return true;
}

static bool step_run(struct run *run, const struct script_line *line)
{
	static char name[] = "lectern";
	char *argv[SCRIPT_WORDS + 1] = { name };
	int own[RUN_FIFO_MAX + PTY_OWN];
	struct pty_spawn spawn = { .kind = run->kind,
				   .rows = run->rows,
				   .columns = run->columns,
				   .program = run->program,
				   .argv = argv,
				   .envp = run->environment,
				   .directory = run->folder,
				   .input = run->input,
				   .own = own };

	for (size_t i = 1; i < line->count; i++)
		argv[i] = argument(run, &line->words[i]);
	for (size_t i = 0; i < run->fifo_count; i++)
		if (run->fifos[i].fd >= 0)
			own[spawn.own_count++] = run->fifos[i].fd;
	if (run->other) {
		pty_own(run->other, own + spawn.own_count);
		spawn.own_count += PTY_OWN;
	}
	/* Once more, in the same folders. */
	pty_close(run->pty);
	run->counted = 0;
	run->pty = pty_open(&spawn);
	for (size_t i = 1; i < line->count; i++)
		free(argv[i]);
	if (!run->pty)
		return run_fail(run, "no terminal: %s", strerror(errno));
	return true;
}

static bool step_other(struct run *run, const struct script_line *line)
{
	struct pty *pty = run->pty;

	(void)line;
	run->pty = run->other;
	run->other = pty;
	return true;
}

static bool step_bytes(struct run *run, const struct script_line *line)
{
	const struct buffer *bytes = &line->words[1];

	if (!run->gap_ms)
		pty_send(run->pty, buffer_string(bytes), bytes->len);
	for (size_t i = 0; run->gap_ms && i < bytes->len; i++) {
		pty_pass(run->pty, run->gap_ms);
		pty_send(run->pty, bytes->data + i, 1);
	}
	return true;
}

static bool step_gap(struct run *run, const struct script_line *line)
{
	return script_number(&line->words[1], &run->gap_ms) ||
	       run_fail(run, "a number is wanted");
}

static bool step_needs(struct run *run, const struct script_line *line)
{
	const char *name = buffer_string(&line->words[1]);
	bool pcre2 = strcmp(name, "pcre2") == 0;
	bool fribidi = strcmp(name, "fribidi") == 0;

#ifndef HAVE_PCRE2
	run->skipped = run->skipped || pcre2;
#endif
#ifndef HAVE_FRIBIDI
	run->skipped = run->skipped || fribidi;
#endif
	return pcre2 || fribidi || run_fail(run, "nobody knows what it needs");
}

static bool step_resize(struct run *run, const struct script_line *line)
{
	int rows, columns;

	if (!two_numbers(run, line, &rows, &columns))
		return false;
	pty_resize(run->pty, rows, columns);
	return true;
}

static bool step_signal(struct run *run, const struct script_line *line)
{
	static const struct {
		const char *name;
		int number;
	} names[] = {
		{ "USR1", SIGUSR1 }, { "TERM", SIGTERM },   { "HUP", SIGHUP },
		{ "INT", SIGINT },   { "QUIT", SIGQUIT },   { "TSTP", SIGTSTP },
		{ "STOP", SIGSTOP }, { "ABRT", SIGABRT },   { "SEGV", SIGSEGV },
		{ "CONT", SIGCONT }, { "WINCH", SIGWINCH }, { "KILL", SIGKILL },
	};
	const char *name = buffer_string(&line->words[1]);

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(names[i].name, name) == 0) {
			pty_signal(run->pty, names[i].number);
			return true;
		}
	}
	return run_fail(run, "an unknown signal");
}

static bool step_continue(struct run *run, const struct script_line *line)
{
	(void)line;
	pty_continue(run->pty);
	return true;
}

static bool step_hangup(struct run *run, const struct script_line *line)
{
	(void)line;
	pty_hang_up(run->pty);
	return true;
}

struct remembered *run_remembered(struct run *run, const char *name)
{
	for (size_t i = 0; i < run->remembered_count; i++)
		if (strcmp(run->remembered[i].name, name) == 0)
			return &run->remembered[i];
	return NULL;
}

static bool step_remember(struct run *run, const struct script_line *line)
{
	const char *name = buffer_string(&line->words[2]);
	struct remembered *kept = run_remembered(run, name);
	int row;

	if (!script_number(&line->words[1], &row))
		return run_fail(run, "a row is wanted");
	if (!kept) {
		if (run->remembered_count == RUN_REMEMBERED_MAX)
			return run_fail(run, "too much to remember");
		kept = &run->remembered[run->remembered_count++];
		kept->name = memory_copy_string(name, strlen(name));
		buffer_init(&kept->text);
	}
	/* A picture may come in pieces; what is expected waits for its own. */
	pty_settle(run->pty, SETTLED_MS, DEADLINE_MS);
	buffer_clear(&kept->text);
	pty_row(run->pty, run_row(run, row), &kept->text);
	return true;
}

/* A FIFO that the test holds open at both ends, so that neither it nor the
 * program ever waits for the other to open it. */
static bool step_fifo(struct run *run, const struct script_line *line)
{
	struct buffer path = BUFFER_INIT;
	struct fifo *fifo = &run->fifos[run->fifo_count];

	if (run->fifo_count == RUN_FIFO_MAX)
		return run_fail(run, "too many FIFOs");
	buffer_append_format(&path, "%s/%s", run->folder,
			     buffer_string(&line->words[1]));
	fifo->fd = -1;
	if (mkfifo(path.data, 0600) == 0)
		fifo->fd = open(path.data, O_RDWR | O_CLOEXEC | O_NONBLOCK);
	buffer_release(&path);
	if (fifo->fd < 0)
		return run_fail(run, "no FIFO: %s", strerror(errno));
	run->fifo_count++;
	fifo->name =
		memory_copy_string(line->words[1].data, line->words[1].len);
	return true;
}

static struct fifo *find_fifo(struct run *run, const struct buffer *name)
{
	for (size_t i = 0; i < run->fifo_count; i++)
		if (strcmp(run->fifos[i].name, buffer_string(name)) == 0 &&
		    run->fifos[i].fd >= 0)
			return &run->fifos[i];
	run_fail(run, "no such FIFO is open");
	return NULL;
}

/* Writes as the program reads; a program that doesn't is waited for only so
 * long. */
static bool step_feed(struct run *run, const struct script_line *line)
{
	const struct fifo *fifo = find_fifo(run, &line->words[1]);
	const struct buffer *bytes = &line->words[2];
	int times = 1;
	int waited = 0;

	if (!fifo)
		return false;
	if (line->count > 3 && !script_number(&line->words[3], &times))
		return run_fail(run, "a number is wanted");
	for (; times > 0; times--) {
		for (size_t off = 0; off < bytes->len;) {
			ssize_t len = write(fifo->fd, bytes->data + off,
					    bytes->len - off);

			if (len > 0)
				off += (size_t)len;
			else if (errno != EAGAIN || waited++ == DEADLINE_MS)
				return run_fail(run, "not taken: %s",
						strerror(errno));
			else if (run->pty)
				pty_pump(run->pty, 1);
		}
	}
	return true;
}

static bool step_close(struct run *run, const struct script_line *line)
{
	struct fifo *fifo = find_fifo(run, &line->words[1]);

	if (!fifo)
		return false;
	close(fifo->fd);
	fifo->fd = -1;
	return true;
}

const struct run_step run_actions[] = {
	{ "file", false, 2, run_file },
	{ "append", false, 2, run_append },
	{ "program", false, 2, run_program },
	{ "folder", false, 2, run_make_folder },
	{ "rename", false, 3, run_rename },
	{ "delete", false, 2, run_delete },
	{ "copies", false, 4, run_copies },
	{ "size", false, 3, step_size },
	{ "terminal", false, 2, step_terminal },
	{ "env", false, 2, step_env },
	{ "needs", false, 2, step_needs },
	{ "input", false, 1, step_input },
	{ "fifo", false, 2, step_fifo },
	{ "feed", false, 3, step_feed },
	{ "close", false, 2, step_close },
	{ "run", false, 1, step_run },
	{ "other", false, 1, step_other },
	{ "bytes", true, 2, step_bytes },
	{ "gap", false, 2, step_gap },
	{ "resize", true, 3, step_resize },
	{ "signal", true, 2, step_signal },
	{ "continue", true, 1, step_continue },
	{ "hangup", true, 1, step_hangup },
	{ "remember", true, 3, step_remember },
	{ NULL, false, 0, NULL },
};
