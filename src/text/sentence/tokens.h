/* SPDX-License-Identifier: ISC */
/* Tell what kind of word stands before a period. */
#ifndef TEXT_SENTENCE_TOKENS_H
#define TEXT_SENTENCE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/sentence/words.h"

/* [off, end) of the text: a word, perhaps with periods inside: "U.S". */
struct token {
	size_t off;
	size_t end;
};

enum token_kind {
	TOKEN_WORD,	  /* or no word at all: the period is a full stop */
	TOKEN_NUMBER,	  /* a full stop, unless it ranks: "3. Oktober" */
	TOKEN_RANK,	  /* ranks before any noun: "der 3. Mann" */
	TOKEN_ENUMERATOR, /* counts an item: "1. First" */
	TOKEN_PREFIX,	  /* an abbreviation that more always follows */
	TOKEN_REFERENCE,  /* more follows if it is a number of any kind */
	TOKEN_COUNTED,	  /* more follows if it is digits */
	TOKEN_UNIT,	  /* more follows if it is digits or abbreviated:
			   * "8 h. 30", "44 v. Chr." */
	TOKEN_CLOCK,	  /* more follows if it is a day or a time zone */
	TOKEN_INITIAL,	  /* what follows must tell: "J.", "U.S.", "Inc." */
};

/* The word that ends before end, at most some 40 bytes of it; empty when
 * there is none. */
struct token token_before(const char *text, size_t end);

/* The word of letters and digits that starts at off. */
struct token token_at(const char *text, size_t len, size_t off);

bool token_in(enum words list, const char *text, struct token token);

/* What a token before a period is, by itself and by what stands before it. */
enum token_kind token_kind(const char *text, struct token token);

/* Arabic digits, or a Roman number of two letters or more in capitals. */
bool token_numeric(const char *text, struct token token);

#endif
