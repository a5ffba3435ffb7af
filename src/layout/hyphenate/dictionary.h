/* SPDX-License-Identifier: ISC */
/* Read a dictionary of the hyphen library. */
#ifndef LAYOUT_HYPHENATE_DICTIONARY_H
#define LAYOUT_HYPHENATE_DICTIONARY_H

#include <stdbool.h>

#include "base/buffer.h"
#include "layout/hyphenate/groups.h"
#include "layout/hyphenate/line.h"
#include "layout/hyphenate/patterns.h"

struct error;

/*
 * What a dictionary says. All zero is an empty one.
 *
 * A large one has a hundred times the patterns that a page asks for. So its
 * lines are only gone through, to know where the patterns are that begin with
 * the same few bytes and what beginnings there are; patterns are read when a
 * word has theirs.
 */
struct dictionary {
	struct buffer file;
	struct line_encoding encoding;
	struct groups groups;
	bool is_read[GROUPS_SLOTS]; /* the lines of a slot */
	struct patterns patterns;   /* those that were read … */
	struct pattern pattern;	    /* … and the last of them */
	unsigned compound;	    /* the level that parts compounds … */
	unsigned word;		    /* … and the one that parts their parts */
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

/* Reads the patterns that a text may have: without this patterns_match() knows
 * only some of them. O(len) if they were read before. */
void dictionary_prepare(struct dictionary *dictionary, const char *text,
			size_t len);

/* The bytes of memory that it takes. */
size_t dictionary_size(const struct dictionary *dictionary);

#endif
