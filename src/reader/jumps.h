/* SPDX-License-Identifier: ISC */
/* The places that jumps left, in any document, to go back to them. */
#ifndef READER_JUMPS_H
#define READER_JUMPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/layout.h"
#include "marks/anchor.h"

struct view;

enum { JUMPS_KEPT = 64 };

/* A place in a document, which another generation of it still has. */
struct jump {
	char *path; /* owned; of a file absolute, of a pipe its name */
	struct anchor at;
	uint32_t above; /* the layout's rows above it */
	bool of_pipe;	/* must not outlive this run */
};

/* Places [0, at) are behind the reader, the rest before: those that going back
 * left. */
struct jumps {
	struct jump places[JUMPS_KEPT];
	size_t count;
	size_t at;
	size_t changes; /* how often they changed, to know what to keep */
};

void jumps_release(struct jumps *jumps);
/* Adds a place in a file at the end, as it was kept; what there is no room for
 * falls off the other end. */
void jumps_add(struct jumps *jumps, const char *path,
	       const struct anchor *anchor, uint32_t above);

/* Forgets all places in a document. */
void jumps_forget(struct jumps *jumps, const char *path);

/* Keeps the place that a jump is about to leave; what was before the reader is
 * forgotten. */
void jumps_remember(struct view *view);

/* Goes back to the place left last, or forward again; false if there is none.
 * One in another document is asked for by REQUEST_OPEN, one in a part of this
 * that is not there yet by REQUEST_WHOLE: then the call is to be made again. */
bool jumps_back(struct view *view);
bool jumps_forward(struct view *view);

#endif
