/* SPDX-License-Identifier: ISC */
/* Percent signs in URLs, which stand for bytes (RFC 3986, section 2.1). */
#ifndef TEXT_PERCENT_H
#define TEXT_PERCENT_H

#include <stddef.h>

struct buffer;

/* Appends bytes with percent signs decoded, once; those that encode nothing
 * stay. Any byte may come of it, also NUL and what is no UTF-8. */
void percent_decode(struct buffer *out, const char *bytes, size_t len);

/* Appends bytes with those encoded that have no place in a URL: all that are
 * not printable ASCII, a blank, and " < > \ ^ ` { | }. What is encoded already
 * stays as it is. */
void percent_encode(struct buffer *out, const char *bytes, size_t len);

#endif
