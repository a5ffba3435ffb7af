/* SPDX-License-Identifier: ISC */
/* Paint a sentence over as many rows as it needs. */
#ifndef TERMINAL_WRAPPED_H
#define TERMINAL_WRAPPED_H

#include <stddef.h>

#include "reader/style.h"
#include "text/cells.h"

/* What is painted, and how wide at most. The text is borrowed. */
struct wrapped {
	enum cells_mode cells;
	const char *text;
	size_t len;
	int columns;
};

/* How many rows it takes, broken at spaces: at least 1. */
int wrapped_rows(const struct wrapped *wrapped);

/* Paints it from row y, column x down, at most rows rows; what is left over
 * then ends in "…". Returns the rows painted. */
int wrapped_put(const struct wrapped *wrapped, int y, int x, int rows,
		struct look look);

#endif
