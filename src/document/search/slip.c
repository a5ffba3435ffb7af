/* SPDX-License-Identifier: ISC */
/* Compare a word with text that may differ from it by one slip. */
#include "document/search/slip.h"

#include <stdbool.h>

#include "text/character.h"
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

static bool ends_word(struct reader reader)
{
	return !character_wordlike(next_point(&reader));
}

/* Takes the bytes up to where the reader is for the best so far if they are
 * better. */
static void consider(struct reader reader, size_t *best, bool *whole)
{
	bool ends = ends_word(reader);

	if (*best > 0 && *whole && !ends)
		return;
	if (*best > 0 && *whole == ends && reader.pos <= *best)
		return;
	*best = reader.pos;
	*whole = ends;
}

size_t slip_match(const struct slip *slip, const char *text, size_t len)
{
	struct reader at = { text, len, 0 }, behind, second;
	const uint32_t *points = slip->points;
	uint32_t first, other;
	size_t same = 0, best = 0;
	bool whole = false;

	for (behind = at; same < slip->count; same++, at = behind)
		if (next_point(&behind) != points[same])
			break;
	if (same == slip->count)
		return at.pos;
	/* Any slip is here, or in front of here where it changes nothing. */
	first = next_point(&(struct reader){ text, len, at.pos });
	behind = at;
	if (rest_is(slip, same + 1, &behind)) /* left out in the text */
		consider(behind, &best, &whole);
	if (first == ' ')
		return best;
	second = at;
	next_point(&second);
	behind = second;
	if (rest_is(slip, same + 1, &behind)) /* another one */
		consider(behind, &best, &whole);
	behind = second;
	if (rest_is(slip, same, &behind)) /* put in */
		consider(behind, &best, &whole);
	behind = second;
	other = next_point(&behind);
	if (same + 1 < slip->count && other == points[same] &&
	    first == points[same + 1] && rest_is(slip, same + 2, &behind))
		consider(behind, &best, &whole); /* swapped */
	return best;
}
