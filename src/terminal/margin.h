/* SPDX-License-Identifier: ISC */
/* Paint the signs of marks in the margin. */
#ifndef TERMINAL_MARGIN_H
#define TERMINAL_MARGIN_H

#include <stdbool.h>
#include <stdint.h>

struct row;
struct view;

/* Beside a row of the page at row y of the window, as many as there is room
 * for; the column of the point's bar stays free. None where only the text is
 * shown. */
void margin_paint(struct view *view, const struct row *row, int y);

/* The sign that a page which was turned goes on at this row; the point's bar
 * and the signs of marks may stand over it. */
void margin_paint_turn(const struct view *view, int y);

/* The first mark with a note that has a sign beside the row. */
bool margin_note(struct view *view, const struct row *row, uint32_t *number);

#endif
