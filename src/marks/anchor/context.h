/* SPDX-License-Identifier: ISC */
/* Say how well the text around a range agrees with what stood there. */
#ifndef MARKS_ANCHOR_CONTEXT_H
#define MARKS_ANCHOR_CONTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/anchor/units.h"

struct approximate;

/*
 * One side of a quote. Of what is kept of it the CONTEXT_SCORED units next to
 * the quote are compared: 32 and 64 place as many quotes, 96 fewer. The half
 * of them that touched the quote must still do so, but for CONTEXT_SLACK units;
 * the other half may have been moved off by an insertion.
 */
enum {
	CONTEXT_SCORED = 32,
	CONTEXT_NEAR = 16,
	CONTEXT_SLACK = 3,
};

enum context_side { CONTEXT_BEFORE, CONTEXT_BEHIND };

struct context {
	enum context_side side;
	size_t count; /* units compared; may be 0 */
	size_t near_count;
	struct approximate *near; /* owned; NULL if there is none */
	struct approximate *far;  /* likewise */
	struct units window;	  /* for reuse */
	uint32_t *distances;	  /* owned, for reuse */
	size_t distances_room;
};

/* text: what stood before, or behind, the quote. */
void context_init(struct context *context, enum context_side side,
		  struct span text);
void context_release(struct context *context);

/* How many of the context's units are missing or wrong beside byte at of text.
 */
uint32_t context_errors(struct context *context, struct span text, uint32_t at);

/* Moves *at to where in text's bytes [from, to) the context touches the quote
 * instead: of the best places the nearest. It stays if there is none. */
void context_seek(struct context *context, struct span text, uint32_t from,
		  uint32_t to, uint32_t *at);

#endif
