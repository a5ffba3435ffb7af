/* SPDX-License-Identifier: ISC */
/* Paint the prompt: a line that is being typed. */
#ifndef TERMINAL_PROMPT_H
#define TERMINAL_PROMPT_H

struct view;

/* In the window's last row; the cursor shows in it. */
void prompt_paint(struct view *view);

#endif
