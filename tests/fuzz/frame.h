/* SPDX-License-Identifier: ISC */
/* A screen in memory, instead of curses' (terminal/screen.h). */
#ifndef TESTS_FUZZ_FRAME_H
#define TESTS_FUZZ_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "text/cells.h"

enum { FRAME_ROWS = 100, FRAME_COLUMNS = 260 }; /* the largest window */

/* The window and what its terminal shows. */
void frame_set(int rows, int columns, enum cells_mode cells);

/* A number that another picture hardly has. */
uint64_t frame_hash(void);

/* Cells of a row, from a column to another, that something was put into; how
 * many of these are not blank. */
int frame_painted(int y, int from, int to);
int frame_inked(int y, int from, int to);

/* Whether the cursor, if it shows, is in the window. */
bool frame_has_cursor(void);

#endif
