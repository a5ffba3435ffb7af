/* SPDX-License-Identifier: ISC */
/* Paint the contents: beside the page, or over the window. */
#ifndef TERMINAL_SIDEBAR_H
#define TERMINAL_SIDEBAR_H

#include <stdbool.h>
#include <stddef.h>

struct view;

/* Paints the contents in the sidebar's columns, or, where they are over the
 * window, in all of it. */
void sidebar_paint(struct view *view);

/* The entry at row y, column x of the window; false where there is none. */
bool sidebar_entry_at(const struct view *view, int y, int x, size_t *entry);

/* Whether an entry's title is longer than what the list shows of it. */
bool sidebar_cuts(const struct view *view, size_t entry);

#endif
