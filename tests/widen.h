/* SPDX-License-Identifier: ISC */
/* Make characters of ambiguous width wide, as some terminals show them. */
#ifndef TESTS_WIDEN_H
#define TESTS_WIDEN_H

#include <stddef.h>

struct buffer;

/* libvterm gives them one column. Zeroed at first. */
struct widen {
	char character[4]; /* in UTF-8, so far */
	size_t len;
};

/* Appends bytes to out, a blank behind each character of ambiguous width; a
 * character that is not complete is held back. */
void widen_append(struct widen *widen, const char *bytes, size_t len,
		  struct buffer *out);

#endif
