/* SPDX-License-Identifier: ISC */
/* Look through a whole document, a slice at a time. */
#ifndef DOCUMENT_SEARCH_H
#define DOCUMENT_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/query.h"

struct document;
struct search;

enum { SEARCH_HITS_MAX = 1 << 20 };

/* Returns owned. Both are borrowed until search_free(). Looks from the leaf
 * block (or its stretch) that holds from to the end of the document, then from
 * its start to there. The document may grow meanwhile; what is new is looked
 * through as well. */
struct search *search_open(struct query *query, const struct document *document,
			   uint32_t from);
void search_free(struct search *search); /* NULL is harmless */

/* Looks through about that many bytes more: at least one leaf block or stretch
 * of one, a regular expression for at most about 20 ms. False when nothing is
 * left of what the document has now. */
bool search_step(struct search *search, size_t bytes);

/* Whether all that the document has now was looked through, or the search was
 * given up because its regular expression takes too long (query_trouble()). */
bool search_is_done(const struct search *search);

/* The hits known so far, ascending. More may come in front of them, too. */
size_t search_count(const struct search *search);
struct hit search_hit(const struct search *search, size_t index);

/* The index of the first known hit at or behind off; search_count() if there
 * is none. O(log n). */
size_t search_after(const struct search *search, uint32_t off);

/* How many known hits begin in [off, end). O(log n). */
size_t search_between(const struct search *search, uint32_t off, uint32_t end);

/* Whether there are more than SEARCH_HITS_MAX: those farthest from where the
 * search began are then missing. */
bool search_is_cut(const struct search *search);

#endif
