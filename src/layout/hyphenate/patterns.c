/* SPDX-License-Identifier: ISC */
/* Keep the patterns of a dictionary so that a word finds its own. */
#include "layout/hyphenate/patterns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	BEGINNINGS_MAX = 1 << 24, /* with a byte a key of 32 bits */
	SLOTS_LEAST = 1 << 14,
	RESPELLS = 0x80, /* a bit of struct digits' count */
};

/* From a beginning to the one with a byte more. */
struct pattern_edge {
	uint32_t key; /* beginning << 8 | byte; 0: the slot is free */
	uint32_t to;
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

void patterns_init(struct patterns *patterns)
{
	memset(patterns, 0, sizeof(*patterns));
	patterns->slots = SLOTS_LEAST;
	patterns->edges =
		memory_alloc_zeroed(patterns->slots, sizeof(*patterns->edges));
	/* By their numbers the roots are the levels. */
	patterns->count = PATTERNS_LEVELS;
	MEMORY_RESERVE(patterns->digits_from, patterns->room, patterns->count);
	memset(patterns->digits_from, 0,
	       patterns->count * sizeof(*patterns->digits_from));
	buffer_append_byte(&patterns->digits, '\0'); /* 0 is nowhere */
}

void patterns_release(struct patterns *patterns)
{
	free(patterns->edges);
	free(patterns->digits_from);
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

/* The edge with a key, or the free one where it would be. There is one. */
static struct pattern_edge *find_edge(const struct patterns *patterns,
				      uint32_t key)
{
	/* Fibonacci hashing (Knuth, volume 3, 6.4), and instead of a remainder
	 * the upper half of a product (Lemire, 2019). */
	uint32_t hash = key * 2654435769u;
	size_t slot = (size_t)(((uint64_t)hash * patterns->slots) >> 32);

	while (patterns->edges[slot].key && patterns->edges[slot].key != key) {
		if (++slot == patterns->slots)
			slot = 0;
	}
	return &patterns->edges[slot];
}

static uint32_t key_of(uint32_t beginning, char byte)
{
	return beginning << 8 | (uint8_t)byte;
}

/* Of five slots at most three are taken. */
static void grow(struct patterns *patterns)
{
	struct pattern_edge *old = patterns->edges;
	size_t slots = patterns->slots;

	patterns->slots = 2 * slots;
	patterns->edges =
		memory_alloc_zeroed(patterns->slots, sizeof(*patterns->edges));
	for (size_t i = 0; i < slots; i++) {
		if (old[i].key)
			*find_edge(patterns, old[i].key) = old[i];
	}
	free(old);
}

/* The beginning that a beginning and a byte are, new if there was none; 0 if
 * there are too many. */
static uint32_t go_on(struct patterns *patterns, uint32_t beginning, char byte)
{
	uint32_t key = key_of(beginning, byte);
	struct pattern_edge *edge = find_edge(patterns, key);

	if (edge->key)
		return edge->to;
	if (patterns->count == BEGINNINGS_MAX)
		return 0;
	*edge = (struct pattern_edge){ key, (uint32_t)patterns->count };
	MEMORY_RESERVE(patterns->digits_from, patterns->room,
		       patterns->count + 1);
	patterns->digits_from[patterns->count++] = 0;
	if (patterns->count > patterns->slots / 5 * 3)
		grow(patterns);
	return (uint32_t)patterns->count - 1;
}

/* The bytes at its start that a beginning shares with the last one. */
static size_t count_shared(const struct patterns *patterns, unsigned level,
			   const char *letters, size_t len)
{
	size_t i = 0;

	if (level != patterns->last_level)
		return 0;
	if (len > patterns->last_len)
		len = patterns->last_len;
	while (i < len && letters[i] == patterns->last[i])
		i++;
	return i;
}

void patterns_add_beginning(struct patterns *patterns, unsigned level,
			    const char *letters, size_t len)
{
	uint32_t *path = patterns->path;
	size_t i = count_shared(patterns, level, letters, len);

	assert(len <= PATTERNS_TEXT_MAX);
	for (; i < len; i++) {
		path[i] = go_on(patterns, i ? path[i - 1] : level, letters[i]);
		if (!path[i])
			break;
		patterns->last[i] = letters[i];
	}
	patterns->last_len = i;
	patterns->last_level = level;
	if (i)
		patterns->firsts[level][(uint8_t)*letters] = path[0];
}

void patterns_add(struct patterns *patterns, const struct pattern *pattern)
{
	/* No text has a longer one. */
	if (!pattern->len || pattern->len > PATTERNS_TEXT_MAX)
		return;
	patterns_add_beginning(patterns, pattern->level, pattern->letters,
			       pattern->len);
	if (patterns->last_len == pattern->len)
		patterns->digits_from[patterns->path[pattern->len - 1]] =
			keep_digits(patterns, pattern);
}

size_t patterns_size(const struct patterns *patterns)
{
	return patterns->slots * sizeof(*patterns->edges) +
	       patterns->room * sizeof(*patterns->digits_from) +
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
		uint32_t beginning = firsts[(uint8_t)text[start]];
		size_t i = start;

		while (beginning) {
			uint32_t from = 0;

			if (i >= reached) {
				reached = i + 1;
				from = patterns->digits_from[beginning];
			}
			if (from && respelling)
				raise_respelling(digits + from, i, len, gaps,
						 respelling);
			else if (from)
				raise_plain(digits + from, i, gaps);
			if (++i == len)
				break;
			beginning =
				find_edge(patterns, key_of(beginning, text[i]))
					->to;
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
