/* SPDX-License-Identifier: ISC */
/* Make one line of two that were wrapped: the document's rules T4 and T8. */
#ifndef DOCUMENT_PLAIN_REJOIN_H
#define DOCUMENT_PLAIN_REJOIN_H

#include "base/buffer.h"

/*
 * Appends a line (valid UTF-8 without '\n' nor blanks at its ends, not empty)
 * to the text of the lines above it, behind one space. There is none between
 * two wide characters of Chinese or Japanese, nor where a word of small
 * letters was broken at its hyphen or goes on behind a dash. The blanks inside
 * a line become one space.
 */
void rejoin_line(struct buffer *text, struct span line);

#endif
