/* SPDX-License-Identifier: ISC */
/* Look a code point up in a table of ranges. */
#ifndef TEXT_RANGES_H
#define TEXT_RANGES_H

#include <stddef.h>
#include <stdint.h>

/* [first, last], both in it, and what a table says of them. */
struct point_range {
	uint32_t first, last;
	int value;
};

#define RANGES_COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The value of the range that holds point, or missing; ranges ascend and do
 * not overlap. */
int ranges_find(const struct point_range *ranges, size_t count, uint32_t point,
		int missing);

#endif
