/* SPDX-License-Identifier: ISC */
/* Print in a process apart, and once more without what it died of. */
#ifndef PRINT_ATTEMPT_H
#define PRINT_ATTEMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/guard.h"

/*
 * What is printed cannot be taken back. So where a text takes its parser longer
 * than it may, or breaks it (guard.h), another process prints it from its start
 * on, with those lines as plain paragraphs, but for the bytes that are out.
 * Both see this.
 */
struct attempt {
	struct guard guard; /* of the file that is being printed */
	size_t file;	    /* which one that is, from 0 */
	uint64_t written;   /* bytes of what is printed of it that are out */
	bool failed;	    /* a file before it did */
};

/*
 * Returns true in each process that is to print; it has to end by exit(), what
 * its parent sees of it is *attempt (borrowed, zeros at first), which is NULL
 * where there can be no process, and no guard. False in the parent once there
 * is nothing left to try: *status is the exit status then. Of a signal that
 * ends a process for no fault of its text the parent ends too, and what ends
 * the parent, but SIGKILL, ends both.
 */
bool attempt_begin(struct attempt **attempt, int *status);

/* The process that prints comes to the file of this index, not below the one
 * that it begins with. attempt may be NULL. */
void attempt_file(struct attempt *attempt, size_t index);

#endif
