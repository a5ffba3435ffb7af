/* SPDX-License-Identifier: ISC */
/* Find hyphens in words by the patterns of a language. */
#ifndef LAYOUT_HYPHENATE_H
#define LAYOUT_HYPHENATE_H

#include <stddef.h>
#include <stdint.h>

struct error;
struct hyphenator;

/*
 * Reads a dictionary as hyphen, LibreOffice and TeX have them: a file of
 * patterns (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983), in any
 * encoding that it names. Returns owned; NULL with a sentence where it cannot
 * be read or is none.
 */
struct hyphenator *hyphenator_read(const char *path, struct error *error);
void hyphenator_free(struct hyphenator *hyphenator);

/*
 * Fills hyphens[0..len): 1 at each byte before which the word may be parted by
 * a hyphen, else 0. word is one word in UTF-8, letters of any case; the
 * dictionary's least fragments hold, at least two characters before and three
 * behind a hyphen. Hyphens that change a word's spelling are left out. A word
 * of over 100 bytes has none.
 */
void hyphenate_word(const struct hyphenator *hyphenator, const char *word,
		    size_t len, uint8_t *hyphens);

#endif
