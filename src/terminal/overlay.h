/* SPDX-License-Identifier: ISC */
/* Clusters that curses counts too narrow, which are written over its blanks. */
#ifndef TERMINAL_OVERLAY_H
#define TERMINAL_OVERLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/cells.h"

struct buffer;

/* A cluster of an overlay. What it looks like is whoever paints it to say: only
 * whether two look alike is asked here. */
struct overlay_cell {
	uint32_t attributes;
	short pair;
	uint8_t width; /* columns; 0: something was painted over it */
	char shown[CELLS_SHOWN_MAX];
};

struct overlay_layer {
	uint32_t *at; /* by row and column: one more than the index of the
		       * cell that covers it, 0: none does */
	struct overlay_cell *cells;
	size_t count, capacity;
};

/*
 * Where the terminal gives two columns to a character that curses counts as
 * one, curses paints blanks, and what is to stand there is kept here and
 * written at its very place after each flush. So a row is whole whatever the
 * terminal thinks of a character. Zeroed at first, without rows.
 */
struct overlay {
	int rows, columns;
	struct overlay_layer painted; /* since overlay_clear() … */
	struct overlay_layer sent;    /* … and what the terminal shows */
};

void overlay_release(struct overlay *overlay);

/* Begins a picture of this size, in which there is nothing. Of another size,
 * what was sent is forgotten: the terminal is painted anew then. */
void overlay_clear(struct overlay *overlay, int rows, int columns);

/* Something is painted at (y, x): what covers it goes. */
void overlay_hide(struct overlay *overlay, int y, int x);

/* The cell is copied; it takes the columns from x to x + width, which are
 * inside of the picture. */
void overlay_put(struct overlay *overlay, int y, int x,
		 const struct overlay_cell *cell);

/* Appends all cells, each behind what moves the cursor to it and what turns its
 * look on. */
void overlay_append(const struct overlay *overlay, struct buffer *out,
		    void (*append_move)(struct buffer *out, int y, int x),
		    void (*append_look)(struct buffer *out, uint32_t attributes,
					short pair));

/* Whether row y, as it was sent, has cells that are not in it now, or
 * elsewhere: curses takes for blanks what they left. */
bool overlay_row_differs(const struct overlay *overlay, int y);

/* What is painted was sent. */
void overlay_settle(struct overlay *overlay);

#endif
