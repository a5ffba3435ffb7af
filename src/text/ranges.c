/* SPDX-License-Identifier: ISC */
/* Look a code point up in a table of ranges. */
#include "text/ranges.h"

int ranges_find(const struct point_range *ranges, size_t count, uint32_t point,
		int missing)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (point > ranges[middle].last)
			low = middle + 1;
		else if (point < ranges[middle].first)
			high = middle;
		else
			return ranges[middle].value;
	}
	return missing;
}
