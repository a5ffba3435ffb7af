/* SPDX-License-Identifier: ISC */
/* Read marked text (document/markdown/escapes.h) character by character. */
#ifndef DOCUMENT_EXTRAS_MARKED_H
#define DOCUMENT_EXTRAS_MARKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct marked {
	uint32_t point;
	size_t end;   /* the offset behind it */
	bool literal; /* meant as it stands: it was escaped */
};

/* The character at off, which is less than the text's length. */
struct marked marked_at(struct span text, size_t off);

/* Passes over what is neither a mark nor one of these signs, which are ASCII:
 * for searches that would look at each character in between, in vain. */
size_t marked_skip(struct span text, size_t off, const bool signs[256]);

/* Whether this character stands at off, and not as a literal one. off may be
 * anything up to the text's length. */
bool marked_is(struct span text, size_t off, char character);

/* Whether the character that starts at off has a mark before it. O(how many
 * marks stand there). */
bool marked_before(struct span text, size_t off);

/* Appends marked text as its source had it: with a backslash for a mark. */
void marked_append_source(struct buffer *out, struct span text);

#endif
