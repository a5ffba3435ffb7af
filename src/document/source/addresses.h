/* SPDX-License-Identifier: ISC */
/* Make links of the numbers by which a plain text refers to addresses. */
#ifndef DOCUMENT_SOURCE_ADDRESSES_H
#define DOCUMENT_SOURCE_ADDRESSES_H

#include <stddef.h>

struct addresses;
struct document;
struct source;

/*
 * Programs that turn HTML into plain text number the links, "so[1]", and list
 * the addresses at the end, below "Links:" or "References": newsboat as
 * "[1]: address (link)", lynx as "1. address", w3m as "[1] address". Reads that
 * list from the end of the source. Returns owned, or NULL if there is none.
 */
struct addresses *addresses_open(struct source *source);
void addresses_free(struct addresses *addresses);

/* The address with that number, or NULL; borrowed. */
const char *addresses_get(const struct addresses *addresses, size_t number);

/* Makes "[1]", also "[image 1]" and the like, links in a piece of plain text
 * that has been built, but for what is in a link already. */
void addresses_resolve(const struct addresses *addresses,
		       struct document *piece);

#endif
