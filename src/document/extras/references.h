/* SPDX-License-Identifier: ISC */
/* Find the references to notes. */
#ifndef DOCUMENT_EXTRAS_REFERENCES_H
#define DOCUMENT_EXTRAS_REFERENCES_H

#include "document/extras.h"
#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/* "[^label]", wherever GitHub has one: also in a link's text, and behind '!'.
 * A label that is parted by emphasis is not seen. */
void references_find(struct edits *edits, const struct inlines *in,
		     extras_find_note *find_note, void *context);

#endif
