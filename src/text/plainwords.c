/* SPDX-License-Identifier: ISC */
/* Find the breaks of words that are known without a look at Unicode's rules. */
#include "text/plainwords.h"

#include <stdbool.h>
#include <string.h>

#include "text/breaks.h"

/* What a byte of ASCII may be in plain words. */
enum {
	WORD = 'a',
	SPACE = ' ',
	NEWLINE = 'n',
	OPENING = '(',
	CLOSING = ',',
	QUOTE = '"', /* a straight one opens or closes */
	HYPHEN = '-',
};

/* By byte; '?' in no plain word, 0 if it isn't ASCII. */
static const char classes[256] = "??????????n?????????????????????"
				 " ,\"\?\?\?\?\"(,??,-,?aaaaaaaaaa,,???,"
				 "?aaaaaaaaaaaaaaaaaaaaaaaaaa????a"
				 "?aaaaaaaaaaaaaaaaaaaaaaaaaa?????";

/* The last byte of some characters from U+2010 to U+2026, whose others are E2
 * and 80. */
enum {
	EN_DASH = 0x93,
	EM_DASH = 0x94,
	OPENING_SINGLE = 0x98,
	CLOSING_SINGLE = 0x99,
	OPENING_DOUBLE = 0x9c,
	CLOSING_DOUBLE = 0x9d,
	ELLIPSIS = 0xa6,
	MARK = 3, /* bytes of each of them */
};

static char class_at(const char *text, size_t len, size_t off)
{
	return off < len ? classes[(unsigned char)text[off]] : '?';
}

/* The last byte of such a character at off; 0 if there is none. */
static unsigned mark_at(const char *text, size_t len, size_t off)
{
	return len - off >= MARK && text[off] == '\xe2' &&
			       text[off + 1] == '\x80'
		       ? (unsigned char)text[off + 2]
		       : 0;
}

static bool is_opening(unsigned mark)
{
	return mark == OPENING_DOUBLE || mark == OPENING_SINGLE;
}

static bool is_closing(unsigned mark)
{
	return mark == CLOSING_DOUBLE || mark == CLOSING_SINGLE ||
	       mark == ELLIPSIS;
}

static bool is_dash(unsigned mark)
{
	return mark == EM_DASH || mark == EN_DASH;
}

/* Passes straight quotation marks, signs of a class, and those that a test
 * knows. */
static size_t pass_signs(const char *text, size_t len, size_t off, char signs,
			 bool (*is_sign)(unsigned mark))
{
	for (;;) {
		char class = class_at(text, len, off);

		if (class == signs || class == QUOTE)
			off++;
		else if (class == 0 && is_sign(mark_at(text, len, off)))
			off += MARK;
		else
			return off;
	}
}

/* Passes a dash between two parts of a word, with the word joiner that may
 * stand before it. A line may end behind it. */
static size_t pass_dash(const char *text, size_t len, size_t off,
			uint8_t *kinds)
{
	size_t end = off;

	if (len - off > MARK && memcmp(text + off, "\xe2\x81\xa0", MARK) == 0)
		end += MARK;
	if (!is_dash(mark_at(text, len, end)) ||
	    class_at(text, len, end + MARK) != WORD)
		return off;
	end += MARK;
	kinds[end] = BREAK_ALLOWED;
	return end;
}

/* Whether it is punctuation that may stand in a word, but in no host. */
static bool is_infix(const char *text, size_t off)
{
	return memchr(".,:;", text[off], 4) &&
	       !(off >= 3 && memcmp(text + off - 3, "www", 3) == 0);
}

/* Passes what joins two parts of a word. Behind a hyphen a line may end, but
 * not before a digit. */
static size_t pass_joint(const char *text, size_t len, size_t off,
			 uint8_t *kinds)
{
	switch (class_at(text, len, off)) {
	case HYPHEN:
		if (class_at(text, len, off + 1) != WORD)
			return off;
		if (text[off + 1] > '9')
			kinds[off + 1] = BREAK_ALLOWED;
		return off + 1;
	case QUOTE:
		return text[off] == '\'' && class_at(text, len, off + 1) == WORD
			       ? off + 1
			       : off;
	case CLOSING:
		return is_infix(text, off) &&
				       class_at(text, len, off + 1) == WORD
			       ? off + 1
			       : off;
	case 0:
		if (mark_at(text, len, off) == CLOSING_SINGLE)
			return class_at(text, len, off + MARK) == WORD
				       ? off + MARK
				       : off;
		return pass_dash(text, len, off, kinds);
	default:
		return off;
	}
}

/* The end of the plain word at off, which may be a dash; off if there is none.
 */
static size_t pass_word(const char *text, size_t len, size_t off,
			uint8_t *kinds)
{
	size_t start = off;
	size_t next;

	if (is_dash(mark_at(text, len, off)))
		return off + MARK;
	if (class_at(text, len, off) == HYPHEN)
		return class_at(text, len, off + 1) == SPACE ? off + 1 : off;
	if (class_at(text, len, off) != WORD)
		off = pass_signs(text, len, off, OPENING, is_opening);
	if (class_at(text, len, off) != WORD)
		return start;
	for (;;) {
		while (class_at(text, len, off) == WORD)
			off++;
		next = pass_joint(text, len, off, kinds);
		if (next == off) {
			off = pass_signs(text, len, off, CLOSING, is_closing);
			/* A straight one might open what follows. */
			if (class_at(text, len, off - 1) == QUOTE)
				return off;
			next = pass_dash(text, len, off, kinds);
		}
		if (next == off)
			return off;
		off = next;
	}
}

/* What stands before a gap; 0 if that is not plain. */
static unsigned left_of_gap(const char *text, size_t space)
{
	unsigned mark;

	if (space == 0)
		return 0;
	switch (classes[(unsigned char)text[space - 1]]) {
	case WORD:
		return WORD;
	case QUOTE:
		return QUOTE;
	case HYPHEN:
		return HYPHEN;
	case CLOSING:
		/* A full stop must end more than an initial. */
		if (text[space - 1] == '.' &&
		    !(space > 2 &&
		      classes[(unsigned char)text[space - 2]] == WORD &&
		      classes[(unsigned char)text[space - 3]] == WORD))
			return 0;
		return CLOSING;
	case 0:
		mark = space < MARK ? 0 : mark_at(text, space, space - MARK);
		return is_closing(mark) || is_dash(mark) ? mark : 0;
	default:
		return 0;
	}
}

/* Whether the gap before off, behind a space, is plain. */
static bool is_plain_gap(const char *text, size_t len, size_t off)
{
	unsigned left = left_of_gap(text, off - 1);
	unsigned mark;

	if (left == 0)
		return false;
	switch (class_at(text, len, off)) {
	case WORD:
	case QUOTE:
	case HYPHEN:
		return true;
	case OPENING: /* a quotation mark might be glued to it */
		return left == WORD || left == CLOSING;
	case 0:
		mark = mark_at(text, len, off);
		return is_opening(mark) || (is_dash(mark) && !is_dash(left));
	default:
		return false;
	}
}

/* Passes words of nothing but letters, with a comma at most, as most are. */
static size_t pass_bare_words(const char *text, size_t len, size_t off,
			      uint8_t *kinds)
{
	size_t end = off;

	for (;;) {
		while (class_at(text, len, end) == WORD)
			end++;
		if (end == off)
			return off;
		if (end < len && text[end] == ',')
			end++;
		if (class_at(text, len, end) != SPACE ||
		    class_at(text, len, end + 1) != WORD)
			return off;
		off = ++end;
		kinds[off] = BREAK_ALLOWED;
	}
}

/* Whether it is ASCII that is seen. */
static bool is_visible(char byte)
{
	return byte > ' ' && byte < 0x7f;
}

size_t plainwords_find(const char *text, size_t len, size_t off, uint8_t *kinds)
{
	while (off < len) {
		size_t end;

		off = pass_bare_words(text, len, off, kinds);
		end = pass_word(text, len, off, kinds);
		if (end == off)
			return off;
		if (end == len)
			return len;
		if (text[end] == '\n' && end + 1 == len)
			return len;
		/* No rule looks behind a hard break, but past spaces. */
		if (text[end] == '\n' && is_visible(text[end + 1]))
			kinds[end + 1] = BREAK_FORCED;
		else if (text[end] == ' ' && is_plain_gap(text, len, end + 1))
			kinds[end + 1] = BREAK_ALLOWED;
		else
			return off;
		off = end + 1;
	}
	return len;
}

size_t plainwords_gap(const char *text, size_t len, size_t off)
{
	for (;;) {
		const char *space = memchr(text + off, ' ', len - off);

		if (!space)
			return len;
		off = (size_t)(space - text) + 1;
		if (is_plain_gap(text, len, off))
			return off;
	}
}
