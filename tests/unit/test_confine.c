/* SPDX-License-Identifier: ISC */
/* A process that is confined can do its work, and nothing else. */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/apart.h"
#include "base/sanitizers.h"
#include "test.h"

/* Runs it in a process of its own, confined if that can be had; returns the
 * status as waitpid() has it, or -1 where it cannot. */
static int run_confined(void (*work)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		if (!confine())
			_exit(99);
		work();
		_exit(0);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 99 ? -1 : status;
}

static int file = -1; /* that the process has open */

static void parse_like(void)
{
	static const struct itimerval timer = { .it_value = { 100, 0 } };
	struct timespec time;
	char *large = NULL;
	char byte;

	for (size_t size = 1; size < (size_t)64 << 20; size *= 3) {
		large = realloc(large, size);
		if (!large)
			_exit(1);
		memset(large, 1, size);
	}
	free(large);
	if (pread(file, &byte, 1, 0) < 0 || write(file, "x", 1) != 1 ||
	    setitimer(ITIMER_PROF, &timer, NULL) != 0 ||
	    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) != 0)
		_exit(1);
}

static void open_file(void)
{
	open("/dev/null", O_RDONLY);
}

static void start_program(void)
{
	static char name[] = "true";
	static char *const argv[] = { name, NULL };

	execv("/bin/true", argv);
}

static void start_process(void)
{
	fork();
}

static void talk(void)
{
	socket(AF_INET, SOCK_STREAM, 0);
}

static void remove_file(void)
{
	unlink("/nonexistent/file");
}

static void kill_parent(void)
{
	kill(getppid(), 0);
}

static void test_what_it_can(void **state)
{
	static void (*const deeds[])(void) = { open_file,     start_program,
					       start_process, talk,
					       remove_file,   kill_parent };
	FILE *scratch = tmpfile();
	int status;

	(void)state;
	assert_non_null(scratch);
	file = fileno(scratch);
	status = run_confined(parse_like);
	fclose(scratch);
#if defined HAVE_SECCOMP && !SANITIZED && defined __GLIBC__ && defined __LP64__
	if (!getenv("LD_PRELOAD"))
		assert_true(status >= 0);
#endif
	if (status < 0) {
		print_message("# no process can be confined here\n");
		return;
	}
	assert_int_equal(status, 0);
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++) {
		status = run_confined(deeds[i]);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), SIGSYS);
	}
	print_message("# figure | system calls that a parser may make | %d | "
		      "<= 10\n",
		      CONFINE_CALLS);
}

/* ---- Apart ---- */

static void open_between(void *context, int out)
{
	(void)context;
	if (write(out, "a", 1) == 1) {
		open("/dev/null", O_RDONLY);
		if (write(out, "b", 1) != 1)
			_exit(1);
	}
}

/* What a child says until its end. */
static size_t listen_to(void (*work)(void *, int), char *said, size_t room)
{
	struct apart apart = APART_NONE;
	size_t len = 0;
	ssize_t got;

	assert_true(apart_start(&apart, -1, work, NULL));
	do {
		struct pollfd fd = { .fd = apart.fd, .events = POLLIN };

		poll(&fd, 1, -1);
		got = read(apart.fd, said + len, room - len);
		len += got > 0 ? (size_t)got : 0;
	} while (got > 0 && len < room);
	apart_end(&apart);
	return len;
}

static void do_nothing(void)
{
}

/* A file opened in the middle of the work ends it there. */
static void test_opening_ends_it(void **state)
{
	char said[8];

	(void)state;
	if (run_confined(do_nothing) < 0)
		return;
	assert_int_equal(listen_to(open_between, said, sizeof(said)), 1);
}

/* ---- What it costs ---- */

static double now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void confine_it(void)
{
	confine();
}

static double time_child(void (*work)(void))
{
	double start = now_ms();
	pid_t pid = fork();

	if (pid == 0) {
		work();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	return now_ms() - start;
}

static void test_cost(void **state)
{
	double with = 1e9, without = 1e9;

	(void)state;
	for (int i = 0; i < 100; i++) {
		double one = time_child(confine_it);
		double other = time_child(do_nothing);

		with = one < with ? one : with;
		without = other < without ? other : without;
	}
	print_message("# figure | ms that a room adds to the start of its "
		      "process | %.2f | <= 1\n",
		      with - without);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_it_can),
		cmocka_unit_test(test_opening_ends_it),
		cmocka_unit_test(test_cost),
	};

	return test_run(tests);
}
