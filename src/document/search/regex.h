/* SPDX-License-Identifier: ISC */
/* Find what a regular expression matches, within bounds. */
#ifndef DOCUMENT_SEARCH_REGEX_H
#define DOCUMENT_SEARCH_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/search/unit.h"

struct document;
struct error;
struct regex;

/* Returns owned, or NULL with a sentence. */
struct regex *regex_new(const char *pattern, size_t len, struct error *error);
void regex_free(struct regex *regex); /* NULL is harmless */

/* What regex_find() may cost: about 10 ms. */
enum { REGEX_COST_MAX = 250 * 1000 };

/*
 * Adds the matches that begin in the unit. ^ and $ are also at the ends of its
 * lines. False if the expression was given up because that takes too long;
 * what was found so far is added. *cost, at most about REGEX_COST_MAX, is how
 * much work it was; it is the same whenever the text is.
 */
bool regex_find(struct regex *regex, const struct document *document,
		const struct unit *unit, struct hits *hits, uint32_t *cost);

#endif
