/* SPDX-License-Identifier: ISC */
/* Keep where the lines of segments of prose may end, from width to width. */
#ifndef LAYOUT_ANALYSIS_H
#define LAYOUT_ANALYSIS_H

#include <stdint.h>

#include "layout/candidates.h"

struct keep;

/* What is known of a segment's text, in memory of its own. */
struct analysis {
	struct candidates candidates;
	const uint8_t *widths;
};

/* Copies what candidates_find() found in a text of those widths into the keep,
 * of which each is a struct analysis. A candidate takes 28 bytes, and there is
 * one to each 4 to 6 bytes of text. */
void analysis_put(struct keep *keep, uint32_t block, uint32_t segment,
		  const struct candidates *candidates, const uint8_t *widths);

#endif
