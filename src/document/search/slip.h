/* SPDX-License-Identifier: ISC */
/* Compare a word with text that may differ from it by one slip. */
#ifndef DOCUMENT_SEARCH_SLIP_H
#define DOCUMENT_SEARCH_SLIP_H

#include <stddef.h>
#include <stdint.h>

/* The characters of a word, borrowed; at least two. */
struct slip {
	const uint32_t *points;
	size_t count;
};

/*
 * The bytes at the start of text (valid UTF-8) that are the word but for one
 * slip at most: a character left out, put in, another one, or two neighbours
 * swapped (Damerau 1964); 0 if none are. Without a slip if that can be, else as
 * many as can be. There is no slip over a blank. O(count).
 */
size_t slip_match(const struct slip *slip, const char *text, size_t len);

#endif
