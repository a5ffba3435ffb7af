/* SPDX-License-Identifier: ISC */
/* Sketch a text, so that it is known though it was edited. */
#include "marks/identity/sketch.h"

#include <string.h>

#include "text/character.h"
#include "text/fold.h"
#include "text/utf8.h"

/* FNV-1a, 64 bits (Fowler, Noll, Vo 1991). */
#define HASH_START 0xcbf29ce484222325u
#define HASH_PRIME 0x100000001b3u

/* Whose words nothing parts, besides Chinese and Japanese ones: blocks with
 * Line_Break=Complex_Context (UAX #14). */
static const struct {
	uint32_t first;
	uint32_t last;
} complex_context[] = {
	{ 0x0e00, 0x0eff },   /* Thai, Lao */
	{ 0x1000, 0x109f },   /* Myanmar */
	{ 0x1780, 0x17ff },   /* Khmer */
	{ 0x1950, 0x19df },   /* Tai Le, New Tai Lue */
	{ 0x1a20, 0x1aaf },   /* Tai Tham */
	{ 0xa9e0, 0xa9ff },   /* Myanmar */
	{ 0xaa60, 0xaadf },   /* Myanmar, Tai Viet */
	{ 0x11700, 0x1174f }, /* Ahom */
};

static bool parts_nothing(uint32_t point)
{
	size_t count = sizeof(complex_context) / sizeof(complex_context[0]);

	if (point < complex_context[0].first)
		return false;
	for (size_t i = 0; i < count; i++)
		if (point >= complex_context[i].first &&
		    point <= complex_context[i].last)
			return true;
	return character_ideographic(point);
}

/* Spreads what differs anywhere over all bits: MurmurHash3's finalizer, with
 * the constants of David Stafford's variant 13 (2011). */
static uint64_t spread(uint64_t hash)
{
	hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
	hash = (hash ^ hash >> 27) * 0x94d049bb133111ebu;
	return hash ^ hash >> 31;
}

static void keep(struct sketch *sketch, uint64_t hash)
{
	size_t i = sketch->count;

	if (i == STORE_SKETCH && hash >= sketch->smallest[i - 1])
		return;
	while (i && sketch->smallest[i - 1] > hash)
		i--;
	if (i && sketch->smallest[i - 1] == hash)
		return;
	if (sketch->count < STORE_SKETCH)
		sketch->count++;
	memmove(sketch->smallest + i + 1, sketch->smallest + i,
		(sketch->count - 1 - i) * sizeof(*sketch->smallest));
	sketch->smallest[i] = hash;
}

/* Keeps the run of the last words that have this weight, or, of fewer, of all.
 */
static void keep_run(struct sketch *sketch, bool fewer)
{
	size_t first = sketch->word_count;
	unsigned weight = 0;
	uint64_t hash = 0;

	while (first && weight < SKETCH_WEIGHT)
		weight += sketch->weights[--first % SKETCH_WEIGHT];
	if (weight < SKETCH_WEIGHT && !fewer)
		return;
	for (size_t i = first; i < sketch->word_count; i++)
		hash = spread(hash + sketch->words[i % SKETCH_WEIGHT]);
	keep(sketch, hash);
}

static void add_word(struct sketch *sketch, uint64_t hash, unsigned weight)
{
	size_t i = sketch->word_count++ % SKETCH_WEIGHT;

	sketch->words[i] = hash;
	sketch->weights[i] = weight;
	keep_run(sketch, false);
}

static void end_word(struct sketch *sketch)
{
	if (!sketch->is_word)
		return;
	sketch->is_word = false;
	add_word(sketch, sketch->word, 2);
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * HASH_PRIME;
	return hash;
}

/* Goes on with a folded character. Marks are parts of words, also where they
 * are no letters, such as the viramas of India. */
static void feed_folded(struct sketch *sketch, uint32_t point,
			const char *bytes, size_t len)
{
	if (!character_wordlike(point) &&
	    (point < 0x80 || !character_in_slug(point))) {
		end_word(sketch);
		return;
	}
	if (parts_nothing(point)) {
		end_word(sketch);
		add_word(sketch, hash_bytes(HASH_START, bytes, len), 1);
		return;
	}
	if (!sketch->is_word)
		sketch->word = HASH_START;
	sketch->is_word = true;
	sketch->word = hash_bytes(sketch->word, bytes, len);
}

static void feed_point(struct sketch *sketch, uint32_t point, const char *bytes,
		       size_t len)
{
	struct fold_point folded = fold_point(point, 0);

	if (folded.kind == FOLD_SAME)
		feed_folded(sketch, point, bytes, len);
	else if (folded.kind == FOLD_BLANK)
		end_word(sketch);
	else if (folded.kind == FOLD_OTHER)
		for (size_t i = 0; i < folded.len;) {
			size_t taken = utf8_decode(folded.bytes + i,
						   folded.len - i, &point);

			feed_folded(sketch, point, folded.bytes + i, taken);
			i += taken;
		}
}

/* ASCII needs no tables: most of most texts. */
static void feed_ascii(struct sketch *sketch, char byte)
{
	char small = (char)(byte | 0x20);

	if ((small < 'a' || small > 'z') && (byte < '0' || byte > '9')) {
		end_word(sketch);
		return;
	}
	if (byte > '9')
		byte = small;
	if (!sketch->is_word)
		sketch->word = HASH_START;
	sketch->is_word = true;
	sketch->word = (sketch->word ^ (unsigned char)byte) * HASH_PRIME;
}

void sketch_feed(struct sketch *sketch, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t point;
		size_t taken;

		if ((unsigned char)bytes[i] < 0x80) {
			feed_ascii(sketch, bytes[i++]);
			continue;
		}
		taken = utf8_decode(bytes + i, len - i, &point);
		feed_point(sketch, point, bytes + i, taken);
		i += taken;
	}
}

void sketch_end(struct sketch *sketch)
{
	end_word(sketch);
	if (!sketch->count && sketch->word_count)
		keep_run(sketch, true);
}
