/* SPDX-License-Identifier: ISC */
/* One run of a screen test's script, and its steps. */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buffer.h"
#include "pty.h"
#include "script.h"

enum { RUN_ENVIRONMENT_MAX = 64, RUN_REMEMBERED_MAX = 16, RUN_FIFO_MAX = 4 };

struct remembered {
	char *name; /* owned */
	struct buffer text;
};

struct fifo {
	char *name; /* owned */
	int fd;	    /* -1: closed */
};

struct run {
	const char *program;
	char *source; /* owned: the source's folder */
	char *folder; /* owned: where the program runs */
	FILE *file;   /* being written by the lines "| text", or NULL */
	char *input;  /* owned: the file that a pipe on standard input gives */
	char *environment[RUN_ENVIRONMENT_MAX + 1]; /* owned; NULL ends */
	size_t environment_count;
	int rows, columns;
	enum pty_kind kind;
	int gap_ms;
	struct remembered remembered[RUN_REMEMBERED_MAX];
	size_t remembered_count;
	struct fifo fifos[RUN_FIFO_MAX];
	size_t fifo_count;
	struct pty *pty;   /* NULL before the step run */
	struct pty *other; /* the one that the step other left, or NULL */
	size_t counted;	   /* bytes that had come at the last expect bytes */
	bool skipped;	   /* something is missing that it needs */
	struct buffer why; /* what went wrong */
};

/* One of a table of steps; screen_run.c tells what they do. */
struct run_step {
	const char *name;
	bool running; /* only while the program was started */
	size_t least; /* words, the name's own too */
	/* False with run->why. */
	bool (*run)(struct run *run, const struct script_line *line);
};

/* What acts, by a line's first word; what looks, by its second. Both end with
 * a step without a name. */
extern const struct run_step run_actions[];
extern const struct run_step run_expectations[];

/* Of those the ones about files, in onfiles.c. */
bool run_file(struct run *run, const struct script_line *line);
bool run_append(struct run *run, const struct script_line *line);
bool run_program(struct run *run, const struct script_line *line);
bool run_make_folder(struct run *run, const struct script_line *line);
bool run_rename(struct run *run, const struct script_line *line);
bool run_delete(struct run *run, const struct script_line *line);
bool run_copies(struct run *run, const struct script_line *line);
bool run_expect_file(struct run *run, const struct script_line *line);
bool run_expect_copy(struct run *run, const struct script_line *line);
bool run_expect_nofile(struct run *run, const struct script_line *line);

/* Says what went wrong; returns false. */
__attribute__((format(printf, 2, 3))) bool run_fail(struct run *run,
						    const char *format, ...);

/* "NAME=VALUE", or "NAME" to unset. */
void run_setenv(struct run *run, const char *setting);

/* What step remember kept under the name, or NULL. */
struct remembered *run_remembered(struct run *run, const char *name);

/* A row of the screen counted from its top, also one given from its end. */
int run_row(const struct run *run, int row);

#endif
