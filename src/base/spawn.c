/* SPDX-License-Identifier: ISC */
/* Run other programs: the only place that does, and never through a shell. */
#include "base/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/secure.h"
#include "base/spawn/child.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { EXIT_KILLED = 128 };

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

static void dispose(struct disposition *dispositions, size_t count)
{
	struct sigaction action = { .sa_flags = 0 };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < count; i++) {
		struct disposition *disposition = &dispositions[i];

		action.sa_handler = disposition->handler;
		if (child_stays_ignored(disposition->number))
			action.sa_handler = SIG_IGN;
		sigaction(disposition->number, &action, &disposition->before);
	}
}

static void restore(const struct disposition *dispositions, size_t count)
{
	while (count--)
		sigaction(dispositions[count].number,
			  &dispositions[count].before, NULL);
}

static void on_continued(int number)
{
	(void)number;
	child_continued = 1;
}

/* Waits until the child ends. When it stops, so do we, as one job; on ^Z we
 * were stopped together with it, and going on have nothing left to do. */
static int wait_as_one_job(pid_t pid)
{
	for (;;) {
		int status = child_wait(pid, WUNTRACED);

		if (!WIFSTOPPED(status))
			return status;
		if (!child_continued)
			raise(SIGTSTP);
		kill(pid, SIGCONT);
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
		{ .number = SIGCHLD, .handler = SIG_DFL },
		{ .number = SIGINT, .handler = SIG_IGN },
		{ .number = SIGQUIT, .handler = SIG_IGN },
		{ .number = SIGTSTP, .handler = SIG_DFL },
		{ .number = SIGCONT, .handler = on_continued },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .input = terminal,
			       .output = CHILD_AS_IT_IS,
			       .errors = CHILD_AS_IT_IS };
	pid_t pid = -1;

	if (child_prepare(argv, &path, error)) {
		child.path = buffer_string(&path);
		dispose(dispositions, COUNT(dispositions));
		pid = child_start(&child, error);
		if (pid > 0)
			*status = exit_status(wait_as_one_job(pid));
		restore(dispositions, COUNT(dispositions));
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
			child_wait(pid, 0);
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
	sigset_t waiting; /* the signals blocked while waiting */
};

static void on_child(int number)
{
	(void)number;
}

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

/* Waits until the program reads, ends, or ms are over. SIGCHLD is blocked but
 * for this wait, so its end is not missed. */
static void wait_a_while(const struct meal *meal, long long ms)
{
	struct timespec time = { .tv_sec = (time_t)(ms / 1000),
				 .tv_nsec = (long)(ms % 1000) * 1000000 };
	fd_set writable;

	FD_ZERO(&writable);
	if (meal->fd >= 0)
		FD_SET(meal->fd, &writable);
	pselect(meal->fd + 1, NULL, &writable, NULL, &time, &meal->waiting);
}

/* Whether the program ended within the limit; it has ended in any case. */
static bool attend(struct meal *meal, int limit_ms)
{
	long long deadline = clock_ms() + limit_ms;

	for (;;) {
		long long left = deadline - clock_ms();
		pid_t ended;

		give(meal);
		ended = waitpid(meal->pid, &meal->status, WNOHANG);
		if (ended == meal->pid)
			return true;
		if (left <= 0) {
			kill(meal->pid, SIGKILL);
			child_wait(meal->pid, 0);
			return false;
		}
		wait_a_while(meal, left);
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

/* Blocks SIGCHLD, whose handler only ends a wait. */
static void block_child_signal(sigset_t *before, sigset_t *waiting)
{
	sigset_t blocked;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGCHLD);
	sigprocmask(SIG_BLOCK, &blocked, before);
	*waiting = *before;
	sigdelset(waiting, SIGCHLD);
}

bool spawn_feed(const struct arguments *argv, const char *bytes, size_t len,
		int limit_ms, struct error *error)
{
	struct disposition dispositions[] = {
		{ .number = SIGCHLD, .handler = on_child },
		{ .number = SIGPIPE, .handler = SIG_IGN },
	};
	struct buffer path = BUFFER_INIT;
	struct child child = { .argv = argv,
			       .output = CHILD_TO_NOTHING,
			       .errors = CHILD_TO_NOTHING };
	struct meal meal = { .bytes = bytes, .len = len };
	sigset_t before;
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
		block_child_signal(&before, &meal.waiting);
		dispose(dispositions, COUNT(dispositions));
		fed = feed(&child, &meal, limit_ms, error);
		restore(dispositions, COUNT(dispositions));
		sigprocmask(SIG_SETMASK, &before, NULL);
	}
	buffer_release(&path);
	return fed;
}
