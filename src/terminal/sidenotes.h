/* SPDX-License-Identifier: ISC */
/* Paint the notes beside the text. */
#ifndef TERMINAL_SIDENOTES_H
#define TERMINAL_SIDENOTES_H

#include <stdbool.h>

struct sidenote;
struct view;

void sidenotes_paint(struct view *view);

/* The note shown at row y, column x of the window; NULL: none. Borrowed until
 * the next one is asked for, or painted. */
const struct sidenote *sidenotes_under(struct view *view, int y, int x);

#endif
