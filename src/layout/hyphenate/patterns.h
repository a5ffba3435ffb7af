/* SPDX-License-Identifier: ISC */
/* Keep the patterns of a dictionary so that a word finds its own. */
#ifndef LAYOUT_HYPHENATE_PATTERNS_H
#define LAYOUT_HYPHENATE_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum {
	PATTERNS_LETTERS_MAX = 200, /* bytes of a pattern without its digits */
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

struct pattern_entry;
struct pattern_node;

/*
 * A trie whose edges are a hash table: what beginning of a pattern goes on with
 * which byte. A beginning is named by its slot.
 */
struct patterns {
	struct pattern_node *nodes;
	uint32_t slots;
	uint32_t firsts[PATTERNS_LEVELS][256]; /* the slots of single bytes */
	struct buffer digits; /* of all patterns, as nodes point to them */
	bool respells;	      /* some pattern does */
	/* Until patterns_finish(): what was added. */
	struct pattern_entry *entries;
	size_t entry_count;
	size_t entry_room;
	struct buffer letters;
	size_t node_bound; /* there are at most so many nodes */
};

/* All zero is an empty one, to add to. */
void patterns_release(struct patterns *patterns);

/* Adds a pattern; of those with the same letters the last one holds. */
void patterns_add(struct patterns *patterns, const struct pattern *pattern);

/* Makes what was added findable; false if that is too much. No more can be
 * added then. */
bool patterns_finish(struct patterns *patterns);

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
