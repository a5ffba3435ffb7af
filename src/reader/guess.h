/* SPDX-License-Identifier: ISC */
/* Guess how letters typed were meant: with some left out, or mistyped. */
#ifndef READER_GUESS_H
#define READER_GUESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	GUESS_TYPED = 64,    /* letters typed, at most */
	GUESS_LETTERS = 256, /* of a title that are looked at */
	GUESS_GAPS = 3,	     /* as many are looked for … */
	GUESS_TYPOS = 2,     /* … and mistyped letters in a word */
};

/* The letters of a title, without its blanks. */
struct guess_title {
	uint32_t points[GUESS_LETTERS];
	bool starts[GUESS_LETTERS]; /* a word */
	size_t count;
};

/* The fewest gaps between the letters typed (1 to GUESS_TYPED), as they stand
 * in the title in this order from the start of a word on. More than GUESS_GAPS:
 * they do not, or with more. */
unsigned guess_gaps(const struct guess_title *title, const uint32_t *typed,
		    size_t count);

/*
 * The fewest letters left out, too many, wrong or swapped with their neighbour
 * by which the letters typed (up to GUESS_TYPED) differ from those that a word
 * begins with. More than most (at most GUESS_TYPOS): it is not so near. This
 * is the restricted Damerau-Levenshtein distance (optimal string alignment) to
 * the nearest prefix; no more than count + most letters of the word matter.
 */
unsigned guess_typos(const uint32_t *word, size_t len, const uint32_t *typed,
		     size_t count, unsigned most);

#endif
