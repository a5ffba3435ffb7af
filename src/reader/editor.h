/* SPDX-License-Identifier: ISC */
/* The command that edits a file at a line. */
#ifndef READER_EDITOR_H
#define READER_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;
struct error;

/*
 * Appends the words of $VISUAL, else $EDITOR, else vi, and behind them path in
 * such a way that the editor goes to line (from 1 on; 0: none), as far as that
 * editor is known. The path is never taken for an option or a command. False
 * with a sentence where the variable cannot be read.
 */
bool editor_command(const char *path, size_t line, struct arguments *argv,
		    struct error *error);

/* Whether the command needs the terminal: spawn_run(). Those that have windows
 * of their own are for spawn_detached(). */
bool editor_runs_in_terminal(const struct arguments *argv);

#endif
