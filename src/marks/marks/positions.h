/* SPDX-License-Identifier: ISC */
/* Turn places counted in code points into bytes, and back. */
#ifndef MARKS_MARKS_POSITIONS_H
#define MARKS_MARKS_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

struct position {
	uint32_t points; /* so many code points from the start … */
	uint32_t *bytes; /* … are how many bytes; borrowed */
};

/*
 * Writes the bytes of count positions, which it sorts, in one pass over text
 * (valid UTF-8). Those behind its end are told as if it went on alike.
 */
void positions_reckon(const char *text, size_t len, struct position *positions,
		      size_t count);

/* Code points of valid UTF-8, eight bytes at a time. */
size_t positions_count(const char *text, size_t len);

#endif
