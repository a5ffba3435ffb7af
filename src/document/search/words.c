/* SPDX-License-Identifier: ISC */
/* Find units that hold several words in any order. */
#include "document/search/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/search/needle.h"
#include "document/search/slip.h"
#include "text/character.h"
#include "text/utf8.h"

enum { TYPO_LENGTH_MIN = 4 }; /* characters of a word that may have a typo */

/* A word that is looked for. */
struct sought {
	const char *text; /* borrowed from words->typed */
	size_t len;
	uint32_t *points; /* owned; NULL if it must be there as typed */
	size_t count;
};

struct words {
	struct buffer typed;
	struct sought *items;
	size_t count, room;
	/* Where words begin in what is folded; of one haystack. */
	size_t *starts;
	size_t start_count, start_room;
	bool typos;
};

/* Whether all of it is of letters and digits with blanks between words. */
static bool may_have_typo(const uint32_t *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (character_unspaced(points[i]))
			return false;
	return count >= TYPO_LENGTH_MIN;
}

/* Leaves off what is no letter or digit at both ends, if anything remains. */
static struct sought trim(const char *text, size_t len)
{
	size_t first = len, last = 0;

	for (size_t pos = 0; pos < len;) {
		uint32_t point;
		size_t taken = utf8_decode(text + pos, len - pos, &point);

		if (character_wordlike(point)) {
			first = first < pos ? first : pos;
			last = pos + taken;
		}
		pos += taken;
	}
	if (first >= last)
		return (struct sought){ .text = text, .len = len };
	return (struct sought){ .text = text + first, .len = last - first };
}

static void add_word(struct words *words, const char *text, size_t len)
{
	struct sought word = trim(text, len);

	if (words->typos) {
		word.points = memory_alloc(word.len * sizeof(*word.points));
		for (size_t pos = 0; pos < word.len; word.count++)
			pos += utf8_decode(word.text + pos, word.len - pos,
					   &word.points[word.count]);
		if (!may_have_typo(word.points, word.count)) {
			free(word.points);
			word.points = NULL;
		}
	}
	MEMORY_RESERVE(words->items, words->room, words->count + 1);
	words->items[words->count++] = word;
}

/* The longest first: it is the rarest as a rule. */
static int by_length(const void *a, const void *b)
{
	const struct sought *left = a, *right = b;

	if (left->len != right->len)
		return left->len < right->len ? 1 : -1;
	return left->text < right->text ? -1 : 1;
}

struct words *words_new(const struct buffer *typed, bool typos)
{
	struct words *words = memory_alloc_zeroed(1, sizeof(*words));
	const char *text, *end;

	buffer_append(&words->typed, typed->data, typed->len);
	words->typos = typos;
	text = words->typed.data;
	end = text + words->typed.len;
	while (text < end) {
		const char *blank = memchr(text, ' ', (size_t)(end - text));

		if (!blank)
			blank = end;
		if (blank > text)
			add_word(words, text, (size_t)(blank - text));
		text = blank + 1;
	}
	qsort(words->items, words->count, sizeof(words->items[0]), by_length);
	return words;
}

void words_free(struct words *words)
{
	if (!words)
		return;
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i].points);
	free(words->items);
	free(words->starts);
	buffer_release(&words->typed);
	free(words);
}

struct span words_exact(const struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		if (!words->items[i].points)
			return (struct span){ words->items[i].text,
					      words->items[i].len };
	return (struct span){ "", 0 };
}

/* Adds where the word stands as typed; only where words begin, or anywhere. */
static void find_exact(const struct sought *word,
		       const struct haystack *haystack, bool anywhere,
		       struct hits *hits)
{
	const struct buffer *text = &haystack->folded.text;
	const char *end = text->data + text->len;
	const char *from = text->data;
	const char *found;
	uint32_t behind = haystack->unit.off;

	while ((found = needle_find(word->text, word->len, from, end))) {
		size_t pos = (size_t)(found - text->data);
		struct hit hit;

		from = found + 1;
		if (haystack_off(haystack, pos) < behind)
			continue;
		if ((anywhere || haystack_starts_word(haystack, pos)) &&
		    haystack_hit(haystack, pos, word->len, behind, &hit)) {
			hits_add(hits, hit);
			behind = hit.end;
		}
	}
}

/* Where words begin that may have a typo; may_have_typo() says which. */
static void find_starts(struct words *words, const struct haystack *haystack)
{
	const struct buffer *text = &haystack->folded.text;
	bool inside = !haystack_starts_word(haystack, 0);

	words->start_count = 0;
	for (size_t pos = 0; pos < text->len;) {
		uint32_t point;
		size_t taken =
			utf8_decode(text->data + pos, text->len - pos, &point);
		bool wordlike =
			!character_unspaced(point) && character_wordlike(point);

		if (wordlike && !inside) {
			MEMORY_RESERVE(words->starts, words->start_room,
				       words->start_count + 1);
			words->starts[words->start_count++] = pos;
		}
		inside = wordlike;
		pos += taken;
	}
}

/* Adds the words of the text, or their beginnings, that are a slip away. */
static void find_alike(const struct words *words, const struct sought *word,
		       const struct haystack *haystack, struct hits *hits)
{
	const struct buffer *text = &haystack->folded.text;
	struct slip slip = { word->points, word->count };
	uint32_t behind = haystack->unit.off;

	for (size_t i = 0; i < words->start_count; i++) {
		size_t pos = words->starts[i];
		size_t len =
			slip_match(&slip, text->data + pos, text->len - pos);
		struct hit hit;

		if (len == 0 || haystack_off(haystack, pos) < behind ||
		    !haystack_hit(haystack, pos, len, behind, &hit))
			continue;
		hits_add(hits, hit);
		behind = hit.end;
	}
}

/* By where they begin, the longer one first. */
static int by_place(const void *a, const void *b)
{
	const struct hit *left = a, *right = b;

	if (left->off != right->off)
		return left->off < right->off ? -1 : 1;
	return (left->end < right->end) - (left->end > right->end);
}

/* Sorts the hits from the given one on, and drops those that overlap. */
static void put_in_order(struct hits *hits, size_t from)
{
	size_t count = hits->count;
	uint32_t behind = 0;

	if (count - from < 2)
		return;
	qsort(hits->items + from, count - from, sizeof(hits->items[0]),
	      by_place);
	hits->count = from;
	for (size_t i = from; i < count; i++) {
		if (hits->items[i].off < behind)
			continue;
		behind = hits->items[i].end;
		hits->items[hits->count++] = hits->items[i];
	}
}

void words_find(struct words *words, const struct haystack *haystack,
		struct hits *hits)
{
	size_t before = hits->count;

	if (words->typos)
		find_starts(words, haystack);
	for (size_t i = 0; i < words->count; i++) {
		const struct sought *word = &words->items[i];
		size_t known = hits->count;

		if (word->points)
			find_alike(words, word, haystack, hits);
		else
			find_exact(word, haystack, false, hits);
		if (hits->count == known && !words->typos)
			find_exact(word, haystack, true, hits);
		if (hits->count == known) {
			hits->count = before;
			return;
		}
	}
	put_in_order(hits, before);
}
