/* SPDX-License-Identifier: ISC */
/* Judge whether a stop ends its sentence. */
#ifndef TEXT_SENTENCE_ENDINGS_H
#define TEXT_SENTENCE_ENDINGS_H

#include <stddef.h>

/*
 * Where the sentence ends whose last mark (or run of marks) starts at off; 0
 * when no mark starts there, the sentence goes on behind it, or nothing more
 * follows. Depends on the text within some hundred bytes of off only.
 *
 * UAX #29's sentence rules SB6 to SB11 with these changes:
 *  - a small letter behind any stop, not just a period, goes on (SB8), except
 *    behind the marks of scripts without case;
 *  - a period ends nothing behind an abbreviation, an initial, a number that
 *    counts or ranks, as the words around it tell;
 *  - an ellipsis ends a sentence like a period, but needs a capital;
 *  - a dash does not go on (SB8a) when a capital follows, unless it closes an
 *    aside: "who - why? - Tom";
 *  - a stop in brackets that opened inside the sentence, or in a quotation
 *    that "Tom said" follows, does not end it;
 *  - note marks and emoji behind a stop belong to what they follow.
 */
size_t ending_at(const char *text, size_t len, size_t off);

#endif
