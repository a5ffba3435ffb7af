/* SPDX-License-Identifier: ISC */
/* Read the bullet or number that a line of plain text begins with. */
#ifndef DOCUMENT_PLAIN_MARKER_H
#define DOCUMENT_PLAIN_MARKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum marker_kind {
	MARKER_NONE,
	MARKER_BULLET,	/* - * + and the dots, squares and dashes like them */
	MARKER_DECIMAL, /* 3. 3) (3) 2.1 § 3 */
	MARKER_ROMAN,	/* IV. iv) XII */
	MARKER_LETTER,	/* A. b) (c) */
	MARKER_HAN,	/* in Chinese numerals, with their comma or a space */
	MARKER_KINDS
};

struct marker {
	enum marker_kind kind;
	uint32_t bullet; /* the code point of a bullet */
	uint32_t value;	 /* of the (last) number */
	uint32_t depth;	 /* how many numbers: 2 for "2.1" */
	bool closed;	 /* a full stop, parenthesis or the like follows it */
	bool enclosed;	 /* in parentheses on both sides */
	bool capital;	 /* a roman number or letter that is a capital */
	bool section;	 /* a section sign stands before it */
	size_t len;	 /* bytes, with the space behind it */
};

/* Whether line (valid UTF-8, no space in front) begins with a marker and a
 * space; a marker with nothing behind it counts as well. A letter that is a
 * roman numeral is taken for one. */
bool marker_read(struct marker *marker, struct span line);

/* The number that roman numerals stand for; 0 if they are not well-formed. */
uint32_t marker_roman(struct span numerals);

/* A marker as lists have it; "IV" alone and an initial "A." are not. */
bool marker_lists(const struct marker *marker);

/* Whether b can be the next item of the list in which a is one. */
bool marker_follows(const struct marker *a, const struct marker *b);

#endif
