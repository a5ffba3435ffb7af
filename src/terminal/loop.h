/* SPDX-License-Identifier: ISC */
/* The event loop: wait, drain the keys, run commands, paint once. */
#ifndef TERMINAL_LOOP_H
#define TERMINAL_LOOP_H

#include <stdbool.h>
#include <stddef.h>

#include "reader/options.h"

struct error;

struct desk_files;

/*
 * Reads the files on the screen, which must have been started, until the
 * reader leaves. False with a sentence when what was asked for by at is not
 * there, or what comes is no text; the screen is the caller's to stop. Without
 * files it begins with the shelf. private: nothing is remembered of it.
 */
bool loop_run(const struct desk_files *files, const struct options *options,
	      bool private, struct error *error);

#endif
