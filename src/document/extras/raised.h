/* SPDX-License-Identifier: ISC */
/* Find the signs of notes that converters write as links. */
#ifndef DOCUMENT_EXTRAS_RAISED_H
#define DOCUMENT_EXTRAS_RAISED_H

#include <stdbool.h>

#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/* Whether an item enters a link to a place in the same text, whose URL stands
 * there with it. */
bool raised_may_be(const struct inlines *in, size_t item);

/*
 * What was <sup><a href="#fn3">3</a></sup> on a page becomes [3](#fn3): such a
 * link is raised, as [^3^](#fn3) is, where its text is a number of up to four
 * digits and stands directly behind a word, or behind what ends one.
 */
void raised_find(struct edits *edits, const struct inlines *in);

#endif
