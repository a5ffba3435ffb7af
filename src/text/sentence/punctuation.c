/* SPDX-License-Identifier: ISC */
/* Say what part a character plays around the end of a sentence. */
#include "text/sentence/punctuation.h"

#include <stdint.h>

#include <unictype.h>

#include "text/character.h"
#include "text/utf8.h"

/* How many format characters in a row are passed over. */
enum { FORMATS_MAX = 4 };

static enum punctuation of_ascii(uint32_t point)
{
	switch (point) {
	case '\t':
	case '\n':
	case '\v':
	case '\f':
	case '\r':
	case ' ':
		return PUNCTUATION_SPACE;
	case '!':
	case '?':
		return PUNCTUATION_STOP;
	case '.':
		return PUNCTUATION_PERIOD;
	case ',':
	case ':':
	case ';':
		return PUNCTUATION_CONTINUE;
	case '(':
	case '[':
	case '{':
		return PUNCTUATION_OPEN;
	case ')':
	case ']':
	case '}':
		return PUNCTUATION_CLOSE;
	case '"':
	case '\'':
		return PUNCTUATION_QUOTE_PLAIN;
	case '*':
	case '_':
		return PUNCTUATION_EMPHASIS;
	case '-':
		return PUNCTUATION_HYPHEN;
	default:
		break;
	}
	if (point >= 'a' && point <= 'z')
		return PUNCTUATION_LOWER;
	if (point >= 'A' && point <= 'Z')
		return PUNCTUATION_UPPER;
	if (point >= '0' && point <= '9')
		return PUNCTUATION_DIGIT;
	return PUNCTUATION_OTHER;
}

/* Characters whose category or property says too little. */
static enum punctuation of_special(uint32_t point)
{
	switch (point) {
	case 0x2024: /* one dot leader; so in UAX #29 */
	case 0xfe52:
	case 0xff0e:
		return PUNCTUATION_PERIOD;
	case 0x2025:
	case 0x2026:
	case 0x22ef:
		return PUNCTUATION_ELLIPSIS;
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2e3a:
	case 0x2e3b:
		return PUNCTUATION_DASH;
	case 0x2010:
	case 0x2011:
	case 0xff0d:
		return PUNCTUATION_HYPHEN;
	case 0x055d: /* the rest of SContinue, and the Arabic semicolon */
	case 0x060c:
	case 0x060d:
	case 0x061b:
	case 0x07f8:
	case 0x1802:
	case 0x1808:
	case 0x3001:
	case 0xfe10:
	case 0xfe11:
	case 0xfe13:
	case 0xfe50:
	case 0xfe51:
	case 0xfe54:
	case 0xfe55:
	case 0xff0c:
	case 0xff1a:
	case 0xff1b:
	case 0xff64:
		return PUNCTUATION_CONTINUE;
	case 0x2020:
	case 0x2021:
	case 0x00b2:
	case 0x00b3:
	case 0x00b9:
		return PUNCTUATION_RAISED;
	case 0x3009:
	case 0x300b:
		return PUNCTUATION_TITLE;
	case 0x300d:
	case 0x300f:
	case 0x301e:
	case 0x301f:
	case 0xfe42:
	case 0xfe44:
	case 0xff63:
		return PUNCTUATION_QUOTE;
	case 0xff02:
	case 0xff07:
		return PUNCTUATION_QUOTE_PLAIN;
	default:
		break;
	}
	if (point >= 0x2070 && point <= 0x2079)
		return PUNCTUATION_RAISED;
	/* Georgian's everyday letters have a capital, but only for shouting. */
	if (point >= 0x10d0 && point <= 0x10ff)
		return PUNCTUATION_LETTER;
	return PUNCTUATION_NONE;
}

static enum punctuation of_category(uint32_t point)
{
	switch (uc_general_category(point).bitmask) {
	case UC_CATEGORY_MASK_Lu:
	case UC_CATEGORY_MASK_Lt:
		return PUNCTUATION_UPPER;
	case UC_CATEGORY_MASK_Ll:
		return PUNCTUATION_LOWER;
	case UC_CATEGORY_MASK_Lm:
	case UC_CATEGORY_MASK_Lo:
		return character_ideographic(point) ? PUNCTUATION_IDEOGRAPH
						    : PUNCTUATION_LETTER;
	case UC_CATEGORY_MASK_Nd:
	case UC_CATEGORY_MASK_Nl:
	case UC_CATEGORY_MASK_No:
		return PUNCTUATION_DIGIT;
	case UC_CATEGORY_MASK_Mn:
	case UC_CATEGORY_MASK_Mc:
	case UC_CATEGORY_MASK_Me:
		return PUNCTUATION_MARK;
	case UC_CATEGORY_MASK_Cf:
		return PUNCTUATION_FORMAT;
	case UC_CATEGORY_MASK_Ps:
		return PUNCTUATION_OPEN;
	case UC_CATEGORY_MASK_Pe:
		return PUNCTUATION_CLOSE;
	case UC_CATEGORY_MASK_Pi:
		return PUNCTUATION_QUOTE_INITIAL;
	case UC_CATEGORY_MASK_Pf:
		return PUNCTUATION_QUOTE_FINAL;
	default:
		return PUNCTUATION_OTHER;
	}
}

static enum punctuation of_point(uint32_t point)
{
	if (point < 0x80)
		return of_ascii(point);

	enum punctuation special = of_special(point);

	if (special != PUNCTUATION_NONE)
		return special;
	if (character_white(point))
		return PUNCTUATION_SPACE;
	if (uc_is_property_sentence_terminal(point))
		return PUNCTUATION_STOP;
	return of_category(point);
}

enum punctuation punctuation_at(const char *text, size_t len, size_t off,
				size_t *next)
{
	enum punctuation found = PUNCTUATION_FORMAT;
	uint32_t point;

	*next = off;
	for (int i = 0; found == PUNCTUATION_FORMAT && i < FORMATS_MAX; i++) {
		if (*next >= len)
			return PUNCTUATION_NONE;
		*next += utf8_decode(text + *next, len - *next, &point);
		found = of_point(point);
	}
	return found;
}

enum punctuation punctuation_before(const char *text, size_t off,
				    size_t *previous)
{
	enum punctuation found = PUNCTUATION_FORMAT;
	uint32_t point;

	*previous = off;
	for (int i = 0; found == PUNCTUATION_FORMAT && i < FORMATS_MAX; i++) {
		if (*previous == 0)
			return PUNCTUATION_NONE;
		*previous = utf8_previous(text, *previous);
		utf8_decode(text + *previous, off - *previous, &point);
		found = of_point(point);
	}
	return found;
}

enum punctuation punctuation_look(const char *text, size_t len, size_t off)
{
	size_t next;

	return punctuation_at(text, len, off, &next);
}

enum punctuation punctuation_look_back(const char *text, size_t off)
{
	size_t previous;

	return punctuation_before(text, off, &previous);
}

size_t punctuation_skip_space(const char *text, size_t len, size_t off)
{
	while (off < len) {
		uint32_t point;
		size_t taken = utf8_decode(text + off, len - off, &point);

		if (!character_white(point))
			break;
		off += taken;
	}
	return off;
}

size_t punctuation_skip_space_back(const char *text, size_t off)
{
	while (off > 0) {
		uint32_t point;
		size_t previous = utf8_previous(text, off);

		utf8_decode(text + previous, off - previous, &point);
		if (!character_white(point))
			break;
		off = previous;
	}
	return off;
}

size_t punctuation_skip_formats(const char *text, size_t len, size_t off)
{
	uint32_t point;

	for (int i = 0; off < len && i < FORMATS_MAX; i++) {
		size_t taken = utf8_decode(text + off, len - off, &point);

		if (of_point(point) != PUNCTUATION_FORMAT)
			break;
		off += taken;
	}
	return off;
}

bool punctuation_in_word(enum punctuation punctuation)
{
	return punctuation >= PUNCTUATION_UPPER &&
	       punctuation <= PUNCTUATION_MARK;
}

bool punctuation_quote(enum punctuation punctuation)
{
	return punctuation >= PUNCTUATION_QUOTE &&
	       punctuation <= PUNCTUATION_QUOTE_PLAIN;
}

bool punctuation_terminal(enum punctuation punctuation)
{
	return punctuation >= PUNCTUATION_PERIOD &&
	       punctuation <= PUNCTUATION_STOP;
}
