/* SPDX-License-Identifier: ISC */
/* Keep the patterns of a dictionary so that a word finds its own. */
#include "layout/hyphenate/patterns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	/* Names of no slot: the empty beginning of each level. */
	ROOTS = 0x1000000 - PATTERNS_LEVELS,
	RESPELLS = 0x80, /* a bit of struct digits' count */
};

#define NO_NODE UINT32_MAX

/* A beginning of patterns. */
struct pattern_node {
	uint32_t key;	 /* slot of the beginning without its last byte << 8 |
			  * that byte; 0: the slot is free */
	uint32_t digits; /* in patterns->digits, or 0 */
};

/*
 * The digits of a pattern, as bytes: how many gaps before that behind its last
 * letter they begin, how many there are (none of the first and last is 0), they
 * themselves; and of one that respells its letters without a '.' at the start,
 * and where the change starts and how much it cuts.
 */
enum { DIGITS_BACK, DIGITS_COUNT, DIGITS_FIRST };
enum {
	RESPELLING_LETTERS,
	RESPELLING_START,
	RESPELLING_CUT,
	RESPELLING_BYTES,
};

/* What becomes of patterns that respell; all by gaps of the text. */
struct respelling {
	int *cuts;	/* at the start of a change: its length … */
	int *gaps;	/* … and the gap of its hyphen, or -1 */
	bool *respells; /* whether the highest odd digit here is of one */
};

void patterns_init(struct patterns *patterns, size_t room)
{
	assert(room && room <= PATTERNS_ROOM_MAX);
	memset(patterns, 0, sizeof(*patterns));
	patterns->room = room;
	/* Of five slots at most three are taken, and one is free. */
	patterns->slots = (uint32_t)(room * 5 / 3 + 1);
	patterns->nodes =
		memory_alloc_zeroed(patterns->slots, sizeof(*patterns->nodes));
	buffer_append_byte(&patterns->digits, '\0'); /* 0 is nowhere */
}

void patterns_release(struct patterns *patterns)
{
	free(patterns->nodes);
	buffer_release(&patterns->digits);
	memset(patterns, 0, sizeof(*patterns));
}

/* Returns where the digits are kept; 0 if there are only zeros. */
static uint32_t keep_digits(struct patterns *patterns,
			    const struct pattern *pattern)
{
	struct buffer *kept = &patterns->digits;
	const uint8_t *digits = pattern->digits;
	size_t first = 0;
	size_t end = pattern->len + 1;
	size_t dot = pattern->letters[0] == '.';
	size_t at = kept->len;
	uint8_t *out;

	/* A digit is behind the text's first byte at the earliest. */
	first += dot;
	while (first < end && !digits[first])
		first++;
	while (end > first && !digits[end - 1])
		end--;
	if (first == end || end - first >= RESPELLS)
		return 0;
	buffer_reserve(kept, DIGITS_FIRST + end - first + RESPELLING_BYTES);
	out = (uint8_t *)kept->data + at;
	*out++ = (uint8_t)(pattern->len - first);
	*out++ = (uint8_t)((end - first) | (pattern->respells ? RESPELLS : 0));
	for (; first < end; first++) {
		patterns->has_hyphens |= digits[first] % 2;
		*out++ = digits[first];
	}
	if (pattern->respells) {
		*out++ = (uint8_t)(pattern->len - dot);
		*out++ = (uint8_t)pattern->start;
		*out++ = (uint8_t)pattern->cut;
		patterns->respells = true;
	}
	kept->len = (size_t)(out - (uint8_t *)kept->data);
	*out = '\0';
	return (uint32_t)at;
}

/* The slot of a key, or the free one where it would be. There is one. */
static uint32_t find_slot(const struct patterns *patterns, uint32_t key)
{
	/* Fibonacci hashing (Knuth, volume 3, 6.4), and instead of a remainder
	 * the upper half of a product (Lemire, 2019). */
	uint32_t hash = key * 2654435769u;
	uint32_t slot = (uint32_t)(((uint64_t)hash * patterns->slots) >> 32);

	while (patterns->nodes[slot].key && patterns->nodes[slot].key != key) {
		if (++slot == patterns->slots)
			slot = 0;
	}
	return slot;
}

static uint32_t key_of(uint32_t beginning, char byte)
{
	return beginning << 8 | (uint8_t)byte;
}

/* The bytes at its start that a pattern shares with the one before. */
static size_t count_shared(const struct patterns *patterns,
			   const struct pattern *pattern)
{
	size_t len = pattern->len < patterns->last_len ? pattern->len
						       : patterns->last_len;
	size_t i = 0;

	if (pattern->level != patterns->last_level)
		return 0;
	while (i < len && pattern->letters[i] == patterns->last[i])
		i++;
	return i;
}

bool patterns_add(struct patterns *patterns, const struct pattern *pattern)
{
	uint32_t *path = patterns->path;

	/* No text has a longer one. */
	if (!pattern->len || pattern->len > PATTERNS_TEXT_MAX)
		return true;
	for (size_t i = count_shared(patterns, pattern); i < pattern->len;
	     i++) {
		uint32_t beginning = i ? path[i - 1] : ROOTS + pattern->level;
		uint32_t key = key_of(beginning, pattern->letters[i]);
		uint32_t slot = find_slot(patterns, key);

		if (!patterns->nodes[slot].key) {
			if (patterns->count == patterns->room)
				return false;
			patterns->nodes[slot].key = key;
			patterns->count++;
		}
		path[i] = slot;
		patterns->last[i] = pattern->letters[i];
	}
	patterns->last_len = pattern->len;
	patterns->last_level = pattern->level;
	patterns->nodes[path[pattern->len - 1]].digits =
		keep_digits(patterns, pattern);
	return true;
}

void patterns_finish(struct patterns *patterns)
{
	for (unsigned level = 0; level < PATTERNS_LEVELS; level++) {
		for (uint32_t byte = 0; byte < 256; byte++) {
			uint32_t key = key_of(ROOTS + level, (char)byte);
			uint32_t slot = find_slot(patterns, key);
			bool is_there = patterns->nodes[slot].key == key;

			patterns->firsts[level][byte] =
				is_there ? slot : NO_NODE;
		}
	}
}

size_t patterns_size(const struct patterns *patterns)
{
	return patterns->slots * sizeof(*patterns->nodes) +
	       patterns->digits.capacity;
}

/* Raises gaps to the digits of a pattern whose last letter is byte i. */
static void raise_plain(const uint8_t *digits, size_t i, uint8_t *gaps)
{
	size_t count = digits[DIGITS_COUNT];

	gaps += i - digits[DIGITS_BACK];
	digits += DIGITS_FIRST;
	for (size_t k = 0; k < count; k++) {
		if (gaps[k] < digits[k])
			gaps[k] = digits[k];
	}
}

/* The same where some patterns respell. Whose digit is the highest odd one in a
 * gap decides, and a change is noted by where it starts. */
static void raise_respelling(const uint8_t *digits, size_t i, size_t len,
			     uint8_t *gaps, const struct respelling *respelling)
{
	size_t count = digits[DIGITS_COUNT] & ~RESPELLS;
	bool respells = digits[DIGITS_COUNT] & RESPELLS;
	const uint8_t *change = digits + DIGITS_FIRST + count;
	int first = (int)i - digits[DIGITS_BACK];
	int start = -1;
	int cut = 0;

	if (respells) {
		start = (int)i - change[RESPELLING_LETTERS] +
			(int8_t)change[RESPELLING_START];
		cut = (int8_t)change[RESPELLING_CUT];
		if (start >= (int)len)
			start = -1;
		if (start >= 0)
			respelling->cuts[start] = cut;
	}
	for (int k = 0; k < (int)count; k++) {
		int gap = first + k;

		if (gaps[gap] >= digits[DIGITS_FIRST + k])
			continue;
		gaps[gap] = digits[DIGITS_FIRST + k];
		if (gaps[gap] % 2 == 0)
			continue;
		respelling->respells[gap] = respells;
		if (start >= 0 && gap >= start && gap <= start + cut)
			respelling->gaps[start] = gap;
	}
}

/* Calls for each byte of text, in order, the digits of the pattern there. */
static void match(const struct patterns *patterns, unsigned level,
		  const char *text, size_t len, uint8_t *gaps,
		  const struct respelling *respelling)
{
	const uint8_t *digits = (const uint8_t *)patterns->digits.data;
	const uint32_t *firsts = patterns->firsts[level];
	size_t reached = 0; /* the longest beginnings up to here are known */

	/* The longest beginning that ends at a byte starts first. */
	for (size_t start = 0; reached < len && start < len; start++) {
		uint32_t slot = firsts[(uint8_t)text[start]];
		size_t i = start;

		if (slot == NO_NODE)
			continue;
		for (;;) {
			const struct pattern_node *node =
				patterns->nodes + slot;

			if (i >= reached) {
				reached = i + 1;
				if (!node->digits)
					;
				else if (respelling)
					raise_respelling(digits + node->digits,
							 i, len, gaps,
							 respelling);
				else
					raise_plain(digits + node->digits, i,
						    gaps);
			}
			if (++i == len)
				break;
			slot = find_slot(patterns, key_of(slot, text[i]));
			if (!patterns->nodes[slot].key)
				break;
		}
	}
}

void patterns_match(const struct patterns *patterns, unsigned level,
		    const char *text, size_t len, uint8_t *gaps,
		    bool *respelled)
{
	int cuts[PATTERNS_TEXT_MAX];
	int hyphens[PATTERNS_TEXT_MAX];
	bool respells[PATTERNS_TEXT_MAX];
	struct respelling respelling = { cuts, hyphens, respells };

	assert(len <= PATTERNS_TEXT_MAX);
	if (!patterns->respells) {
		match(patterns, level, text, len, gaps, NULL);
		return;
	}
	memset(respells, 0, sizeof(respells));
	for (size_t i = 0; i < len; i++)
		hyphens[i] = -1;
	match(patterns, level, text, len, gaps, &respelling);
	/* What a change replaces cannot be changed again. The ends of the text
	 * are not looked at, for no change starts there. */
	for (int i = 0; i + 2 < (int)len; i++) {
		if (hyphens[i] < 0 || !respells[hyphens[i]])
			continue;
		respelled[hyphens[i]] = true;
		i += cuts[i] - 1;
	}
}
