/* SPDX-License-Identifier: ISC */
/* Find hyphens in words by the patterns of a language. */
#ifndef LAYOUT_HYPHENATE_H
#define LAYOUT_HYPHENATE_H

#include <stddef.h>
#include <stdint.h>

struct error;
struct hyphenator;

enum { HYPHENATE_WORD_MAX = 100 }; /* bytes; a longer word has no hyphens */

/*
 * Reads a dictionary of the hyphen library, as LibreOffice has them: patterns
 * (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983) in any encoding
 * that its first line names. Returns owned; NULL with a sentence where it
 * cannot be read or is none. Lines that are no patterns are passed over.
 *
 * It parts words exactly as that library (2.8.8) does, which is Liang's way but
 * for this:
 *  - At each character only the longest beginning of any pattern that the word
 *    has there counts, as the dictionaries are closed under it: where "xab"
 *    begins a pattern, "a1b" says nothing in "xab" unless "xa1b" is one too.
 *    Of two patterns with the same letters the later one holds.
 *  - The patterns before a line NEXTLEVEL part compounds. Each part is looked
 *    at again by them, with '.' at its ends, then, if it stays whole, by the
 *    patterns behind that line. COMPOUNDLEFTHYPHENMIN and -RIGHT- hold at its
 *    ends that are not the word's, but not where one is parted once more: no
 *    part is, before its last character. Without a NEXTLEVEL words are parted
 *    at '-' and apostrophes, with no hyphen there, and these least fragments
 *    are LEFTHYPHENMIN and RIGHTHYPHENMIN, or 3.
 *  - Of ligatures U+FB03 and U+FB04 count as two characters of a fragment.
 *  - A pattern that respells ("asz1szony/sz=sz,2,3") takes part like any other;
 *    the hyphens that it gives are left out.
 */
struct hyphenator *hyphenator_read(const char *path, struct error *error);
void hyphenator_free(struct hyphenator *hyphenator);

/* The bytes of memory that it takes. */
size_t hyphenator_size(const struct hyphenator *hyphenator);

/*
 * Fills hyphens[0..len): 1 at each byte before which the word may be parted by
 * a hyphen, else 0. word is one word in UTF-8, letters of any case without a
 * digit; the dictionary's least fragments hold, at least two characters before
 * and three behind a hyphen. O(len) for a given dictionary.
 */
void hyphenate_word(const struct hyphenator *hyphenator, const char *word,
		    size_t len, uint8_t *hyphens);

#endif
