/* SPDX-License-Identifier: ISC */
/* Make one line of two that were wrapped: the document's rules T4 and T8. */
#include "document/plain/rejoin.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/character.h"
#include "text/letters.h"
#include "text/utf8.h"

enum { SOFT_HYPHEN = 0xad, HYPHEN = 0x2010, EM_DASH = 0x2014 };

/* Takes the last character off text; 0 if there is none. */
static uint32_t take_last(struct span *text)
{
	uint32_t point = 0;
	size_t start;

	if (!text->len)
		return 0;
	start = utf8_previous(text->ptr, text->len);
	utf8_decode(text->ptr + start, text->len - start, &point);
	text->len = start;
	return point;
}

/* Whether a word was broken between the lines, or they meet at a dash. */
static bool breaks_word(struct span above, uint32_t next)
{
	uint32_t last = take_last(&above);
	uint32_t before;

	if (last == SOFT_HYPHEN)
		return true;
	if (last != '-' && last != HYPHEN && last != EM_DASH)
		return false;
	before = take_last(&above);
	if (last == '-' && before == '-') /* a dash on a typewriter */
		before = take_last(&above);
	return letters_kind(before) != LETTERS_NONE &&
	       letters_kind(next) == LETTERS_SMALL;
}

static void append_close(struct buffer *text, struct span line)
{
	const char *end = line.ptr + line.len;

	while (line.ptr < end) {
		size_t left = (size_t)(end - line.ptr);
		const char *blanks = memmem(line.ptr, left, "  ", 2);
		size_t len = blanks ? (size_t)(blanks + 1 - line.ptr) : left;

		buffer_append(text, line.ptr, len);
		line.ptr += len;
		while (line.ptr < end && *line.ptr == ' ')
			line.ptr++;
	}
}

void rejoin_line(struct buffer *text, struct span line)
{
	struct span above = { buffer_string(text), text->len };
	struct span last = above;
	uint32_t next;

	utf8_decode(line.ptr, line.len, &next);
	if (text->len && !breaks_word(above, next) &&
	    !(character_unspaced(next) && character_unspaced(take_last(&last))))
		buffer_append_byte(text, ' ');
	append_close(text, line);
}
