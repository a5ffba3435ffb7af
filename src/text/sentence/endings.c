/* SPDX-License-Identifier: ISC */
/* Judge whether a stop ends its sentence. */
#include "text/sentence/endings.h"

#include <stdint.h>
#include <string.h>

#include "text/sentence/stops.h"
#include "text/sentence/tokens.h"
#include "text/utf8.h"

/* How far to look back for an opening bracket or dash, in bytes. */
enum { BACK_MAX = 400 };

static enum punctuation look(const struct stop *stop, size_t off)
{
	return punctuation_look(stop->text, stop->len, off);
}

static enum punctuation look_back(const struct stop *stop, size_t off)
{
	return punctuation_look_back(stop->text, off);
}

static size_t after(const struct stop *stop, size_t off)
{
	size_t next;

	punctuation_at(stop->text, stop->len, off, &next);
	return next;
}

static struct token word_at(const struct stop *stop, size_t off)
{
	return token_at(stop->text, stop->len, off);
}

static bool is_in(const struct stop *stop, enum words list, struct token token)
{
	return token_in(list, stop->text, token);
}

static bool is_closer(enum punctuation mark)
{
	return mark == PUNCTUATION_CLOSE || mark == PUNCTUATION_TITLE ||
	       (punctuation_quote(mark) && mark != PUNCTUATION_QUOTE_INITIAL);
}

/* A stop needs a word that it can end: there is none at the text's start, nor
 * right behind an opening mark, "(?)". */
static bool is_alone(const struct stop *stop)
{
	size_t off = stop->off;

	while (off > 0 && stop->off - off < STOP_AHEAD_MAX) {
		enum punctuation mark =
			punctuation_before(stop->text, off, &off);
		enum punctuation before = look_back(stop, off);

		if (punctuation_in_word(mark) || mark == PUNCTUATION_OTHER)
			return false;
		if (mark == PUNCTUATION_OPEN)
			return true;
		if (mark == PUNCTUATION_QUOTE_INITIAL &&
		    !punctuation_in_word(before) &&
		    !punctuation_terminal(before) && !is_closer(before))
			return true;
	}
	return true;
}

/* A capital in doubt, for the abbreviation before may go on with a name: only
 * a word that starts sentences tells. */
static bool starts_sentence(const struct stop *stop)
{
	enum { ELISION_MAX = 2 }; /* "l'", "qu'" */
	struct token word = word_at(stop, stop->word);
	enum punctuation mark = look(stop, word.end);
	size_t next = after(stop, word.end);
	bool small = look(stop, next) == PUNCTUATION_LOWER;

	if (mark == PUNCTUATION_PERIOD && word.end - word.off == 1)
		return false; /* another initial */
	if (mark == PUNCTUATION_QUOTE_FINAL || mark == PUNCTUATION_QUOTE_PLAIN)
		return word.end - word.off <= ELISION_MAX
			       ? small
			       : is_in(stop, WORDS_STARTER, word);
	return is_in(stop, WORDS_STARTER, word) ||
	       (is_in(stop, WORDS_PARTICLE, word) && small);
}

/* Whether a number, in digits, Roman or a single letter, follows. */
static bool is_numbered(const struct stop *stop)
{
	struct token word = word_at(stop, stop->word);

	return token_numeric(stop->text, word) ||
	       (stop->start == PUNCTUATION_UPPER &&
		word.end == after(stop, word.off) && !starts_sentence(stop));
}

static bool period_ends(const struct stop *stop)
{
	struct token token = token_before(stop->text, stop->off);
	struct token word = word_at(stop, stop->word);
	bool digit = stop->start == PUNCTUATION_DIGIT;
	enum token_kind kind = token_kind(stop->text, token);

	if (kind != TOKEN_WORD && kind != TOKEN_NUMBER && stop->bracket)
		return false; /* "(Smith et al.) The" */
	switch (kind) {
	case TOKEN_WORD:
		return true;
	case TOKEN_NUMBER:
		return !is_in(stop, WORDS_ORDINAL, word);
	case TOKEN_RANK:
		return stop->start != PUNCTUATION_UPPER ||
		       is_in(stop, WORDS_STARTER, word);
	case TOKEN_ENUMERATOR:
	case TOKEN_PREFIX:
		return false;
	case TOKEN_REFERENCE:
		return !is_numbered(stop);
	case TOKEN_COUNTED:
		return !digit;
	case TOKEN_UNIT:
		return !digit && look(stop, word.end) != PUNCTUATION_PERIOD;
	case TOKEN_CLOCK:
		return !digit && !is_in(stop, WORDS_ZONE, word);
	case TOKEN_INITIAL:
		return !digit && starts_sentence(stop);
	}
	return true;
}

/* The three dots of a pause need a capital, and one that is none for the sake
 * of "I". Behind a closing quote any letter will do. */
static bool ellipsis_ends(const struct stop *stop)
{
	struct token word = word_at(stop, stop->word);

	if (stop->quoted)
		return true;
	return stop->start == PUNCTUATION_UPPER &&
	       !(word.end - word.off == 1 && stop->text[word.off] == 'I');
}

/* "Said nothing": what was quoted was said by another. */
static bool is_nothing(const struct stop *stop, size_t off)
{
	static const char nothing[] = " nothing";
	size_t len = sizeof(nothing) - 1;

	return stop->len - off >= len &&
	       memcmp(stop->text + off, nothing, len) == 0;
}

/* Names, then a verb of speaking: "Mr. Lind cried". Pronouns other than "I"
 * have a small letter there. */
static bool is_tagged_by_name(const struct stop *stop)
{
	enum { NAMES_MAX = 3 };
	size_t off = stop->word;

	for (int names = 0; names <= NAMES_MAX; names++) {
		struct token word = word_at(stop, off);

		if (names > 0 && is_in(stop, WORDS_SPEECH, word))
			return !is_nothing(stop, word.end);
		if (look(stop, off) != PUNCTUATION_UPPER ||
		    (is_in(stop, WORDS_STARTER, word) &&
		     !(word.end - off == 1 && stop->text[off] == 'I')))
			return false;
		off = word.end;
		if (look(stop, off) == PUNCTUATION_PERIOD)
			off = after(stop, off);
		if (look(stop, off) != PUNCTUATION_SPACE)
			return false;
		off = after(stop, off);
	}
	return false;
}

static bool is_one_of(uint32_t point, const uint32_t *points, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (points[i] == point)
			return true;
	return false;
}

#define IS_ONE_OF(point, points) \
	is_one_of(point, points, sizeof(points) / sizeof((points)[0]))

/*
 * Chinese: the clause behind the quotation ends with a verb of speaking, and
 * perhaps a pronoun, or asks somebody. Japanese, and Chinese relative clauses:
 * a particle takes the quotation up.
 */
static bool is_tagged_unspaced(const struct stop *stop)
{
	enum { CLAUSE_MAX = 20 }; /* characters */
	static const uint32_t particles[] = { U'と', U'の', U'を', U'的' };
	static const uint32_t pronouns[] = { U'我', U'你', U'他', U'她',
					     U'们', U'們', U'着', U'著' };
	static const uint32_t verbs[] = {
		U'说', U'說', U'道', U'问', U'問', U'喊', U'叫',
		U'答', U'想', U'讲', U'講', U'吼', U'骂', U'罵',
		U'嚷', U'写', U'寫', U'曰', U'云', U'言',
	};
	uint32_t verb = 0;
	size_t off = stop->word;

	for (int i = 0; i < CLAUSE_MAX; i++) {
		uint32_t point;

		if (!punctuation_in_word(look(stop, off)))
			return IS_ONE_OF(verb, verbs);
		utf8_decode(stop->text + off, stop->len - off, &point);
		if (i == 0 && IS_ONE_OF(point, particles))
			return true;
		if (point == U'问' || point == U'問')
			return true;
		if (point == U'道' && verb == U'知')
			point = 0; /* "to know" */
		if (!IS_ONE_OF(point, pronouns))
			verb = point;
		off = after(stop, off);
	}
	return false;
}

/* Whether the words behind a quotation tell who spoke, and so belong to it. */
static bool is_tagged(const struct stop *stop)
{
	if (!stop->quoted)
		return false;
	if (stop->start == PUNCTUATION_IDEOGRAPH)
		return is_tagged_unspaced(stop);
	if (stop->start == PUNCTUATION_LETTER)
		return is_in(stop, WORDS_SPEECH, word_at(stop, stop->word));
	return stop->kind != STOP_PERIOD && is_tagged_by_name(stop);
}

/* Where the bracket opens that closes at the stop; stop->bracket if far. */
static size_t find_opening(const struct stop *stop)
{
	size_t off = stop->bracket;
	int depth = 1;

	while (off > 0 && stop->bracket - off < BACK_MAX) {
		enum punctuation mark =
			punctuation_before(stop->text, off, &off);

		if (mark == PUNCTUATION_CLOSE)
			depth++;
		else if (mark == PUNCTUATION_OPEN && --depth == 0)
			return off;
	}
	return stop->bracket;
}

/* Brackets that opened inside the sentence: "Ann (who else?) came". A period
 * inside them is so odd that it must mean the end. */
static bool is_in_parenthesis(const struct stop *stop)
{
	size_t opening = find_opening(stop);
	enum punctuation mark;

	if (!stop->bracket || stop->kind == STOP_PERIOD ||
	    opening == stop->bracket)
		return false;
	mark = look_back(stop,
			 punctuation_skip_space_back(stop->text, opening));
	return mark != PUNCTUATION_NONE && !punctuation_terminal(mark) &&
	       !is_closer(mark);
}

/* A dash behind '?' or '!' that closes an aside: one opened before it in the
 * sentence, "who - why? - Tom". */
static bool is_in_aside(const struct stop *stop)
{
	size_t off = stop->off;

	if (!stop->dashed || stop->kind == STOP_PERIOD)
		return false;
	if (stop->start == PUNCTUATION_IDEOGRAPH)
		return true; /* UAX #29, SB8a */
	while (off > 0 && stop->off - off < BACK_MAX) {
		enum punctuation mark =
			punctuation_before(stop->text, off, &off);

		if (punctuation_terminal(mark))
			return false;
		if (mark != PUNCTUATION_DASH)
			continue;
		mark = look_back(stop,
				 punctuation_skip_space_back(stop->text, off));
		return punctuation_in_word(mark);
	}
	return false;
}

static bool ends(const struct stop *stop)
{
	if (!stop->apart || stop->start == PUNCTUATION_NONE ||
	    (stop->start == PUNCTUATION_LOWER && !stop->caseless))
		return false; /* UAX #29, SB8 */
	if (is_alone(stop) || is_in_parenthesis(stop) || is_in_aside(stop) ||
	    is_tagged(stop) || stop->titled)
		return false;
	if (stop->kind == STOP_PERIOD)
		return period_ends(stop);
	return stop->kind != STOP_ELLIPSIS || ellipsis_ends(stop);
}

size_t ending_at(const char *text, size_t len, size_t off)
{
	struct stop stop;

	return stop_read(&stop, text, len, off) && ends(&stop) ? stop.end : 0;
}
