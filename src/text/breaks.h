/* SPDX-License-Identifier: ISC */
/* Find where a line of text may end. */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <stddef.h>
#include <stdint.h>

enum break_kind {
	BREAK_NONE,	 /* the line may not end before this byte */
	BREAK_EMERGENCY, /* only if nothing else fits (inside a URL) */
	BREAK_ALLOWED,	 /* the line may end before this byte */
	BREAK_FORCED,	 /* it must: the byte before is '\n' */
};

/*
 * Fills kinds[0..len) with an enum break_kind for the gap before each byte;
 * kinds[0] is BREAK_NONE. UAX #14 as libunistring has it, mended: LB29 (no
 * break after . , : ; before a letter), em dashes stay with the word before
 * them, no break before a reference mark such as [1], nor inside the spaces
 * that French puts beside « » ? ! : ;, nor between initials and a name; a URL
 * breaks only after / ? & = - _ . and only in an emergency. A break always
 * comes after the spaces between two words, never before them. Breaks fall on
 * cluster starts. text is valid UTF-8.
 */
void breaks_find(const char *text, size_t len, uint8_t *kinds);

#endif
