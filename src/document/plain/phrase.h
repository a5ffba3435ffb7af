/* SPDX-License-Identifier: ISC */
/* Say what a short text looks like: its words, its capitals, its ends. */
#ifndef DOCUMENT_PLAIN_PHRASE_H
#define DOCUMENT_PLAIN_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/plain/marker.h"

struct phrase {
	struct span text;
	struct marker marker; /* a number or bullet that it begins with */
	struct span rest;     /* text without it */
	uint32_t columns;
	uint32_t words;		/* Chinese and Japanese: two characters each */
	uint32_t letters;	/* all below are of rest */
	uint32_t capitals;	/* letters */
	uint32_t smalls;	/* letters */
	uint32_t capital_words; /* words that begin with a capital */
	uint32_t digits;
	uint32_t commas;
	uint32_t first; /* character, opening signs apart */
	uint32_t last;	/* character, closing signs apart */
	bool unspaced;	/* mostly Chinese or Japanese */
	bool enclosed;	/* in quotation marks, brackets or underscores */
	bool opened;	/* begins with a quotation mark */
	bool unclosed;	/* and that is the only one in it */
	bool sentences; /* a sentence ends inside */
};

/* Fills phrase; text (valid UTF-8, one line, not empty) is borrowed. */
void phrase_read(struct phrase *phrase, struct span text);

/* The last character of text (valid UTF-8), closing signs and marks of notes
 * apart; 0 if there is none. */
uint32_t phrase_last(struct span text);

/* Whether text with that last character ends as a sentence does, or goes on
 * behind a comma, colon or dash. */
bool phrase_ends_sentence(uint32_t last);
bool phrase_goes_on(uint32_t last);

/* Nine letters in ten are capitals, and there are three at least. */
bool phrase_is_capitals(const struct phrase *phrase);

/* Appends what two forms of a heading have in common: its words in small
 * letters, without number and punctuation. */
void phrase_append_key(const struct phrase *phrase, struct buffer *out);

#endif
