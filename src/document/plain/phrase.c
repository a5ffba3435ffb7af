/* SPDX-License-Identifier: ISC */
/* Say what a short text looks like: its words, its capitals, its ends. */
#include "document/plain/phrase.h"

#include <string.h>

#include "text/character.h"
#include "text/fold.h"
#include "text/letters.h"
#include "text/utf8.h"

enum { ABBREVIATION = 3 }; /* letters before a full stop: Mr., St., vs. */

static bool is_frame(uint32_t point)
{
	return point == '_' || point == '*' || point == '`';
}

/* A superscript digit or a dagger marks a note. */
static bool is_raised(uint32_t point)
{
	return point == 0xb2 || point == 0xb3 || point == 0xb9 ||
	       point == 0x2020 || point == 0x2021 ||
	       (point >= 0x2070 && point <= 0x2079);
}

/* Whether something is closed inside text; an apostrophe is not told from a
 * quotation mark, so neither counts. */
static bool has_closing(struct span text)
{
	while (text.len) {
		uint32_t point;
		size_t used = utf8_decode(text.ptr, text.len, &point);

		if ((letters_closing(point) || point == '_') && point != '\'' &&
		    point != 0x2019)
			return true;
		text.ptr += used;
		text.len -= used;
	}
	return false;
}

/* Finds what stands first and last when the signs around are left off. */
static void find_ends(struct phrase *phrase)
{
	struct span inner = phrase->rest;
	bool opened = false, closed = false;

	while (inner.len) {
		size_t used = utf8_decode(inner.ptr, inner.len, &phrase->first);

		if (!letters_opening(phrase->first) && !is_frame(phrase->first))
			break;
		opened = true;
		phrase->opened |= phrase->first != '(' && phrase->first != '[';
		inner.ptr += used;
		inner.len -= used;
	}
	phrase->last = phrase_last(inner);
	while (inner.len) {
		size_t start = utf8_previous(inner.ptr, inner.len);
		uint32_t point;

		utf8_decode(inner.ptr + start, inner.len - start, &point);
		if (!letters_closing(point) && !is_frame(point))
			break;
		closed = true;
		inner.len = start;
	}
	/* Whole only if nothing was closed before the end. */
	phrase->enclosed = opened && closed && !has_closing(inner);
	phrase->unclosed = phrase->opened && !closed && !has_closing(inner);
}

/* What has been seen of the word that is being read. */
struct word {
	const char *start;
	uint32_t letters;
	bool capital;
	bool stopped; /* a stop stands behind it */
};

static void end_word(struct phrase *phrase, struct word *word)
{
	phrase->words += word->letters > 0;
	phrase->capital_words += word->letters && word->capital;
	word->letters = 0;
}

static void read_letter(struct phrase *phrase, struct word *word,
			const char *at, enum letters_kind kind)
{
	/* After a stop and a space another sentence starts. */
	if (!word->letters) {
		if (word->stopped && kind != LETTERS_SMALL)
			phrase->sentences = true;
		word->capital = kind == LETTERS_CAPITAL;
		word->start = at;
	}
	word->stopped = false; /* nor does one end within a word */
	word->letters++;
	phrase->letters += kind != LETTERS_DIGIT;
	phrase->digits += kind == LETTERS_DIGIT;
	phrase->capitals += kind == LETTERS_CAPITAL;
	phrase->smalls += kind == LETTERS_SMALL;
}

/* Whether the stop behind a word ends a sentence, not an abbreviation. */
static bool ends_sentence(const struct word *word, uint32_t stop)
{
	if (stop != '.')
		return true;
	if (word->letters && word->letters < 3 && *word->start == 'v')
		return false; /* v. and vs. stand in titles */
	return word->letters > ABBREVIATION ||
	       (word->letters && !word->capital);
}

static void read_words(struct phrase *phrase)
{
	struct span rest = phrase->rest;
	struct word word = { .letters = 0 };
	uint32_t unspaced = 0;

	while (rest.len) {
		uint32_t point;
		size_t used = utf8_decode(rest.ptr, rest.len, &point);
		enum letters_kind kind = letters_kind(point);

		rest.ptr += used;
		rest.len -= used;
		if (kind != LETTERS_NONE)
			read_letter(phrase, &word, rest.ptr - used, kind);
		else if (letters_stop(point) && rest.len)
			word.stopped = ends_sentence(&word, point);
		else if (letters_space(point))
			end_word(phrase, &word);
		phrase->commas +=
			point == ',' || point == 0xff0c || point == 0x60c;
		unspaced += character_ideographic(point);
	}
	end_word(phrase, &word);
	phrase->unspaced = unspaced * 2 > phrase->letters;
	if (phrase->unspaced)
		phrase->words += unspaced / 2;
}

void phrase_read(struct phrase *phrase, struct span text)
{
	*phrase = (struct phrase){ .text = text, .rest = text };
	if (marker_read(&phrase->marker, text)) {
		phrase->rest.ptr += phrase->marker.len;
		phrase->rest.len -= phrase->marker.len;
	}
	phrase->columns = letters_columns(text.ptr, text.len);
	find_ends(phrase);
	read_words(phrase);
}

uint32_t phrase_last(struct span text)
{
	uint32_t point = 0;
	bool bracket = false;

	while (text.len) {
		size_t start = utf8_previous(text.ptr, text.len);

		utf8_decode(text.ptr + start, text.len - start, &point);
		if (bracket && letters_digit(point) >= 0)
			; /* a note's number in brackets */
		else if (!letters_closing(point) && !is_frame(point) &&
			 !is_raised(point) && !(bracket && point == '['))
			return point;
		bracket =
			point == ']' || (bracket && letters_digit(point) >= 0);
		text.len = start;
	}
	return 0;
}

bool phrase_ends_sentence(uint32_t last)
{
	return letters_stop(last);
}

bool phrase_goes_on(uint32_t last)
{
	static const uint32_t signs[] = { ',',	  ';',	  ':',	  '-',
					  0x2013, 0x2014, 0x3001, 0xff0c,
					  0xff1a, 0xff1b, 0x60c,  0x61b };

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (signs[i] == last)
			return true;
	return false;
}

bool phrase_is_capitals(const struct phrase *phrase)
{
	uint32_t caseless = phrase->letters - phrase->capitals - phrase->smalls;

	return phrase->capitals >= 3 &&
	       phrase->smalls * 9 <= phrase->capitals &&
	       caseless <= phrase->capitals;
}

void phrase_append_key(const struct phrase *phrase, struct buffer *out)
{
	struct buffer folded = BUFFER_INIT;
	struct span rest;

	fold_append(&folded, phrase->rest.ptr, phrase->rest.len);
	rest = (struct span){ buffer_string(&folded), folded.len };
	while (rest.len) {
		uint32_t point;
		size_t used = utf8_decode(rest.ptr, rest.len, &point);

		if (letters_kind(point) != LETTERS_NONE)
			buffer_append(out, rest.ptr, used);
		rest.ptr += used;
		rest.len -= used;
	}
	buffer_release(&folded);
}
