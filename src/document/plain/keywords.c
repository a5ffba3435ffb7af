/* SPDX-License-Identifier: ISC */
/* Know the words that headings, and what looks like them, are made of. */
#include "document/plain/keywords.h"

#include <stdint.h>
#include <string.h>

#include "document/plain/vocabulary.h"
#include "text/fold.h"
#include "text/letters.h"
#include "text/utf8.h"

enum {
	WHOLE_MAX = 64, /* bytes of what is a keyword as a whole */
	NAME_MAX = 48,	/* bytes of a speaker's name */
	NAME_WORDS = 4,
	ACRONYM = 4, /* capitals: the subject of a title, as often as not */
	OPENING_MAX = 96, /* bytes of a keyword, its number and a word more */
};

/* --- Words --------------------------------------------------------------- */

/* Drops what is neither letter nor digit at both ends. */
static struct span bare(struct span text)
{
	uint32_t point;

	while (text.len) {
		size_t used = utf8_decode(text.ptr, text.len, &point);

		if (letters_kind(point) != LETTERS_NONE)
			break;
		text.ptr += used;
		text.len -= used;
	}
	while (text.len) {
		size_t start = utf8_previous(text.ptr, text.len);

		utf8_decode(text.ptr + start, text.len - start, &point);
		if (letters_kind(point) != LETTERS_NONE)
			break;
		text.len = start;
	}
	return text;
}

/* Takes the first word off text, with the punctuation that touches it. */
static struct span take_word(struct span *text)
{
	struct span word = { text->ptr, 0 };
	uint32_t point = 0;

	while (text->len) {
		size_t used = utf8_decode(text->ptr, text->len, &point);

		if (letters_space(point) && word.len)
			break;
		if (letters_space(point))
			word.ptr += used;
		else
			word.len += used;
		text->ptr += used;
		text->len -= used;
	}
	return word;
}

/* The first words of text, as many as a keyword and its number need. */
static struct span opening(struct span text)
{
	struct span rest;
	size_t words = 4;

	if (text.len > OPENING_MAX)
		text.len = utf8_previous(text.ptr, OPENING_MAX);
	rest = text;
	while (words-- && rest.len)
		take_word(&rest);
	text.len -= rest.len;
	return text;
}

/* Folds text into out, which must be empty; borrowed from it. */
static struct span fold(struct buffer *out, struct span text)
{
	fold_append(out, text.ptr, text.len);
	return (struct span){ buffer_string(out), out->len };
}

/* --- Parts and chapters -------------------------------------------------- */

static bool is_number(struct span word)
{
	size_t digits = 0;

	word = bare(word);
	while (digits < word.len &&
	       ((word.ptr[digits] >= '0' && word.ptr[digits] <= '9') ||
		word.ptr[digits] == '.' || word.ptr[digits] == '-'))
		digits++;
	return word.len &&
	       (digits == word.len || marker_roman(word) ||
		(word.len == 1 && *word.ptr >= 'a' && *word.ptr <= 'z') ||
		vocabulary_has(VOCABULARY_NUMBERS, word));
}

/* What may stand before its word: "Erstes Kapitel", "3. Teil". */
static bool is_ordinal(struct span word)
{
	return vocabulary_has(VOCABULARY_NUMBERS, bare(word)) ||
	       (word.len > 1 && *word.ptr >= '0' && *word.ptr <= '9' &&
		word.ptr[word.len - 1] == '.' && is_number(word));
}

static enum keyword word_kind(struct span word)
{
	word = bare(word);
	if (vocabulary_has(VOCABULARY_PARTS, word))
		return KEYWORD_PART;
	if (vocabulary_has(VOCABULARY_CHAPTERS, word))
		return KEYWORD_CHAPTER;
	return KEYWORD_NONE;
}

/* Of a script without case, as Arabic, whose ordinals are not in the list. */
static bool is_caseless(struct span word)
{
	uint32_t point;

	word = bare(word);
	utf8_decode(word.ptr, word.len, &point);
	return letters_kind(point) == LETTERS_PLAIN;
}

/* Whether a sentence does not go on behind the words of a heading: "Chapter 3
 * deals with bees" is none. */
static bool may_follow(struct span original, size_t words)
{
	struct span before = { NULL, 0 };
	uint32_t point;

	while (words--)
		before = take_word(&original);
	if (!bare(original).len || !before.len ||
	    strchr(".:;,-)", before.ptr[before.len - 1]))
		return true;
	original = take_word(&original);
	utf8_decode(original.ptr, original.len, &point);
	return letters_kind(point) != LETTERS_SMALL;
}

/* "Chapter IV ...", "Part the First ...", "Erstes Kapitel ..."; *rest is what
 * stands behind that. */
static enum keyword find_numbered(struct span text, struct span *rest)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, opening(text));
	struct span first = take_word(&folded);
	struct span second = take_word(&folded);
	enum keyword kind = word_kind(first);
	size_t words = 2;

	if (kind != KEYWORD_NONE && second.len == 3 &&
	    !memcmp(second.ptr, "the", 3)) {
		second = take_word(&folded);
		words = 3;
	}
	if (kind == KEYWORD_NONE)
		kind = is_ordinal(first) ? word_kind(second) : KEYWORD_NONE;
	else if (is_caseless(first) ? !second.len : !is_number(second))
		kind = KEYWORD_NONE;
	if (kind != KEYWORD_NONE && !may_follow(text, words))
		kind = KEYWORD_MENTION;
	while (kind != KEYWORD_NONE && words--)
		take_word(&text);
	*rest = bare(text);
	buffer_release(&buffer);
	return kind;
}

/* The Chinese, Japanese or Korean ordinal sign, a number, and what is
 * counted. */
static enum keyword find_han(struct span text, struct span *rest)
{
	size_t numerals = 0;

	if (!vocabulary_opens(VOCABULARY_HAN_ORDINALS, text, &text))
		return KEYWORD_NONE;
	while (vocabulary_opens(VOCABULARY_HAN_NUMBERS, text, &text))
		numerals++;
	if (!numerals)
		return KEYWORD_NONE;
	if (vocabulary_opens(VOCABULARY_HAN_PARTS, text, rest))
		return KEYWORD_PART;
	return vocabulary_opens(VOCABULARY_HAN_CHAPTERS, text, rest)
		       ? KEYWORD_CHAPTER
		       : KEYWORD_NONE;
}

static bool is_whole(enum vocabulary list, struct span text)
{
	struct buffer buffer = BUFFER_INIT;
	bool found = vocabulary_has(list, bare(fold(&buffer, text)));

	buffer_release(&buffer);
	return found;
}

enum keyword keyword_find(const struct phrase *phrase)
{
	struct span behind;
	enum keyword found;

	if (phrase->text.len <= WHOLE_MAX) {
		if (is_whole(VOCABULARY_CONTENTS, phrase->text))
			return KEYWORD_CONTENTS;
		if (is_whole(VOCABULARY_MATTER, phrase->text) ||
		    (phrase->marker.kind != MARKER_NONE &&
		     is_whole(VOCABULARY_MATTER, phrase->rest)))
			return KEYWORD_MATTER;
	}
	found = find_han(phrase->text, &behind);
	return found != KEYWORD_NONE ? found
				     : find_numbered(phrase->text, &behind);
}

struct span keyword_rest(const struct phrase *phrase)
{
	struct span rest = { phrase->text.ptr, 0 };
	enum keyword kind = find_han(phrase->text, &rest);

	if (kind != KEYWORD_NONE)
		return bare(rest);
	kind = find_numbered(phrase->text, &rest);
	if (kind == KEYWORD_NONE || kind == KEYWORD_MENTION)
		rest.len = 0;
	return rest;
}

/* --- What is no heading ----------------------------------------------------
 */

bool keyword_is_kicker(const struct phrase *phrase)
{
	return phrase->text.len <= WHOLE_MAX &&
	       is_whole(VOCABULARY_KICKERS, phrase->text);
}

/* What a date is put together from, counted. */
struct date_parts {
	size_t months, days, years, others;
};

static void count_date_part(struct date_parts *parts, struct span word)
{
	size_t digits = 0;

	word = bare(word);
	while (digits < word.len && word.ptr[digits] >= '0' &&
	       word.ptr[digits] <= '9')
		digits++;
	if (vocabulary_has(VOCABULARY_MONTHS, word))
		parts->months++;
	else if (digits == 4 && word.len == 4)
		parts->years++;
	else if (digits && (digits < 3 || digits == word.len))
		parts->days++; /* also 3rd, 12/5/2020, 14h30 */
	else
		parts->others++;
}

static struct date_parts count_date(const struct phrase *phrase)
{
	struct date_parts parts = { .months = 0 };
	struct buffer buffer = BUFFER_INIT;
	/* Behind the number of a section, not behind the day of a month. */
	struct span folded = fold(
		&buffer, phrase->marker.closed ? phrase->rest : phrase->text);

	while (bare(folded).len)
		count_date_part(&parts, take_word(&folded));
	buffer_release(&buffer);
	return parts;
}

/* "2024 年 3 月 5 日": digits and the signs of year, month and day. */
static bool is_han_date(struct span text)
{
	size_t signs = 0;

	while (text.len) {
		uint32_t point;
		size_t used = utf8_decode(text.ptr, text.len, &point);

		if (vocabulary_opens(VOCABULARY_HAN_DATES, text, &text)) {
			signs++;
			continue;
		}
		if (letters_digit(point) < 0 && !letters_space(point))
			return false;
		text.ptr += used;
		text.len -= used;
	}
	return signs > 0;
}

bool keyword_is_date(const struct phrase *phrase)
{
	struct date_parts parts = count_date(phrase);

	if (is_han_date(phrase->text))
		return true;
	return !parts.others && (parts.months || parts.years);
}

/* A day of a month, with at most a weekday and a place. */
static bool is_full_date(const struct phrase *phrase)
{
	struct date_parts parts = count_date(phrase);

	return (parts.months == 1 && parts.days && parts.others <= 3) ||
	       (!parts.others && !parts.months && parts.days &&
		phrase->digits >= 4 && !phrase->marker.closed);
}

static bool is_address(struct span text)
{
	return memmem(text.ptr, text.len, "://", 3) ||
	       memmem(text.ptr, text.len, "www.", 4) ||
	       memchr(text.ptr, '@', text.len) ||
	       memmem(text.ptr, text.len, "©", 2);
}

static bool is_caption(struct span folded)
{
	struct span rest;

	if (!vocabulary_opens(VOCABULARY_CAPTIONS, folded, &rest))
		return false;
	rest = take_word(&rest);
	return rest.len && is_number(rest);
}

bool keyword_is_credit(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);
	struct span rest;
	bool found = is_address(folded) ||
		     memmem(folded.ptr, folded.len, "___", 3) ||
		     is_full_date(phrase) || is_han_date(phrase->text) ||
		     is_caption(folded) ||
		     vocabulary_opens(VOCABULARY_CREDITS, folded, &rest) ||
		     vocabulary_has(VOCABULARY_CALLS, bare(folded)) ||
		     memmem(folded.ptr, folded.len, "min read", 8) ||
		     memmem(folded.ptr, folded.len, "minute read", 11) ||
		     memmem(folded.ptr, folded.len, "minutes read", 12);

	buffer_release(&buffer);
	return found;
}

bool keyword_is_greeting(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);
	struct span rest;
	bool found = (phrase_goes_on(phrase->last) || phrase->last == '!' ||
		      phrase->last == 0xff01) &&
		     vocabulary_opens(VOCABULARY_GREETINGS, folded, &rest);

	buffer_release(&buffer);
	return found;
}

static bool has_word_of(enum vocabulary list, const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span folded = fold(&buffer, phrase->text);
	bool found = false;

	while (!found && bare(folded).len)
		found = vocabulary_has(list, bare(take_word(&folded)));
	buffer_release(&buffer);
	return found;
}

bool keyword_addresses(const struct phrase *phrase)
{
	return has_word_of(VOCABULARY_ADDRESS, phrase) ||
	       memmem(phrase->text.ptr, phrase->text.len, "你", 3) ||
	       memmem(phrase->text.ptr, phrase->text.len, "您", 3);
}

bool keyword_has_particle(const struct phrase *phrase)
{
	return has_word_of(VOCABULARY_PARTICLES, phrase);
}

/* --- Speakers ------------------------------------------------------------ */

/* Where the first colon is that something follows, behind a space if the
 * colon is not a wide one; 0 if there is none near. */
static size_t find_colon(struct span text)
{
	size_t off = 0;

	while (off < text.len && off <= NAME_MAX) {
		uint32_t point;
		size_t used =
			utf8_decode(text.ptr + off, text.len - off, &point);
		size_t behind = off + used;

		if (point == 0xff1a && behind < text.len)
			return off;
		if (point == ':')
			return behind < text.len && text.ptr[behind] == ' '
				       ? off
				       : 0;
		off = behind;
	}
	return 0;
}

bool keyword_speaker(struct span text, struct span *name)
{
	struct span rest = { text.ptr, find_colon(text) };
	size_t words = 0;

	*name = rest;
	while (bare(rest).len) {
		struct span word = bare(take_word(&rest));
		uint32_t point;

		if (!word.len)
			continue;
		utf8_decode(word.ptr, word.len, &point);
		if (letters_kind(point) != LETTERS_CAPITAL &&
		    letters_kind(point) != LETTERS_PLAIN)
			return false;
		words++;
	}
	return words && words <= NAME_WORDS;
}

bool keyword_capital_speaker(struct span text, struct span *name)
{
	const char *stop = memchr(text.ptr, '.',
				  text.len < NAME_MAX ? text.len : NAME_MAX);
	struct phrase phrase;
	struct marker marker;

	if (!stop || stop == text.ptr || stop + 1 == text.ptr + text.len ||
	    !strchr(" -_\xe2", stop[1]) || marker_read(&marker, text))
		return false;
	*name = (struct span){ text.ptr, (size_t)(stop - text.ptr) };
	phrase_read(&phrase, *name);
	return phrase.capitals > 1 && !phrase.smalls && !phrase.digits &&
	       keyword_find(&phrase) == KEYWORD_NONE;
}

bool keyword_is_stage_direction(const struct phrase *phrase)
{
	struct buffer buffer = BUFFER_INIT;
	struct span rest;
	bool found = vocabulary_opens(VOCABULARY_STAGE,
				      fold(&buffer, phrase->text), &rest) &&
		     (!rest.len || !bare(rest).len ||
		      letters_kind((uint8_t)*rest.ptr) == LETTERS_NONE);

	buffer_release(&buffer);
	return found;
}

static bool is_honorific(struct span word)
{
	return is_whole(VOCABULARY_HONORIFICS, word);
}

bool keyword_is_speaker(struct span name)
{
	struct phrase phrase;
	struct span rest = name;
	struct span first = bare(take_word(&rest));

	if (first.len == name.len && first.len == 1)
		return *first.ptr == 'Q' || *first.ptr == 'A';
	if (bare(rest).len && is_honorific(first))
		return true;
	phrase_read(&phrase, name);
	return phrase_is_capitals(&phrase) && phrase.letters > ACRONYM &&
	       !keyword_has_particle(&phrase);
}
