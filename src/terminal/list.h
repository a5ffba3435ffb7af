/* SPDX-License-Identifier: ISC */
/* Paint a list over the window. */
#ifndef TERMINAL_LIST_H
#define TERMINAL_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct view;

/* Paints the list that is open in all rows but the status line's. */
void list_paint(struct view *view);

/* The index of what the list shows in row y of the window; false where there
 * is nothing, or a line above others. */
bool list_index_at(struct view *view, int y, size_t *index);

#endif
