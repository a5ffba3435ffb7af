/* SPDX-License-Identifier: ISC */
/* Count what a program does, by valgrind's callgrind. */
#ifndef TESTS_GATES_CALLGRIND_H
#define TESTS_GATES_CALLGRIND_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;

struct counts {
	double instructions;
	double allocations; /* calls of malloc(), calloc(), realloc() */
	bool painted;	    /* the last that was done was a paint */
};

/* Adds the words that run a program, whose words follow, under callgrind at
 * the path valgrind. Its profiles are FOLDER/out.PID, and in parts a
 * FOLDER/out.PID.N, with N from 1, of what was done since the one before, in
 * front of each key and behind each paint. */
void callgrind_arguments(struct arguments *words, const char *valgrind,
			 const char *folder, bool in_parts);

/* How many parts a process wrote. */
size_t callgrind_parts(const char *folder, long pid);

/* False where there is no such part, or not all of it yet. */
bool callgrind_read_part(const char *folder, long pid, size_t part,
			 struct counts *counts);

/* Reads the sum of all profiles in a folder, and removes them. */
bool callgrind_read_all(const char *folder, struct counts *counts);

#endif
