/* SPDX-License-Identifier: ISC */
/* Find the stretches of a text that are most like a pattern. */
#ifndef MARKS_ANCHOR_PATTERN_H
#define MARKS_ANCHOR_PATTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct approximate;

struct pattern {
	size_t count;		     /* units */
	struct approximate *forward; /* owned; NULL: there are no units */
	struct approximate *reverse; /* likewise */
};

/* [off, end) of the text, starts of characters. */
struct likeness {
	uint32_t off;
	uint32_t end;
	uint32_t errors;
};

enum { PATTERN_FOUND = 48 };

/* The units may be freed. */
void pattern_init(struct pattern *pattern, const uint32_t *units, size_t count);
void pattern_release(struct pattern *pattern);

/*
 * Finds up to room (at most PATTERN_FOUND) stretches of text's bytes
 * [from, to) with at most limit errors, those with the fewest, of some that are
 * less than half the pattern apart the best. They stand in the text's order.
 */
size_t pattern_find(const struct pattern *pattern, struct span text,
		    uint32_t from, uint32_t to, uint32_t limit,
		    struct likeness *found, size_t room);

/* The edit distance between the pattern and text's bytes [from, to), or limit
 * + 1 if that is less. */
uint32_t pattern_distance(const struct pattern *pattern, struct span text,
			  uint32_t from, uint32_t to, uint32_t limit);

#endif
