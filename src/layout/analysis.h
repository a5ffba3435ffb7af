/* SPDX-License-Identifier: ISC */
/* Keep where the lines of segments of prose may end, from width to width. */
#ifndef LAYOUT_ANALYSIS_H
#define LAYOUT_ANALYSIS_H

#include <stdint.h>

#include "layout/candidates.h"

/* What is known of a segment's text, in memory of its own. */
struct analysis {
	struct candidates candidates;
	const uint8_t *widths;
};

struct analyses;

/* Returns owned. */
struct analyses *analyses_new(void);
void analyses_free(struct analyses *analyses);
void analyses_clear(struct analyses *analyses);

/* NULL if it is not there; borrowed until something is put in. */
const struct analysis *analyses_get(struct analyses *analyses, uint32_t block,
				    uint32_t segment);

/* Copies in what candidates_find() found in a text of those widths; others
 * that were not used lately go for it. */
void analyses_put(struct analyses *analyses, uint32_t block, uint32_t segment,
		  const struct candidates *candidates, const uint8_t *widths);

#endif
