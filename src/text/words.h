/* SPDX-License-Identifier: ISC */
/* Find the words of a text. */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* [off, end) of a word, or of what stands between two: a space, a mark. */
struct word {
	size_t off;
	size_t end;
	bool wordlike; /* it has a letter or a digit */
};

/*
 * The word that holds byte pos < len of text (valid UTF-8), after UAX #29: an
 * apostrophe is inside a word, a hyphen between two; a Chinese character or one
 * of hiragana is a word of its own. Looks no further than the white space on
 * both sides, or WORDS_REACH bytes: what is longer without any may be cut
 * there.
 */
enum { WORDS_REACH = 1024 };
void words_at(const char *text, size_t len, size_t pos, struct word *word);

/* The first word (a wordlike one) that starts behind byte pos; the last one
 * that starts before it. False when there is none. */
bool words_next(const char *text, size_t len, size_t pos, struct word *word);
bool words_previous(const char *text, size_t len, size_t pos,
		    struct word *word);

#endif
