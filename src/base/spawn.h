/* SPDX-License-Identifier: ISC */
/* Run other programs: the only place that does, and never through a shell. */
#ifndef BASE_SPAWN_H
#define BASE_SPAWN_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;
struct error;

/*
 * All of these start argv's first word with the rest as its arguments, as they
 * stand. A name without a slash is looked for in the absolute folders of $PATH
 * only; a file that is no program is not handed to a shell. The program gets
 * standard input, output and error and no other descriptor; no signal of it is
 * blocked, handled or ignored (but stopping, where that was ignored: there is
 * nobody to continue it). They may be called whatever the caller does with
 * SIGCHLD and SIGPIPE.
 * False with a sentence where the program cannot be started, or where
 * LECTERN_SECURE forbids it.
 */

/*
 * Runs the program in the foreground and waits for it. terminal becomes its
 * standard input; output and error are the caller's. The caller has given the
 * terminal up before. Meanwhile ^C and ^\ are for the program alone, and when
 * it stops, so does the caller, until somebody continues it. SIGTERM and SIGHUP
 * that come for the caller are for the program first; two seconds later it is
 * waited for no longer, and the caller gets them. *status is what the program
 * returned, or 128 and the signal that killed it.
 */
bool spawn_run(const struct arguments *argv, int terminal, int *status,
	       struct error *error);

/* Starts the program in a session of its own, without a terminal (/dev/null
 * three times); it is never waited for and leaves no zombie. */
bool spawn_detached(const struct arguments *argv, struct error *error);

/*
 * Gives the program bytes on its standard input and waits for it to end, but
 * not for others that it leaves behind; output and error go to /dev/null.
 * False also when it fails, or does not end within limit_ms, after which it is
 * killed.
 */
bool spawn_feed(const struct arguments *argv, const char *bytes, size_t len,
		int limit_ms, struct error *error);

/* Whether there is such a program: in an absolute folder of $PATH, or at a path
 * with a slash. */
bool spawn_exists(const char *name);

/* Whether programs may be started at all (secure.h). */
bool spawn_allowed(struct error *error);

#endif
