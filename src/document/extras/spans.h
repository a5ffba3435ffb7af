/* SPDX-License-Identifier: ISC */
/* Find [text]{.class} spans and the attributes behind links and code. */
#ifndef DOCUMENT_EXTRAS_SPANS_H
#define DOCUMENT_EXTRAS_SPANS_H

#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/* Takes the attributes away, and a span's brackets. An id becomes a target
 * before what has it; the class mark a mark, underline an emphasis. */
void spans_find(struct edits *edits, const struct inlines *in);

#endif
