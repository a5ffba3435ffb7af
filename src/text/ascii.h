/* SPDX-License-Identifier: ISC */
/* Find the ASCII that a character looks like. */
#ifndef TEXT_ASCII_H
#define TEXT_ASCII_H

#include <stddef.h>
#include <stdint.h>

enum { ASCII_LIKENESS_MAX = 8 };

/*
 * Writes printable ASCII that stands for point: an em dash as "--", e acute as
 * "e", the sign of the euro as "EUR". By a table of our own, else by the
 * compatibility decomposition (UAX #15) without its marks. Returns the length;
 * 0 when nothing in ASCII resembles it. out is NUL-terminated.
 */
size_t ascii_likeness(uint32_t point, char out[ASCII_LIKENESS_MAX + 1]);

#endif
