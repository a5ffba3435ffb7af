/* SPDX-License-Identifier: ISC */
/* Paint the page: the rows of text around the place. */
#ifndef TERMINAL_PAGE_H
#define TERMINAL_PAGE_H

#include <stdbool.h>
#include <stdint.h>

struct view;

/* Paints the rows, the bar beside the point, and puts the cursor there. */
void page_paint(struct view *view);

/* The byte of reading text shown at row y, column x of the window; false where
 * there is none. */
bool page_offset_at(struct view *view, int y, int x, uint32_t *off);

#endif
