/* SPDX-License-Identifier: ISC */
/* Paint the letters on what can be chosen. */
#ifndef TERMINAL_LABELS_H
#define TERMINAL_LABELS_H

struct view;

/* Nothing, where the letters have not the keys. */
void labels_paint(struct view *view);

#endif
