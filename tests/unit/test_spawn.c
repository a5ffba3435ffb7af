/* SPDX-License-Identifier: ISC */
/* Tests of running other programs; the program run is mostly this one. */
#include "scratch.h"
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "base/arguments.h"
#include "base/error.h"
#include "base/spawn.h"

static const char *self;

/* ---- What this program does when it is run by its own tests ---- */

/* Exits with 1 if a descriptor beyond the three is open, with 2 if a signal is
 * blocked, with 3 if one is not as it is by default, with 4 if one of the three
 * is closed. */
static int look_around(void)
{
	sigset_t mask;

	for (int fd = 3; fd < 256; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			return 1;
	sigprocmask(SIG_SETMASK, NULL, &mask);
	for (int number = 1; number < 32; number++) {
		struct sigaction action;

		if (sigismember(&mask, number) > 0)
			return 2;
		/* A sanitizer has handlers of its own. */
		if (number == SIGSEGV || number == SIGBUS || number == SIGFPE)
			continue;
		sigaction(number, NULL, &action);
		if (action.sa_handler != SIG_DFL)
			return 3;
	}
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			return 4;
	return 0;
}

/* Copies standard input into the file that is named. */
static int copy_input(const char *name)
{
	FILE *file = fopen(name, "w");
	char bytes[4096];
	ssize_t got;

	if (!file)
		return 1;
	while ((got = read(STDIN_FILENO, bytes, sizeof(bytes))) > 0)
		fwrite(bytes, 1, (size_t)got, file);
	return fclose(file) == 0 ? 0 : 1;
}

/* Writes into the named file what the process is. */
static int tell(const char *name)
{
	int around = look_around();
	const char *caller = getenv("LECTERN_TEST_SESSION");
	FILE *file = fopen(name, "w");

	if (!file || !caller)
		return 1;
	/* Who leads a session could take a terminal by opening it. */
	fprintf(file, "own session %d, leader %d, terminal %d, around %d",
		getsid(0) != strtol(caller, NULL, 10), getsid(0) == getpid(),
		isatty(0) || isatty(1) || isatty(2), around);
	return fclose(file) == 0 ? 0 : 1;
}

/* Leaves somebody behind who keeps standard input, as wl-copy does. */
static int leave_one(const char *fifo)
{
	pid_t pid = fork();

	if (pid == 0) {
		FILE *file = fopen(fifo, "r");

		_exit(file && fgetc(file) == 'x' ? 0 : 1);
	}
	return pid > 0 && copy_input("/dev/null") == 0 ? 0 : 1;
}

/* Says that it has begun, and as what, and stays. */
static int begin(const char *fifo)
{
	FILE *file = fopen(fifo, "w");

	if (!file || fprintf(file, "%ld\n", (long)getpid()) < 0 ||
	    fclose(file) != 0)
		return 1;
	return pause();
}

static int act(const char *what, const char *name)
{
	if (strcmp(what, "status") == 0)
		return (int)strtol(name, NULL, 10);
	if (strcmp(what, "kill") == 0)
		return raise(SIGKILL);
	if (strcmp(what, "around") == 0)
		return look_around();
	if (strcmp(what, "copy") == 0)
		return copy_input(name);
	if (strcmp(what, "tell") == 0)
		return tell(name);
	if (strcmp(what, "leave") == 0)
		return leave_one(name);
	if (strcmp(what, "begin") == 0)
		return begin(name);
	if (strcmp(what, "hang") == 0)
		return pause();
	if (strcmp(what, "stop") == 0)
		return raise(SIGSTOP);
	return 99;
}

/* ---- Running ---- */

static struct arguments myself(const char *what, const char *name)
{
	struct arguments argv = ARGUMENTS_INIT;

	arguments_add(&argv, self);
	arguments_add(&argv, "act");
	arguments_add(&argv, what);
	arguments_add(&argv, name);
	return argv;
}

static int run(const char *what, const char *name)
{
	struct arguments argv = myself(what, name);
	struct error error;
	int status = -1;

	assert_true(spawn_run(&argv, STDIN_FILENO, &status, &error));
	arguments_release(&argv);
	return status;
}

static bool feed(const char *what, const char *name, size_t len, int limit_ms)
{
	struct arguments argv = myself(what, name);
	struct error error = { "" };
	char *bytes = calloc(len + 1, 1);
	bool fed;

	assert_non_null(bytes);
	memset(bytes, 'x', len);
	fed = spawn_feed(&argv, bytes, len, limit_ms, &error);
	assert_int_equal(fed, error.sentence[0] == '\0');
	free(bytes);
	arguments_release(&argv);
	return fed;
}

static void assert_no_children(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static long long size_of(const char *name)
{
	struct stat status;

	assert_int_equal(stat(scratch_path(name), &status), 0);
	return (long long)status.st_size;
}

static void test_the_status_is_told(void **state)
{
	(void)state;
	assert_int_equal(run("status", "0"), 0);
	assert_int_equal(run("status", "7"), 7);
	assert_int_equal(run("kill", ""), 128 + SIGKILL);
	assert_no_children();
}

static void on_signal(int number)
{
	(void)number;
}

static void test_nothing_is_inherited(void **state)
{
	static const int numbers[] = { SIGINT,	SIGPIPE, SIGCHLD,
				       SIGTERM, SIGHUP,	 SIGWINCH };
	struct sigaction before[6];
	struct sigaction now;
	sigset_t mask, kept;
	int fd = open("/dev/null", O_RDONLY);
	int high = fcntl(fd, F_DUPFD, 200);

	(void)state;
	assert_true(fd > 2 && high >= 200);
	for (size_t i = 0; i < 6; i++) {
		struct sigaction action = { .sa_handler = i % 2 ? SIG_IGN
								: on_signal };

		sigemptyset(&action.sa_mask);
		sigaction(numbers[i], &action, &before[i]);
	}
	sigfillset(&mask);
	sigprocmask(SIG_SETMASK, &mask, &kept);
	assert_int_equal(run("around", ""), 0);
	sigprocmask(SIG_SETMASK, NULL, &mask);
	assert_true(sigismember(&mask, SIGTERM));
	sigprocmask(SIG_SETMASK, &kept, NULL);
	for (size_t i = 0; i < 6; i++) {
		sigaction(numbers[i], &before[i], &now);
		assert_true(now.sa_handler == (i % 2 ? SIG_IGN : on_signal));
	}
	close(fd);
	close(high);
}

static void test_children_are_waited_for_though_ignored(void **state)
{
	struct sigaction before;
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	(void)state;
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGCHLD, &ignore, &before);
	assert_int_equal(run("status", "7"), 7);
	assert_true(feed("copy", scratch_path("ignored"), 5, 10000));
	assert_int_equal(size_of("ignored"), 5);
	sigaction(SIGCHLD, &before, NULL);
}

/* The test itself must not stop: where stopping is ignored the program is
 * continued at once. */
static void test_what_stops_goes_on(void **state)
{
	struct sigaction before;
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	(void)state;
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGTSTP, &ignore, &before);
	assert_int_equal(run("stop", ""), 0);
	sigaction(SIGTSTP, &before, NULL);
}

/* Waits until a child ends or stops, but not for ever: SIGALRM interrupts. */
static int await(pid_t pid)
{
	int status = -1;

	alarm(10);
	if (waitpid(pid, &status, WUNTRACED) < 0)
		status = -1;
	alarm(0);
	return status;
}

/* Starts a job of its own, which runs a program that stays; stops the program
 * or the job, and has both go on. The program's end must be the job's. */
static void stop_and_go_on(int fd, bool program_alone)
{
	char told[32] = "";
	pid_t program, job = fork();
	int stopped, ended;

	assert_true(job >= 0);
	setpgid(job, job ? job : getpid());
	if (!job)
		_exit(run("begin", scratch_path("begun")) == 128 + SIGINT ? 0
									  : 1);
	scratch_read_fifo(fd, told, sizeof(told) - 1);
	program = (pid_t)strtol(told, NULL, 10);
	kill(program_alone ? program : -job, SIGTSTP);
	stopped = await(job);
	kill(-job, SIGCONT);
	/* For the program alone. */
	kill(-job, SIGINT);
	ended = await(job);
	if (!WIFEXITED(ended)) {
		kill(-job, SIGKILL);
		waitpid(job, NULL, 0);
	}
	assert_true(WIFSTOPPED(stopped));
	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), 0);
}

/* As a shell's job does on ^Z and fg. Who stops first is chance. */
static void test_both_stop_and_go_on(void **state)
{
	struct sigaction interrupt = { .sa_handler = on_signal };
	struct sigaction before;
	int fd = scratch_fifo("begun");

	(void)state;
	sigemptyset(&interrupt.sa_mask);
	sigaction(SIGALRM, &interrupt, &before);
	for (int i = 0; i < 12; i++)
		stop_and_go_on(fd, i % 4 == 0);
	sigaction(SIGALRM, &before, NULL);
	close(fd);
}

static void test_the_terminal_is_standard_input(void **state)
{
	struct arguments argv = myself("copy", scratch_path("input"));
	struct error error;
	int status = -1;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "key", 3), 3);
	close(ends[1]);
	assert_true(spawn_run(&argv, ends[0], &status, &error));
	assert_int_equal(status, 0);
	assert_int_equal(size_of("input"), 3);
	close(ends[0]);
	arguments_release(&argv);
}

static void test_what_cannot_start_is_told(void **state)
{
	static const char *const names[] = { "",
					     "lectern-no-such-program",
					     "/dev/null",
					     "/etc",
					     "./nowhere",
					     "no-program",
					     "no-interpreter" };
	struct error error;
	int status = -1;

	(void)state;
	scratch_program("no-program", "echo this is for a shell\n");
	scratch_program("no-interpreter", "#!/nowhere/at/all\n");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct arguments argv = ARGUMENTS_INIT;

		arguments_add(&argv, strncmp(names[i], "no-", 3) == 0
					     ? scratch_path(names[i])
					     : names[i]);
		error.sentence[0] = '\0';
		assert_false(spawn_run(&argv, 0, &status, &error));
		assert_true(error.sentence[0] != '\0');
		error.sentence[0] = '\0';
		assert_false(spawn_detached(&argv, &error));
		assert_true(error.sentence[0] != '\0');
		error.sentence[0] = '\0';
		assert_false(spawn_feed(&argv, "x", 1, 1000, &error));
		assert_true(error.sentence[0] != '\0');
		arguments_release(&argv);
	}
	assert_int_equal(status, -1);
	assert_no_children();
}

static void test_none_starts_when_it_must_be_safe(void **state)
{
	struct arguments argv = myself("status", "0");
	struct error error;
	int status = -1;

	(void)state;
	setenv("LECTERN_SECURE", "1", 1);
	assert_false(spawn_allowed(&error));
	assert_false(spawn_run(&argv, 0, &status, &error));
	assert_non_null(strstr(error.sentence, "LECTERN_SECURE"));
	assert_false(spawn_detached(&argv, &error));
	assert_false(spawn_feed(&argv, "x", 1, 1000, &error));
	setenv("LECTERN_SECURE", "0", 1);
	assert_true(spawn_allowed(&error));
	unsetenv("LECTERN_SECURE");
	assert_true(spawn_run(&argv, 0, &status, &error));
	arguments_release(&argv);
}

static void test_detached_is_alone(void **state)
{
	int fd = scratch_fifo("alone");
	struct arguments argv = myself("tell", scratch_path("alone"));
	struct error error;
	char told[256];
	char session[32];
	size_t len;

	(void)state;
	snprintf(session, sizeof(session), "%ld", (long)getsid(0));
	setenv("LECTERN_TEST_SESSION", session, 1);
	assert_true(spawn_detached(&argv, &error));
	/* It is nobody's child any more, so there is nothing to wait for. */
	assert_no_children();
	len = scratch_read_fifo(fd, told, sizeof(told) - 1);
	told[len] = '\0';
	assert_string_equal(told,
			    "own session 1, leader 0, terminal 0, around 0");
	close(fd);
	arguments_release(&argv);
}

/* ---- Feeding ---- */

static void test_feeding_gives_all(void **state)
{
	static const size_t sizes[] = { 0, 1, 65536, 3000000 };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		assert_true(feed("copy", scratch_path("fed"), sizes[i], 10000));
		assert_int_equal(size_of("fed"), (long long)sizes[i]);
	}
	assert_no_children();
}

static void test_who_does_not_read_is_no_harm(void **state)
{
	(void)state;
	assert_true(feed("status", "0", 0, 10000));
	assert_false(feed("status", "0", 3000000, 10000));
	assert_false(feed("status", "1", 0, 10000));
	assert_false(feed("kill", "", 3000000, 10000));
	assert_no_children();
}

static void test_who_hangs_is_killed(void **state)
{
	struct timespec start, end;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &start);
	assert_false(feed("hang", "", 10, 50));
	assert_false(feed("hang", "", 3000000, 50));
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_true(end.tv_sec - start.tv_sec < 5);
	assert_no_children();
}

static void test_who_is_left_behind_is_not_waited_for(void **state)
{
	int fd;

	(void)state;
	assert_int_equal(mkfifo(scratch_path("left"), 0600), 0);
	assert_true(feed("leave", scratch_path("left"), 10, 10000));
	/* It still waits for this. */
	fd = open(scratch_path("left"), O_WRONLY);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "x", 1), 1);
	close(fd);
}

/* ---- Finding ---- */

static void test_only_absolute_folders_are_searched(void **state)
{
	char *before = getenv("PATH") ? strdup(getenv("PATH")) : NULL;
	char folders[2 * SCRATCH_MAX];
	char here[SCRATCH_MAX];

	(void)state;
	assert_non_null(before);
	assert_non_null(getcwd(here, sizeof(here)));
	scratch_mkdir("bin");
	scratch_program("bin/lectern-there", "#!/bin/sh\n");
	scratch_write("bin/lectern-text", "no program");
	scratch_mkdir("bin/lectern-folder");
	scratch_program("lectern-beside", "#!/bin/sh\n");
	assert_int_equal(chdir(scratch_folder), 0);
	snprintf(folders, sizeof(folders), ".::bin:%s", scratch_path("bin"));
	setenv("PATH", folders, 1);
	assert_true(spawn_exists("lectern-there"));
	assert_true(spawn_exists("./lectern-beside"));
	assert_false(spawn_exists("lectern-beside"));
	assert_false(spawn_exists("lectern-text"));
	assert_false(spawn_exists("lectern-folder"));
	assert_false(spawn_exists(""));
	setenv("PATH", "", 1);
	assert_false(spawn_exists("lectern-there"));
	unsetenv("PATH");
	assert_true(spawn_exists("sh"));
	setenv("PATH", before, 1);
	assert_int_equal(chdir(here), 0);
	free(before);
}

/* ---- Arguments ---- */

static void test_commands_are_split(void **state)
{
	static const struct {
		const char *command;
		const char *words; /* with '|' behind each */
	} cases[] = {
		{ "", "" },
		{ "  \t ", "" },
		{ "vi", "vi|" },
		{ "  vi  -n ", "vi|-n|" },
		{ "'my editor' \"a b\"c", "my editor|a bc|" },
		{ "a\\ b 'c\\d' \"e\\\"f\"", "a b|c\\d|e\"f|" },
		{ "a '' b", "a||b|" },
		{ "a \"it's\" b\\", "a|it's|b\\|" },
		{ "$HOME `id` $(id) ; & | > *", "$HOME|`id`|$(id)|;|&|||>|*|" },
		{ "a 'b", NULL },
		{ "a \"b", NULL },
		{ "a b\"", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arguments argv = ARGUMENTS_INIT;
		char words[256] = "";
		size_t len = 0;
		bool split = arguments_split(&argv, cases[i].command,
					     strlen(cases[i].command));

		assert_int_equal(split, cases[i].words != NULL);
		for (size_t j = 0; j < argv.count; j++)
			len += (size_t)snprintf(words + len,
						sizeof(words) - len, "%s|",
						argv.items[j]);
		assert_string_equal(words, split ? cases[i].words : "");
		assert_true(!argv.items || !argv.items[argv.count]);
		arguments_release(&argv);
	}
}

static void test_code_is_told_from_a_name(void **state)
{
	static const struct {
		const char *command;
		bool code;
	} cases[] = {
		{ "", false },
		{ "firefox", false },
		{ "sh -c", true },
		{ "/bin/bash -ec", true },
		{ "env zsh -lc", true },
		{ "emacsclient -c", false },
		{ "sh -c 'vi \"$1\"' x", false },
		{ "perl -e", true },
		{ "vim -c", false },
		{ "sh", false },
		{ "sh --norc", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arguments argv = ARGUMENTS_INIT;

		assert_true(arguments_split(&argv, cases[i].command,
					    strlen(cases[i].command)));
		assert_int_equal(arguments_end_in_code(&argv), cases[i].code);
		arguments_release(&argv);
	}
}

static void test_words_can_be_formatted(void **state)
{
	struct arguments argv = ARGUMENTS_INIT;
	char word[300];

	(void)state;
	memset(word, 'w', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	assert_string_equal(arguments_program(&argv), "");
	arguments_add_format(&argv, "/usr/%s/%s", "bin", "vi");
	arguments_add_format(&argv, "+%d", 12);
	arguments_add_format(&argv, "%s", word);
	assert_string_equal(arguments_program(&argv), "vi");
	assert_string_equal(argv.items[1], "+12");
	assert_string_equal(argv.items[2], word);
	arguments_clear(&argv);
	assert_int_equal(argv.count, 0);
	assert_null(argv.items[0]);
	arguments_release(&argv);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_status_is_told),
		cmocka_unit_test(test_nothing_is_inherited),
		cmocka_unit_test(test_children_are_waited_for_though_ignored),
		cmocka_unit_test(test_what_stops_goes_on),
		cmocka_unit_test(test_both_stop_and_go_on),
		cmocka_unit_test(test_the_terminal_is_standard_input),
		cmocka_unit_test(test_what_cannot_start_is_told),
		cmocka_unit_test(test_none_starts_when_it_must_be_safe),
		cmocka_unit_test(test_detached_is_alone),
		cmocka_unit_test(test_feeding_gives_all),
		cmocka_unit_test(test_who_does_not_read_is_no_harm),
		cmocka_unit_test(test_who_hangs_is_killed),
		cmocka_unit_test(test_who_is_left_behind_is_not_waited_for),
		cmocka_unit_test(test_only_absolute_folders_are_searched),
		cmocka_unit_test(test_commands_are_split),
		cmocka_unit_test(test_code_is_told_from_a_name),
		cmocka_unit_test(test_words_can_be_formatted),
	};

	if (argc == 4 && strcmp(argv[1], "act") == 0)
		return act(argv[2], argv[3]);
	self = argv[0];
	/* Who runs the tests may ignore it. */
	signal(SIGTSTP, SIG_DFL);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
