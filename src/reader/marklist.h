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
	size_t generation;	    /* of the marks that they are of */
	char selected[MARK_ID + 1]; /* the mark that was selected last */
	/* What was selected of the text when it was opened, to attach a mark
	 * to; an empty range: nothing. */
	uint32_t selected_off;
	uint32_t selected_end;
	/* The lost mark whose candidates are being looked at, and how many
	 * were. */
	char tried[MARK_ID + 1];
	size_t tries;
	/* How many there are, of this generation plus 1. */
	size_t counted;
	size_t doubtful;
	size_t lost;
};

void marklist_release(struct marklist *marklist);

/* Opens it at the mark under the point, else at the first behind the top of the
 * page. What is selected then a lost mark can be attached to. */
void marklist_open(struct view *view);

/* How many marks of what is read are doubtful; counted once for all that ask.
 */
size_t marklist_doubtful(struct view *view);

/* --- What "L" and "M" show alike --------------------------------------------
 */

/* The sign of its kind and colour, its quote, its note and tags at the right;
 * for a filter all of those, its colour, and "highlight" or "bookmark". */
void marklist_describe(const struct view *view, const struct mark *mark,
		       struct list_row *row);
/* Puts its quote into view->outgoing: asks for REQUEST_COPY. */
void marklist_copy(struct view *view, const struct mark *mark);

#endif
