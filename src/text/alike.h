/* SPDX-License-Identifier: ISC */
/* Reduce characters that writers take for the same to one of them. */
#ifndef TEXT_ALIKE_H
#define TEXT_ALIKE_H

#include <stddef.h>
#include <stdint.h>

/* More than Unicode's canonical decompositions have (Unicode 15: 4). */
enum { ALIKE_MAX = 8 };

/*
 * Writes what point is compared as and returns how many code points that is, 1
 * to ALIKE_MAX: its full canonical decomposition, so that NFC is NFD (but for
 * several marks in different orders), where
 *  - curly single quotation marks are U+0027, double ones U+0022;
 *  - hyphens, dashes and the minus sign are U+002D;
 *  - '\n', '\t' and the no-break spaces are U+0020.
 * Case and accents stay.
 */
size_t alike_parts(uint32_t point, uint32_t parts[ALIKE_MAX]);

#endif
