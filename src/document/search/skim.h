/* SPDX-License-Identifier: ISC */
/* Pass over text in which folded words cannot be. */
#ifndef DOCUMENT_SEARCH_SKIM_H
#define DOCUMENT_SEARCH_SKIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct document;
struct fold_table;
struct hits;
struct skim;
struct unit;

/*
 * What is looked for, folded by the table, which is borrowed until skim_free().
 * Returns owned, or NULL if nothing in it lets text be passed over.
 *
 * Of the needle its core is looked for: the longest run of characters that stay
 * as they are whatever stands beside them, white space not among them. Where a
 * text, folded, has the core, either the core stands in the text itself, but
 * for the case of ASCII letters, or among the characters that became it is one
 * that does not stay as it is, and becomes nothing or part of the core. Both
 * are looked for in the text as it is; as far as ASCII stands around them, the
 * rest of the needle has to be there, too.
 */
struct skim *skim_new(struct fold_table *table, const char *needle, size_t len);
void skim_free(struct skim *skim); /* NULL is harmless */

/* The first place in [from, end) of the text (valid UTF-8) that may be of the
 * core in a hit; end if there is none. Linear; several bytes of ASCII at a
 * time. */
uint32_t skim_next(struct skim *skim, const struct buffer *text, uint32_t from,
		   uint32_t end);

/* Adds the hits that begin in the unit if they are sure without folding it, for
 * they are of ASCII between ASCII; false, with nothing added, if not. */
bool skim_find(struct skim *skim, const struct document *document,
	       const struct unit *unit, struct hits *hits);

#endif
