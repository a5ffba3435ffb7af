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
	bool flowed;	  /* hard, and the lines say which were wrapped */
	uint32_t measure; /* the columns of a full line; 0 if not hard */
	uint32_t indent;  /* of most lines */
};

/* Reads all of source from start on: give it the beginning of a long one. */
struct wrapping wrapping_measure(struct source *source,
				 struct source_cursor start);

/*
 * Whether a line (not the group's last) says that the next one goes on with it,
 * in a flowed text: of a line that was wrapped, the blank between two words is
 * still there (RFC 3676, "format=flowed", section 4), but where the line was
 * full without it. Lines that were ended on purpose have none.
 */
bool wrapping_flows(const struct wrapping *wrapping, const struct group *group,
		    size_t line);

/* Whether wrapping_flows() is to be believed of the lines [first, end): not if
 * sentences go on from more lines without a blank than there are with one. */
bool wrapping_is_flowed(const struct wrapping *wrapping,
			const struct group *group, size_t first, size_t end);

/* Whether a line (not the group's last) was wrapped: it flows or, if the text
 * is hard but not flowed, had no room for the first word of the next one. */
bool wrapping_goes_on(const struct wrapping *wrapping,
		      const struct group *group, size_t line);

/* Whether most of the lines [first, end) of a group were ended on purpose, as
 * in verse, or all are set apart, as in a letter's head. */
bool wrapping_is_verse(const struct wrapping *wrapping,
		       const struct group *group, size_t first, size_t end);

#endif
