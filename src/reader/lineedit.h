/* SPDX-License-Identifier: ISC */
/* A line of text that somebody is typing. */
#ifndef READER_LINEEDIT_H
#define READER_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Invariant: text is valid UTF-8 without control characters; cursor is the
 * start of a cluster in it, or its length. */
struct lineedit {
	struct buffer text;
	size_t cursor; /* bytes */
};

void lineedit_release(struct lineedit *line);

/* Replaces the text; the cursor goes to its end. */
void lineedit_set(struct lineedit *line, const char *text);

/* Inserts at the cursor; line ends and tabs become spaces, what else commands
 * or hides U+FFFD (text/sink.h). */
void lineedit_insert(struct lineedit *line, const char *bytes, size_t len);

/* Carries out an editing key as readline would (letters, arrows, ^A ^E ^B ^F
 * ^H ^D ^K ^U ^W); false if the key is none. */
bool lineedit_key(struct lineedit *line, uint32_t key);

#endif
