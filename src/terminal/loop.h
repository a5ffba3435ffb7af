/* SPDX-License-Identifier: ISC */
/* The event loop: wait, drain the keys, run commands, paint once. */
#ifndef TERMINAL_LOOP_H
#define TERMINAL_LOOP_H

#include <stdbool.h>
#include <stddef.h>

#include "document/source.h"
#include "reader/options.h"

struct error;

struct loop_files {
	const char *const *paths; /* at least one */
	size_t count;
	struct source *first; /* of paths[first_index]: taken over */
	size_t first_index;   /* those before it cannot be read */
	enum source_from from;
	const char *encoding; /* of all of them; NULL: found out */
	const char *at;	      /* where to open that one; NULL: its start */
};

/*
 * Reads the files on the screen, which must have been started, until the
 * reader leaves. False with a sentence when what was asked for by at is not
 * there, or what comes is no text; the screen is the caller's to stop.
 */
bool loop_run(const struct loop_files *files, const struct options *options,
	      struct error *error);

#endif
