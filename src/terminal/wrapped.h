/* SPDX-License-Identifier: ISC */
/* Paint a sentence over as many rows as it needs. */
#ifndef TERMINAL_WRAPPED_H
#define TERMINAL_WRAPPED_H

#include <stddef.h>

#include "reader/style.h"
#include "text/cells.h"

/* How many rows text takes in columns, broken at spaces: at least 1. */
int wrapped_rows(enum cells_mode cells, const char *text, size_t len,
		 int columns);

/* Paints it from row y, column x down, at most rows rows; what is left over
 * then ends in "…". Returns the rows painted. */
int wrapped_put(enum cells_mode cells, int y, int x, int rows, int columns,
		const char *text, size_t len, struct look look);

#endif
