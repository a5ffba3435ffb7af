/* SPDX-License-Identifier: ISC */
/* What single characters are, and the case of strings. */
#ifndef TEXT_CHARACTER_H
#define TEXT_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* The same as white and wordlike below, of ASCII alone, where each byte of a
 * long text is asked for. */
static inline bool character_ascii_white(uint32_t point)
{
	return point == ' ' || (point >= '\t' && point <= '\r');
}

static inline bool character_ascii_wordlike(uint32_t point)
{
	return (point >= '0' && point <= '9') ||
	       ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
}

/* A wide character of Chinese or Japanese, which are written without spaces:
 * Han, kana, Bopomofo, their punctuation and full-width forms. Not Hangul. */
bool character_unspaced(uint32_t point);

/* An unspaced character that is no punctuation: a word of its own, as far as
 * words are counted. */
bool character_ideographic(uint32_t point);

/* Alphabetic or a number of any kind: what makes a stretch a word. */
bool character_wordlike(uint32_t point);

/* What github-slugger keeps in a slug besides '-': Alphabetic, marks, decimal
 * digits and connector punctuation. */
bool character_in_slug(uint32_t point);

/* White space: Unicode's White_Space. */
bool character_white(uint32_t point);

/* Its small letter, where that is one character; else the character. */
uint32_t character_lower(uint32_t point);

/* Append bytes (valid UTF-8) in lower case, by Unicode's full mapping without
 * a language; or case-folded, so that strings equal but for case are equal. */
void character_append_lower(struct buffer *out, const char *bytes, size_t len);
void character_append_folded(struct buffer *out, const char *bytes, size_t len);

#endif
