/* SPDX-License-Identifier: ISC */
/* Find the words of a text. */
#include "text/words.h"

#include <assert.h>
#include <stdint.h>
#include <uniwbrk.h>

#include "text/character.h"
#include "text/utf8.h"

/* A boundary is before each of them, whatever stands there: no rule of UAX #29
 * joins Han characters to what they follow. */
static bool is_han(uint32_t point)
{
	return (point >= 0x3400 && point <= 0x4dbf) ||
	       (point >= 0x4e00 && point <= 0x9fff) ||
	       (point >= 0x20000 && point <= 0x3ffff);
}

static uint32_t point_at(const char *text, size_t len, size_t pos)
{
	uint32_t point;

	utf8_decode(text + pos, len - pos, &point);
	return point;
}

/* Where the stretch that holds the character at pos starts: white space, or
 * what is not, up to a boundary that is certain. */
static size_t stretch_start(const char *text, size_t len, size_t pos)
{
	size_t limit = pos > WORDS_REACH ? pos - WORDS_REACH : 0;
	uint32_t point = point_at(text, len, pos);
	bool white = character_white(point);

	while (pos > limit && !is_han(point)) {
		size_t before = utf8_previous(text, pos);

		point = point_at(text, len, before);
		if (character_white(point) != white)
			break;
		pos = before;
	}
	return pos;
}

static size_t stretch_end(const char *text, size_t len, size_t pos)
{
	size_t limit = len - pos > WORDS_REACH ? pos + WORDS_REACH : len;
	bool white = character_white(point_at(text, len, pos));

	while (pos < limit) {
		uint32_t point;

		pos += utf8_decode(text + pos, len - pos, &point);
		if (pos < len) {
			point = point_at(text, len, pos);
			if (character_white(point) != white || is_han(point))
				break;
		}
	}
	return pos;
}

static bool has_letter(const char *text, size_t len)
{
	for (size_t pos = 0; pos < len;) {
		uint32_t point;

		pos += utf8_decode(text + pos, len - pos, &point);
		if (character_wordlike(point))
			return true;
	}
	return false;
}

void words_at(const char *text, size_t len, size_t pos, struct word *word)
{
	/* A character may reach over both limits. */
	char breaks[2 * WORDS_REACH + 8];
	size_t off, end;

	assert(pos < len);
	while (pos > 0 && ((unsigned char)text[pos] & 0xc0) == 0x80)
		pos--;
	off = stretch_start(text, len, pos);
	end = stretch_end(text, len, pos);
	assert(end - off <= sizeof(breaks));
	*word = (struct word){ off, end, false };
	if (character_white(point_at(text, len, pos)))
		return;
	u8_wordbreaks((const uint8_t *)text + off, end - off, breaks);
	for (word->off = pos; word->off > off && !breaks[word->off - off];)
		word->off--;
	for (word->end = pos + 1; word->end < end && !breaks[word->end - off];)
		word->end++;
	word->wordlike = has_letter(text + word->off, word->end - word->off);
}

bool words_next(const char *text, size_t len, size_t pos, struct word *word)
{
	struct word here;

	if (pos >= len)
		return false;
	words_at(text, len, pos, &here);
	for (pos = here.end; pos < len;) {
		uint32_t point;
		size_t taken = utf8_decode(text + pos, len - pos, &point);

		if (character_wordlike(point)) {
			words_at(text, len, pos, word);
			/* Of one that was cut, the rest. */
			if (word->off < here.end)
				word->off = here.end;
			return true;
		}
		pos += taken;
	}
	return false;
}

bool words_previous(const char *text, size_t len, size_t pos, struct word *word)
{
	if (!len || !pos)
		return false;
	words_at(text, len, pos < len ? pos : len - 1, word);
	if (word->wordlike && word->off < pos)
		return true;
	for (size_t at = word->off; at > 0;) {
		at = utf8_previous(text, at);
		if (character_wordlike(point_at(text, len, at))) {
			words_at(text, len, at, word);
			return true;
		}
	}
	return false;
}
