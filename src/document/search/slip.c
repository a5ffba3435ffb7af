/* SPDX-License-Identifier: ISC */
/* Compare a word with text that may differ from it by one slip. */
#include "document/search/slip.h"

#include <stdbool.h>

#include "text/utf8.h"

/* The characters of a text, read as far as they are asked for. */
struct reader {
	const char *text;
	size_t len;
	size_t pos;
};

/* The next character; a blank at the end. */
static uint32_t next_point(struct reader *reader)
{
	uint32_t point = ' ';

	if (reader->pos < reader->len)
		reader->pos += utf8_decode(reader->text + reader->pos,
					   reader->len - reader->pos, &point);
	return point;
}

/* Whether the word from the given character on comes next; then the reader
 * stands behind it. */
static bool rest_is(const struct slip *slip, size_t from, struct reader *reader)
{
	for (size_t i = from; i < slip->count; i++)
		if (next_point(reader) != slip->points[i])
			return false;
	return true;
}

static size_t longer(size_t a, size_t b)
{
	return a > b ? a : b;
}

/* Whether one slip would not do, as the first two characters show where they
 * are ASCII: it spares one of them. */
static bool is_hopeless(const struct slip *slip, const char *text, size_t len)
{
	uint32_t first = (unsigned char)text[0], second;

	if (len < 2)
		return false;
	second = (unsigned char)text[1];
	return first < 0x80 && second < 0x80 && first != slip->points[0] &&
	       first != slip->points[1] && second != slip->points[0] &&
	       second != slip->points[1];
}

size_t slip_match(const struct slip *slip, const char *text, size_t len)
{
	struct reader at = { text, len, 0 }, behind, second;
	const uint32_t *points = slip->points;
	uint32_t first, other;
	size_t same = 0, best = 0;

	if (is_hopeless(slip, text, len))
		return 0;
	for (behind = at; same < slip->count; same++, at = behind)
		if (next_point(&behind) != points[same])
			break;
	if (same == slip->count)
		return at.pos;
	/* Any slip is here, or in front of here where it changes nothing. */
	second = at;
	first = next_point(&second);
	behind = at;
	if (rest_is(slip, same + 1, &behind)) /* left out in the text */
		best = behind.pos;
	if (first == ' ')
		return best;
	behind = second;
	if (rest_is(slip, same + 1, &behind)) /* another one */
		best = longer(best, behind.pos);
	behind = second;
	if (rest_is(slip, same, &behind)) /* put in */
		best = longer(best, behind.pos);
	behind = second;
	other = next_point(&behind);
	if (same + 1 < slip->count && other == points[same] &&
	    first == points[same + 1] && rest_is(slip, same + 2, &behind))
		best = longer(best, behind.pos); /* swapped */
	return best;
}
