/* SPDX-License-Identifier: ISC */
/* A sitting in which something goes wrong: somebody reads, marks and leaves,
 * and what must never happen is looked for. */
#ifndef TESTS_FAULTS_SITTING_H
#define TESTS_FAULTS_SITTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct pty;

enum { SITTING_WORDS = 24 };

/* How a program is run, and what may come of it. */
struct sitting {
	const char *before[SITTING_WORDS]; /* runs the program: strace … */
	/* Beside the usual, or instead; a name alone is not set. */
	const char *environment[SITTING_WORDS];
	const char *arguments[SITTING_WORDS]; /* NULL: the essay */
	void (*prepare)(void);		      /* the home, which is empty */
	/* Once it has ended, before it is looked what is kept. */
	void (*restore)(void);
	/* Told once the first screen is there. */
	void (*meanwhile)(struct pty *pty, void *context);
	void *context;
	int end_signal; /* ends it instead of a key */
	int killer;	/* the signal that it may die of */
	bool short_one; /* it is left on the first screen */
	bool may_be_killed;
	bool unkept;	   /* where marks are kept is not looked for */
	bool may_stay_set; /* the terminal refuses to be restored */
	bool may_fail_silently;
};

struct outcome {
	int status;	       /* as waitpid() gives it */
	unsigned acknowledged; /* marks and notes that the screen said are
				* kept */
	bool segfault; /* killed by SIGSEGV, and the terminal is restored */
	struct buffer last; /* what the terminal showed at the end */
};

/* Makes the folder with the essay; setup and teardown of a group. It sets the
 * program, that of the environment variable LECTERN. */
int sitting_prepare(void **state);
int sitting_finish(void **state);
const char *sitting_program(void);

/* The path of a name in the folder; holds for the next seven calls. */
const char *sitting_path(const char *name);

/* Whether everything is tried (LECTERN_ROUNDS is set), else a part. */
bool sitting_everything(void);

/*
 * Runs it to its end in a home of its own; what is wrong is appended to wrong:
 * killed, hung, left with a terminal that is not as it was, a mark lost, failed
 * without a word. The outcome's buffer is the caller's to release.
 */
void sitting_run(const struct sitting *sitting, struct outcome *outcome,
		 struct buffer *wrong);

/* What is counted, by several processes at a time. */
struct tally {
	_Atomic size_t cases, wrong;
	_Atomic size_t curses; /* in which curses crashed, not we */
	bool failed;	       /* a process did not come to its end */
};

/*
 * Does the work in several processes at a time, for it mostly waits: each has a
 * folder of its own, and takes those cases whose number is turn, modulo turns.
 * Returns owned, for sitting_report().
 */
struct tally *sitting_spread(void (*work)(struct tally *tally, size_t turn,
					  size_t turns, void *context),
			     void *context);

/* Counts a case; says what is wrong, if anything is. */
void sitting_judge(struct tally *tally, const char *name,
		   const struct buffer *wrong);

/* Prints the figures, and fails the test where something was wrong. */
void sitting_report(struct tally *tally, const char *what, size_t least);

#endif
