/* SPDX-License-Identifier: ISC */
/* "T": headings by a few letters, the likeliest first. */
#ifndef READER_FINDER_H
#define READER_FINDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/rank.h"

struct view;

/* The headings that count, as they are listed; made when they are first
 * listed, again where there are more. */
struct finder {
	uint32_t *headings; /* of the document, ascending; owned */
	uint32_t *parents;  /* the index here of the one above, or
			     * DOCUMENT_NONE */
	size_t count;
	size_t room, parent_room;
	size_t seen;		 /* headings of the document looked at */
	struct rank_index index; /* their titles, once letters are typed */
	bool inferred;
};

void finder_release(struct finder *finder);
/* The document is another. */
void finder_clear(struct finder *finder);

/* Opens the list of headings, each under its path, with the letters being
 * typed; says so where there are none. */
void finder_open(struct view *view);

#endif
