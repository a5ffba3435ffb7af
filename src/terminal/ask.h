/* SPDX-License-Identifier: ISC */
/* Paint the question at the foot of the page. */
#ifndef TERMINAL_ASK_H
#define TERMINAL_ASK_H

struct view;

/* Nothing, if nothing is asked. */
void ask_paint(const struct view *view);

#endif
