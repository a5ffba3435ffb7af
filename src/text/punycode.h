/* SPDX-License-Identifier: ISC */
/* Punycode: Unicode in the letters, digits and hyphens of a host (RFC 3492). */
#ifndef TEXT_PUNYCODE_H
#define TEXT_PUNYCODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/* More code points than a label of a host can stand for. */
enum { PUNYCODE_MAX = 256 };

/* Appends points as Punycode, without the "xn--" of hosts. False, with out in
 * any state, for more than PUNYCODE_MAX points or where a number overflows. */
bool punycode_encode(struct buffer *out, const uint32_t *points, size_t count);

/* Writes what bytes stand for; false where they are no Punycode, or stand for
 * more than PUNYCODE_MAX points or for what is no Unicode scalar value. */
bool punycode_decode(const char *bytes, size_t len,
		     uint32_t points[PUNYCODE_MAX], size_t *count);

#endif
