/* SPDX-License-Identifier: ISC */
/* A sitting in which something goes wrong. */
#include "faults/sitting.h"

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "pty.h"
#include "scratch.h"
#include "test.h"

enum {
	DEADLINE_MS = 15000,
	QUIET_MS = 400, /* then what is waited for does not come */
	ESCAPE_MS = 60,
	LEAVE_TRIES = 4,
	ENVIRONMENT = 48,
	WORKERS = 8,
};

static const char essay[] =
	"# On faults\n\n"
	"The first sentence is here. The second one follows it now. And the "
	"third, with [a link](https://example.org/).\n\n"
	"## What then\n\n"
	"Another paragraph has *two*. This is the other.[^1]\n\n"
	"| a | b |\n|---|---|\n| one | two |\n\n"
	"[^1]: A note at the foot.\n";

static char *program; /* owned */

/* What is typed, and what the screen says then. */
static const struct step {
	const char *keys;
	const char *shown; /* NULL: nothing is waited for */
	bool acknowledges;
	bool inside; /* what the step before opened: typed on the page, these
		      * letters are commands */
} steps[] = {
	{ "", "The first sentence", false, false },
	{ ")a", "Highlighted: ", true, false },
	{ "c", "Enter keeps the note", false, false },
	{ "Remember\r", "Note kept.", true, true },
	{ "/para\r", "1 of 1", false, false },
	{ "?", "Moving", false, false },
	{ "q", "The first sentence", false, false },
	{ "L", "Marks: 1", false, false },
	{ "\x1b", NULL, false, false },
};

const char *sitting_path(const char *name)
{
	return scratch_path(name);
}

const char *sitting_program(void)
{
	return program;
}

bool sitting_everything(void)
{
	const char *rounds = getenv("LECTERN_ROUNDS");

	return rounds && *rounds;
}

int sitting_prepare(void **state)
{
	const char *given = getenv("LECTERN");

	signal(SIGPIPE, SIG_IGN);
	/* What counts is the order of the calls, not how slow a disk is. */
	if (!getenv("TMPDIR") && access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	program = given ? realpath(given, NULL) : NULL;
	if (!program)
		print_message("# no program: set LECTERN\n");
	if (!program || scratch_make(state) != 0)
		return -1;
	scratch_write("essay.md", essay);
	scratch_write("pristine.md", essay);
	return 0;
}

int sitting_finish(void **state)
{
	free(program);
	return scratch_remove(state);
}

/* ---- Starting it ---- */

struct strings {
	char *items[ENVIRONMENT + SITTING_WORDS];
	size_t count;
};

static void add(struct strings *strings, const char *format, const char *text)
{
	char *item = NULL;
	int len = snprintf(NULL, 0, "%s%s", format, text) + 1;

	assert_true(strings->count + 1 < ENVIRONMENT + SITTING_WORDS);
	item = malloc((size_t)len);
	assert_non_null(item);
	snprintf(item, (size_t)len, "%s%s", format, text);
	strings->items[strings->count++] = item;
	strings->items[strings->count] = NULL;
}

static void release(struct strings *strings)
{
	while (strings->count)
		free(strings->items[--strings->count]);
}

/* Adds what the sitting has not set otherwise. */
static void add_usual(const struct sitting *sitting, struct strings *envp)
{
	const char *sanitizer = getenv("ASAN_OPTIONS");
	const struct {
		const char *name, *value;
	} usual[] = {
		{ "TERM=", "xterm-256color" },
		{ "LC_ALL=", "C.UTF-8" },
		{ "PATH=", "/usr/bin:/bin" },
		{ "VISUAL=", "/nowhere/vi" },
		{ "HOME=", scratch_folder },
		{ "XDG_DATA_HOME=", scratch_path("data") },
		{ "XDG_STATE_HOME=", scratch_path("state") },
		{ "XDG_CACHE_HOME=", scratch_path("cache") },
		{ "XDG_CONFIG_HOME=", scratch_path("config") },
		{ "XDG_DATA_DIRS=", scratch_folder },
		{ "ASAN_OPTIONS=", sanitizer ? sanitizer : "" },
	};

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		size_t len = strlen(usual[i].name) - 1;
		bool set = false;

		for (size_t j = 0; sitting->environment[j]; j++) {
			const char *own = sitting->environment[j];

			set |= strcspn(own, "=") == len &&
			       strncmp(own, usual[i].name, len) == 0;
		}
		if (!set)
			add(envp, usual[i].name, usual[i].value);
	}
}

static struct pty *open_sitting(const struct sitting *sitting)
{
	struct strings argv = { .count = 0 }, envp = { .count = 0 };
	struct pty_spawn spawn = { .rows = 20,
				   .columns = 72,
				   .directory = scratch_folder };
	struct pty *pty;

	for (size_t i = 0; sitting->before[i]; i++)
		add(&argv, "", sitting->before[i]);
	add(&argv, "", program);
	for (size_t i = 0; sitting->arguments[i]; i++)
		add(&argv, "", sitting->arguments[i]);
	if (!sitting->arguments[0])
		add(&argv, "", "essay.md");
	for (size_t i = 0; sitting->environment[i]; i++)
		if (strchr(sitting->environment[i], '='))
			add(&envp, "", sitting->environment[i]);
	add_usual(sitting, &envp);
	spawn.program = argv.items[0];
	spawn.argv = argv.items;
	spawn.envp = envp.items;
	pty = pty_open(&spawn);
	assert_non_null(pty);
	release(&argv);
	release(&envp);
	return pty;
}

/* ---- What is seen ---- */

static bool shows(struct pty *pty, const char *text)
{
	int row, column;

	return pty_find(pty, text, strlen(text), &row, &column);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether the screen shows it, before the program has nothing more to say. */
static bool comes(struct pty *pty, const char *text, int quiet_ms)
{
	int64_t end = now_ms() + DEADLINE_MS;
	int status;

	while (!shows(pty, text)) {
		if (!pty_pump(pty, quiet_ms) || now_ms() > end ||
		    pty_stopped(pty))
			return false;
		if (pty_exited(pty, &status))
			return shows(pty, text);
	}
	return true;
}

static void take_screen(struct pty *pty, struct buffer *out)
{
	int rows, columns;

	pty_size(pty, &rows, &columns);
	for (int i = 0; i < rows; i++) {
		size_t before = out->len;

		pty_row(pty, i, out);
		if (out->len > before)
			buffer_append_byte(out, '\n');
	}
}

/* ---- Doing it ---- */

static bool ended(struct pty *pty)
{
	int status;

	if (pty_stopped(pty))
		pty_continue(pty);
	return pty_exited(pty, &status);
}

static void read_and_mark(struct pty *pty, struct outcome *outcome)
{
	size_t count = sizeof(steps) / sizeof(steps[0]);

	bool came = true;

	for (size_t i = 1; i < count && !ended(pty); i++) {
		const struct step *step = &steps[i];

		if (step->inside && !came)
			continue;
		pty_send(pty, step->keys, strlen(step->keys));
		if (!step->shown)
			pty_pass(pty, ESCAPE_MS);
		came = step->shown && comes(pty, step->shown, QUIET_MS);
		outcome->acknowledged += came && step->acknowledges;
	}
}

static bool ends(struct pty *pty, int wait_ms)
{
	int64_t end = now_ms() + wait_ms;

	while (!ended(pty) && now_ms() < end)
		pty_pump(pty,
			 (int)(end - now_ms()) > 0 ? (int)(end - now_ms()) : 0);
	return ended(pty);
}

/* Out of whatever is open, then out of the program. */
static bool leave(struct pty *pty, const struct sitting *sitting)
{
	static const int waits_ms[LEAVE_TRIES] = { 1000, 1000, 3000, 8000 };

	if (sitting->end_signal) {
		pty_signal(pty, sitting->end_signal);
		return ends(pty, DEADLINE_MS);
	}
	for (int i = 0; i < LEAVE_TRIES && !ended(pty); i++) {
		for (int j = 0; j < (i ? 3 : 0) && !ended(pty); j++) {
			pty_send(pty, "\x1b", 1);
			pty_pass(pty, ESCAPE_MS);
		}
		pty_send(pty, "Q", 1);
		if (ends(pty, waits_ms[i]))
			return true;
	}
	return ended(pty);
}

/* ---- Judging it ---- */

/* Whether a file of the home has the text. */
static bool is_kept(const char *pattern, const char *text)
{
	glob_t found;
	bool kept = false;

	if (glob(scratch_path(pattern), 0, NULL, &found) != 0)
		return false;
	for (size_t i = 0; i < found.gl_pathc && !kept; i++) {
		static char bytes[65536];
		FILE *file = fopen(found.gl_pathv[i], "re");
		size_t len =
			file ? fread(bytes, 1, sizeof(bytes) - 1, file) : 0;

		bytes[len] = '\0';
		kept = strstr(bytes, text) != NULL;
		if (file)
			fclose(file);
	}
	globfree(&found);
	return kept;
}

static void complain(struct buffer *wrong, const char *what)
{
	buffer_append_string(wrong, what);
	buffer_append_string(wrong, "; ");
}

static void judge_end(const struct sitting *sitting, struct pty *pty,
		      struct outcome *outcome, struct buffer *wrong)
{
	int status = outcome->status;
	char sentence[80];

	if (WIFSIGNALED(status) && WTERMSIG(status) != sitting->killer &&
	    !(sitting->may_be_killed && WTERMSIG(status) != SIGSEGV)) {
		snprintf(sentence, sizeof(sentence), "killed by signal %d",
			 WTERMSIG(status));
		complain(wrong, sentence);
	}
	if (sitting->killer && !WIFSIGNALED(status))
		complain(wrong, "the signal did not end it");
	if (WIFEXITED(status) && WEXITSTATUS(status) > 1) {
		snprintf(sentence, sizeof(sentence), "exit status %d",
			 WEXITSTATUS(status));
		complain(wrong, sentence);
	}
	if (!sitting->may_stay_set)
		pty_restored(pty, wrong);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 1 &&
	    !sitting->may_fail_silently &&
	    !strstr(buffer_string(&outcome->last), "lectern: ") &&
	    !strstr(buffer_string(&outcome->last), "Out of memory"))
		complain(wrong, "it failed without a word");
}

void sitting_run(const struct sitting *sitting, struct outcome *outcome,
		 struct buffer *wrong)
{
	struct pty *pty;

	*outcome = (struct outcome){ .last = BUFFER_INIT };
	/* A fault may have left anything there. */
	unlink(scratch_path("essay.md"));
	rmdir(scratch_path("essay.md"));
	discard_folder(scratch_path("home"));
	discard_folder(scratch_path("data"));
	discard_folder(scratch_path("state"));
	discard_folder(scratch_path("cache"));
	scratch_write("essay.md", essay);
	if (sitting->prepare)
		sitting->prepare();
	pty = open_sitting(sitting);
	comes(pty, steps[0].shown, DEADLINE_MS);
	if (sitting->meanwhile)
		sitting->meanwhile(pty, sitting->context);
	if (!sitting->short_one)
		read_and_mark(pty, outcome);
	if (!leave(pty, sitting)) {
		complain(wrong, "it does not leave");
		take_screen(pty, wrong);
		pty_signal(pty, SIGKILL);
		ends(pty, DEADLINE_MS);
	}
	pty_exited(pty, &outcome->status);
	if (sitting->restore)
		sitting->restore();
	take_screen(pty, &outcome->last);
	judge_end(sitting, pty, outcome, wrong);
	if (!sitting->unkept && outcome->acknowledged >= 1 &&
	    !is_kept("data/lectern/marks.jsonl", "The first sentence") &&
	    !is_kept("state/lectern/unsaved.jsonl", "The first sentence"))
		complain(wrong, "the highlight is lost");
	if (!sitting->unkept && outcome->acknowledged >= 2 &&
	    !is_kept("data/lectern/marks.jsonl", "Remember") &&
	    !is_kept("state/lectern/unsaved.jsonl", "Remember"))
		complain(wrong, "the note is lost");
	outcome->segfault = WIFSIGNALED(outcome->status) &&
			    WTERMSIG(outcome->status) == SIGSEGV &&
			    pty_restored(pty, wrong);
	pty_close(pty);
}

/* ---- Counting ---- */

struct tally *sitting_spread(void (*work)(struct tally *tally, size_t turn,
					  size_t turns, void *context),
			     void *context)
{
	struct tally *tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE,
				   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t workers[WORKERS];
	int status;

	assert_true(tally != MAP_FAILED);
	memset(tally, 0, sizeof(*tally));
	fflush(stdout);
	for (size_t i = 0; i < WORKERS; i++) {
		workers[i] = fork();
		assert_true(workers[i] >= 0);
		if (workers[i] > 0)
			continue;
		/* A test that fails in it must not go on to others. */
		signal(SIGABRT, SIG_DFL);
		if (scratch_make(NULL) != 0)
			_exit(1);
		scratch_write("essay.md", essay);
		work(tally, i, WORKERS, context);
		scratch_remove(NULL);
		fflush(stdout);
		_exit(0);
	}
	for (size_t i = 0; i < WORKERS; i++)
		if (waitpid(workers[i], &status, 0) != workers[i] || status)
			tally->failed = true;
	return tally;
}

void sitting_judge(struct tally *tally, const char *name,
		   const struct buffer *wrong)
{
	tally->cases++;
	if (!wrong->len)
		return;
	tally->wrong++;
	printf("# %s: %s\n", name, wrong->data);
	fflush(stdout);
}

void sitting_report(struct tally *tally, const char *what, size_t least)
{
	size_t cases = tally->cases, wrong = tally->wrong;
	bool failed = tally->failed;

	printf("# figure | %s | %zu | >= %zu\n", what, cases, least);
	printf("# figure | of these that crash, hang, lose a mark or leave "
	       "the terminal set | %zu | 0\n",
	       wrong);
	fflush(stdout);
	munmap(tally, sizeof(*tally));
	assert_false(failed);
	assert_int_equal(wrong, 0);
	assert_true(cases >= least);
}
