/* SPDX-License-Identifier: ISC */
/* Hold a unit of text folded, to look for folded words in it. */
#ifndef DOCUMENT_SEARCH_HAYSTACK_H
#define DOCUMENT_SEARCH_HAYSTACK_H

#include <stdbool.h>
#include <stddef.h>

#include "document/search/unit.h"
#include "text/folded.h"

struct haystack {
	const struct document *document; /* borrowed */
	struct unit unit;
	struct folded folded; /* the document's text from unit.off on */
};

#define HAYSTACK_INIT                                \
	{                                            \
		NULL, { 0, 0, 0, 0, 0 }, FOLDED_INIT \
	}

void haystack_release(struct haystack *haystack);

/* Fills it with a unit, and so many bytes behind that at most. */
void haystack_fill(struct haystack *haystack, struct fold_table *table,
		   const struct document *document, const struct unit *unit,
		   uint32_t more);

/* Where in the document's text folded byte pos came from. */
uint32_t haystack_off(const struct haystack *haystack, size_t pos);

/* Sets the hit that the folded bytes [pos, pos + len) are, widened as
 * unit_widen() does. False if they are none: what comes behind makes another
 * letter of the last, or the hit is longer than UNIT_HIT_MAX. */
bool haystack_hit(const struct haystack *haystack, size_t pos, size_t len,
		  uint32_t lowest, struct hit *hit);

/* Whether what is folded to pos on begins a word: behind no letter or digit, or
 * in a script that puts no blanks between words. */
bool haystack_starts_word(const struct haystack *haystack, size_t pos);

/* Adds the hits of what was typed, folded and not empty. */
void haystack_find(const struct haystack *haystack, const struct buffer *needle,
		   struct hits *hits);

#endif
