/* SPDX-License-Identifier: ISC */
/* Turn places counted in code points into bytes, and back. */
#include "marks/marks/positions.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ONES 0x0101010101010101u

enum { WORD = sizeof(uint64_t) };

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

/* How many code points start in WORD bytes: those that are not 10xxxxxx. */
static size_t starts(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, WORD);
	return WORD - (size_t)(((word >> 7 & ~word >> 6 & ONES) * ONES) >> 56);
}

/* Somewhere in a text: points code points start before byte at. */
struct walk {
	size_t at;
	size_t points;
};

/* Goes on to where code point number points starts, or to the end. */
static void walk_to(struct walk *walk, const char *text, size_t len,
		    size_t points)
{
	while (len - walk->at >= WORD) {
		size_t more = starts(text + walk->at);

		if (walk->points + more > points)
			break;
		walk->points += more;
		walk->at += WORD;
	}
	for (; walk->at < len; walk->at++) {
		if (!is_start(text[walk->at]))
			continue;
		if (walk->points == points)
			return;
		walk->points++;
	}
}

static int compare_positions(const void *a, const void *b)
{
	const struct position *first = a;
	const struct position *second = b;

	return (first->points > second->points) -
	       (first->points < second->points);
}

/* Where a code point behind the end would start. */
static uint32_t beyond(size_t points, size_t text_points, size_t len)
{
	uint64_t more = points - text_points;

	if (text_points)
		more = more * len / text_points;
	return len + more < UINT32_MAX ? (uint32_t)(len + more) : UINT32_MAX;
}

void positions_reckon(const char *text, size_t len, struct position *positions,
		      size_t count)
{
	struct walk walk = { 0, 0 };

	if (count)
		qsort(positions, count, sizeof(*positions), compare_positions);
	for (size_t i = 0; i < count; i++) {
		size_t points = positions[i].points;

		walk_to(&walk, text, len, points);
		*positions[i].bytes =
			walk.at < len ? (uint32_t)walk.at
				      : beyond(points, walk.points, len);
	}
}

size_t positions_count(const char *text, size_t len)
{
	struct walk walk = { 0, 0 };

	walk_to(&walk, text, len, SIZE_MAX);
	return walk.points;
}
