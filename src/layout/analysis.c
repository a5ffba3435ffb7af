/* SPDX-License-Identifier: ISC */
/* Keep where the lines of segments of prose may end, from width to width. */
#include "layout/analysis.h"

#include <string.h>

#include "layout/keep.h"

void analysis_put(struct keep *keep, uint32_t block, uint32_t segment,
		  const struct candidates *candidates, const uint8_t *widths)
{
	size_t count = candidates->count;
	size_t size = count * sizeof(*candidates->candidates);
	size_t len = candidates->candidates[count - 1].end;
	struct analysis *analysis =
		keep_put(keep, block, segment, sizeof(*analysis) + size + len);
	struct candidate *copy = (struct candidate *)(analysis + 1);

	memcpy(copy, candidates->candidates, size);
	memcpy(copy + count, widths, len);
	analysis->candidates = (struct candidates){ copy, count, count };
	analysis->widths = (const uint8_t *)(copy + count);
}
