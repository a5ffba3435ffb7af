/* SPDX-License-Identifier: ISC */
/* Run a part of this program in a process of its own. */
#ifndef BASE_APART_H
#define BASE_APART_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A child that does some work of its parent's, with all that the parent knew
 * when it began, and tells what it finds. */
struct apart {
	pid_t pid; /* -1: there is none */
	int fd;	   /* what the child writes is read here, without waiting */
};

#define APART_NONE     \
	{              \
		-1, -1 \
	}

/*
 * Starts work(context, out) in a child, which ends when that returns. Of all
 * descriptors the child has out, to write to, and keep (-1: none); standard
 * input, output and error lead nowhere, but for an error output that is no
 * terminal. No handler of the caller's runs in it, what a terminal's keys send
 * does not stop it, and where nobody reads any more a write to out fails. Where
 * that can be had it is confined (confine.h).
 * False, with apart as it was, if there can be no process.
 */
bool apart_start(struct apart *apart, int keep,
		 void (*work)(void *context, int out), void *context);

/* Ends the child, whatever it is at, and waits for it. */
void apart_end(struct apart *apart);

/* Memory, zeroed, that a child that is started behind this has as well: what
 * one writes there the other reads. NULL if there can be none. */
void *apart_share(size_t size);
/* memory may be NULL. */
void apart_unshare(void *memory, size_t size);

/* Who goes on. */
enum apart_side {
	APART_CHILD,  /* it, with all that the caller has */
	APART_ENDED,  /* the caller, when it has ended */
	APART_FAILED, /* the caller, for there can be no process */
};

/* Starts a child that goes on with the caller's work, and waits for its end:
 * *status is what waitpid(2) says of it. What ends a program by its signal is
 * passed on to the child meanwhile. */
enum apart_side apart_split(int *status);

#endif
