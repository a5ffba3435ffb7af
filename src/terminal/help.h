/* SPDX-License-Identifier: ISC */
/* Paint help: the keys and options there are. */
#ifndef TERMINAL_HELP_H
#define TERMINAL_HELP_H

struct view;

void help_paint(struct view *view);

#endif
