/* SPDX-License-Identifier: ISC */
/*
 * The note of a mark, shown in place: in the panel at the foot of the page,
 * while the page keeps the keys.
 */
#ifndef READER_MARKNOTE_H
#define READER_MARKNOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/mark.h"
#include "reader/notelines.h"

struct view;

struct marknote {
	char id[MARK_ID + 1]; /* of the mark; "": none is shown */
	uint32_t off;	      /* the point that it was shown for */
	uint32_t end;
	struct notelines lines; /* the note, at the page's measure */
	size_t top;		/* the first of them shown */
	size_t generation;	/* of the marks that it was taken from */
};

void marknote_release(struct marknote *note);

/* Shows the note of a mark of view->kept.marks, until the point is moved or it
 * is closed; what was shown is closed. False: it has none, or there is no room.
 */
bool marknote_show(struct view *view, size_t number);
/* Whether the mark that the point is on has one that is not shown: it is then.
 */
bool marknote_show_at_point(struct view *view);
/* The same for the mark at a byte. */
bool marknote_show_at(struct view *view, uint32_t off);

bool marknote_is_open(const struct view *view);
/* Closes it; false if none was open. */
bool marknote_close(struct view *view);

/* After each event: closes what the point left, shows a note that was edited as
 * it is. */
void marknote_follow(struct view *view);

/* Rows of the panel that the note wants, its title apart, of at most most;
 * breaks it into lines of the page's measure. */
int marknote_rows_wanted(struct view *view, int most);

/* Scrolls it by rows as far as it can; false when it could not. */
bool marknote_scroll(struct view *view, long rows);

/* Row row of the panel (0: the first under the title); false behind the end. */
bool marknote_line(const struct view *view, int row, struct span *line);
/* Whether there is more of it above or below what is shown. */
bool marknote_goes_on(const struct view *view);

/* "Note · yellow · 12 Oct". */
void marknote_append_title(const struct view *view, struct buffer *out);

/* The mark that it is of; NULL where that is gone. */
const struct mark *marknote_mark(const struct view *view);

#endif
