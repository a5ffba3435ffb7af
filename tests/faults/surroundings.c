/* SPDX-License-Identifier: ISC */
/*
 * What is around a sitting is not as it should be: the terminal, the locale,
 * the clock, the streams, the home, and the text that is read. It goes on, or
 * says what is wrong and leaves. TAP.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults/sitting.h"
#include "pty.h"
#include "test.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { PATH_ROOM = 4096, PART = 5 };

static struct tally tally;

/* Runs a sitting, which is a case; make check takes a part of them. */
static bool try(const struct sitting *sitting, const char *name)
{
	static size_t number;
	struct buffer wrong = BUFFER_INIT;
	struct outcome outcome;

	if (number++ % PART && !sitting_everything())
		return false;
	sitting_run(sitting, &outcome, &wrong);
	if (wrong.len) {
		buffer_append_string(&wrong, "\n# at the end: ");
		buffer_append(&wrong, outcome.last.data, outcome.last.len);
	}
	sitting_judge(&tally, name, &wrong);
	buffer_release(&outcome.last);
	buffer_release(&wrong);
	return true;
}

static void begin(void)
{
	memset(&tally, 0, sizeof(tally));
}

static void end(const char *what)
{
	size_t cases = tally.cases, wrong = tally.wrong;

	printf("# figure | %s | %zu | >= 1\n", what, cases);
	printf("# figure | of these that crash, hang, lose a mark or leave "
	       "the terminal set | %zu | 0\n",
	       wrong);
	fflush(stdout);
	assert_int_equal(wrong, 0);
}

/* ---- The terminal ---- */

static void kinds_of_terminals(void **state)
{
	static char long_name[3000] = "TERM=";
	static const char *const names[] = {
		"TERM",		 "TERM=",	  "TERM=dumb",
		"TERM=unknown",	 "TERM=vt52",	  "TERM=xterm-mono",
		"TERM=../../x",	 "TERM=linux",	  "TERM=screen",
		"TERM=ansi",	 "TERM=hardcopy", "TERM=tmux-256color",
		"TERM=\x1b[31m", long_name,
	};

	(void)state;
	memset(long_name + 5, 'x', sizeof(long_name) - 6);
	begin();
	for (size_t i = 0; i < COUNT(names); i++)
		try(&(struct sitting){ .environment = { names[i] },
				       .short_one = true },
		    names[i]);
	end("values of TERM");
}

static void sizes(struct pty *pty, void *context)
{
	static const unsigned short all[][2] = {
		{ 0, 0 },  { 1, 1 },   { 2, 2 },   { 1000, 1000 },   { 0, 80 },
		{ 24, 0 }, { 1, 300 }, { 300, 1 }, { 65535, 65535 },
	};
	int own[PTY_OWN];

	(void)context;
	pty_own(pty, own);
	for (size_t i = 0; i < 20 * COUNT(all); i++) {
		struct winsize size = { .ws_row = all[i % COUNT(all)][0],
					.ws_col = all[i % COUNT(all)][1] };

		ioctl(own[0], TIOCSWINSZ, &size);
		/* Some are shown, others come in a storm. */
		if (i < COUNT(all))
			pty_settle(pty, 20, 5000);
		else
			pty_pump(pty, 0);
	}
	pty_resize(pty, 20, 72);
	pty_settle(pty, 50, 5000);
}

static void hang_up(struct pty *pty, void *context)
{
	(void)context;
	pty_hang_up(pty);
}

static void sizes_and_ends(void **state)
{
	(void)state;
	begin();
	try(&(struct sitting){ .meanwhile = sizes }, "sizes");
	try(&(struct sitting){ .meanwhile = hang_up,
			       .may_stay_set = true,
			       .may_fail_silently = true },
	    "the terminal is closed");
	try(&(struct sitting){ .end_signal = SIGTERM }, "SIGTERM");
	try(&(struct sitting){ .end_signal = SIGHUP }, "SIGHUP");
	try(&(struct sitting){ .end_signal = SIGSEGV, .killer = SIGSEGV },
	    "SIGSEGV");
	try(&(struct sitting){ .end_signal = SIGBUS, .killer = SIGBUS },
	    "SIGBUS");
	try(&(struct sitting){ .end_signal = SIGFPE, .killer = SIGFPE },
	    "SIGFPE");
	try(&(struct sitting){ .end_signal = SIGABRT, .killer = SIGABRT },
	    "SIGABRT");
	end("sizes, hang-ups and ends by signals");
}

static void streams(void **state)
{
	static const char *const closed[] = {
		"<&-",	    ">&-",	"2>&-",		"<&- >&-",
		"<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-", "",
	};

	(void)state;
	begin();
	for (size_t i = 0; i < COUNT(closed); i++) {
		char command[128];
		struct stat before, after;

		snprintf(command, sizeof(command), "exec \"$0\" \"$@\" %s",
			 closed[i]);
		if (!try(&(struct sitting){ .before = { "/bin/sh", "-c",
							command },
					    .short_one = true,
					    .may_fail_silently = true },
			 command))
			continue;
		/* Nothing that is said goes into a file by its number. */
		assert_int_equal(stat(sitting_path("essay.md"), &before), 0);
		assert_int_equal(stat(sitting_path("pristine.md"), &after), 0);
		assert_int_equal(before.st_size, after.st_size);
		assert_int_not_equal(
			stat(sitting_path("data/lectern/marks.jsonl"), &after),
			0);
	}
	end("streams that are closed at the start");
}

/* ---- Locale and clock ---- */

static void locales(void **state)
{
	static const char *const names[] = {
		"LC_ALL=C",	   "LC_ALL=POSIX", "LC_ALL=C.UTF-8",
		"LC_ALL=no_WHERE", "LC_ALL",	   "LC_ALL=en_US.ISO-8859-1",
		"LC_ALL=../../x",
	};

	(void)state;
	begin();
	for (size_t i = 0; i < COUNT(names); i++)
		try(&(struct sitting){ .environment = { names[i] } }, names[i]);
	end("locales");
}

static void clocks(void **state)
{
	static const char *const years[] = { "FAULTS_YEARS=1",
					     "FAULTS_YEARS=30",
					     "FAULTS_YEARS=-50",
					     "FAULTS_YEARS=-500" };
	const char *library = getenv("LECTERN_PRELOAD");
	char preload[PATH_ROOM + 32];
	struct stat status;

	(void)state;
	if (!library || stat(library, &status) != 0 || !status.st_size)
		skip();
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", library);
	begin();
	for (size_t i = 0; i < COUNT(years); i++)
		try(&(struct sitting){ .environment = { preload, years[i] } },
		    years[i]);
	end("clocks that jump by years");
}

/* ---- The text ---- */

static void cut(struct pty *pty, void *context)
{
	(void)pty, (void)context;
	assert_int_equal(truncate(sitting_path("essay.md"), 10), 0);
}

static void delete (struct pty *pty, void *context)
{
	(void)pty, (void)context;
	assert_int_equal(unlink(sitting_path("essay.md")), 0);
}

static void deny(struct pty *pty, void *context)
{
	(void)pty, (void)context;
	assert_int_equal(chmod(sitting_path("essay.md"), 0), 0);
}

static void make_folder(struct pty *pty, void *context)
{
	delete (pty, context);
	assert_int_equal(mkdir(sitting_path("essay.md"), 0700), 0);
}

static void make_fifo(struct pty *pty, void *context)
{
	delete (pty, context);
	assert_int_equal(mkfifo(sitting_path("essay.md"), 0600), 0);
}

static void make_loop(struct pty *pty, void *context)
{
	delete (pty, context);
	assert_int_equal(symlink("essay.md", sitting_path("essay.md")), 0);
}

static void replace(struct pty *pty, void *context)
{
	FILE *file = fopen(sitting_path("new.md"), "we");

	(void)pty, (void)context;
	assert_non_null(file);
	fputs("# On faults, anew\n\nNothing is as it was.\n\n"
	      "The first sentence is here.\n",
	      file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(
		rename(sitting_path("new.md"), sitting_path("essay.md")), 0);
}

static void make_zeros(struct pty *pty, void *context)
{
	(void)pty, (void)context;
	assert_int_equal(truncate(sitting_path("essay.md"), 0), 0);
	assert_int_equal(truncate(sitting_path("essay.md"), 3000000), 0);
}

static void texts(void **state)
{
	static const struct {
		const char *name;
		void (*change)(struct pty *pty, void *context);
	} changes[] = {
		{ "cut", cut },
		{ "deleted", delete },
		{ "replaced", replace },
		{ "not to be read", deny },
		{ "a folder", make_folder },
		{ "a FIFO", make_fifo },
		{ "a loop of links", make_loop },
		{ "zeros", make_zeros },
	};

	(void)state;
	begin();
	for (size_t i = 0; i < COUNT(changes); i++)
		try(&(struct sitting){ .meanwhile = changes[i].change },
		    changes[i].name);
	end("changes of the text that is read");
}

/* ---- The home ---- */

static void link_store(const char *target)
{
	assert_int_equal(mkdir(sitting_path("data"), 0700), 0);
	assert_int_equal(mkdir(sitting_path("data/lectern"), 0700), 0);
	assert_int_equal(
		symlink(target, sitting_path("data/lectern/marks.jsonl")), 0);
}

static void store_elsewhere(void)
{
	assert_int_equal(mkdir(sitting_path("home"), 0700), 0);
	link_store("../../home/marks.jsonl");
}

static void store_nowhere(void)
{
	link_store("../../nowhere/marks.jsonl");
}

static void store_in_itself(void)
{
	link_store("marks.jsonl");
}

static void store_shared(void)
{
	assert_int_equal(mkdir(sitting_path("data"), 0700), 0);
	assert_int_equal(chmod(sitting_path("data"), 0777), 0);
	assert_int_equal(mkdir(sitting_path("data/lectern"), 0700), 0);
	assert_int_equal(chmod(sitting_path("data/lectern"), 0777), 0);
}

static void store_is_folder(void)
{
	assert_int_equal(mkdir(sitting_path("data"), 0700), 0);
	assert_int_equal(mkdir(sitting_path("data/lectern"), 0700), 0);
	assert_int_equal(mkdir(sitting_path("data/lectern/marks.jsonl"), 0700),
			 0);
}

static const struct {
	const char *name;
	void (*prepare)(void);
	const char *environment[5];

} home_cases[] = {
	{ .name = "no home",
	  .environment = { "HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
			   "XDG_CACHE_HOME" } },
	{ .name = "an empty home",
	  .environment = { "HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=",
			   "XDG_CACHE_HOME=" } },
	{ .name = "a home that is not there",
	  .environment = { "HOME=/nowhere/at/all", "XDG_DATA_HOME",
			   "XDG_STATE_HOME", "XDG_CACHE_HOME" } },
	{ .name = "a home that is a file",
	  .environment = { "HOME=/etc/passwd", "XDG_DATA_HOME",
			   "XDG_STATE_HOME", "XDG_CACHE_HOME" } },
	{ .name = "a home where nobody writes",
	  .environment = { "HOME=/proc", "XDG_DATA_HOME", "XDG_STATE_HOME",
			   "XDG_CACHE_HOME" } },
	{ .name = "relative folders",
	  .environment = { "HOME", "XDG_DATA_HOME=here", "XDG_STATE_HOME=..",
			   "XDG_CACHE_HOME=." } },
	{ .name = "a store that is a link", .prepare = store_elsewhere },
	{ .name = "a store that links to nothing", .prepare = store_nowhere },
	{ .name = "a store that links to itself", .prepare = store_in_itself },
	{ .name = "a store in a folder of all", .prepare = store_shared },
	{ .name = "a store that is a folder", .prepare = store_is_folder },
};

static void homes(void **state)
{
	(void)state;
	begin();
	for (size_t i = 0; i < COUNT(home_cases); i++) {
		struct sitting sitting = { .prepare = home_cases[i].prepare,
					   .unkept = !home_cases[i].prepare };
		struct stat status;

		memcpy(sitting.environment, home_cases[i].environment,
		       sizeof(home_cases[i].environment));
		if (!try(&sitting, home_cases[i].name))
			continue;
		/* Nothing is written where the program was started. */
		assert_int_not_equal(stat(sitting_path("here"), &status), 0);
		assert_int_not_equal(stat(sitting_path("texts"), &status), 0);
		if (home_cases[i].prepare != store_elsewhere)
			continue;
		/* Written through, and the link stays. */
		assert_int_equal(lstat(sitting_path("data/lectern/marks.jsonl"),
				       &status),
				 0);
		assert_true(S_ISLNK(status.st_mode));
		assert_int_equal(
			stat(sitting_path("home/marks.jsonl"), &status), 0);
		assert_true(status.st_size > 0);
	}
	end("homes and stores");
}

/* ---- Other programs ---- */

/* A program that never ends; who it is stands in a file of its name. */
static void make_endless(const char *name)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof(path), "programs/%s", name);
	file = fopen(sitting_path(path), "we");
	assert_non_null(file);
	fprintf(file,
		"#!/bin/sh\necho $$ >\"$HOME/home/%s\"\n"
		"exec sleep 1000\n",
		name);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(sitting_path(path), 0755), 0);
}

static void make_programs(void)
{
	static const char *const names[] = { "vi", "browser", "xclip", "xsel",
					     "pbcopy" };

	assert_int_equal(mkdir(sitting_path("home"), 0700), 0);
	for (size_t i = 0; i < COUNT(names); i++)
		make_endless(names[i]);
}

/* Who runs as the program of that name; 0: nobody. */
static long find_process(const char *name)
{
	char path[64], line[32] = "";
	FILE *file;

	snprintf(path, sizeof(path), "home/%s", name);
	file = fopen(sitting_path(path), "re");
	if (!file)
		return 0;
	if (!fgets(line, sizeof(line), file))
		*line = '\0';
	fclose(file);
	return strtol(line, NULL, 10);
}

enum { PROGRAM_MS = 15000, COPY_MS = 2500, STEP_MS = 10 };

/* Nothing that the terminal shows tells of it. */
static void wait_for(struct pty *pty, const char *name)
{
	for (int ms = 0; !find_process(name); ms += STEP_MS) {
		assert_true(ms < PROGRAM_MS);
		pty_pass(pty, STEP_MS);
	}
}

static bool says(struct pty *pty, void *text)
{
	int row, column;

	return pty_find(pty, text, strlen(text), &row, &column);
}

static void edit(struct pty *pty, void *context)
{
	static const char name[] = "vi";
	static char back[] = "ended with status 130";

	(void)context;
	pty_send(pty, "e", 1);
	wait_for(pty, name);
	pty_send(pty, "\x03", 1);
	assert_true(pty_wait(pty, says, back, PROGRAM_MS));
}

static void edit_and_hang_up(struct pty *pty, void *context)
{
	static const char name[] = "vi";

	(void)context;
	pty_send(pty, "e", 1);
	wait_for(pty, name);
	pty_hang_up(pty);
	/* As a shell does to its jobs. */
	assert_int_equal(kill((pid_t)find_process(name), SIGHUP), 0);
}

static void browse(struct pty *pty, void *context)
{
	static const char name[] = "browser";
	static char asks[] = "Enter opens it";

	(void)context;
	pty_send(pty, "oa", 2);
	assert_true(pty_wait(pty, says, asks, PROGRAM_MS));
	pty_send(pty, "\r", 1);
	wait_for(pty, name);
}

static void copy(struct pty *pty, void *context)
{
	static char said[] = "to the terminal";

	(void)context;
	pty_send(pty, ")y", 2);
	assert_true(pty_wait(pty, says, said, COPY_MS));
}

static void end_browser(void)
{
	assert_int_equal(kill((pid_t)find_process("browser"), SIGKILL), 0);
}

static void programs(void **state)
{
	char editor[PATH_ROOM + 32], browser[PATH_ROOM + 32],
		path[PATH_ROOM + 64];
	struct sitting sitting = {
		.prepare = make_programs,
		.environment = { editor, browser, path, "DISPLAY=:0" },
	};

	(void)state;
	if (mkdir(sitting_path("programs"), 0700) != 0)
		skip();
	snprintf(editor, sizeof(editor), "VISUAL=%s",
		 sitting_path("programs/vi"));
	snprintf(browser, sizeof(browser), "BROWSER=%s",
		 sitting_path("programs/browser"));
	snprintf(path, sizeof(path), "PATH=%s:/usr/bin:/bin",
		 sitting_path("programs"));
	begin();
	sitting.meanwhile = edit;
	try(&sitting, "an editor");
	sitting.meanwhile = copy;
	try(&sitting, "programs of the clipboard");
	sitting.meanwhile = browse;
	sitting.restore = end_browser;
	try(&sitting, "a browser");
	sitting.meanwhile = edit_and_hang_up;
	sitting.restore = NULL;
	sitting.may_stay_set = sitting.may_fail_silently = true;
	try(&sitting, "an editor in a terminal that is closed");
	end("programs that do not end");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(kinds_of_terminals),
	cmocka_unit_test(sizes_and_ends),
	cmocka_unit_test(streams),
	cmocka_unit_test(locales),
	cmocka_unit_test(clocks),
	cmocka_unit_test(texts),
	cmocka_unit_test(homes),
	cmocka_unit_test(programs),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, sitting_prepare, sitting_finish)
		       ? 1
		       : 0;
}
