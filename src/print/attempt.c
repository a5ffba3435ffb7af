/* SPDX-License-Identifier: ISC */
/* Print in a process apart, and once more without what it died of. */
#include "print/attempt.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "base/apart.h"
#include "print/output.h"

enum { GUARD_TIMES = 10 }; /* nobody waits for a screen */

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

bool attempt_begin(struct attempt **attempt, int *status)
{
	struct attempt *shared = apart_share(sizeof(*shared));
	int end;

	*attempt = shared;
	if (!shared)
		return true;
	clear_guard(&shared->guard);
	fflush(NULL);
	do {
		switch (apart_split(&end)) {
		case APART_FAILED:
			apart_unshare(shared, sizeof(*shared));
			*attempt = NULL;
			return true;
		case APART_CHILD:
			return true;
		case APART_ENDED:
			break;
		}
	} while (WIFSIGNALED(end) && guard_refuse(&shared->guard));
	apart_unshare(shared, sizeof(*shared));
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
