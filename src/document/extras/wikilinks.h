/* SPDX-License-Identifier: ISC */
/* Find the links of wikis. */
#ifndef DOCUMENT_EXTRAS_WIKILINKS_H
#define DOCUMENT_EXTRAS_WIKILINKS_H

#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/*
 * "[[page]]", "[[page|text]]" and, for an image, "![[name]]", as Obsidian and
 * MediaWiki have them; their URL is the page as it is written. The text may
 * hold other inlines, but no link. What programs and data write that looks
 * alike stays text: x[[1]], [[1, 2]], [[ -f x ]].
 */
void wikilinks_find(struct edits *edits, const struct inlines *in);

#endif
