/* SPDX-License-Identifier: ISC */
/* Find the breaks of words that are known without a look at Unicode's rules. */
#ifndef TEXT_PLAINWORDS_H
#define TEXT_PLAINWORDS_H

#include <stddef.h>
#include <stdint.h>

/*
 * A plain word is of ASCII letters, digits and '_', with apostrophes, hyphens,
 * dashes and stops among them, quotation marks and brackets before it, and the
 * usual punctuation behind it; or it is a dash or a hyphen. A plain gap is one
 * space between two words where a line may end and neither side's breaks hang
 * on the other's; what the words are does not matter. What is found is what
 * breaks.h has, breaks_find_slowly() proves it.
 */

/* Fills in the kinds of plain words from off, the start of a word, on, and of
 * the gap before each but the first; kinds are BREAK_NONE. Returns the start of
 * the first word that is not plain, of which nothing is filled in that stays;
 * len if there is none. */
size_t plainwords_find(const char *text, size_t len, size_t off,
		       uint8_t *kinds);

/* The first plain gap behind off: where the word after it starts; len if there
 * is none. */
size_t plainwords_gap(const char *text, size_t len, size_t off);

#endif
