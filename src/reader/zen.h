/* SPDX-License-Identifier: ISC */
/* Which paragraph is read where all others are dimmed. */
#ifndef READER_ZEN_H
#define READER_ZEN_H

#include <stdbool.h>

struct row;
struct view;

/* Before the page is painted: finds the paragraph with the point, else the one
 * in the upper third of the page, where eyes rest while the text is moved line
 * by line. A table is one, all of it. */
void zen_settle(struct view *view);

/* Whether a row is dimmed. */
bool zen_dims(const struct view *view, const struct row *row);

#endif
