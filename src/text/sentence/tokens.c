/* SPDX-License-Identifier: ISC */
/* Tell what kind of word stands before a period. */
#include "text/sentence/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/sentence/punctuation.h"
#include "text/utf8.h"

enum {
	TOKEN_MAX = 40,	     /* bytes */
	DIGITS_MAX = 3,	     /* of a number that counts or ranks: no year */
	LIST_BACK_MAX = 600, /* bytes between "1." and "2." in a paragraph */
};

/* The first character of a token. */
static enum punctuation look(const char *text, struct token token)
{
	return punctuation_look(text, token.end, token.off);
}

/* Of a word that spaces part from others. */
static bool is_letter(enum punctuation mark)
{
	return punctuation_in_word(mark) && mark != PUNCTUATION_IDEOGRAPH;
}

/* Periods belong to the token, and hyphens behind them: "J.-C". */
struct token token_before(const char *text, size_t end)
{
	struct token token = { end, end };
	size_t previous;

	while (end - token.off < TOKEN_MAX) {
		enum punctuation mark =
			punctuation_before(text, token.off, &previous);

		if (mark == PUNCTUATION_HYPHEN &&
		    punctuation_look_back(text, previous) != PUNCTUATION_PERIOD)
			break;
		if (mark != PUNCTUATION_HYPHEN && mark != PUNCTUATION_PERIOD &&
		    !is_letter(mark))
			break;
		token.off = previous;
	}
	while (token.off < end && !is_letter(look(text, token)))
		punctuation_at(text, end, token.off, &token.off);
	return token;
}

struct token token_at(const char *text, size_t len, size_t off)
{
	struct token token = { off, off };
	size_t next;

	while (token.end - off < TOKEN_MAX &&
	       is_letter(punctuation_at(text, len, token.end, &next)))
		token.end = next;
	return token;
}

bool token_in(enum words list, const char *text, struct token token)
{
	return words_have(list, text + token.off, token.end - token.off);
}

/* The word before a token, if only space is between them. */
static struct token word_before(const char *text, struct token token)
{
	size_t end = punctuation_skip_space_back(text, token.off);

	if (end == token.off)
		return (struct token){ end, end };
	return token_before(text, end);
}

static size_t count_points(const char *text, struct token token)
{
	return utf8_count(text + token.off, token.end - token.off);
}

static bool is_empty(struct token token)
{
	return token.off == token.end;
}

/* How many of a token's bytes, from its first, are in set. */
static size_t span(const char *text, struct token token, const char *set)
{
	size_t off = token.off;

	while (off < token.end && memchr(set, text[off], strlen(set)))
		off++;
	return off - token.off;
}

static bool is_closer(enum punctuation mark)
{
	return mark == PUNCTUATION_CLOSE || mark == PUNCTUATION_EMPHASIS ||
	       punctuation_quote(mark);
}

/* Single letters with periods and spaces between are one abbreviation, "z. B.",
 * as is a short word behind one: "p. ex.", "v. Chr." Returns the length of
 * joined, without spaces; 0 when there is nothing to join. */
static size_t join(const char *text, struct token token, char joined[TOKEN_MAX])
{
	enum { PIECES_MAX = 3, POINTS_MAX = 4 };
	size_t len = token.end - token.off;
	int pieces = 1;

	if (count_points(text, token) > POINTS_MAX ||
	    memchr(text + token.off, '.', len))
		return 0;
	memcpy(joined, text + token.off, len);
	for (; pieces < PIECES_MAX; pieces++) {
		struct token before = word_before(text, token);
		size_t size = before.end - before.off;

		if (count_points(text, before) != 2 ||
		    text[before.end - 1] != '.')
			break;
		memmove(joined + size, joined, len);
		memcpy(joined, text + before.off, size);
		len += size;
		token = before;
	}
	return pieces > 1 ? len : 0;
}

/* Whether the lists have an abbreviation, and of which kind. */
static bool is_listed(const char *word, size_t len, bool capital,
		      enum token_kind *kind)
{
	static const struct {
		enum words list;
		enum token_kind kind;
	} kinds[] = {
		{ WORDS_PLAIN, TOKEN_WORD },
		{ WORDS_NEVER, TOKEN_PREFIX },
		{ WORDS_TITLE, TOKEN_PREFIX },
		{ WORDS_COUNTED, TOKEN_COUNTED },
		{ WORDS_REFERENCE, TOKEN_REFERENCE },
		{ WORDS_CLOCK, TOKEN_CLOCK },
		{ WORDS_UNSURE, TOKEN_INITIAL },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		*kind = kinds[i].kind;
		if ((capital || kinds[i].list != WORDS_TITLE) &&
		    words_have(kinds[i].list, word, len))
			return true;
	}
	return false;
}

/* One or two small letters behind a number: "5 m.", "S. 117 f." */
static bool is_unit(const char *text, struct token token)
{
	struct token before = word_before(text, token);
	enum punctuation mark = look(text, token);

	return (mark == PUNCTUATION_LOWER || mark == PUNCTUATION_LETTER) &&
	       count_points(text, token) <= 2 && !is_empty(before) &&
	       punctuation_look_back(text, before.end) == PUNCTUATION_DIGIT;
}

/* One letter that stands for a name: not "vitamin C", nor "as do I". */
static bool is_initial(const char *text, struct token token)
{
	struct token before = word_before(text, token);
	size_t previous;
	enum punctuation mark = punctuation_before(text, token.off, &previous);

	if (is_closer(mark) && look(text, token) != PUNCTUATION_UPPER &&
	    punctuation_in_word(punctuation_look_back(text, previous)))
		return false; /* the end of "don't" */
	if (mark != PUNCTUATION_NONE && mark != PUNCTUATION_SPACE &&
	    mark != PUNCTUATION_DASH && mark != PUNCTUATION_OPEN &&
	    mark != PUNCTUATION_IDEOGRAPH && !is_closer(mark))
		return false;
	if (is_empty(before))
		return true;
	if (text[token.off] == 'I' && look(text, before) == PUNCTUATION_LOWER &&
	    (before.end - before.off != 2 ||
	     memcmp(text + before.off, "by", 2) != 0))
		return false;
	return !token_in(WORDS_LABEL, text, before);
}

/* Short pieces with periods between: "U.S", "Ph.D", "J.-P". */
static bool is_dotted(const char *text, struct token token)
{
	enum { PIECE_MAX = 2 };
	size_t points = 0;
	bool dotted = false;
	size_t next;

	for (size_t off = token.off; off < token.end; off = next) {
		enum punctuation mark =
			punctuation_at(text, token.end, off, &next);

		if (mark == PUNCTUATION_DIGIT || points > PIECE_MAX)
			return false;
		if (mark == PUNCTUATION_PERIOD)
			dotted = true;
		if (punctuation_in_word(mark))
			points++;
		else
			points = 0;
	}
	return dotted && points <= PIECE_MAX;
}

/* "At 5 p.m.": a sentence that had nothing else would be odd. */
static bool is_opening_time(const char *text, struct token token)
{
	struct token hour = word_before(text, token);
	struct token preposition = word_before(text, hour);

	return !is_empty(preposition) &&
	       look(text, hour) == PUNCTUATION_DIGIT &&
	       look(text, preposition) == PUNCTUATION_UPPER;
}

/* German names of streets: "Goethestr. 5". */
static bool is_street(const char *text, struct token token)
{
	static const char street[] = "str";
	size_t len = sizeof(street) - 1;

	return token.end - token.off > len &&
	       memcmp(text + token.end - len, street, len) == 0;
}

/* Consonants only, not all capitals: no word of the languages at hand, so an
 * abbreviation that no list has. */
static bool is_vowelless(const char *text, struct token token)
{
	static const char consonants[] = "bcdfghjklmnpqrstvwxz";
	struct token rest = { token.off + 1, token.end };
	char first = (char)(text[token.off] | 0x20);

	return !is_empty(rest) &&
	       memchr(consonants, first, strlen(consonants)) &&
	       span(text, rest, consonants) == rest.end - rest.off;
}

static enum token_kind abbreviation_kind(const char *text, struct token token)
{
	size_t len = token.end - token.off;
	bool capital = look(text, token) == PUNCTUATION_UPPER;
	char joined[TOKEN_MAX];
	size_t joined_len = join(text, token, joined);
	enum token_kind kind;

	if (is_empty(token))
		return TOKEN_WORD;
	if (joined_len > 0 && is_listed(joined, joined_len, capital, &kind))
		return kind;
	if (is_listed(text + token.off, len, capital, &kind))
		return kind == TOKEN_CLOCK && is_opening_time(text, token)
			       ? TOKEN_PREFIX
			       : kind;
	if (is_street(text, token))
		return TOKEN_COUNTED;
	if (is_unit(text, token))
		return TOKEN_UNIT;
	if (look(text, token) == PUNCTUATION_DIGIT)
		return TOKEN_WORD;
	if (count_points(text, token) == 1)
		return is_initial(text, token) ? TOKEN_INITIAL : TOKEN_WORD;
	return is_dotted(text, token) || is_vowelless(text, token)
		       ? TOKEN_INITIAL
		       : TOKEN_WORD;
}

/* No more digits than a number that counts or ranks has. */
static bool is_short_number(const char *text, struct token token)
{
	size_t count = 0;
	size_t next;

	for (size_t off = token.off; off < token.end; off = next, count++)
		if (punctuation_at(text, token.end, off, &next) !=
		    PUNCTUATION_DIGIT)
			return false;
	return count > 0 && count <= DIGITS_MAX;
}

bool token_numeric(const char *text, struct token token)
{
	size_t len = token.end - token.off;

	return look(text, token) == PUNCTUATION_DIGIT ||
	       (len > 1 && span(text, token, "IVXLCDM") == len);
}

/* Digits, a letter, or a Roman number, of the size that items have. */
static bool is_item_piece(const char *text, struct token piece)
{
	enum { ROMAN_MAX = 7 };
	size_t len = piece.end - piece.off;

	if (look(text, piece) == PUNCTUATION_DIGIT)
		return is_short_number(text, piece);
	return count_points(text, piece) == 1 ||
	       (len <= ROMAN_MAX && (span(text, piece, "IVXLC") == len ||
				     span(text, piece, "ivx") == len));
}

/* What may number an item or a section: "3", "b", "iv", "1.E.8". */
static bool is_item(const char *text, struct token token)
{
	bool digit = false;
	size_t pieces = 0;

	for (size_t off = token.off; off < token.end; off++, pieces++) {
		struct token piece = { off, off };

		while (piece.end < token.end && text[piece.end] != '.')
			piece.end++;
		if (!is_item_piece(text, piece))
			return false;
		digit = digit || look(text, piece) == PUNCTUATION_DIGIT;
		off = piece.end;
	}
	return pieces == 1 || digit;
}

/* Whether the number is 1, or stands behind an item of the number before:
 * "1. a, 2. b". A period follows the token, so its digits end. */
static bool counts_on(const char *text, struct token token)
{
	size_t off = token.off > LIST_BACK_MAX ? token.off - LIST_BACK_MAX : 0;
	unsigned long value = strtoul(text + token.off, NULL, 10);
	char item[16];

	if (value <= 1)
		return value == 1;

	size_t len = (size_t)snprintf(item, sizeof(item), "%lu", value - 1);

	for (; off + len < token.off; off++)
		if (memcmp(text + off, item, len) == 0 &&
		    (text[off + len] == '.' || text[off + len] == ')') &&
		    punctuation_look_back(text, off) != PUNCTUATION_DIGIT)
			return true;
	return false;
}

/* Whether a sentence seems to end before off, where space stands. */
static bool is_after_stop(const char *text, size_t off)
{
	size_t previous;
	enum punctuation mark = punctuation_before(text, off, &previous);

	while (is_closer(mark)) {
		off = previous;
		mark = punctuation_before(text, off, &previous);
	}
	if (mark == PUNCTUATION_PERIOD)
		return abbreviation_kind(text, token_before(text, previous)) ==
		       TOKEN_WORD;
	return punctuation_terminal(mark);
}

/* The first word of a text, if it comes with a number: "Chapter 1. Loomings",
 * "Fig. 3. The same". */
static bool is_heading(const char *text, struct token word)
{
	if (!is_empty(word) && text[word.end - 1] == '.')
		word.end--;
	return word.off == 0 &&
	       (token_in(WORDS_LABEL, text, word) ||
		abbreviation_kind(text, word) == TOKEN_REFERENCE);
}

/* The number of an item, by what stands before it: the text's start, the end
 * of a sentence, for a number also a colon, a comma or a bracket. */
static bool is_enumerator(const char *text, struct token token)
{
	bool number = look(text, token) == PUNCTUATION_DIGIT;
	size_t off = token.off;
	size_t previous;

	if (!is_item(text, token))
		return false;

	enum punctuation mark = punctuation_before(text, off, &previous);

	while (mark == PUNCTUATION_OPEN || is_closer(mark)) {
		if (mark == PUNCTUATION_OPEN && number)
			return true;
		off = previous;
		mark = punctuation_before(text, off, &previous);
	}
	if (mark == PUNCTUATION_NONE || text[previous] == '\n')
		return true;
	if (mark != PUNCTUATION_SPACE && mark != PUNCTUATION_STOP)
		return false;
	if (number && is_heading(text, word_before(text, token)))
		return true;
	off = punctuation_skip_space_back(text, off);
	if (punctuation_look_back(text, off) == PUNCTUATION_CONTINUE)
		return number ? counts_on(text, token)
			      : text[token.off] == 'a' && text[off - 1] == ':';
	return is_after_stop(text, off) && (!number || counts_on(text, token));
}

enum token_kind token_kind(const char *text, struct token token)
{
	size_t len = token.end - token.off;

	if (is_empty(token))
		return TOKEN_WORD;
	if (is_enumerator(text, token))
		return TOKEN_ENUMERATOR;
	if (is_short_number(text, token) ||
	    (len > 1 && span(text, token, "IVX") == len))
		return token_in(WORDS_DETERMINER, text,
				word_before(text, token))
			       ? TOKEN_RANK
			       : TOKEN_NUMBER;
	return abbreviation_kind(text, token);
}
