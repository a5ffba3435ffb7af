/* SPDX-License-Identifier: ISC */
/* Paint the panel with a note, of the text or of a mark, at the foot of the
 * page. */
#ifndef TERMINAL_PANEL_H
#define TERMINAL_PANEL_H

struct view;

/* Nothing, where no note is open. */
void panel_paint(struct view *view);

#endif
