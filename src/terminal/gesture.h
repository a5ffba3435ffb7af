/* SPDX-License-Identifier: ISC */
/* Tell clicks from drags on the page; select by both. */
#ifndef TERMINAL_GESTURE_H
#define TERMINAL_GESTURE_H

#include <stdbool.h>

struct input_event;
struct view;

/*
 * The button on the page's text: a drag selects from where it was pressed, a
 * second press on the same cell the word there, a third the paragraph; after
 * either a drag goes on by words or paragraphs. What was selected stays so when
 * the button is let go. Beyond the page a drag scrolls, a row for each report.
 */
void gesture_press(struct view *view, const struct input_event *event);
void gesture_drag(struct view *view, const struct input_event *event);
/* Whether this ends a plain click, which is the caller's to carry out. */
bool gesture_release(void);

#endif
