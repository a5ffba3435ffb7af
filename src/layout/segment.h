/* SPDX-License-Identifier: ISC */
/* Cut a long block's text into segments that are laid out one by one. */
#ifndef LAYOUT_SEGMENT_H
#define LAYOUT_SEGMENT_H

#include <stdint.h>

struct document;

/*
 * A block of at most SEGMENT_BYTES is one segment. In a longer one the k-th
 * segment starts near k * SEGMENT_BYTES: behind the next '\n' within reach,
 * else at the next break opportunity, else at a cluster. (A cluster of over a
 * kilobyte, which no screen shows whole, may be cut at a code point.) So the
 * cuts depend on the text alone, and finding one costs what its surroundings
 * cost, wherever in a huge block it is.
 */
enum { SEGMENT_BYTES = 16 * 1024 };

struct segment {
	uint32_t off;
	uint32_t end;
};

/* At least 1. Those but the first may be empty: a line of code that began
 * before them reaches beyond. */
uint32_t segment_count(const struct document *document, uint32_t block);

struct segment segment_range(const struct document *document, uint32_t block,
			     uint32_t segment);

/* The segment, not empty, that holds byte off of the block. */
uint32_t segment_at(const struct document *document, uint32_t block,
		    uint32_t off);

#endif
