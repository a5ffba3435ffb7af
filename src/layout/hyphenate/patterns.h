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
	bool has_hyphens;     /* some pattern has an odd digit */
	size_t count;	      /* of nodes that are taken … */
	size_t room;	      /* … of so many */
	/* The pattern that was added last, and the slots of its beginnings. */
	unsigned last_level;
	size_t last_len;
	char last[PATTERNS_TEXT_MAX];
	uint32_t path[PATTERNS_TEXT_MAX];
};

enum { PATTERNS_ROOM_MAX = 8 << 20 };

/* Makes room for so many beginnings of patterns, at most PATTERNS_ROOM_MAX. */
void patterns_init(struct patterns *patterns, size_t room);
void patterns_release(struct patterns *patterns);

/* Adds a pattern; of those with the same letters the last one holds. False if
 * there is no room; nothing more can be done then. Sorted ones are the
 * cheapest. */
bool patterns_add(struct patterns *patterns, const struct pattern *pattern);

/* Makes what was added findable. */
void patterns_finish(struct patterns *patterns);

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
