/* SPDX-License-Identifier: ISC */
/* Where what is measured lies: programs, texts, a home. */
#ifndef TESTS_BENCH_SPEED_SETUP_H
#define TESTS_BENCH_SPEED_SETUP_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;
struct buffer;

/* All owned. */
struct setup {
	char *folder;  /* of texts and homes */
	char *program; /* that of the variable LECTERN, else ./lectern */
	char *tools;   /* the folder of tests/bench/speed in the build */
	size_t homes;  /* given away so far */
};

/* False, with a word on standard error, when something is missing. tools may
 * be NULL, where none is asked for. */
bool setup_make(struct setup *setup, const char *tools);
/* Removes the folder. */
void setup_remove(struct setup *setup);

/* Appends the path of a text ("prose 10k"), which is made if it is not there
 * yet; false, with a word, when it cannot be made. */
bool setup_text(const struct setup *setup, const char *text,
		struct buffer *path);

/* Appends the path of a program: "lectern", one of the tools or another's;
 * false when there is none. */
bool setup_program(const struct setup *setup, const char *name,
		   struct buffer *path);

/* Adds the environment of somebody who never read anything; with the machine's
 * dictionaries of hyphens or without any. */
void setup_environment(struct setup *setup, bool hyphens,
		       struct arguments *environment);

#endif
