/* SPDX-License-Identifier: ISC */
/* Text as the words that it is compared by. */
#include "marks/anchor/words.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "text/alike.h"
#include "text/ranges.h"
#include "text/utf8.h"

/* Scripts that are written with blanks between words, their marks included;
 * roughly, for a word cut in two is compared as two. */
static const struct point_range letters[] = {
	{ '0', '9', 1 },       { 'A', 'Z', 1 },	      { '_', '_', 1 },
	{ 'a', 'z', 1 },       { 0x00aa, 0x00aa, 1 }, { 0x00b5, 0x00b5, 1 },
	{ 0x00ba, 0x00ba, 1 }, { 0x00c0, 0x00d6, 1 }, { 0x00d8, 0x00f6, 1 },
	{ 0x00f8, 0x0dff, 1 }, { 0x10a0, 0x177f, 1 }, { 0x1800, 0x18af, 1 },
	{ 0x1ab0, 0x1fff, 1 }, { 0x2c00, 0x2dff, 1 }, { 0xa640, 0xa6ff, 1 },
	{ 0xa720, 0xabff, 1 }, { 0xac00, 0xd7ff, 1 }, { 0xfb00, 0xfdff, 1 },
	{ 0xfe70, 0xfefc, 1 },
};

static bool is_letter(uint32_t unit)
{
	return ranges_find(letters, RANGES_COUNT(letters), unit, 0);
}

/* Signs that are not seen are no words either. */
static bool is_space(uint32_t unit)
{
	return unit <= ' ' || (unit >= 0x2000 && unit <= 0x200f) ||
	       (unit >= 0x2028 && unit <= 0x202f) || unit == 0x3000;
}

void words_release(struct words *words)
{
	free(words->list);
	*words = (struct words){ NULL, 0, 0, 0 };
}

/* SplitMix64's finaliser (Steele et al. 2014) mixes each unit in. */
static uint64_t mix(uint64_t hash, uint32_t unit)
{
	hash = (hash ^ unit) + 0x9e3779b97f4a7c15u;
	hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
	return hash ^ hash >> 27;
}

void words_take(struct words *words, struct span text, size_t bytes)
{
	size_t stop = text.len - words->taken > bytes ? words->taken + bytes
						      : text.len;
	bool in_word = false;
	struct word *word = NULL;

	/* A word that has begun is taken whole. */
	while (words->taken < stop || (in_word && words->taken < text.len)) {
		uint32_t parts[ALIKE_MAX];
		uint32_t off = (uint32_t)words->taken;
		uint32_t point;
		size_t len =
			utf8_decode(text.ptr + off, text.len - off, &point);
		size_t count = alike_parts(point, parts);
		bool letter = is_letter(parts[0]);

		if (off >= stop && !letter)
			break;
		words->taken += len;
		if (!letter && is_space(parts[0])) {
			in_word = false;
			continue;
		}
		if (!in_word || !letter) {
			MEMORY_RESERVE(words->list, words->room,
				       words->count + 1);
			word = &words->list[words->count++];
			*word = (struct word){ 0, off, off };
		}
		in_word = letter;
		for (size_t i = 0; i < count; i++)
			word->hash = mix(word->hash, parts[i]);
		word->end = (uint32_t)words->taken;
	}
}

size_t words_reaching(const struct words *words, uint32_t off)
{
	size_t low = 0, high = words->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (words->list[middle].end > off)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

size_t words_bytes(const struct words *words, size_t from, size_t to)
{
	size_t bytes = 0;

	for (size_t i = from; i < to; i++)
		bytes += words->list[i].end - words->list[i].off;
	return bytes;
}
