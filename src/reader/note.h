/* SPDX-License-Identifier: ISC */
/* A note that is shown in place, in a panel at the foot of the page. */
#ifndef READER_NOTE_H
#define READER_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/layout.h"

struct view;

/* The panel shows the rows of blocks [from, to) without the first one's lead.
 * The rows are those of the page's own layout: it has the page's measure. */
struct note_panel {
	uint32_t from; /* from == to: there is no panel */
	uint32_t to;
	uint32_t note;	  /* its index, or DOCUMENT_NONE: it is no note */
	struct place top; /* the first row shown */
};

/* Opens the panel, with the keys in it; keeps what it was opened from in
 * sight. */
void note_open(struct view *view, uint32_t from, uint32_t to, uint32_t note);
/* Closes it, if it is open; the keys go back to the page. */
void note_close(struct view *view);
bool note_is_open(const struct view *view);

/* Rows of the panel that the note wants, its title apart, of at most most. */
int note_rows_wanted(struct view *view, int most);

/* The first row that the panel shows; false if it is not open. */
bool note_top(struct view *view, struct layout_at *at);
/* Whether a row is one of the note's. */
bool note_has(const struct view *view, struct layout_at at);
/* Whether there is more of it above or below what is shown. */
bool note_goes_on(struct view *view);

/* Scrolls by rows as far as it can; false when it could not. */
bool note_scroll(struct view *view, long rows);

/* Finds the note again in another generation, or closes the panel. */
void note_carry(struct view *view);

#endif
