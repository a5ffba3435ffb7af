/* SPDX-License-Identifier: ISC */
/* Say what kind of letter a character is. */
#ifndef TEXT_LETTERS_H
#define TEXT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum letters_kind {
	LETTERS_NONE,	 /* a sign, a mark, a space */
	LETTERS_DIGIT,	 /* of any script: Unicode's Nd */
	LETTERS_SMALL,	 /* has case, and this is the small one */
	LETTERS_CAPITAL, /* a capital or title-case letter */
	LETTERS_PLAIN,	 /* a letter of a script without case */
};

enum letters_kind letters_kind(uint32_t point);

/* The value of a decimal digit of any script; -1 for what is none. */
int letters_digit(uint32_t point);

/* White space that is no line end: blanks, tabs, no-break and other spaces. */
bool letters_space(uint32_t point);

/* What ends a sentence: a full stop, an exclamation or question mark, an
 * ellipsis, of any script. */
bool letters_stop(uint32_t point);

/* What may stand around a sentence's end or start: quotation marks and
 * brackets. A straight quotation mark is both. */
bool letters_closing(uint32_t point);
bool letters_opening(uint32_t point);

/* How long text is in columns as far as inferring needs it: two for a wide
 * character of East Asia, one for any other. cells_width() is exact. */
uint32_t letters_columns(const char *text, size_t len);

#endif
