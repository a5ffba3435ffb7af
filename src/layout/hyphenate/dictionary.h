/* SPDX-License-Identifier: ISC */
/* Read a dictionary of the hyphen library. */
#ifndef LAYOUT_HYPHENATE_DICTIONARY_H
#define LAYOUT_HYPHENATE_DICTIONARY_H

#include <stdbool.h>

#include "base/buffer.h"
#include "layout/hyphenate/patterns.h"

struct error;

/* What a dictionary says. All zero is an empty one. */
struct dictionary {
	struct patterns patterns;
	unsigned compound; /* the level that parts compounds … */
	unsigned word;	   /* … and the one that parts their parts */
	/* The least characters at the ends of a word, and at those ends of its
	 * parts that are not the word's. */
	int left, right;
	int inner_left, inner_right;
	/* Strings of UTF-8, each with a NUL, beside which no hyphen is. */
	struct buffer unparted;
};

/* Reads one into an empty dictionary; false with a sentence, and what it has
 * to be released still. */
bool dictionary_read(struct dictionary *dictionary, const char *path,
		     struct error *error);
void dictionary_release(struct dictionary *dictionary);

#endif
