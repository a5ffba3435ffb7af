/* SPDX-License-Identifier: ISC */
/* A process that becomes another program. */
#ifndef BASE_SPAWN_CHILD_H
#define BASE_SPAWN_CHILD_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct arguments;
struct buffer;
struct error;

/* What a child's three streams become. */
enum { CHILD_AS_IT_IS = -1, CHILD_TO_NOTHING = -2 };

enum { CHILD_NOT_STARTED = 127 };

struct child {
	const struct arguments *argv;
	const char *path;
	int input; /* a descriptor, or one of the above */
	int output;
	int errors;
	bool detached;
};

/* Sets path to the program of that name; false: there is none. */
bool child_find(const char *name, struct buffer *path);

/* The same of what argv starts; false with a sentence, too where programs are
 * not allowed. */
bool child_prepare(const struct arguments *argv, struct buffer *path,
		   struct error *error);

/* Whether a signal that stops is ignored: then there is nobody to continue
 * what stops. */
bool child_stays_ignored(int number);

/* Nothing is blocked, handled or ignored any more, but what stays so. */
void child_reset_signals(void);

/* Blocks signals, by their numbers up to a 0, but for child_pause(), so that
 * none comes unseen between a look and the wait for it. */
struct child_hold {
	sigset_t before; /* what was blocked; to be restored by the caller … */
	sigset_t waiting; /* … and what is while waiting */
};
void child_hold_signals(struct child_hold *hold, const int *numbers);

/* A handler that does nothing but end a wait. */
void child_wake(int number);

/* Waits until fd can be read, or written, a signal comes, or ms are over (< 0:
 * never); fd < 0: there is none. Whether fd can be. */
enum child_until { CHILD_READABLE, CHILD_WRITABLE };
bool child_pause(const struct child_hold *hold, int fd, enum child_until until,
		 int64_t ms);

/* A pipe beyond the three streams, which children do not get; its descriptors
 * are below FD_SETSIZE. False with errno. */
bool child_pipe(int ends[2]);

/* Forks; no handler of the caller's runs in the child, where all signals are
 * blocked. */
pid_t child_fork(void);

/* Returns the child, who has become the program; -1 with a sentence. */
pid_t child_start(const struct child *child, struct error *error);

/* Waits until it ends, also when interrupted; its status. */
int child_wait(pid_t pid);

#endif
