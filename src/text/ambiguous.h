/* SPDX-License-Identifier: ISC */
/* Characters of ambiguous width. */
#ifndef TEXT_AMBIGUOUS_H
#define TEXT_AMBIGUOUS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether point takes one column or two as the terminal likes (UAX #11, class
 * A): the quotes and dashes of typography, box lines, Greek, Cyrillic, some
 * accented letters of Latin. Terminals count one; those that are set for the
 * fonts of Chinese, Japanese and Korean count two.
 */
bool ambiguous_width(uint32_t point);

#endif
