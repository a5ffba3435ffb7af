/* SPDX-License-Identifier: ISC */
/* A child that parses: what it tells, what it has, and how it ends. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/sanitizers.h"
#include "document/document.h"
#include "document/source.h"
#include "document/worker.h"

enum { PARAGRAPHS = 20000, SMALL = 400, DESCRIPTORS = 256 };

static struct buffer text;

static int write_text(void **state)
{
	(void)state;
	for (int i = 0; i < PARAGRAPHS; i++)
		buffer_append_format(&text,
				     "Paragraph %d with some *words* that "
				     "make it as long as one is.\n\n",
				     i);
	return 0;
}

static int release_text(void **state)
{
	(void)state;
	buffer_release(&text);
	return 0;
}

static struct source *open_text(int paragraphs)
{
	return source_from_memory("test.md", text.data,
				  text.len / PARAGRAPHS * (size_t)paragraphs);
}

static struct worker *open_worker(struct source *source)
{
	return worker_open(&(struct worker_order){
		.source = source,
		.kind = DOCUMENT_MARKDOWN,
		.window = 1000,
	});
}

/* Takes messages until the last, or so many; returns the last. */
static enum worker_news take(struct worker *worker, size_t most, size_t *taken)
{
	struct worker_message message;
	enum worker_news news = WORKER_NOTHING;

	for (*taken = 0; *taken < most; ++*taken) {
		worker_await(worker, -1);
		news = worker_take(worker, &message);
		assert_int_not_equal(news, WORKER_NOTHING);
		if (news == WORKER_DONE || news == WORKER_DEAD)
			break;
	}
	return news;
}

/* Descriptors that are open. */
static int count_open(void)
{
	int count = 0;

	for (int fd = 0; fd < DESCRIPTORS; fd++)
		count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

static void assert_reaped(pid_t pid)
{
	assert_int_equal(waitpid(pid, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

/* Killed behind any of its messages, it is dead behind those that it sent, and
 * nothing of it is left. */
static void test_killed(void **state)
{
	struct source *source = open_text(SMALL);
	int before = count_open();
	size_t all, taken, rest;

	(void)state;
	{
		struct worker *worker = open_worker(source);

		assert_int_equal(take(worker, SIZE_MAX, &all), WORKER_DONE);
		assert_true(all > 10);
		assert_int_equal(take(worker, SIZE_MAX, &rest), WORKER_DEAD);
		worker_free(worker);
	}
	for (size_t most = 0; most < all; most++) {
		struct worker *worker = open_worker(source);
		pid_t pid = worker_pid(worker);
		enum worker_news last;

		take(worker, most, &taken);
		assert_int_equal(taken, most);
		kill(pid, SIGKILL);
		last = take(worker, SIZE_MAX, &rest);
		/* It may have been through before it was killed. */
		assert_true(last == WORKER_DEAD ||
			    (last == WORKER_DONE && taken + rest == all));
		worker_free(worker);
		assert_reaped(pid);
	}
	assert_int_equal(count_open(), before);
	source_free(source);
}

/* ---- What is too much ---- */

/* cmark 0.30.2 takes a time for this that grows with its square. */
static void append_slow(struct buffer *out)
{
	for (int i = 0; i < 40000; i++)
		buffer_append_string(out, "![[]()");
	buffer_append_string(out, "\n");
}

struct told {
	size_t blocks;
	size_t bytes; /* of text */
	size_t links;
};

/* All that the child tells, with this guard; whether it was through. What it
 * was at when it was not is in *at. */
static bool take_guarded(const struct buffer *slow, const struct guard *guard,
			 struct told *told, struct guard_part *at)
{
	struct source *source =
		source_from_memory("test.md", slow->data, slow->len);
	struct worker_message message;
	enum worker_news news;
	struct worker *worker = worker_open(&(struct worker_order){
		.source = source,
		.kind = DOCUMENT_MARKDOWN,
		.window = 100,
		.guard = guard,
	});

	*told = (struct told){ 0 };
	do {
		worker_await(worker, -1);
		news = worker_take(worker, &message);
		if (news != WORKER_PIECE)
			continue;
		told->blocks += message.piece->block_count;
		told->bytes += message.piece->text.len;
		told->links += message.piece->link_count;
	} while (news == WORKER_PIECE);
	*at = worker_at(worker);
	worker_free(worker);
	source_free(source);
	return news == WORKER_DONE;
}

/* A part takes only so much time; the next child does without it, and what is
 * around it is what it is. */
static void test_budget(void **state)
{
	struct guard guard = { .base_ms = 20 };
	struct buffer slow = BUFFER_INIT;
	struct told told;

	(void)state;
	buffer_append_string(&slow, "Before [x].\n\n");
	append_slow(&slow);
	buffer_append_string(&slow, "\nAfter [x].\n\n[x]: /u\n");
	assert_false(take_guarded(&slow, &guard, &told, &guard.at));
	assert_int_equal(guard.at.kind, GUARD_WINDOW);
	assert_in_range(guard.at.line, 1, 3);
	assert_true(guard_refuse(&guard));
	assert_true(take_guarded(&slow, &guard, &told, &guard.at));
	assert_int_equal(guard.at.kind, GUARD_NOTHING);
	assert_true(told.blocks >= 3);
	assert_true(told.bytes > 40000 * 6);
	assert_in_range(told.links, 1, 2);
	buffer_release(&slow);
}

/* The same for the look at lines with definitions. */
static void test_budget_of_definitions(void **state)
{
	struct guard guard = { .base_ms = 20 };
	struct buffer slow = BUFFER_INIT;
	struct told told;

	(void)state;
	buffer_append_string(&slow, "[x]: /u\nBefore.\n\n[y]: /v\n");
	append_slow(&slow);
	assert_false(take_guarded(&slow, &guard, &told, &guard.at));
	assert_int_equal(guard.at.kind, GUARD_STRETCH);
	assert_int_equal(guard.at.line, 4);
	assert_int_equal(told.blocks, 0);
	assert_true(guard_refuse(&guard));
	assert_false(take_guarded(&slow, &guard, &told, &guard.at));
	assert_int_equal(guard.at.kind, GUARD_WINDOW);
	assert_true(guard_refuse(&guard));
	assert_int_equal(guard.refused_count, 2);
	assert_true(take_guarded(&slow, &guard, &told, &guard.at));
	assert_true(told.bytes > 40000 * 6);
	buffer_release(&slow);
}

/* Behind so many refusals all the rest is refused. */
static void test_refusals(void **state)
{
	struct guard guard = { .timed = false };

	(void)state;
	for (uint32_t line = 10; line <= 30; line += 10) {
		assert_true(guard_enter(&guard, GUARD_WINDOW, line, 1));
		assert_true(guard_refuse(&guard));
		assert_false(guard_refuse(&guard));
		assert_int_equal(guard_refused_line(&guard), 10);
		assert_false(guard_enter(&guard, GUARD_WINDOW, line, 1));
		assert_int_equal(guard_enter(&guard, GUARD_WINDOW, 99, 1),
				 line < 30);
		assert_int_equal(guard_enter(&guard, GUARD_TAIL, 0, 1),
				 line < 30);
		assert_int_equal(guard_enter(&guard, GUARD_STRETCH, 5, 1),
				 line < 30);
		assert_true(guard_enter(&guard, GUARD_WINDOW, 5, 1));
		guard_leave(&guard);
		assert_int_equal(guard.at.kind, GUARD_NOTHING);
	}
	assert_true(guard_enter(&guard, GUARD_WINDOW, 5, 1));
	assert_false(guard_refuse(&guard));
	assert_true(guard_enter(NULL, GUARD_WINDOW, 30, 1));
}

/* The milliseconds of a processor that are left, but for what was used. */
static long left_ms(void)
{
	struct itimerval left;

	assert_int_equal(getitimer(ITIMER_PROF, &left), 0);
	return (left.it_value.tv_sec * 1000 + left.it_value.tv_usec / 1000) /
	       (SANITIZED ? GUARD_SANITIZED : 1);
}

/* A part that turns out to be longer has more time for that alone; a little is
 * used, and systems round up. */
static void test_times(void **state)
{
	enum { MIB = 1024 * 1024, OFF_MS = 100 };
	struct guard guard = { .timed = true };

	(void)state;
	guard_enter(&guard, GUARD_WINDOW, 1, 0);
	assert_in_range(left_ms(), GUARD_BASE_MS - OFF_MS,
			GUARD_BASE_MS + OFF_MS);
	for (int i = 0; i < 10; i++)
		guard_extend(&guard, MIB);
	assert_in_range(left_ms(), GUARD_BASE_MS + 10 * GUARD_MIB_MS - OFF_MS,
			GUARD_BASE_MS + 10 * GUARD_MIB_MS + OFF_MS);
	guard_enter(&guard, GUARD_STRETCH, 1, 5 * MIB);
	assert_in_range(left_ms(), GUARD_LOOK_MS + 5 * GUARD_MIB_MS - OFF_MS,
			GUARD_LOOK_MS + 5 * GUARD_MIB_MS + OFF_MS);
	guard_leave(&guard);
	assert_int_equal(left_ms(), 0);
	guard_extend(&guard, MIB);
	assert_int_equal(left_ms(), 0);
}

/* One that has more to say than there is room for is ended with its worker. */
static void test_freed(void **state)
{
	struct source *source = open_text(PARAGRAPHS);
	int before = count_open();
	struct worker *worker = open_worker(source);
	pid_t pid = worker_pid(worker);
	size_t taken;

	(void)state;
	take(worker, 3, &taken);
	worker_free(worker);
	assert_reaped(pid);
	assert_int_equal(count_open(), before);
	worker_free(NULL);
	source_free(source);
}

/* When nobody reads any more it ends by itself. */
static void test_left_alone(void **state)
{
	struct source *source = open_text(PARAGRAPHS);
	struct worker *worker = open_worker(source);
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int status;

	(void)state;
	assert_true(nothing >= 0);
	assert_true(dup2(nothing, worker_fd(worker)) >= 0);
	close(nothing);
	assert_int_equal(waitpid(worker_pid(worker), &status, 0),
			 worker_pid(worker));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), EXIT_FAILURE);
	worker_free(worker);
	source_free(source);
}

/* It holds nothing open that is its parent's: the pipe ends while it lives. */
static void test_descriptors(void **state)
{
	struct source *source = open_text(PARAGRAPHS);
	struct pollfd waiting = { .events = POLLIN };
	struct worker *worker;
	int ends[2];
	size_t taken;
	char byte;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	worker = open_worker(source);
	take(worker, 1, &taken);
	close(ends[1]);
	waiting.fd = ends[0];
	assert_int_equal(poll(&waiting, 1, 10000), 1);
	assert_int_equal(read(ends[0], &byte, 1), 0);
	close(ends[0]);
	assert_int_equal(waitpid(worker_pid(worker), NULL, WNOHANG), 0);
	worker_free(worker);
	source_free(source);
}

static void on_signal(int number)
{
	(void)number;
	_exit(EXIT_FAILURE);
}

/* What the terminal's keys send, and what the parent does about signals, is
 * nothing to it. */
static void test_signals(void **state)
{
	static const int numbers[] = { SIGINT,	SIGQUIT, SIGTSTP,
				       SIGTTOU, SIGPIPE, SIGWINCH };
	struct sigaction action = { .sa_handler = on_signal };
	struct source *source = open_text(PARAGRAPHS);
	struct sigaction before;
	struct worker *worker;
	size_t taken;

	(void)state;
	sigemptyset(&action.sa_mask);
	sigaction(SIGWINCH, &action, &before);
	worker = open_worker(source);
	sigaction(SIGWINCH, &before, NULL);
	take(worker, 1, &taken);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		kill(worker_pid(worker), numbers[i]);
	assert_int_equal(take(worker, SIZE_MAX, &taken), WORKER_DONE);
	worker_free(worker);
	source_free(source);
}

/* The descriptor is readable as long as there is something to be taken, and
 * taking waits for nothing. */
static void test_readable(void **state)
{
	struct source *source = open_text(SMALL);
	struct worker *worker = open_worker(source);
	struct pollfd waiting = { .fd = worker_fd(worker), .events = POLLIN };
	struct worker_message message;
	enum worker_news news;

	(void)state;
	do {
		assert_int_equal(poll(&waiting, 1, 10000), 1);
		news = worker_take(worker, &message);
		assert_int_not_equal(news, WORKER_DEAD);
	} while (news != WORKER_DONE);
	assert_null(message.failure);
	worker_free(worker);
	source_free(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_killed),
		cmocka_unit_test(test_budget),
		cmocka_unit_test(test_budget_of_definitions),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_freed),
		cmocka_unit_test(test_left_alone),
		cmocka_unit_test(test_descriptors),
		cmocka_unit_test(test_signals),
		cmocka_unit_test(test_readable),
	};

	setenv("XDG_DATA_DIRS", "/nonexistent", 1);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, write_text, release_text) ? 1 : 0;
}
