/* SPDX-License-Identifier: ISC */
/* The event loop: wait, drain the keys, run commands, paint once. */
#ifndef TERMINAL_LOOP_H
#define TERMINAL_LOOP_H

#include <stdbool.h>
#include <stddef.h>

struct config;
struct desk_files;
struct error;

/*
 * Reads the files on the screen, which must have been started, until the
 * reader leaves; without files it begins with the shelf. The config may be read
 * again meanwhile. private: nothing is
 * remembered of it. False with a sentence when what comes is no text, a folder
 * cannot be read, or what is remembered could not be written; the screen is the
 * caller's to stop.
 */
bool loop_run(const struct desk_files *files, struct config *config,
	      bool private, struct error *error);

#endif
