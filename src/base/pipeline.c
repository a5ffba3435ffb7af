/* SPDX-License-Identifier: ISC */
/* Programs that read each what the one before wrote. */
#include "base/pipeline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/spawn/child.h"

enum {
	LINE = 300,    /* bytes of what a program says that are kept */
	END_MS = 2000, /* from the end of the output to that of all programs */
	MS_PER_S = 1000,
};

/* One of the programs, in the process that looks after them. */
struct stage {
	struct child child;
	struct buffer path;
	pid_t pid;  /* 0: it has ended … */
	int status; /* … so */
};

/* What that process knows. */
struct watch {
	struct stage *stages;
	size_t count;
	int errors;	 /* where all write what is wrong; -1: closed */
	char line[LINE]; /* the first that they wrote … */
	size_t len;
	bool whole; /* … as far as it goes */
	struct child_hold hold;
};

/* ---- The process that looks after the programs ---- */

static const char *name_of(const struct stage *stage)
{
	return arguments_program(stage->child.argv);
}

/* Starts a program behind those before it; *input becomes what the next one
 * reads. */
static bool start_stage(struct stage *stage, bool is_last, int *input,
			int output, struct error *error)
{
	int ends[2] = { -1, output };
	bool started;

	if (!is_last && !child_pipe(ends))
		return error_set(error, "%s cannot be started: %s",
				 name_of(stage), strerror(errno));
	stage->child.path = buffer_string(&stage->path);
	stage->child.input = *input < 0 ? CHILD_TO_NOTHING : *input;
	stage->child.output = ends[1];
	stage->pid = child_start(&stage->child, error);
	started = stage->pid > 0;
	if (!started)
		stage->pid = 0;
	if (*input >= 0)
		close(*input);
	close(ends[1]);
	*input = ends[0];
	return started;
}

static bool is_running(const struct watch *watch)
{
	for (size_t i = 0; i < watch->count; i++)
		if (watch->stages[i].pid)
			return true;
	return false;
}

static void collect(struct watch *watch)
{
	for (size_t i = 0; i < watch->count; i++) {
		struct stage *stage = &watch->stages[i];

		if (stage->pid &&
		    waitpid(stage->pid, &stage->status, WNOHANG) == stage->pid)
			stage->pid = 0;
	}
}

/* Keeps the first line that is not empty; the rest is read all the same, for
 * who writes more than a pipe holds waits for a reader. */
static void read_errors(struct watch *watch)
{
	char bytes[1024];
	ssize_t got = read(watch->errors, bytes, sizeof(bytes));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got <= 0) {
		close(watch->errors);
		watch->errors = -1;
	}
	for (ssize_t i = 0; i < got && !watch->whole; i++) {
		if (bytes[i] != '\n' && bytes[i] != '\r')
			watch->line[watch->len++] = bytes[i];
		else if (watch->len)
			watch->whole = true;
		watch->whole |= watch->len == sizeof(watch->line);
	}
}

/* Until a program ends or says something, or ms are over. */
static void wait_a_while(struct watch *watch, int64_t ms)
{
	if (child_pause(&watch->hold, watch->errors, CHILD_READABLE, ms))
		read_errors(watch);
}

/* Whether all ended in time. */
static bool attend(struct watch *watch, int limit_ms)
{
	int64_t deadline = clock_ms() + limit_ms;

	for (;;) {
		int64_t left = deadline - clock_ms();

		collect(watch);
		if (!is_running(watch))
			break;
		if (left <= 0)
			return false;
		wait_a_while(watch, left);
	}
	/* What was said last; another that was left behind may hold it open. */
	if (watch->errors >= 0) {
		fcntl(watch->errors, F_SETFL, O_NONBLOCK);
		read_errors(watch);
	}
	return true;
}

/* A program that nobody reads any more is no failure: the next one has all that
 * it wants, or tells itself what it lacks. */
static bool has_failed(const struct watch *watch, size_t index)
{
	int status = watch->stages[index].status;

	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE)
		return index + 1 == watch->count;
	return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

/* The first that failed is why the others did. */
static bool judge(const struct watch *watch, struct error *error)
{
	size_t i = 0;
	int status;

	while (i < watch->count && !has_failed(watch, i))
		i++;
	if (i == watch->count)
		return true;
	if (watch->len)
		return error_set(error, "%s failed: %.*s",
				 name_of(&watch->stages[i]), (int)watch->len,
				 watch->line);
	status = watch->stages[i].status;
	if (WIFSIGNALED(status))
		return error_set(error, "%s was ended by signal %d",
				 name_of(&watch->stages[i]), WTERMSIG(status));
	return error_set(error, "%s failed with status %d",
			 name_of(&watch->stages[i]), WEXITSTATUS(status));
}

static bool out_of_time(const struct watch *watch, int limit_ms,
			struct error *error)
{
	size_t i = 0;

	while (!watch->stages[i].pid)
		i++;
	return error_set(error,
			 "%s did not end within %d s; the rest is missing",
			 name_of(&watch->stages[i]), limit_ms / MS_PER_S);
}

static bool run(struct watch *watch, int input, int output, int limit_ms,
		struct error *error)
{
	bool started = true;

	for (size_t i = 0; started && i < watch->count; i++)
		started = start_stage(&watch->stages[i], i + 1 == watch->count,
				      &input, output, error);
	if (!started)
		return false;
	if (!attend(watch, limit_ms))
		return out_of_time(watch, limit_ms, error);
	return judge(watch, error);
}

static void take_signals(struct watch *watch)
{
	struct sigaction action = { .sa_handler = child_wake };

	sigemptyset(&action.sa_mask);
	child_reset_signals();
	child_hold_signals(&watch->hold, (int[]){ SIGCHLD, 0 });
	sigaction(SIGCHLD, &action, NULL);
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

/* The life of the process. Its last deed is to kill what is left of its group,
 * itself with it. */
_Noreturn static void look_after(struct watch *watch, int input, int output,
				 int report, int limit_ms)
{
	struct error error;
	int ends[2];

	setsid();
	take_signals(watch);
	if (!child_pipe(ends)) {
		error_set(&error, "no program can be started: %s",
			  strerror(errno));
	} else {
		watch->errors = ends[0];
		for (size_t i = 0; i < watch->count; i++)
			watch->stages[i].child.errors = ends[1];
		if (run(watch, input, output, limit_ms, &error))
			error.sentence[0] = '\0';
	}
	if (write(report, error.sentence, strlen(error.sentence) + 1) < 0)
		_exit(1);
	kill(0, SIGKILL);
	_exit(0);
}

/* ---- The caller ---- */

static void release_stages(struct stage *stages, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_release(&stages[i].path);
	free(stages);
}

static bool prepare(struct stage *stages, const struct arguments *programs,
		    size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		stages[i].child.argv = &programs[i];
		if (!child_prepare(&programs[i], &stages[i].path, error))
			return false;
	}
	return true;
}

static void close_both(const int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

/* In the child only what it hands on stays open: who waits for the end of the
 * output would wait for it, too. */
static bool part(struct pipeline *pipeline, struct watch *watch, int input,
		 int limit_ms, int *output)
{
	int report[2], out[2];
	int why;

	if (!child_pipe(report))
		return false;
	if (!child_pipe(out)) {
		close_both(report);
		return false;
	}
	pipeline->pid = child_fork();
	if (pipeline->pid == 0) {
		close(report[0]);
		close(out[0]);
		look_after(watch, input, out[1], report[1], limit_ms);
	}
	why = errno;
	close(report[1]);
	close(out[1]);
	*output = out[0];
	pipeline->report = report[0];
	if (pipeline->pid > 0)
		return true;
	close(out[0]);
	close(report[0]);
	*pipeline = (struct pipeline)PIPELINE_NONE;
	errno = why;
	return false;
}

bool pipeline_start(struct pipeline *pipeline, const struct arguments *programs,
		    size_t count, int input, int limit_ms, int *output,
		    struct error *error)
{
	struct watch watch = { .count = count, .errors = -1 };
	bool started;

	watch.stages = memory_alloc_zeroed(count, sizeof(*watch.stages));
	started = prepare(watch.stages, programs, count, error);
	if (started && !part(pipeline, &watch, input, limit_ms, output))
		started = error_set(error, "%s cannot be started: %s",
				    programs[0].items[0], strerror(errno));
	release_stages(watch.stages, count);
	return started;
}

static bool came(int fd, int timeout_ms)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };
	int got;

	do {
		got = poll(&pollfd, 1, timeout_ms);
	} while (got < 0 && errno == EINTR);
	return got > 0;
}

bool pipeline_end(struct pipeline *pipeline, struct error *error)
{
	ssize_t got = -1;

	if (came(pipeline->report, END_MS))
		got = read(pipeline->report, error->sentence,
			   sizeof(error->sentence));
	pipeline_kill(pipeline);
	if (got > 0)
		error->sentence[got - 1] = '\0';
	else
		error_set(error, "its programs did not come to an end; the "
				 "rest may be missing");
	return !error->sentence[0];
}

void pipeline_kill(struct pipeline *pipeline)
{
	if (pipeline->pid < 0)
		return;
	kill(-pipeline->pid, SIGKILL);
	/* It may not yet have begun a session. */
	kill(pipeline->pid, SIGKILL);
	child_wait(pipeline->pid);
	close(pipeline->report);
	*pipeline = (struct pipeline)PIPELINE_NONE;
}
