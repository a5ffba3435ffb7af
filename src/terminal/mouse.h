/* SPDX-License-Identifier: ISC */
/* What the mouse does where it points. */
#ifndef TERMINAL_MOUSE_H
#define TERMINAL_MOUSE_H

struct input_event;
struct view;

/* The wheel scrolls what is under the pointer; a click in the contents goes
 * there, one on the page sets the point, follows a link, or ends a selection;
 * a drag, a double and a triple click select. */
void mouse_event(struct view *view, const struct input_event *event);

#endif
