/* SPDX-License-Identifier: ISC */
/* Find bytes in bytes, quickly also where there are few. */
#ifndef DOCUMENT_SEARCH_NEEDLE_H
#define DOCUMENT_SEARCH_NEEDLE_H

#include <stddef.h>

/* The first place in [from, end) where the len bytes of needle stand, len at
 * least 1; NULL if there is none. As memmem(), but several times as fast for
 * words of a few letters. Not linear for needles that are nearly everywhere:
 * O(len) a byte. */
const char *needle_find(const char *needle, size_t len, const char *from,
			const char *end);

#endif
