/* SPDX-License-Identifier: ISC */
/* Tell the labels of hosts that can be taken for others. */
#ifndef TEXT_SPOOFS_H
#define TEXT_SPOOFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Points are those of one label, in lower case and NFKC. */

/*
 * Whether a label breaks UTS #39's "highly restrictive": scripts mixed other
 * than Latin with Japanese (Han, Hiragana, Katakana), Chinese (Han, Bopomofo)
 * or Korean (Hangul, Han); digits of two systems; what is neither letter,
 * digit, mark nor hyphen; phonetic letters, joiners, marks on Latin that
 * compose with nothing, Japanese strokes that beside Latin look like
 * punctuation.
 */
bool spoofs_mixed(const uint32_t *points, size_t count);

/* Whether it has letters and all are Cyrillic, all Greek or all Armenian ones
 * that look like Latin's: "apple" can be written so. */
bool spoofs_latin(const uint32_t *points, size_t count);

#endif
