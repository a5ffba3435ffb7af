/* SPDX-License-Identifier: ISC */
/* Keep the patterns of a dictionary so that a word finds its own. */
#ifndef LAYOUT_HYPHENATE_PATTERNS_H
#define LAYOUT_HYPHENATE_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum {
	PATTERNS_LETTERS_MAX = 400, /* bytes of a pattern without its digits */
	PATTERNS_TEXT_MAX = 160,    /* bytes of a word with a '.' at each end */
	PATTERNS_LEVELS = 2, /* sets of patterns that know nothing of each
			      * other, by their numbers */
};

/* A pattern: UTF-8, with a '.' for a word's end, and the digit of each gap,
 * before, between and behind its bytes. */
struct pattern {
	unsigned level;
	char letters[PATTERNS_LETTERS_MAX];
	uint8_t digits[PATTERNS_LETTERS_MAX + 1];
	size_t len; /* of letters */
	/* Its hyphen changes the spelling of cut > 0 bytes from this one on
	 * (a '.' at its start is not counted). */
	bool respells;
	int start;
	int cut;
};

struct pattern_edge;

/*
 * A trie whose edges are a hash table: what beginning of a pattern goes on with
 * which byte to which other one. Beginnings are numbered as they come, from the
 * empty one of each level on.
 */
struct patterns {
	struct pattern_edge *edges;
	size_t slots;	       /* of edges */
	uint32_t *digits_from; /* of each beginning: in digits, or 0 */
	size_t count, room;    /* of beginnings */
	struct buffer digits;  /* of all patterns */
	uint32_t firsts[PATTERNS_LEVELS][256]; /* single bytes, or 0 */
	bool respells;			       /* some pattern does */
	bool has_hyphens; /* some pattern has an odd digit */
	/* What was added last, and its beginnings. */
	unsigned last_level;
	size_t last_len;
	char last[PATTERNS_TEXT_MAX];
	uint32_t path[PATTERNS_TEXT_MAX];
};

void patterns_init(struct patterns *patterns);
void patterns_release(struct patterns *patterns);

/* Adds a pattern; of those with the same letters the last one holds. Sorted
 * ones are the cheapest. What is past 2^24 beginnings is not added. */
void patterns_add(struct patterns *patterns, const struct pattern *pattern);

/* Adds that some pattern begins so, with len <= PATTERNS_TEXT_MAX letters. */
void patterns_add_beginning(struct patterns *patterns, unsigned level,
			    const char *letters, size_t len);

/* The bytes of memory that they take, but for struct patterns. */
size_t patterns_size(const struct patterns *patterns);

/*
 * Raises gaps[i], behind byte i of text, to the digits of the patterns that the
 * text has: at each byte those of the longest beginning of a pattern that ends
 * there, if that is a whole one. respelled[i] is set where a hyphen in gap i
 * changes the spelling. text has len <= PATTERNS_TEXT_MAX bytes, '.' first and
 * last; both arrays have as many, gaps begin as 0. O(len x longest pattern).
 */
void patterns_match(const struct patterns *patterns, unsigned level,
		    const char *text, size_t len, uint8_t *gaps,
		    bool *respelled);

#endif
