/* SPDX-License-Identifier: ISC */
/* Find what stands around a paragraph's text to describe it. */
#ifndef DOCUMENT_EXTRAS_TRAILERS_H
#define DOCUMENT_EXTRAS_TRAILERS_H

#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/*
 * Takes out kramdown's attributes, "{: .class #id}", that are the first or the
 * last line, or else Obsidian's name of a block, " ^name", that ends it. Both
 * become targets: the name with its '^', for so links have it.
 */
void trailers_find(struct edits *edits, const struct inlines *in);

#endif
