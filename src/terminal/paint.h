/* SPDX-License-Identifier: ISC */
/* Paint all that the view shows. */
#ifndef TERMINAL_PAINT_H
#define TERMINAL_PAINT_H

struct view;

/* Onto an empty screen, of which nothing is sent yet (screen_flush()). */
void paint_view(struct view *view);

#endif
