/* SPDX-License-Identifier: ISC */
/*
 * Move what is wider than the window to the left: a table, or a block of code.
 *
 * Each such block is moved alone, and stays so while the reader is elsewhere.
 * It is known by where it starts in the text, and how far it is moved is so
 * many columns of its rows behind those that are frozen (layout/layout.h).
 */
#ifndef READER_PAN_H
#define READER_PAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct row;
struct view;

struct pan {
	uint32_t off; /* of a table's first row, or of a block of code */
	uint32_t columns;
};

/* Those that were moved, the last one first; what is moved after so many others
 * lets the oldest go. */
enum { PANS_MAX = 8 };

struct pans {
	struct pan pans[PANS_MAX];
	size_t count;
};

/* Columns by which a row is moved: 0 where it is not wide. */
uint32_t pan_of(const struct view *view, const struct row *row);

/* The column of the measure where a row's column is painted; false if it has
 * been moved out of sight to the left. */
bool pan_shows(const struct view *view, const struct row *row, uint32_t col,
	       uint32_t *shown);
/* And the row's column that is painted there. */
uint32_t pan_column(const struct view *view, const struct row *row,
		    uint32_t shown);

/*
 * Moves the wide block at the point, else the first one on the page, count
 * steps to the left (negative: back): a table so that a column starts where
 * what moves starts. Says so where there is none, or no more of it.
 */
void pan_step(struct view *view, long count);
/* The same for the block of a row that is pointed at, if it is wide. */
void pan_step_at(struct view *view, uint32_t block, long count);

/* Moves the block of the row that shows off so that [off, end) is seen. */
void pan_reveal(struct view *view, uint32_t off, uint32_t end);

/* Takes back what is moved too far, when the window has changed. */
void pan_clamp(struct view *view);

#endif
