/* SPDX-License-Identifier: ISC */
/* Where what is like a quote begins and ends, as a reader would have marked it.
 */
#ifndef MARKS_MARKS_EXTENT_H
#define MARKS_MARKS_EXTENT_H

#include <stdint.h>

struct anchor;
struct document;

/*
 * Approximate matching may begin or end a letter or a word off. Moves the ends
 * of [*off, *end), which is not empty, in the document's text: off blanks; of
 * a quote in one block off another one, where a fifth of the range at most is;
 * and if the quote had whole words, to the border of a word that
 * is nearer. Never makes the range empty.
 */
void extent_settle(const struct anchor *anchor, const struct document *document,
		   uint32_t *off, uint32_t *end);

#endif
