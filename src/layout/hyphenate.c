/* SPDX-License-Identifier: ISC */
/* Find hyphens in words by the patterns of a language. */
#include "layout/hyphenate.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/hyphenate/dictionary.h"
#include "layout/hyphenate/patterns.h"
#include "text/character.h"
#include "text/utf8.h"

/* A word that was asked for, and what the answer was: bit i is byte i's. */
struct answer {
	char word[23];
	uint8_t len; /* 0: none yet */
	uint32_t hyphens;
};

/* Of ten words of prose nine were there shortly before. Each has one place. */
enum { ANSWERS = 2048 };

/* Whoever only asks makes a dictionary read more of its patterns, and changes
 * the answers that are kept, which shows in nothing but time. */
struct hyphenator {
	struct dictionary *dictionary; /* owned */
	struct answer *answers;	       /* owned */
};

/* A capital letter of two bytes may have a small one of three. */
enum { SMALL_MAX = HYPHENATE_WORD_MAX * 3 / 2 };

static_assert(SMALL_MAX + 2 <= PATTERNS_TEXT_MAX, "words fit with their dots");

/*
 * A word in small letters, between two dots for the patterns. Offsets are those
 * of text; gap i is behind byte i.
 */
struct word {
	char text[SMALL_MAX + 2];
	size_t len;			/* with the dots */
	uint8_t origins[SMALL_MAX + 2]; /* the byte of the word as it came */
	uint8_t gaps[SMALL_MAX + 2];	/* the digit of each */
	bool respelled[SMALL_MAX + 2];	/* a hyphen there changes letters */
};

/* A part of a word, [off, end) of its text; whether its ends are the word's. */
struct part {
	uint8_t off;
	uint8_t end;
	bool first;
	bool last;
};

struct hyphenator *hyphenator_read(const char *path, struct error *error)
{
	struct hyphenator *hyphenator =
		memory_alloc_zeroed(1, sizeof(*hyphenator));

	hyphenator->dictionary =
		memory_alloc_zeroed(1, sizeof(*hyphenator->dictionary));
	hyphenator->answers =
		memory_alloc_zeroed(ANSWERS, sizeof(*hyphenator->answers));
	if (dictionary_read(hyphenator->dictionary, path, error))
		return hyphenator;
	hyphenator_free(hyphenator);
	return NULL;
}

void hyphenator_free(struct hyphenator *hyphenator)
{
	if (!hyphenator)
		return;
	dictionary_release(hyphenator->dictionary);
	free(hyphenator->dictionary);
	free(hyphenator->answers);
	free(hyphenator);
}

size_t hyphenator_size(const struct hyphenator *hyphenator)
{
	return sizeof(*hyphenator) + ANSWERS * sizeof(*hyphenator->answers) +
	       dictionary_size(hyphenator->dictionary);
}

/* Whether a byte goes on with a character. */
static bool goes_on(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* Makes the letters small one by one, so that each knows where it came from. */
static void make_small(struct word *word, const char *bytes, size_t len)
{
	char *text = word->text;
	size_t count = 0;
	size_t i = 0;

	memset(text, 0, sizeof(word->text));
	word->origins[count] = 0;
	text[count++] = '.';
	while (i < len) {
		char form[4] = { bytes[i] };
		size_t size = 1;
		size_t taken = 1;
		uint32_t point;

		if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
			form[0] = (char)(bytes[i] | 0x20);
		} else if ((unsigned char)bytes[i] >= 0x80) {
			taken = utf8_decode(bytes + i, len - i, &point);
			size = utf8_encode(character_lower(point), form);
		}
		for (size_t k = 0; k < size; k++) {
			word->origins[count] = (uint8_t)i;
			text[count++] = form[k];
		}
		i += taken;
	}
	word->origins[count] = (uint8_t)len;
	text[count++] = '.';
	word->len = count;
}

/* The letters that a ligature (U+FB00 to U+FB06) has beyond what the library
 * counts for it: it takes ffi and ffl for two, the others for one. */
static int ligature_surplus(const char *text, size_t len)
{
	if (len < 3 || memcmp(text, "\xef\xac", 2) != 0)
		return 0;
	return text[2] == '\x83' || text[2] == '\x84';
}

/* Takes the hyphens from the first characters; gaps[i] is behind byte i. */
static void keep_left(const char *text, size_t len, uint8_t *gaps, int least)
{
	int count = 1 + ligature_surplus(text, len);
	size_t i = 0;

	while (count < least && i < len) {
		do {
			gaps[i++] = 0;
		} while (i < len && goes_on(text[i]));
		count += 1 + ligature_surplus(text + i, len - i);
	}
}

/* Takes the hyphens from the last characters. */
static void keep_right(const char *text, size_t len, uint8_t *gaps, int least)
{
	int count = 0;

	for (size_t i = len; count < least && i > 1;) {
		gaps[--i] = 0;
		count += !goes_on(text[i]);
	}
}

/* Fills gaps[0..end - off) behind the bytes of a part, 0 behind its last. */
static void match_part(struct dictionary *dictionary, unsigned level,
		       struct word *word, struct part part, uint8_t *gaps)
{
	const struct patterns *patterns = &dictionary->patterns;
	char text[PATTERNS_TEXT_MAX];
	uint8_t found[PATTERNS_TEXT_MAX];
	bool respelled[PATTERNS_TEXT_MAX];
	size_t len = part.end - part.off;

	text[0] = '.';
	memcpy(text + 1, word->text + part.off, len);
	text[len + 1] = '.';
	dictionary_prepare(dictionary, text, len + 2);
	memset(found, 0, len + 2);
	if (patterns->respells)
		memset(respelled, 0, len + 2);
	patterns_match(patterns, level, text, len + 2, found, respelled);
	found[len] = 0;
	memcpy(gaps, found + 1, len);
	for (size_t i = 0; patterns->respells && i + 1 < len; i++)
		word->respelled[part.off + i] |= respelled[i + 1];
}

static size_t last_character(const char *text, size_t len)
{
	while (len > 1 && goes_on(text[len - 1]))
		len--;
	return len - 1;
}

/* Finds the hyphens of a part; if it is a compound, those between its parts,
 * which are added to those that wait. Returns how many wait then. */
static size_t hyphenate_part(struct dictionary *dictionary, struct word *word,
			     struct part part, struct part *waiting,
			     size_t count)
{
	const char *text = word->text + part.off;
	uint8_t gaps[PATTERNS_TEXT_MAX];
	size_t len = part.end - part.off;
	size_t off = 0;

	match_part(dictionary, dictionary->compound, word, part, gaps);
	for (size_t i = 0; i < len; i++) {
		struct part inner = { (uint8_t)(part.off + off),
				      (uint8_t)(part.off + i + 1),
				      part.first && !off,
				      part.last && gaps[i] % 2 == 0 };

		if (gaps[i] % 2 == 0 && (!off || i + 1 < len))
			continue;
		if (i > off)
			waiting[count++] = inner;
		off = i + 1;
	}
	if (!off) {
		match_part(dictionary, dictionary->word, word, part, gaps);
		if (!part.first)
			keep_left(text, len, gaps, dictionary->inner_left);
		if (!part.last)
			keep_right(text, len, gaps, dictionary->inner_right);
	}
	/* None comes before the last character of a part of a compound. */
	if (!part.first || !part.last)
		len = last_character(text, len);
	if (len)
		memcpy(word->gaps + part.off, gaps, len - 1);
	return count;
}

/* Takes the hyphens beside the strings that have none. */
static void keep_unparted(const struct buffer *unparted, struct word *word)
{
	const char *string = buffer_string(unparted);
	const char *end = string + unparted->len;

	for (; string < end; string += strlen(string) + 1) {
		size_t len = strlen(string);

		for (size_t i = 1; i + len < word->len; i++) {
			if (word->text[i] != *string ||
			    memcmp(word->text + i, string, len) != 0)
				continue;
			word->gaps[i - 1] = 0;
			word->gaps[i + len - 1] = 0;
		}
	}
}

static void find_hyphens(struct dictionary *dictionary, const char *word,
			 size_t len, uint8_t *hyphens)
{
	struct part waiting[SMALL_MAX];
	struct word small;
	size_t count = 0;

	memset(hyphens, 0, len);
	make_small(&small, word, len);
	memset(small.gaps, 0, small.len);
	memset(small.respelled, 0, small.len);
	waiting[count++] =
		(struct part){ 1, (uint8_t)(small.len - 1), true, true };
	while (count) {
		struct part part = waiting[--count];

		count = hyphenate_part(dictionary, &small, part, waiting,
				       count);
	}
	keep_left(small.text + 1, small.len - 2, small.gaps + 1,
		  dictionary->left);
	keep_right(small.text + 1, small.len - 2, small.gaps + 1,
		   dictionary->right);
	keep_unparted(&dictionary->unparted, &small);
	for (size_t i = 1; i + 2 < small.len; i++) {
		if (small.gaps[i] % 2 && !small.respelled[i] &&
		    !goes_on(small.text[i + 1]))
			hyphens[small.origins[i + 1]] = 1;
	}
}

/* Where the answer for a word is, if it is there; FNV-1a. */
static struct answer *answer_for(const struct hyphenator *hyphenator,
				 const char *word, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)word[i]) * 16777619u;
	return &hyphenator->answers[(hash ^ hash >> 15) % ANSWERS];
}

void hyphenate_word(const struct hyphenator *hyphenator, const char *word,
		    size_t len, uint8_t *hyphens)
{
	struct answer *answer;

	if (!len || len > HYPHENATE_WORD_MAX) {
		memset(hyphens, 0, len);
		return;
	}
	if (len > sizeof(answer->word)) {
		find_hyphens(hyphenator->dictionary, word, len, hyphens);
		return;
	}
	answer = answer_for(hyphenator, word, len);
	if (answer->len == len && memcmp(answer->word, word, len) == 0) {
		for (size_t i = 0; i < len; i++)
			hyphens[i] = answer->hyphens >> i & 1;
		return;
	}
	find_hyphens(hyphenator->dictionary, word, len, hyphens);
	memcpy(answer->word, word, len);
	answer->len = (uint8_t)len;
	answer->hyphens = 0;
	for (size_t i = 0; i < len; i++)
		answer->hyphens |= (uint32_t)hyphens[i] << i;
}
