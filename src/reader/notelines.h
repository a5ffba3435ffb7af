/* SPDX-License-Identifier: ISC */
/* The lines of a note that the reader wrote, at a width. */
#ifndef READER_NOTELINES_H
#define READER_NOTELINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "text/cells.h"

/* All zero is a note without text. */
struct notelines {
	struct buffer text; /* made safe by who paints it */
	uint32_t *starts;   /* of each line; owned */
	size_t count;
	size_t room;
	int columns; /* that they are made for; 0: not yet */
};

void notelines_release(struct notelines *lines);

/* Takes a copy of a note (valid UTF-8); a tab is a blank. */
void notelines_set(struct notelines *lines, const char *text, size_t len);

/* Breaks it into lines of so many columns, if it is not. O(its length). */
void notelines_break(struct notelines *lines, enum cells_mode cells,
		     int columns);

/* A line, from 0, without the blanks at its end; false behind the last one.
 * Borrowed until the note is set. */
bool notelines_get(const struct notelines *lines, size_t index,
		   struct span *line);

#endif
