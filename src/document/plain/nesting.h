/* SPDX-License-Identifier: ISC */
/* Say at which level a heading stands, with what it makes one heading. */
#ifndef DOCUMENT_PLAIN_NESTING_H
#define DOCUMENT_PLAIN_NESTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/plain/headings.h"
#include "document/plain/passage.h"

/* How many passages the functions below look back and ahead. */
enum { NESTING_BACK = HEADINGS_BACK + 1, NESTING_AHEAD = HEADINGS_AHEAD + 2 };

/* The level of list[at] in the whole text, 1 to 6, or 0 if it is no heading.
 * What stands below "Part I" alone, but is not joined, is a level below it,
 * whatever it looks like. */
unsigned headings_level(const struct headings *headings,
			const struct passage *list, size_t count, size_t at);

/* Whether list[at] is a number, or "Chapter I", and list[at + 1] its title:
 * both are one heading of two lines. */
bool headings_joins(const struct headings *headings, const struct passage *list,
		    size_t count, size_t at);

/* Appends a heading's text: its lines as one, but for that which holds only
 * "Chapter I". */
void heading_append_text(const struct passage *passage, struct buffer *out);

/* The headings that the next one stands below: for each level in the whole
 * text that with which it is shown, or 0. Zeroed at the text's start. */
struct heading_path {
	uint8_t shown[HEADINGS_LEVELS + 1];
};

/* The level with which the next heading, level in the whole text, is shown:
 * one below that which it belongs to, for its own chapter may lack the levels
 * between. One that belongs to none keeps its own. */
unsigned heading_path_enter(struct heading_path *path, unsigned level);

#endif
