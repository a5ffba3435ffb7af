/* SPDX-License-Identifier: ISC */
/*
 * Guess a language from the commonest words of a text.
 *
 * The script of most words comes first; among the languages of a script each
 * word of the text counts for those that have it among their commonest words,
 * the more the fewer they are. The first is taken if enough of the text is such
 * words, several different ones, and if, of the words that tell it from each
 * other language, clearly more are its own. These bounds were set by texts of
 * 30 languages; what they have to tell apart is Danish and Norwegian, Czech and
 * Slovak, Spanish, Galician and Portuguese, Croatian and Serbian.
 */
#ifndef DOCUMENT_LANGUAGE_GUESS_H
#define DOCUMENT_LANGUAGE_GUESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/language/script.h"

struct document;
struct language_row;

enum {
	GUESS_SAMPLE = 8 * 1024,  /* bytes of prose that are looked at */
	GUESS_REACH = 256 * 1024, /* bytes of text in which it is sought */
	GUESS_ROWS = 96, /* of the table, at most; 64 of them with words */
};

struct guess {
	size_t sample;	 /* bytes of prose looked at */
	bool wants_more; /* the sample is not full, and more may come */
	/* In which most words are that could be hyphenated; SCRIPT_NONE: there
	 * is none, or more of it is of another kind. */
	enum script script;
	size_t words;			/* in that script */
	const struct language_row *row; /* NULL: it is not clear */
	uint32_t scores[GUESS_ROWS];	/* of each row of the table */
};

/* Looks at the first prose of the body: neither at code nor at notes. */
void guess_language(const struct document *document, struct guess *guess);

/* Whether nothing in a text that is too short to guess from speaks against the
 * language of this row: it is in its letters, and no other is likelier. */
bool guess_allows(const struct guess *guess, const struct language_row *row);

#endif
