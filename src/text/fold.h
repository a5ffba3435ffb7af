/* SPDX-License-Identifier: ISC */
/* Fold characters so that what does not matter in comparing is gone. */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/*
 * What folding does to a character, in this order until nothing more happens:
 *  - what is invisible (Default_Ignorable_Code_Point: soft hyphens, joiners),
 *    Hebrew points, Arabic harakat and tatweel become nothing;
 *  - white space becomes a blank; typographic quotes, dashes and ellipses
 *    become ', ", - and ...;
 *  - ligatures are taken apart, also sharp s (ss), ae, oe and thorn (th);
 *  - it is decomposed canonically, so that NFC and NFD are one; accents, the
 *    strokes of o, l, d and the like, and the missing dot of Turkish become
 *    nothing;
 *  - forms of a character that have a compatibility decomposition into it
 *    (full- and half-width, of fonts, Arabic ones, Roman numerals; not raised
 *    or circled ones) become it;
 *  - it becomes the small form of its capital: all sigmas are one.
 * What makes another letter stays: the vowel signs and nuktas of India, the
 * stroke through a sign (U+0338), and, composed, the voicing of kana and the
 * jamo of Hangul. Where those are written apart, putting them together is left
 * to who sees more than one character: fold_composes().
 */

/* What counts nevertheless. */
enum fold_counting {
	FOLD_CASE = 1 << 0,
	FOLD_ACCENTS = 1 << 1, /* with strokes and dots */
};

enum fold_kind {
	FOLD_SAME,    /* stays as it is */
	FOLD_BLANK,   /* white space */
	FOLD_NOTHING, /* goes */
	FOLD_OTHER,   /* becomes other characters */
};

enum { FOLD_BYTES_MAX = 14 };

struct fold_point {
	uint8_t kind; /* enum fold_kind */
	uint8_t len;
	char bytes[FOLD_BYTES_MAX]; /* what it becomes, UTF-8 */
};

/* What point becomes; counting is of enum fold_counting. Characters that would
 * become more than FOLD_BYTES_MAX bytes stay. */
struct fold_point fold_point(uint32_t point, unsigned counting);

/* Of what somebody typed to look for it (valid UTF-8): a capital makes case
 * count, an accent makes accents count. Returns those of enum fold_counting. */
unsigned fold_counting(const char *bytes, size_t len);

/* Whether point, folded, is to be composed with the character before it. */
bool fold_composes(uint32_t point);

/* Whether next, standing behind last, makes another letter of it. Both are
 * folded characters. */
bool fold_goes_on(uint32_t last, uint32_t next);

/* Appends bytes (valid UTF-8), each folded with nothing counting; ASCII's white
 * space stays as it is. Folding that again changes nothing. */
void fold_append(struct buffer *out, const char *bytes, size_t len);

#endif
