/* SPDX-License-Identifier: ISC */
/* Print in a process apart, and once more without what it died of. */
#include "print/attempt.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "print/output.h"

enum { GUARD_TIMES = 10 }; /* nobody waits for a screen */

/* By these one ends a program; the process that prints is to end, too. */
static const int endings[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

enum { ENDINGS = sizeof(endings) / sizeof(*endings) };

static volatile pid_t printing;

static void pass_on(int number)
{
	int before = errno;

	kill(printing, number);
	errno = before;
}

/* What was done about a signal before. */
struct signals {
	sigset_t mask;
	struct sigaction actions[ENDINGS];
};

static void hold_signals(struct signals *signals)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ENDINGS; i++)
		sigaddset(&set, endings[i]);
	sigprocmask(SIG_BLOCK, &set, &signals->mask);
}

static void pass_signals_on(struct signals *signals)
{
	struct sigaction action = { .sa_handler = pass_on };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ENDINGS; i++) {
		sigaction(endings[i], NULL, &signals->actions[i]);
		if (signals->actions[i].sa_handler != SIG_IGN)
			sigaction(endings[i], &action, NULL);
	}
	sigprocmask(SIG_SETMASK, &signals->mask, NULL);
}

static void restore_signals(const struct signals *signals)
{
	for (size_t i = 0; i < ENDINGS; i++)
		sigaction(endings[i], &signals->actions[i], NULL);
}

/* How the process that prints ended. */
static int await(const struct signals *signals)
{
	int status = 0;

	while (waitpid(printing, &status, 0) < 0 && errno == EINTR)
		;
	restore_signals(signals);
	return status;
}

/* The exit status after a process that ended so, and not for its text. */
static int end_like(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	signal(WTERMSIG(status), SIG_DFL);
	raise(WTERMSIG(status));
	return EXIT_FAILURE;
}

static void clear_guard(struct guard *guard)
{
	*guard = (struct guard){ .timed = true, .times = GUARD_TIMES };
}

static struct attempt *open_attempt(void)
{
	struct attempt *attempt =
		mmap(NULL, sizeof(*attempt), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (attempt == MAP_FAILED)
		return NULL;
	clear_guard(&attempt->guard);
	return attempt;
}

bool attempt_begin(struct attempt **attempt, int *status)
{
	struct attempt *shared = open_attempt();
	struct signals signals;
	int end;

	*attempt = shared;
	if (!shared)
		return true;
	fflush(NULL);
	do {
		hold_signals(&signals);
		printing = fork();
		if (printing <= 0) {
			sigprocmask(SIG_SETMASK, &signals.mask, NULL);
			if (printing < 0)
				munmap(shared, sizeof(*shared));
			if (printing < 0)
				*attempt = NULL;
			return true;
		}
		pass_signals_on(&signals);
		end = await(&signals);
	} while (WIFSIGNALED(end) && guard_refuse(&shared->guard));
	munmap(shared, sizeof(*shared));
	*attempt = NULL;
	*status = end_like(end);
	return false;
}

void attempt_file(struct attempt *attempt, size_t index)
{
	if (!attempt)
		return;
	if (index != attempt->file) {
		clear_guard(&attempt->guard);
		attempt->written = 0;
		attempt->file = index;
	}
	output_resume(&attempt->written);
}
