/* SPDX-License-Identifier: ISC */
/* Write REP (CSI N b) out as the characters that it repeats. */
#ifndef TESTS_REPEAT_H
#define TESTS_REPEAT_H

#include <stddef.h>

struct buffer;

enum { REPEAT_HELD = 32 };

/* libvterm 0.1.4 breaks the line too early after a REP that ends right before
 * the last column; so it gets none. Zeroed at first. */
struct repeat {
	char character[4]; /* the last one shown, in UTF-8 */
	size_t character_len;
	char held[REPEAT_HELD]; /* a control sequence so far */
	size_t held_len;
};

/* Appends bytes to out; a sequence that is not complete is held back. */
void repeat_expand(struct repeat *repeat, const char *bytes, size_t len,
		   struct buffer *out);

#endif
