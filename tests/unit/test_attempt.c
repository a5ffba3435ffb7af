/* SPDX-License-Identifier: ISC */
/* Tests of printing in a process apart, more than once where it dies. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/source.h"
#include "paper.h"
#include "print/attempt.h"
#include "print/output.h"
#include "print/print.h"
#include "print/stream.h"
#include "test.h"

enum { WINDOW = 4096 };

/* What the test's processes wrote; holds for the next call. */
static const char *written(int fd)
{
	static struct buffer text;

	take(&text, fd);
	return text.data;
}

/* A line of the file that is at hand; an output of its own. */
static void write_line(int fd, const char *line)
{
	struct output output;
	struct error error;

	output_open(&output, fd);
	output_append(&output, line, strlen(line));
	output_append_byte(&output, '\n');
	if (!output_close(&output, &error))
		_exit(99);
}

/* Dies by a signal where a part is not refused. */
static void parse(struct attempt *attempt, uint32_t line, int number)
{
	if (guard_enter(&attempt->guard, GUARD_WINDOW, line, 1))
		raise(number);
	guard_leave(&attempt->guard);
}

/* Nothing is printed twice, nothing is missing, and only of the file at hand is
 * something refused. */
static void test_again(void **state)
{
	struct attempt *attempt;
	int fd = print_fd();
	int status = -1;

	(void)state;
	if (attempt_begin(&attempt, &status)) {
		size_t file = attempt->file;

		if (file == 0) {
			attempt_file(attempt, 0);
			write_line(fd, "one");
			parse(attempt, 3, SIGPROF);
			write_line(fd, "two");
			parse(attempt, 7, SIGABRT);
			if (guard_refused_line(&attempt->guard) != 3)
				_exit(98);
			write_line(fd, "three");
		}
		attempt_file(attempt, 1);
		if (file == 0 && guard_refused_line(&attempt->guard))
			_exit(97);
		write_line(fd, "four");
		parse(attempt, 3, SIGKILL);
		write_line(fd, "five");
		_exit(attempt->guard.refused_count == 1 ? 5 : 96);
	}
	assert_int_equal(status, 5);
	assert_null(attempt);
	assert_string_equal(written(fd), "one\ntwo\nthree\nfour\nfive\n");
}

/* Three places are refused, and then all: the fourth cannot be died of. */
static void test_refusals(void **state)
{
	struct attempt *attempt;
	int fd = print_fd();
	int status = -1;

	(void)state;
	if (attempt_begin(&attempt, &status)) {
		attempt_file(attempt, 0);
		for (uint32_t line = 1; line < 9; line++) {
			write_line(fd, "line");
			parse(attempt, line, SIGABRT);
		}
		_exit((int)attempt->guard.refused_count);
	}
	assert_int_equal(status, GUARD_REFUSALS);
	assert_string_equal(written(fd),
			    "line\nline\nline\nline\nline\nline\nline\nline\n");
}

/* The processes of a test that is to end by a signal. */
static int end_of(void (*print)(struct attempt *attempt, pid_t parent))
{
	struct attempt *attempt;
	int status = -1;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		pid_t parent = getpid();

		if (attempt_begin(&attempt, &status))
			print(attempt, parent);
		_exit(status);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static void die(struct attempt *attempt, pid_t parent)
{
	(void)attempt;
	(void)parent;
	raise(SIGKILL);
}

static void have_parent_ended(struct attempt *attempt, pid_t parent)
{
	sigset_t none;

	(void)attempt;
	sigemptyset(&none);
	kill(parent, SIGTERM);
	for (;;)
		sigsuspend(&none);
}

/* What has nothing to do with the text is tried once. */
static void test_signals(void **state)
{
	int status;

	(void)state;
	status = end_of(die);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
	status = end_of(have_parent_ended);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGTERM);
}

/* A text that takes the parser thousands of times what its length is worth is
 * printed in little time, with all words around what was too much. */
static void test_text(void **state)
{
	struct buffer text = BUFFER_INIT;
	struct attempt *attempt;
	const char *found;
	int fd = print_fd();
	int status = -1;

	(void)state;
	buffer_append_string(&text, "# Before\n\nGood *words*.\n\n");
	for (int i = 0; i < 400; i++)
		buffer_append_string(&text, "Line of little.\n\n");
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&text, "![[]()");
	buffer_append_string(&text, "\n\n# After\n\nBetter *words*.\n");
	if (attempt_begin(&attempt, &status)) {
		struct print_options options = { .layout.width = 40,
						 .end = UINT32_MAX };
		struct source *source =
			source_from_memory("test", text.data, text.len);
		struct print_stream *stream;
		struct error error;
		bool printed;

		attempt_file(attempt, 0);
		attempt->guard.base_ms = 40;
		stream = print_stream_open(source, SOURCE_AS_MARKDOWN, WINDOW,
					   &attempt->guard);
		printed = print_stream_run(stream, fd, &options, &error) &&
			  guard_trouble(&attempt->guard, "test", &error) &&
			  strstr(error.sentence, "plain text");
		print_stream_free(stream);
		source_free(source);
		buffer_release(&text);
		_exit(printed ? 0 : 95);
	}
	assert_int_equal(status, 0);
	found = written(fd);
	assert_non_null(strstr(found, "Good words."));
	assert_non_null(strstr(found, "Better words."));
	assert_null(strstr(strstr(found, "Before") + 1, "Before"));
	assert_null(strstr(strstr(found, "After") + 1, "After"));
	buffer_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_signals),
		cmocka_unit_test(test_text),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
