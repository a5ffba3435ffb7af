/* SPDX-License-Identifier: ISC */
/* Say what part a character plays around the end of a sentence. */
#ifndef TEXT_SENTENCE_PUNCTUATION_H
#define TEXT_SENTENCE_PUNCTUATION_H

#include <stdbool.h>
#include <stddef.h>

/* Sentence_Break of UAX #29, mended: what it calls Close is told apart, for
 * the rules treat a bracket otherwise than a quotation mark. */
enum punctuation {
	PUNCTUATION_NONE,      /* before the text's start, behind its end */
	PUNCTUATION_OTHER,     /* signs, symbols, controls */
	PUNCTUATION_SPACE,     /* Unicode's White_Space; '\n' too */
	PUNCTUATION_UPPER,     /* a capital; here and below: part of a word */
	PUNCTUATION_LOWER,     /* a small letter */
	PUNCTUATION_LETTER,    /* a letter of a script without case */
	PUNCTUATION_IDEOGRAPH, /* one that no space parts from the next word */
	PUNCTUATION_DIGIT,     /* any number but the superscript ones */
	PUNCTUATION_MARK,      /* combines with what stands before it */
	PUNCTUATION_RAISED,    /* superscript digit or dagger: marks a note */
	PUNCTUATION_PERIOD,    /* '.' and its forms: UAX #29's ATerm */
	PUNCTUATION_ELLIPSIS,  /* three dots in one character */
	PUNCTUATION_STOP,      /* '?', '!' and the like: UAX #29's STerm */
	PUNCTUATION_CONTINUE,  /* comma, colon, semicolon: SContinue */
	PUNCTUATION_DASH,      /* en and em dash */
	PUNCTUATION_HYPHEN,    /* '-', which between spaces is a dash */
	PUNCTUATION_OPEN,      /* bracket; low and corner quotes: Ps */
	PUNCTUATION_CLOSE,     /* bracket: Pe */
	PUNCTUATION_TITLE,     /* closes the title of a book: '》' */
	PUNCTUATION_QUOTE,     /* a quote that only closes: a corner */
	PUNCTUATION_QUOTE_INITIAL, /* Pi: opens, but closes in German */
	PUNCTUATION_QUOTE_FINAL,   /* Pf: closes, but opens in Danish */
	PUNCTUATION_QUOTE_PLAIN,   /* '"' and '\'' */
	PUNCTUATION_FORMAT,	   /* a joiner, a direction mark */
	PUNCTUATION_EMPHASIS,	   /* '_' and '*' around a word */
};

/* What stands at off, which may be len; *next is the offset behind it. Format
 * characters before it are passed over: UAX #29, SB5. */
enum punctuation punctuation_at(const char *text, size_t len, size_t off,
				size_t *next);

/* What stands before off, which may be 0; *previous is where it starts. Format
 * characters behind it are passed over. */
enum punctuation punctuation_before(const char *text, size_t off,
				    size_t *previous);

/* The same without the offset. */
enum punctuation punctuation_look(const char *text, size_t len, size_t off);
enum punctuation punctuation_look_back(const char *text, size_t off);

/* The end of the white space at off, or the start of that before it. */
size_t punctuation_skip_space(const char *text, size_t len, size_t off);
size_t punctuation_skip_space_back(const char *text, size_t off);

/* The end of the format characters at off, which extend what stands before. */
size_t punctuation_skip_formats(const char *text, size_t len, size_t off);

/* Letters, digits and what combines with them. */
bool punctuation_in_word(enum punctuation punctuation);

/* Quotation marks, but those that only open. */
bool punctuation_quote(enum punctuation punctuation);

/* Periods, ellipses and stops. */
bool punctuation_terminal(enum punctuation punctuation);

#endif
