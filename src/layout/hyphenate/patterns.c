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
	NODES_MAX = ROOTS / 2,
	RESPELLS = 0x80, /* a bit of struct digits' count */
};

#define NO_NODE UINT32_MAX

/* A beginning of patterns. */
struct pattern_node {
	uint32_t key;	 /* slot of the beginning without its last byte << 8 |
			  * that byte; 0: the slot is free */
	uint32_t digits; /* in patterns->digits, or 0 */
};

/* A pattern that was added. Its letters follow those of the one before. */
struct pattern_entry {
	uint32_t digits;
	uint8_t len;
	uint8_t shared; /* first letters that the one before has too */
	uint8_t level;
};

/*
 * The digits of a pattern, as bytes: how many gaps before that behind its last
 * letter they begin, how many there are (none of the first and last is 0), they
 * themselves; and of one that respells its letters without a '.' at the start,
 * and where the change starts and how much it cuts.
 */
enum { DIGITS_BACK, DIGITS_COUNT, DIGITS_FIRST };
enum { RESPELLING_LETTERS, RESPELLING_START, RESPELLING_CUT };

/* What becomes of patterns that respell; all by gaps of the text. */
struct respelling {
	int *cuts;	/* at the start of a change: its length … */
	int *gaps;	/* … and the gap of its hyphen, or -1 */
	bool *respells; /* whether the highest odd digit here is of one */
};

void patterns_release(struct patterns *patterns)
{
	free(patterns->nodes);
	free(patterns->entries);
	buffer_release(&patterns->digits);
	buffer_release(&patterns->letters);
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
	size_t at = kept->len;
	uint8_t respells = pattern->respells ? RESPELLS : 0;

	while (first < end && !digits[first])
		first++;
	if (first == end)
		return 0;
	while (!digits[end - 1])
		end--;
	/* A digit is behind the text's first byte at the earliest. */
	if (!first && pattern->letters[0] == '.')
		first++;
	if (end - first >= RESPELLS)
		return 0;
	buffer_append_byte(kept, (char)(pattern->len - first));
	buffer_append_byte(kept, (char)((end - first) | respells));
	buffer_append(kept, (const char *)digits + first, end - first);
	if (pattern->respells) {
		size_t dot = pattern->letters[0] == '.';

		buffer_append_byte(kept, (char)(pattern->len - dot));
		buffer_append_byte(kept, (char)pattern->start);
		buffer_append_byte(kept, (char)pattern->cut);
		patterns->respells = true;
	}
	return (uint32_t)at;
}

void patterns_add(struct patterns *patterns, const struct pattern *pattern)
{
	struct buffer *letters = &patterns->letters;
	struct pattern_entry entry = {
		.len = (uint8_t)pattern->len,
		.level = (uint8_t)pattern->level,
	};
	const struct pattern_entry *last;

	assert(pattern->len <= PATTERNS_LETTERS_MAX);
	if (!pattern->len)
		return;
	if (!patterns->digits.len)
		buffer_append_byte(&patterns->digits, 0); /* 0 is nowhere */
	entry.digits = keep_digits(patterns, pattern);
	if (patterns->entry_count) {
		const char *before = buffer_string(letters) + letters->len;
		uint8_t shared = 0;

		last = patterns->entries + patterns->entry_count - 1;
		before -= last->len;
		if (last->level == entry.level) {
			while (shared < entry.len && shared < last->len &&
			       before[shared] == pattern->letters[shared])
				shared++;
		}
		entry.shared = shared;
	}
	buffer_append(letters, pattern->letters, pattern->len);
	patterns->node_bound += (size_t)(entry.len - entry.shared);
	MEMORY_RESERVE(patterns->entries, patterns->entry_room,
		       patterns->entry_count + 1);
	patterns->entries[patterns->entry_count++] = entry;
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

/* Enters the beginnings of a pattern that the one before does not share; path
 * has the slots of its beginnings, and gets those of this one. */
static void enter(struct patterns *patterns, const struct pattern_entry *entry,
		  const char *letters, uint32_t *path)
{
	for (size_t i = entry->shared; i < entry->len; i++) {
		uint32_t beginning = i ? path[i - 1] : ROOTS + 0u + entry->level;
		uint32_t key = key_of(beginning, letters[i]);

		path[i] = find_slot(patterns, key);
		patterns->nodes[path[i]].key = key;
	}
	patterns->nodes[path[entry->len - 1]].digits = entry->digits;
}

bool patterns_finish(struct patterns *patterns)
{
	uint32_t path[PATTERNS_LETTERS_MAX];
	const char *letters = buffer_string(&patterns->letters);

	if (patterns->node_bound > NODES_MAX)
		return false;
	/* At most three in five slots are taken, and one is free. */
	patterns->slots = (uint32_t)(patterns->node_bound * 5 / 3 + 1);
	patterns->nodes =
		memory_alloc_zeroed(patterns->slots, sizeof(*patterns->nodes));
	for (size_t i = 0; i < patterns->entry_count; i++) {
		enter(patterns, patterns->entries + i, letters, path);
		letters += patterns->entries[i].len;
	}
	for (unsigned level = 0; level < PATTERNS_LEVELS; level++) {
		for (uint32_t byte = 0; byte < 256; byte++) {
			uint32_t key = key_of(ROOTS + level, (char)byte);
			uint32_t slot = find_slot(patterns, key);
			bool is_there = patterns->nodes[slot].key == key;

			patterns->firsts[level][byte] =
				is_there ? slot : NO_NODE;
		}
	}
	free(patterns->entries);
	patterns->entries = NULL;
	patterns->entry_room = 0;
	buffer_release(&patterns->letters);
	return true;
}

size_t patterns_size(const struct patterns *patterns)
{
	return patterns->slots * sizeof(*patterns->nodes) +
	       patterns->entry_room * sizeof(*patterns->entries) +
	       patterns->digits.capacity + patterns->letters.capacity;
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
