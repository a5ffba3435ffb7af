/* SPDX-License-Identifier: ISC */
/* Text that somebody is typing: a line, or several. */
#ifndef READER_LINEEDIT_H
#define READER_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Invariant: text is valid UTF-8 without control characters, but '\n' where it
 * may have lines; cursor is the start of a cluster in it, or its length. */
struct lineedit {
	struct buffer text;
	size_t cursor; /* bytes */
	size_t max;    /* bytes of text; 0: any number */
	bool lines;    /* it may have lines */
};

void lineedit_release(struct lineedit *line);

/* Replaces the text; the cursor goes to its end. */
void lineedit_set(struct lineedit *line, const char *text);

/* Inserts at the cursor, as much as there is room for; tabs become spaces, so
 * do line ends where there is one line, what else commands or hides becomes
 * U+FFFD (text/sink.h). */
void lineedit_insert(struct lineedit *line, const char *bytes, size_t len);

/* Carries out an editing key as readline would (letters, arrows, ^A ^E ^B ^F
 * ^H ^D ^K ^U ^W), each in its line; false if the key is none. */
bool lineedit_key(struct lineedit *line, uint32_t key);

#endif
