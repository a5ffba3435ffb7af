/* SPDX-License-Identifier: ISC */
/* A program in a terminal, and when it showed what it shows. */
#ifndef TESTS_BENCH_SPEED_STOPWATCH_H
#define TESTS_BENCH_SPEED_STOPWATCH_H

#include <stdbool.h>
#include <stddef.h>

struct stopwatch;

/* What became of one action. */
struct paint {
	bool came;    /* something was painted, and what was waited for */
	double ms;    /* from the action to the bytes after which 95 % of the
		       * rows were as they are once it is over; or, where a text
		       * is waited for, it was shown */
	size_t bytes; /* sent to the terminal until it was over */
};

/*
 * Starts a program in a terminal like xterm, which answers what it is asked.
 * An action is over when nothing was sent for 60 ms. Returns owned, with the
 * first paint, whose time begins right before exec (NULL: that is not waited
 * for); NULL with errno.
 */
struct stopwatch *stopwatch_start(char *const argv[], char *const envp[],
				  int rows, int columns, struct paint *paint);
/* Kills it, with what it started. */
void stopwatch_free(struct stopwatch *stopwatch);

/* Types, all at once. until may be NULL. */
struct paint stopwatch_type(struct stopwatch *stopwatch, const char *keys,
			    const char *until);
struct paint stopwatch_resize(struct stopwatch *stopwatch, int rows,
			      int columns);

/* From its start until now. */
double stopwatch_ms(const struct stopwatch *stopwatch);

/* Takes in what comes for so long. */
void stopwatch_pass(struct stopwatch *stopwatch, int ms);

/* Waits until it and what it started have nothing more to do. */
void stopwatch_idle(struct stopwatch *stopwatch);

/* Most memory that it itself had so far, in KiB; 0 where the system does not
 * tell. */
size_t stopwatch_peak_kib(const struct stopwatch *stopwatch);

/* Waits for its end; its status as waitpid() gives it. */
int stopwatch_wait(struct stopwatch *stopwatch);

long stopwatch_pid(const struct stopwatch *stopwatch);

#endif
