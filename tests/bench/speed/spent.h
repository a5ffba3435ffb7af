/* SPDX-License-Identifier: ISC */
/* What a program costs that needs no terminal. */
#ifndef TESTS_BENCH_SPEED_SPENT_H
#define TESTS_BENCH_SPEED_SPENT_H

#include <stdbool.h>
#include <stddef.h>

struct spent {
	double cpu_ms; /* user and system, with the children it waited for */
	double wall_ms;
	size_t peak_kib; /* of memory */
	size_t bytes;	 /* written to standard output, and … */
	double number;	 /* … what they say, if they are a number */
};

/* Runs a program; false when it does not end well. What it writes is thrown
 * away, unless it is counted through a pipe, which costs both sides. */
bool spent_run(char *const argv[], char *const envp[], bool counted,
	       struct spent *spent);

#endif
