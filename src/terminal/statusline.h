/* SPDX-License-Identifier: ISC */
/* Paint the status line: section, progress, minutes left, messages. */
#ifndef TERMINAL_STATUSLINE_H
#define TERMINAL_STATUSLINE_H

struct view;

/* In the window's last row, and the rule above it; where the status line is
 * hidden, only a message. */
void statusline_paint(struct view *view);

#endif
