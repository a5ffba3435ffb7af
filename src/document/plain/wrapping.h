/* SPDX-License-Identifier: ISC */
/* Tell from how full lines are whether they were wrapped or ended. */
#ifndef DOCUMENT_PLAIN_WRAPPING_H
#define DOCUMENT_PLAIN_WRAPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/plain/group.h"
#include "document/source.h"

/* How a text's lines come about. */
struct wrapping {
	bool hard;	  /* a line ends where it is full, not a paragraph */
	uint32_t measure; /* the columns of a full line; 0 if not hard */
	uint32_t indent;  /* of most lines */
};

/* Reads all of source from start on: give it the beginning of a long one. */
struct wrapping wrapping_measure(struct source *source,
				 struct source_cursor start);

/* Whether a line (not the group's last) had room for the first word of the
 * next one, and well so: it was ended on purpose. */
bool wrapping_had_room(const struct group *group, size_t line,
		       uint32_t measure);

/* Whether most of the lines [first, end) of a group were ended on purpose, as
 * in verse, or all are set apart, as in a letter's head. */
bool wrapping_is_verse(const struct wrapping *wrapping,
		       const struct group *group, size_t first, size_t end);

#endif
