/* SPDX-License-Identifier: ISC */
/* Append lines to a file that others append to, and replace. */
#ifndef MARKS_STORE_APPEND_H
#define MARKS_STORE_APPEND_H

#include <stdbool.h>

#include "base/buffer.h"

struct error;

enum { APPEND_WAIT_MS = 2000 };

/*
 * Opens a file, made if it lacks (0600; its folder too, 0700), and locks it for
 * as long as it is open. It is the one that has this name then. Links are
 * followed. *unlocked: there are no locks here, and it is open without; -1 on
 * failure.
 */
int append_open(const char *path, bool *unlocked, struct error *error);

/*
 * Appends lines by one write. True: they are on the disk. False: nothing of
 * them is in the file, unless the disk failed in bringing them there; then they
 * may be, and may be appended again.
 */
bool append_lines(const char *path, struct span lines, bool *unlocked,
		  struct error *error);

#endif
