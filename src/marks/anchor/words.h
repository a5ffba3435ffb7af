/* SPDX-License-Identifier: ISC */
/* Text as the words that it is compared by. */
#ifndef MARKS_ANCHOR_WORDS_H
#define MARKS_ANCHOR_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/*
 * Letters and digits that touch are a word; any other character that is no
 * space, such as a comma or a character of Chinese, is one by itself. Equal
 * hashes: the same by text/alike.h.
 */
struct word {
	uint64_t hash;
	uint32_t off; /* bytes [off, end) of the text */
	uint32_t end;
};

/* All zero is empty. */
struct words {
	struct word *list; /* owned; ascending */
	size_t count;
	size_t room;
	size_t taken; /* bytes of the text so far */
};

enum { WORDS_STEP = 128 * 1024 }; /* bytes that take some milliseconds */

void words_release(struct words *words);

/* Takes in about so many more bytes of valid UTF-8 text, always the same one;
 * words->taken says how far it came. */
void words_take(struct words *words, struct span text, size_t bytes);

/* The first word that ends behind byte off; count if there is none. */
size_t words_reaching(const struct words *words, uint32_t off);

/* Bytes of the words [from, to), without what is between them. */
size_t words_bytes(const struct words *words, size_t from, size_t to);

#endif
