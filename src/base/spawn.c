/* SPDX-License-Identifier: ISC */
/* Run other programs: the only place that does, and never through a shell. */
#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/secure.h"
#include "base/spawn/child.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum {
	EXIT_KILLED = 128,
	/* A program that was told to end is waited for so long: less than a
	 * session that ends gives its own. */
	END_MS = 2000,
};

/* What is done about a signal while a child runs. */
struct disposition {
	int number;
	void (*handler)(int);
	struct sigaction before;
};

bool spawn_allowed(struct error *error)
{
	return secure_allows("no program is started", error);
}

bool spawn_exists(const char *name)
{
	struct buffer path = BUFFER_INIT;
	bool found = child_find(name, &path);

	buffer_release(&path);
	return found;
}

/* ---- The caller ---- */

/* What came while a program has the terminal: continuing, and what ends us. */
static volatile sig_atomic_t continued;
static volatile sig_atomic_t told_to_end; /* the signal, or 0 */

static void on_continued(int number)
{
	(void)number;
	continued = 1;
}

static void on_end(int number)
{
	told_to_end = number;
}

static void dispose(struct disposition *dispositions, size_t count)
{
	struct sigaction action = { .sa_flags = 0 };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < count; i++) {
		struct disposition *disposition = &dispositions[i];

		action.sa_handler = disposition->handler;
		if (child_stays_ignored(disposition->number))
			action.sa_handler = SIG_IGN;
		sigaction(disposition->number, NULL, &disposition->before);
		/* Whoever has us outlive the terminal has the program, too. */
		if (disposition->handler == on_end &&
		    disposition->before.sa_handler == SIG_IGN)
			action.sa_handler = SIG_IGN;
		sigaction(disposition->number, &action, NULL);
	}
}

static void restore(const struct disposition *dispositions, size_t count)
{
	while (count--)
		sigaction(dispositions[count].number,
			  &dispositions[count].before, NULL);
}

/* Whether somebody continued us since we began to wait: SIGCONT may be blocked
 * still. */
static bool was_continued(void)
{
	sigset_t pending;

	return continued || (sigpending(&pending) == 0 &&
			     sigismember(&pending, SIGCONT) == 1);
}

/* When it stops, so do we, as one job; on ^Z we were stopped together with it,
 * and going on have nothing left to do. */
static void stop_as_one_job(pid_t pid)
{
	if (!was_continued())
		raise(SIGTSTP);
	kill(pid, SIGCONT);
}

/* Waits until the child ends, or does not although it was told to: then it is
 * as if it had been killed. */
static int wait_in_foreground(pid_t pid, const struct child_hold *hold)
{
	int64_t deadline = -1, left = -1;

	for (;;) {
		int status = SIGKILL;
		pid_t came = waitpid(pid, &status, WUNTRACED | WNOHANG);

		if (came < 0 || (came == pid && !WIFSTOPPED(status)))
			return status;
		if (came == pid)
			stop_as_one_job(pid);
		if (told_to_end && deadline < 0) {
			deadline = clock_ms() + END_MS;
			kill(pid, told_to_end);
			kill(pid, SIGCONT); /* To end it must go on. */
		}
		if (deadline >= 0)
			left = deadline - clock_ms();
		if (deadline >= 0 && left <= 0)
			return SIGKILL;
		continued = 0;
		child_pause(hold, -1, CHILD_READABLE, left);
	}
}

static int exit_status(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status)
				 : EXIT_KILLED + WTERMSIG(status);
}

bool spawn_run(const struct arguments *argv, int terminal, int *status,
	       struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = child_wake },
		{ .number = SIGINT, .handler = SIG_IGN },
		{ .number = SIGQUIT, .handler = SIG_IGN },
		{ .number = SIGTSTP, .handler = SIG_DFL },
		{ .number = SIGCONT, .handler = on_continued },
		{ .number = SIGTERM, .handler = on_end },
		{ .number = SIGHUP, .handler = on_end },
	};
	static const int held[] = { SIGCHLD, SIGCONT, SIGTERM, SIGHUP, 0 };
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .input = terminal,
			       .output = CHILD_AS_IT_IS,
			       .errors = CHILD_AS_IT_IS };
	struct child_hold hold;
	pid_t pid = -1;

	if (child_prepare(argv, &path, error)) {
		child.path = buffer_string(&path);
		told_to_end = 0;
		child_hold_signals(&hold, held);
		dispose(dispositions, COUNT(dispositions));
		pid = child_start(&child, error);
		if (pid > 0)
			*status = exit_status(wait_in_foreground(pid, &hold));
		restore(dispositions, COUNT(dispositions));
		sigprocmask(SIG_SETMASK, &hold.before, NULL);
		if (told_to_end)
			raise(told_to_end);
	}
	buffer_release(&path);
	return pid > 0;
}

bool spawn_detached(const struct arguments *argv, struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = SIG_DFL },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .input = CHILD_TO_NOTHING,
			       .output = CHILD_TO_NOTHING,
			       .errors = CHILD_TO_NOTHING,
			       .detached = true };
	pid_t pid = -1;

	if (child_prepare(argv, &path, error)) {
		child.path = buffer_string(&path);
		dispose(dispositions, COUNT(dispositions));
		pid = child_start(&child, error);
		if (pid > 0)
			child_wait(pid);
		restore(dispositions, COUNT(dispositions));
	}
	buffer_release(&path);
	return pid > 0;
}

/* ---- Feeding ---- */

struct meal {
	pid_t pid;
	int fd; /* -1: no more is given */
	const char *bytes;
	size_t len;
	size_t given;
	int status;
	struct child_hold hold;
};

static void give(struct meal *meal)
{
	while (meal->fd >= 0 && meal->given < meal->len) {
		ssize_t done = write(meal->fd, meal->bytes + meal->given,
				     meal->len - meal->given);

		if (done > 0)
			meal->given += (size_t)done;
		else if (done < 0 && errno == EAGAIN)
			return;
		else if (done == 0 || errno != EINTR)
			break;
	}
	if (meal->fd >= 0)
		close(meal->fd);
	meal->fd = -1;
}

/* Whether the program ended within the limit; it has ended in any case. */
static bool attend(struct meal *meal, int limit_ms)
{
	int64_t deadline = clock_ms() + limit_ms;

	for (;;) {
		int64_t left = deadline - clock_ms();
		pid_t ended;

		give(meal);
		ended = waitpid(meal->pid, &meal->status, WNOHANG);
		if (ended == meal->pid)
			return true;
		if (left <= 0) {
			kill(meal->pid, SIGKILL);
			child_wait(meal->pid);
			return false;
		}
		child_pause(&meal->hold, meal->fd, CHILD_WRITABLE, left);
	}
}

static bool feed(const struct child *child, struct meal *meal, int limit_ms,
		 struct error *error)
{
	const char *name = child->argv->items[0];
	bool in_time;

	meal->pid = child_start(child, error);
	close(child->input);
	if (meal->pid < 0) {
		close(meal->fd);
		return false;
	}
	in_time = attend(meal, limit_ms);
	if (meal->fd >= 0)
		close(meal->fd);
	if (!in_time)
		return error_set(
			error, "\xe2\x80\x9c%s\xe2\x80\x9d did not end in time",
			name);
	if (!WIFEXITED(meal->status) || WEXITSTATUS(meal->status) != 0)
		return error_set(
			error,
			"\xe2\x80\x9c%s\xe2\x80\x9d failed with status %d",
			name, exit_status(meal->status));
	if (meal->given < meal->len)
		return error_set(error,
				 "\xe2\x80\x9c%s\xe2\x80\x9d did not read all",
				 name);
	return true;
}

bool spawn_feed(const struct arguments *argv, const char *bytes, size_t len,
		int limit_ms, struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = child_wake },
		{ .number = SIGPIPE, .handler = SIG_IGN },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .output = CHILD_TO_NOTHING,
			       .errors = CHILD_TO_NOTHING };
	struct meal meal = { .bytes = bytes, .len = len };
	int ends[2];
	bool fed = false;

	if (!child_prepare(argv, &path, error)) {
		buffer_release(&path);
		return false;
	}
	child.path = buffer_string(&path);
	if (!child_pipe(ends)) {
		error_set(error,
			  "\xe2\x80\x9c%s\xe2\x80\x9d cannot be started: %s",
			  argv->items[0], strerror(errno));
	} else {
		fcntl(ends[1], F_SETFL, O_NONBLOCK);
		child.input = ends[0];
		meal.fd = ends[1];
		child_hold_signals(&meal.hold, (int[]){ SIGCHLD, 0 });
		dispose(dispositions, COUNT(dispositions));
		fed = feed(&child, &meal, limit_ms, error);
		restore(dispositions, COUNT(dispositions));
		sigprocmask(SIG_SETMASK, &meal.hold.before, NULL);
	}
	buffer_release(&path);
	return fed;
}
