/* SPDX-License-Identifier: ISC */
/*
 * The notes that stand beside the page: those of the text that its rows refer
 * to, and the reader's own on marks that begin in them.
 *
 * Only what is on the page is looked at; how many notes there are besides
 * costs nothing.
 */
#ifndef READER_SIDENOTES_H
#define READER_SIDENOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "layout/layout.h"
#include "reader/notelines.h"

struct view;

enum {
	SIDENOTES_FREE = 30,	 /* columns right of the text that they want */
	SIDENOTES_COLUMNS = 40,	 /* that they take at most */
	SIDENOTES_ROWS_MAX = 99, /* of one that are counted */
	SIDENOTES_SIGN = 2,	 /* columns before those on marks */
};

/* One note, and where it stands. */
struct sidenote {
	uint32_t note; /* its index in the document, or DOCUMENT_NONE: … */
	uint32_t mark; /* … that of the mark with this number */
	uint32_t run;  /* of the text's: the reference */
	uint32_t off;  /* the byte that it belongs to */
	int at;	       /* the row of the page that it belongs to, from 0 */
	int wanted;    /* rows that all of it takes */
	int y;	       /* where it stands … */
	int rows;      /* … and how many rows of it; 0: there is no room */
};

struct sidenotes {
	struct layout *layout;	/* the document at the column's width; owned;
				 * NULL: not wanted yet */
	struct sidenote *items; /* of sidenotes_find(); owned */
	size_t count, room;
	bool *barred; /* rows of the page that take the column themselves */
	size_t barred_room;
	struct notelines lines; /* of the mark's note looked at last */
	bool wanted;		/* when the page was laid out last */
	size_t marks_looked;	/* the generation of the marks … */
	bool marks_have_notes;	/* … and whether one of them has a note */
};

void sidenotes_release(struct sidenotes *sidenotes);
/* Lets go of what holds for this document and this width only. */
void sidenotes_clear(struct sidenotes *sidenotes);

/* Whether notes are to stand beside this text: it has some, the option says so,
 * and more than the text is shown. */
bool sidenotes_are_wanted(struct view *view);

/* After what may have brought the first note, or taken the last one: lays out
 * anew, if that moves the text. */
void sidenotes_follow(struct view *view);

/* What stands beside the page now, from the top down. Borrowed until the next
 * call. */
const struct sidenote *sidenotes_find(struct view *view, size_t *count);

/* The note at a row of the page; NULL: none. */
const struct sidenote *sidenotes_at(struct view *view, int y);

/* A row of a note of the text, from 0, at the column's width; false behind its
 * end. Borrowed as by layout_row(). */
bool sidenotes_row(struct view *view, const struct sidenote *sidenote, int n,
		   struct row *row);

/* A line of a mark's note, likewise; they are asked for from the first one on.
 */
bool sidenotes_line(struct view *view, const struct sidenote *sidenote, int n,
		    struct span *line);

/*
 * Sets y and rows of notes in the order of their rows, at and wanted of which
 * are set, in a column of so many rows, where those that are barred stay free:
 * as near to their rows as can be, in order, without overlap, with a blank row
 * between two where there is room for that. What has no room is cut, each down
 * to its first row before another one goes without. O(count + rows).
 */
void sidenotes_place(struct sidenote *items, size_t count, const bool *barred,
		     int rows);

#endif
