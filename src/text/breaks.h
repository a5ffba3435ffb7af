/* SPDX-License-Identifier: ISC */
/* Find where a line of text may end. */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <stddef.h>
#include <stdint.h>

enum break_kind {
	BREAK_NONE, /* the line may not end before this byte */
	/* only with a hyphen drawn at its end; not from here, but layout's */
	BREAK_HYPHEN,
	/* only if nothing else fits: inside a URL, between words that belong
	 * together */
	BREAK_EMERGENCY,
	BREAK_ALLOWED, /* the line may end before this byte */
	BREAK_FORCED,  /* it must: the byte before is '\n' */
};

/*
 * Fills kinds[0..len) with an enum break_kind for the gap before each byte;
 * kinds[0] is BREAK_NONE. A break comes after the spaces between two words,
 * never before them, and falls on a cluster start. UAX #14 as libunistring has
 * it, mended:
 *  - no break after . , : ; before a letter (LB29), after a hyphen or slash
 *    that starts a word (LB20a of Unicode 15.1), before a mark such as [1],
 *    between two equal signs (C++), at the spaces that French puts inside « »;
 *  - an em dash stays with the word before it, one that opens speech with the
 *    word behind it;
 *  - a break before a path (/usr, .NET), between a closing quotation mark and a
 *    bracket (LB15 of 15.1), at the curly quotes of Chinese (LB19a of 16);
 *  - only in an emergency between a number and its % or currency, between
 *    initials and a name (J. Vance, z. B.), at a slash beside one letter
 *    (I/O), before a bracket as in f!(x);
 *  - a URL or mail address breaks only in an emergency, after / ? & = - _ .
 * text is valid UTF-8. Linear.
 */
void breaks_find(const char *text, size_t len, uint8_t *kinds);

/* The same without short cuts: what the other is tested by. */
void breaks_find_slowly(const char *text, size_t len, uint8_t *kinds);

#endif
