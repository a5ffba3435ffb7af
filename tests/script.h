/* SPDX-License-Identifier: ISC */
/* Read the words and keys of a screen test's lines. */
#ifndef TESTS_SCRIPT_H
#define TESTS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum { SCRIPT_WORDS = 32 };

/* A line cut into words; release with script_release(). */
struct script_line {
	size_t count;
	struct buffer words[SCRIPT_WORDS];
};

/*
 * Words are parted by blanks. "In quotes" a word may hold blanks and \" \\ \e
 * \n \r \t \xNN. False for a quote without end or too many words.
 */
bool script_split(struct script_line *line, const char *text);
void script_release(struct script_line *line);

/* A whole number; false if word is none. */
bool script_number(const struct buffer *word, int *number);

/*
 * The bytes that the key at *text types, appended to out; *text goes on behind
 * it. A key is a character; ^X; or <Name>, of the names in script.c. False for
 * an unknown name. application: the arrows as they are sent in application
 * mode.
 */
bool script_key(const char **text, bool application, struct buffer *out);

#endif
