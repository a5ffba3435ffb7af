/* SPDX-License-Identifier: ISC */
/* Find where a text is most like a pattern. */
#ifndef MARKS_ANCHOR_APPROXIMATE_H
#define MARKS_ANCHOR_APPROXIMATE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Myers' bit-vector algorithm ("A fast bit-vector algorithm for approximate
 * string matching based on dynamic programming", JACM 46, 1999): blocks of 64
 * rows of the matrix of edit distances in one step, and of the blocks only
 * those in which a distance may still be within the limit (Ukkonen's cut-off).
 * The text comes in stretches of any size.
 */
struct approximate;

enum approximate_from {
	APPROXIMATE_ANYWHERE, /* what is like the pattern may start anywhere */
	APPROXIMATE_HERE,     /* it starts where the text does */
};

/* Returns owned; count > 0 units, which may be freed. */
struct approximate *approximate_open(const uint32_t *pattern, size_t count);
void approximate_free(struct approximate *approximate);

/* Begins a text. Distances over limit are not told apart. */
void approximate_start(struct approximate *approximate,
		       enum approximate_from from, uint32_t limit);

/*
 * Goes on with the text: distances[i] becomes the least edit distance between
 * the pattern and a stretch of the text that ends behind units[i], or limit + 1
 * if that is less.
 */
void approximate_feed(struct approximate *approximate, const uint32_t *units,
		      size_t count, uint32_t *distances);

#endif
