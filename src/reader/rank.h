/* SPDX-License-Identifier: ISC */
/*
 * Find titles by a few letters, the likeliest first, also mistyped ones.
 *
 * Titles are looked at as words of folded letters (text/fold.h): case, accents
 * and punctuation do not matter. A Chinese or Japanese character begins a word
 * wherever it stands.
 */
#ifndef READER_RANK_H
#define READER_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum { RANK_LETTERS = 64 }; /* of a query that count; the rest is ignored */

/* How well a title fits, the best first. */
enum rank_fit {
	RANK_SAME,	/* it is what was typed */
	RANK_START,	/* it begins so */
	RANK_WORD,	/* a word of it, and what follows, begins so */
	RANK_IN_ORDER,	/* each word typed begins one, in this order … */
	RANK_ANY_ORDER, /* … in any order */
	RANK_INITIALS,	/* "tng": The New Generation */
	RANK_INSIDE,	/* each word typed stands somewhere in it */
	RANK_SCATTERED, /* the letters stand in it in this order, from the start
			 * of a word on, with few gaps */
	RANK_TYPO,	/* each word typed begins one but for a letter left out,
			 * too many, wrong or swapped with its neighbour; in
			 * words of 8 letters and more for two of those */
	RANK_NONE,
};

struct rank_result {
	uint32_t item; /* of the titles, from 0 */
	uint16_t fit;  /* enum rank_fit */
	uint16_t cost; /* gaps or typos: fewer are better */
};

/* Titles ready to be searched; all zero is none. Its members are private. */
struct rank_index {
	struct buffer text; /* the folded titles, words one blank apart, each
			     * title ended by '\0' */
	uint32_t *titles;   /* where each starts in text, and the last ends */
	uint32_t *words;    /* where each word of all starts in text */
	uint32_t *first_words;	/* per title, its first in words; one more */
	uint64_t *letters;	/* per title, a bit for each letter in it */
	uint64_t *word_letters; /* per word, those between two blanks … */
	uint8_t *word_lens;	/* … and how many, 255 at most */
	size_t count, word_count;
	size_t title_room, first_room, letter_room;
	size_t word_room, word_letter_room, word_len_room;
};

void rank_release(struct rank_index *index);
/* Empties it but keeps the room. */
void rank_clear(struct rank_index *index);

/* Adds a title (valid UTF-8): the item rank_count(index) as it was before. */
void rank_add(struct rank_index *index, const char *title, size_t len);
size_t rank_count(const struct rank_index *index);

/*
 * Fills results (room for so many) with the best titles for a query (valid
 * UTF-8), the best first and of equal ones in their order; returns how many.
 * Without a letter or a digit in the query all titles fit equally. Scattered
 * and mistyped letters are looked for only until the room is full of what fits
 * as well or better.
 */
size_t rank_query(const struct rank_index *index, const char *typed, size_t len,
		  struct rank_result *results, size_t room);

#endif
