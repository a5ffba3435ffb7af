/* SPDX-License-Identifier: ISC */
/* Find units that hold several words in any order. */
#ifndef DOCUMENT_SEARCH_WORDS_H
#define DOCUMENT_SEARCH_WORDS_H

#include <stdbool.h>

#include "base/buffer.h"
#include "document/search/haystack.h"

struct words;

/* The words between the blanks of what was typed, folded; there must be one.
 * typos says whether each may have one. Returns owned. */
struct words *words_new(const struct buffer *typed, bool typos);
void words_free(struct words *words); /* NULL is harmless */

/* The longest word that must be in a unit as it was typed; empty if none must.
 * Borrowed. */
struct span words_exact(const struct words *words);

/* Adds the hits of all words if each is in the unit, else nothing. */
void words_find(struct words *words, const struct haystack *haystack,
		struct hits *hits);

#endif
