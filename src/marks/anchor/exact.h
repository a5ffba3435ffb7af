/* SPDX-License-Identifier: ISC */
/* Find where a text has exactly a quote, by how texts are folded. */
#ifndef MARKS_ANCHOR_EXACT_H
#define MARKS_ANCHOR_EXACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/*
 * Knuth, Morris and Pratt's search over folded units, in linear time whatever
 * the text. Where no match has begun, it leaps to where the quote's longest
 * stretch that is written in one way only stands next, at the speed of memory.
 */
struct exact;

enum { EXACT_MAX = 65535 }; /* units of a quote */

/* Returns owned; 0 < count <= EXACT_MAX units, which may be freed. text is
 * valid UTF-8, borrowed. */
struct exact *exact_open(const uint32_t *quote, size_t count, struct span text);
void exact_free(struct exact *exact);

/* The next match, [off, end), whole clusters; they may overlap. */
bool exact_next(struct exact *exact, uint32_t *off, uint32_t *end);

#endif
