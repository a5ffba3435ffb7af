/* SPDX-License-Identifier: ISC */
/* Say on which sides of words a run of delimiters stands. */
#ifndef TEXT_FLANKING_H
#define TEXT_FLANKING_H

#include <stdint.h>

enum flanking {
	FLANKING_LEFT = 1 << 0,	 /* a word follows: it may open */
	FLANKING_RIGHT = 1 << 1, /* a word precedes: it may close */
	FLANKING_PUNCTUATION_BEFORE = 1 << 2,
	FLANKING_PUNCTUATION_AFTER = 1 << 3,
};

/* CommonMark 0.30, 6.2: the run stands between these two characters, white
 * space at the ends of a block. */
unsigned flanking_of(uint32_t before, uint32_t after);

#endif
