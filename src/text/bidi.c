/* SPDX-License-Identifier: ISC */
/* Order text that runs from right to left, by the Unicode Bidirectional
 * Algorithm. */
#include "text/bidi.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_FRIBIDI
#include <fribidi.h>
#endif

#include "base/buffer.h"
#include "base/memory.h"
#include "text/utf8.h"

static void reverse(uint32_t *order, size_t off, size_t end)
{
	while (off + 1 < end) {
		uint32_t moved = order[--end];

		order[end] = order[off];
		order[off++] = moved;
	}
}

void bidi_order(const uint8_t *levels, size_t count, uint32_t *order)
{
	uint8_t highest = 0;
	uint8_t lowest = UINT8_MAX; /* odd one */

	for (size_t i = 0; i < count; i++) {
		order[i] = (uint32_t)i;
		if (levels[i] > highest)
			highest = levels[i];
		if (levels[i] % 2 && levels[i] < lowest)
			lowest = levels[i];
	}
	/* What was reversed at a higher level is still together. */
	for (uint8_t level = highest; level >= lowest; level--) {
		for (size_t off = 0; off < count; off++) {
			size_t end = off;

			while (end < count && levels[order[end]] >= level)
				end++;
			reverse(order, off, end);
			if (end > off)
				off = end;
		}
	}
}

#ifdef HAVE_FRIBIDI

bool bidi_available(void)
{
	return true;
}

/* Whether the character at text, whose first byte is at least 0xd6, is in one
 * of the blocks of scripts that run from right to left, or U+200F. All
 * characters of classes R, AL and AN are (DerivedBidiClass.txt gives these
 * blocks their defaults). */
static bool is_candidate(const unsigned char *text, size_t len)
{
	unsigned char second = len > 1 ? text[1] : 0;
	unsigned char third = len > 2 ? text[2] : 0;

	switch (text[0]) {
	case 0xd6:
		return second >= 0x90; /* from U+0590 */
	case 0xe0:
		return second >= 0xa0 && second <= 0xa3; /* U+0800 to 08FF */
	case 0xe2:
		return second == 0x80 && third == 0x8f;
	case 0xef: /* U+FB1D to FDFF, U+FE70 to FEFF */
		return (second == 0xac && third >= 0x9d) ||
		       (second >= 0xad && second <= 0xb7) ||
		       (second == 0xb9 && third >= 0xb0) || second == 0xba ||
		       second == 0xbb;
	case 0xf0: /* U+10800 to 10FFF, U+1E800 to 1EFFF */
		return (second == 0x90 || second == 0x9e) && third >= 0xa0;
	default:
		return text[0] <= 0xdf; /* to U+07FF */
	}
}

bool bidi_needed(const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	const uint64_t high = UINT64_C(0x8080808080808080);
	size_t i = 0;

	while (i < len) {
		uint64_t word;

		if (len - i >= sizeof(word)) {
			memcpy(&word, bytes + i, sizeof(word));
			if (!(word & high)) {
				i += sizeof(word);
				continue;
			}
		}
		for (size_t end = i + sizeof(word); i < end && i < len; i++) {
			if (bytes[i] >= 0xd6 &&
			    is_candidate(bytes + i, len - i))
				return true;
		}
	}
	return false;
}

static FriBidiCharType type_of(uint32_t point)
{
	FriBidiCharType type = fribidi_get_bidi_type(point);

	return FRIBIDI_IS_EXPLICIT(type) || FRIBIDI_IS_ISOLATE(type)
		       ? FRIBIDI_TYPE_ON
		       : type;
}

bool bidi_runs_left(const char *text, size_t len)
{
	for (size_t off = 0; off < len;) {
		uint32_t point;
		FriBidiCharType type;

		off += utf8_decode(text + off, len - off, &point);
		type = type_of(point);
		if (FRIBIDI_IS_STRONG(type))
			return FRIBIDI_IS_RTL(type);
	}
	return false;
}

/* A paragraph of the algorithm, by its characters. */
struct paragraph {
	FriBidiChar *points;
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiLevel *levels;
	FriBidiJoiningType *joins;
	size_t count;
};

static void decode(struct paragraph *paragraph, const char *text, size_t len)
{
	size_t count = 0;

	for (size_t off = 0; off < len; count++) {
		uint32_t point;

		off += utf8_decode(text + off, len - off, &point);
		paragraph->points[count] = point;
		paragraph->types[count] = type_of(point);
	}
	paragraph->count = count;
}

/* False without memory, which FriBidi alone may say. */
static bool resolve(struct paragraph *paragraph, bool runs_left)
{
	FriBidiParType direction =
		runs_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	FriBidiStrIndex count = (FriBidiStrIndex)paragraph->count;

	fribidi_get_bracket_types(paragraph->points, count, paragraph->types,
				  paragraph->brackets);
	return fribidi_get_par_embedding_levels_ex(
		       paragraph->types, paragraph->brackets, count, &direction,
		       paragraph->levels) != 0;
}

static void join(struct paragraph *paragraph)
{
	FriBidiStrIndex count = (FriBidiStrIndex)paragraph->count;

	fribidi_get_joining_types(paragraph->points, count, paragraph->joins);
	fribidi_join_arabic(paragraph->types, count, paragraph->levels,
			    paragraph->joins);
}

/* From characters to their bytes. */
static void spread(const struct paragraph *paragraph, const char *text,
		   size_t len, uint8_t *levels, uint8_t *joins)
{
	size_t i = 0;

	for (size_t off = 0; off < len; i++) {
		uint32_t point;
		size_t taken = utf8_decode(text + off, len - off, &point);

		memset(levels + off, paragraph->levels[i], taken);
		if (joins)
			memset(joins + off, paragraph->joins[i], taken);
		off += taken;
	}
}

/* One line, at most len bytes. */
static void resolve_line(struct paragraph *paragraph, const char *text,
			 size_t len, bool runs_left, uint8_t *levels,
			 uint8_t *joins)
{
	decode(paragraph, text, len);
	if (!resolve(paragraph, runs_left)) {
		memset(levels, 0, len);
		if (joins)
			memset(joins, 0, len);
		return;
	}
	if (joins)
		join(paragraph);
	spread(paragraph, text, len, levels, joins);
}

void bidi_levels(const char *text, size_t len, bool runs_left, uint8_t *levels,
		 uint8_t *joins)
{
	struct paragraph paragraph = { 0 };
	size_t room = len + 1;

	assert(levels || !len);
	paragraph.points = memory_alloc(room * sizeof(*paragraph.points));
	paragraph.types = memory_alloc(room * sizeof(*paragraph.types));
	paragraph.brackets = memory_alloc(room * sizeof(*paragraph.brackets));
	paragraph.levels = memory_alloc(room * sizeof(*paragraph.levels));
	paragraph.joins = memory_alloc(room * sizeof(*paragraph.joins));
	for (size_t off = 0; off < len;) {
		const char *newline = memchr(text + off, '\n', len - off);
		size_t end = newline ? (size_t)(newline - text) + 1 : len;

		resolve_line(&paragraph, text + off, end - off, runs_left,
			     levels + off, joins ? joins + off : NULL);
		off = end;
	}
	free(paragraph.points);
	free(paragraph.types);
	free(paragraph.brackets);
	free(paragraph.levels);
	free(paragraph.joins);
}

void bidi_show(struct cluster *cluster, uint8_t join)
{
	FriBidiChar points[CELLS_SHOWN_MAX];
	FriBidiArabicProp joins[CELLS_SHOWN_MAX] = { join };
	FriBidiLevel levels[CELLS_SHOWN_MAX];
	FriBidiStrIndex count = 0;
	struct cluster changed;
	char bytes[4 * CELLS_SHOWN_MAX];
	size_t len = 0;

	for (size_t i = 0; i < (size_t)cluster->shown_len; count++) {
		uint32_t point;

		i += utf8_decode(cluster->shown + i,
				 (size_t)cluster->shown_len - i, &point);
		points[count] = point;
		levels[count] = 1;
	}
	if (count == 0)
		return;
	fribidi_get_mirror_char(points[0], &points[0]);
	fribidi_shape_arabic(FRIBIDI_FLAG_SHAPE_ARAB_PRES, levels, count, joins,
			     points);
	for (FriBidiStrIndex i = 0; i < count; i++)
		len += utf8_encode(points[i], bytes + len);
	cells_next(CELLS_UNICODE, bytes, len, &changed);
	if (changed.len != len || changed.width != cluster->width)
		return;
	memcpy(cluster->shown, changed.shown, sizeof(cluster->shown));
	cluster->shown_len = changed.shown_len;
}

#else

bool bidi_available(void)
{
	return false;
}

bool bidi_needed(const char *text, size_t len)
{
	(void)text;
	(void)len;
	return false;
}

bool bidi_runs_left(const char *text, size_t len)
{
	return bidi_needed(text, len);
}

void bidi_levels(const char *text, size_t len, bool runs_left, uint8_t *levels,
		 uint8_t *joins)
{
	(void)text;
	(void)runs_left;
	memset(levels, 0, len);
	if (joins)
		memset(joins, 0, len);
}

void bidi_show(struct cluster *cluster, uint8_t join)
{
	(void)cluster;
	(void)join;
}

#endif

void bidi_append_shown(struct buffer *out, const char *text, size_t len,
		       bool runs_left)
{
	struct cluster *clusters = NULL;
	uint8_t *levels = memory_alloc(2 * len + 1); /* … and the joins */
	uint32_t *order;
	size_t room = 0;
	size_t count = 0;

	bidi_levels(text, len, runs_left, levels, levels + len);
	for (size_t off = 0; off < len;) {
		uint8_t level = levels[off];
		uint8_t join = levels[len + off];
		uint8_t last;

		MEMORY_RESERVE(clusters, room, count + 2);
		cells_next(CELLS_UNICODE, text + off, len - off,
			   &clusters[count]);
		if (level % 2)
			bidi_show(&clusters[count], join);
		off += clusters[count].len;
		/* What is before off was read; the levels close up. A mark at
		 * the cluster's end may part what is on both sides of it. */
		last = levels[off - 1];
		levels[count++] = level;
		if (last != level) {
			levels[count] = last;
			clusters[count++].shown_len = 0;
		}
	}
	order = memory_alloc(count * sizeof(*order) + 1);
	bidi_order(levels, count, order);
	for (size_t i = 0; i < count; i++)
		buffer_append(out, clusters[order[i]].shown,
			      (size_t)clusters[order[i]].shown_len);
	free(order);
	free(levels);
	free(clusters);
}
