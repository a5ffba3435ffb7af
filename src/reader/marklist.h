/* SPDX-License-Identifier: ISC */
/* "L": the list of the marks of what is read, under their headings. */
#ifndef READER_MARKLIST_H
#define READER_MARKLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/mark.h"

struct buffer;
struct list_row;
struct view;

struct marklist {
	uint32_t *items; /* numbers of marks, in the list's order; owned */
	size_t count;
	size_t room;
	size_t generation; /* of the marks that they are of */
	bool made;
	/* What was selected when it was opened, to attach a mark to; an empty
	 * range: nothing. */
	uint32_t selected_off;
	uint32_t selected_end;
	/* The lost mark whose candidates are being looked at, and how many
	 * were. */
	char tried[MARK_ID + 1];
	size_t tries;
};

void marklist_release(struct marklist *marklist);

/* Opens it at the first mark behind the top of the page, or that under the
 * point; selected: whether a selection is active, which stays known. */
void marklist_open(struct view *view);

/* --- What "L" and "M" show alike --------------------------------------------
 */

/* Appends words that find a mark, though its row does not show them: colour,
 * tags, "note", "bookmark". */
void marklist_append_keywords(struct buffer *out, const struct mark *mark);
/* The sign of its kind and colour, its note and tags at the right. */
void marklist_describe(const struct mark *mark, struct list_row *row);
/* Puts its quote into view->outgoing: asks for REQUEST_COPY. */
void marklist_copy(struct view *view, const struct mark *mark);

#endif
