/* SPDX-License-Identifier: ISC */
/* Paint the page: the rows of text around the place. */
#ifndef TERMINAL_PAGE_H
#define TERMINAL_PAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "reader/style.h"

struct row;
struct view;

/* Paints the rows, the bar beside the point, and puts the cursor there. */
void page_paint(struct view *view);

/* Paints the text of one row, wherever it stands, at row y of the window. */
void page_paint_row(struct view *view, const struct row *row, int y);

/* Paints what the row of a note says beside the text, in columns of the window
 * from x on, as a part. */
void page_paint_aside(const struct view *view, const struct row *row, int y,
		      int x, int columns, enum part part);

/* The run of the note's reference shown at row y, column x; false where there
 * is none. */
bool page_reference_at(struct view *view, int y, int x, uint32_t *run);

/* The byte of reading text shown at row y, column x of the window; false where
 * there is none. */
bool page_offset_at(struct view *view, int y, int x, uint32_t *off);

/* The mark with a note whose sign is shown in the margin there; false where
 * there is none. */
bool page_note_at(struct view *view, int y, int x, uint32_t *number);

#endif
