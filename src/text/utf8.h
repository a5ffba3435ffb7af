/* SPDX-License-Identifier: ISC */
/* Decode, encode and repair UTF-8. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

#define UTF8_REPLACEMENT 0xfffdu

/*
 * Decodes the code point at bytes (len > 0) into *point and returns how many
 * bytes it takes. Ill-formed bytes give U+FFFD and the length of the maximal
 * ill-formed subpart (Unicode 15, 3.9, "U+FFFD substitution"), at least 1.
 */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *point);

/* Writes the UTF-8 form of point; returns its length, 1 to 4. */
size_t utf8_encode(uint32_t point, char out[4]);

/* The start of the code point that ends just before off (off > 0) in valid
 * UTF-8. */
size_t utf8_previous(const char *bytes, size_t off);

bool utf8_valid(const char *bytes, size_t len);

/* Code points in valid UTF-8. */
size_t utf8_count(const char *bytes, size_t len);

/*
 * Appends bytes to out as valid UTF-8 without NUL: each ill-formed subpart
 * and each NUL becomes U+FFFD. Returns how many were replaced.
 */
size_t utf8_repair(struct buffer *out, const char *bytes, size_t len);

#endif
