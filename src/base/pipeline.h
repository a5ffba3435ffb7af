/* SPDX-License-Identifier: ISC */
/* Programs that read each what the one before wrote. */
#ifndef BASE_PIPELINE_H
#define BASE_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct arguments;
struct error;

struct pipeline {
	pid_t pid;  /* of who looks after the programs; -1: there is nobody */
	int report; /* where it tells how they ended */
};

#define PIPELINE_NONE  \
	{              \
		-1, -1 \
	}

/*
 * Starts count programs, one or more, as spawn.h does, but in a session of
 * their own, where no key reaches them. The first reads input (a descriptor
 * that stays the caller's; below 0: nothing), *output (the caller's, beyond the
 * three streams) gives what the last one writes. What does not end within
 * limit_ms is killed. False with a sentence.
 */
bool pipeline_start(struct pipeline *pipeline, const struct arguments *programs,
		    size_t count, int input, int limit_ms, int *output,
		    struct error *error);

/*
 * What became of them, once the output has come to its end: waits for a short
 * while, after which they are killed. False with a sentence that names the
 * program that failed, and the first line that it had to say of it.
 */
bool pipeline_end(struct pipeline *pipeline, struct error *error);

/* Kills them, whatever they are at. */
void pipeline_kill(struct pipeline *pipeline);

#endif
