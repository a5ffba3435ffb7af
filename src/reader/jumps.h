/* SPDX-License-Identifier: ISC */
/* The places that jumps left, to go back to them. */
#ifndef READER_JUMPS_H
#define READER_JUMPS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/layout.h"

struct view;

enum { JUMPS_KEPT = 64 };

/* Places [0, at) are behind the reader, the rest before: those that going back
 * left. */
struct jumps {
	struct place places[JUMPS_KEPT];
	size_t count;
	size_t at;
};

/* Keeps the place that a jump is about to leave; what was before the reader is
 * forgotten. */
void jumps_remember(struct view *view);

/* Goes back to the place left last, or forward again; false if there is none.
 */
bool jumps_back(struct view *view);
bool jumps_forward(struct view *view);

#endif
