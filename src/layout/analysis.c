/* SPDX-License-Identifier: ISC */
/* Keep where the lines of segments of prose may end, from width to width. */
#include "layout/analysis.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/keep.h"

/* A candidate takes 28 bytes, and there is one to each 4 to 6 bytes of text. */
static const size_t size_max = (size_t)8 << 20;

struct analyses {
	struct keep
		*keep; /* owned; of struct analysis with what it points to */
};

struct analyses *analyses_new(void)
{
	struct analyses *analyses = memory_alloc(sizeof(*analyses));

	analyses->keep = keep_new(size_max);
	return analyses;
}

void analyses_free(struct analyses *analyses)
{
	if (!analyses)
		return;
	keep_free(analyses->keep);
	free(analyses);
}

void analyses_clear(struct analyses *analyses)
{
	keep_clear(analyses->keep);
}

const struct analysis *analyses_get(struct analyses *analyses, uint32_t block,
				    uint32_t segment)
{
	return keep_get(analyses->keep, block, segment);
}

void analyses_put(struct analyses *analyses, uint32_t block, uint32_t segment,
		  const struct candidates *candidates, const uint8_t *widths)
{
	size_t count = candidates->count;
	size_t size = count * sizeof(*candidates->candidates);
	size_t len = candidates->candidates[count - 1].end;
	struct analysis *analysis = keep_put(analyses->keep, block, segment,
					     sizeof(*analysis) + size + len);
	struct candidate *copy = (struct candidate *)(analysis + 1);

	memcpy(copy, candidates->candidates, size);
	memcpy(copy + count, widths, len);
	analysis->candidates = (struct candidates){ copy, count, count };
	analysis->widths = (const uint8_t *)(copy + count);
}
