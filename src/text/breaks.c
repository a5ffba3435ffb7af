/* SPDX-License-Identifier: ISC */
/* Find where a line of text may end. */
#include "text/breaks.h"

#include <stdbool.h>
#include <string.h>

#include <unictype.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "text/clusters.h"
#include "text/utf8.h"

enum {
	SCHEME_MAX = 16,   /* letters of a URL's scheme */
	LOCAL_MAX = 64,	   /* bytes before an address's @: RFC 5321 */
	REFERENCE_MAX = 8, /* bytes between the brackets of a reference */
};

static uint32_t point_before(const char *text, size_t off)
{
	uint32_t point = 0;

	if (off > 0) {
		size_t start = utf8_previous(text, off);
		utf8_decode(text + start, off - start, &point);
	}
	return point;
}

static uint32_t point_at(const char *text, size_t len, size_t off)
{
	uint32_t point = 0;

	if (off < len)
		utf8_decode(text + off, len - off, &point);
	return point;
}

/* The start of the run, ending at off, of characters that belong. */
static size_t run_start(const char *text, size_t off, bool belongs(uint32_t))
{
	while (off > 0 && belongs(point_before(text, off)))
		off = utf8_previous(text, off);
	return off;
}

static bool is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool is_ascii_letter(uint32_t point)
{
	return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
}

static bool is_ascii_punctuation(uint32_t point)
{
	return point > 0x20 && point < 0x7f && !is_digit(point) &&
	       !is_ascii_letter(point);
}

static bool is_space(uint32_t point)
{
	return point == ' ' || point == '\n' || point == '\t' ||
	       (point >= 0x2000 && point <= 0x200a) || point == 0x3000;
}

static bool is_no_break_space(uint32_t point)
{
	return point == 0xa0 || point == 0x202f;
}

static bool is_em_dash(uint32_t point)
{
	return point == 0x2014 || point == 0x2e3a || point == 0x2e3b;
}

static bool is_hyphen(uint32_t point)
{
	return point == '-' || point == 0x2010;
}

static bool is_opening(uint32_t point)
{
	return point == '"' || point == '\'' ||
	       uc_is_general_category(point, UC_OPEN_PUNCTUATION) ||
	       uc_is_general_category(point, UC_INITIAL_QUOTE_PUNCTUATION);
}

/* Whether a word starts behind point; 0 is the start of the text. */
static bool starts_word(uint32_t point)
{
	return point == 0 || is_space(point) || is_no_break_space(point) ||
	       is_em_dash(point) || is_opening(point);
}

static bool is_wide(uint32_t point)
{
	return uc_width(point, "UTF-8") == 2;
}

/* UAX #14's class AL as far as it matters for the rules below. */
static bool is_letter(uint32_t point)
{
	if (point < 0x80)
		return is_ascii_letter(point) ||
		       (point > 0 && strchr("#&*<=>@^_`~", (int)point));
	return uc_is_property_alphabetic(point) && !is_wide(point);
}

/* UAX #14's class IS. */
static bool is_infix(uint32_t point)
{
	switch (point) {
	case '.':
	case ',':
	case ':':
	case ';':
	case 0x37e:
	case 0x589:
	case 0x60c:
	case 0x60d:
	case 0x7f8:
	case 0x2044:
	case 0xfe10:
	case 0xfe13:
	case 0xfe14:
		return true;
	default:
		return false;
	}
}

/* Fills kinds with what UAX #14 says. */
static void find_unicode(const char *text, size_t len, uint8_t *kinds)
{
	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8",
			       (char *)kinds);
	for (size_t i = len; i-- > 0;) {
		bool mandatory = kinds[i] == UC_BREAK_MANDATORY;
		if (mandatory && i + 1 < len)
			kinds[i + 1] =
				text[i] == '\n' ? BREAK_FORCED : BREAK_ALLOWED;
		kinds[i] = kinds[i] == UC_BREAK_POSSIBLE ? BREAK_ALLOWED
							 : BREAK_NONE;
	}
	kinds[0] = BREAK_NONE;
}

/* Whether a URL or an address may hold the character at off: no space, no
 * delimiter of RFC 3986's appendix C, and of what is not ASCII only the letters
 * and digits of scripts that put spaces between words. */
static bool is_url_point(uint32_t point)
{
	if (point < 0x80)
		return point > 0x20 && point != 0x7f &&
		       !strchr("<>\"`", (int)point);
	return uc_is_alnum(point) && !is_wide(point);
}

static size_t url_end(const char *text, size_t len, size_t off)
{
	while (off < len) {
		uint32_t point;
		size_t taken = utf8_decode(text + off, len - off, &point);
		if (!is_url_point(point))
			break;
		off += taken;
	}
	return off;
}

/* Lets lines end inside the URL [off, end) only in an emergency, and not
 * before its part at path. */
static void seal_url(const char *text, size_t off, size_t path, size_t end,
		     uint8_t *kinds)
{
	for (size_t i = off + 1; i < end; i++) {
		bool word = (unsigned char)text[i] >= 0x80 ||
			    !is_ascii_punctuation((unsigned char)text[i]);
		kinds[i] = BREAK_NONE;
		if (i > path && word && strchr("/?&=-_.", text[i - 1]))
			kinds[i] = BREAK_EMERGENCY;
	}
}

static bool is_scheme_byte(char byte)
{
	return is_ascii_letter((unsigned char)byte) ||
	       is_digit((unsigned char)byte) || byte == '+' || byte == '-' ||
	       byte == '.';
}

/* scheme://… (RFC 3986). */
static void seal_schemes(const char *text, size_t len, uint8_t *kinds)
{
	size_t pos = 0;

	for (;;) {
		const char *hit = memmem(text + pos, len - pos, "://", 3);
		if (!hit)
			return;
		size_t colon = (size_t)(hit - text);
		size_t off = colon;
		while (off > pos && colon - off < SCHEME_MAX &&
		       is_scheme_byte(text[off - 1]))
			off--;
		size_t end = url_end(text, len, colon + 3);
		if (off < colon)
			seal_url(text, off, colon + 3, end, kinds);
		pos = end;
	}
}

/* www.… without a scheme. */
static void seal_hosts(const char *text, size_t len, uint8_t *kinds)
{
	size_t pos = 0;

	for (;;) {
		const char *hit = memmem(text + pos, len - pos, "www.", 4);
		if (!hit)
			return;
		size_t off = (size_t)(hit - text);
		uint32_t before = point_before(text, off);
		pos = off + 4;
		if (is_digit(before) || is_letter(before))
			continue;
		pos = url_end(text, len, pos);
		seal_url(text, off, off + 4, pos, kinds);
	}
}

static bool is_address_byte(char byte)
{
	return is_scheme_byte(byte) || byte == '_' || byte == '%';
}

/* local@domain. */
static void seal_addresses(const char *text, size_t len, uint8_t *kinds)
{
	size_t pos = 0;

	for (;;) {
		const char *hit = memchr(text + pos, '@', len - pos);
		if (!hit)
			return;
		size_t at = (size_t)(hit - text);
		size_t off = at, end = at + 1;
		while (off > pos && at - off < LOCAL_MAX &&
		       is_address_byte(text[off - 1]))
			off--;
		while (end < len && is_address_byte(text[end]))
			end++;
		if (off < at && memchr(hit, '.', end - at))
			seal_url(text, off, off, end, kinds);
		pos = end;
	}
}

/* Whether the text at off is a reference mark: [1], [^note], a superscript. */
static bool is_reference(const char *text, size_t len, size_t off)
{
	uint32_t point = point_at(text, len, off);

	if (point != '[')
		return point == 0xb2 || point == 0xb3 || point == 0xb9 ||
		       (point >= 0x2070 && point <= 0x2079) ||
		       point == 0x2020 || point == 0x2021;
	for (size_t i = off + 1; i < len && i <= off + 1 + REFERENCE_MAX; i++) {
		if (text[i] == ']')
			return i > off + 1;
		if (text[i] == ' ' || text[i] == '[' || text[i] == '\n')
			return false;
	}
	return false;
}

/* Whether "J. |Vance", "J. |D." or "z. |B." is broken at the bar: off is the
 * end of the full stop, next the start of the word after the space. */
static bool splits_initials(const char *text, size_t len, size_t off,
			    size_t next)
{
	if (text[off - 1] != '.' || off < 2)
		return false;
	size_t start = utf8_previous(text, off - 1);
	uint32_t initial = point_at(text, len, start);
	uint32_t before = point_before(text, start);
	if (!is_letter(initial) || !uc_is_alpha(initial) ||
	    !(starts_word(before) || before == '.' || is_hyphen(before)))
		return false;
	uint32_t first, stop = 0;
	size_t taken = utf8_decode(text + next, len - next, &first);
	stop = point_at(text, len, next + taken);
	return uc_is_alpha(first) &&
	       ((uc_is_upper(initial) && uc_is_upper(first)) || stop == '.');
}

/* What a gap after a space is: words that belong together are parted only in
 * an emergency. */
static enum break_kind mend_space(const char *text, size_t len, size_t off)
{
	size_t word_end = run_start(text, off, is_space);
	uint32_t before = point_before(text, word_end);
	uint32_t after;
	size_t taken = utf8_decode(text + off, len - off, &after);
	bool together = false;

	if (before == 0xab || before == 0x2039) {
		/* French « opens; German and Danish « closes a word. */
		size_t mark = utf8_previous(text, word_end);
		together = starts_word(point_before(text, mark));
	} else if (after == 0xbb || after == 0x203a) {
		together = !uc_is_alnum(point_at(text, len, off + taken));
	} else if (after == '%' || after == 0x2030) {
		together = is_digit(before);
	} else if (before == '.') {
		together = splits_initials(text, len, word_end, off);
	}
	return together ? BREAK_EMERGENCY : BREAK_ALLOWED;
}

/* What a gap that UAX #14 allows is, if there is no space before it. */
static bool is_mended(const char *text, size_t len, size_t off, uint32_t before)
{
	uint32_t after = point_at(text, len, off);

	if (is_infix(before) && is_letter(after))
		return true; /* LB29 */
	if (is_em_dash(after) || is_reference(text, len, off))
		return true;
	if (before == after && is_ascii_punctuation(after))
		return true;	/* C++ */
	if (is_em_dash(before)) /* a dash that opens speech or an aside */
		return starts_word(
			point_before(text, run_start(text, off, is_em_dash)));
	if (is_hyphen(before) && is_letter(after)) /* LB20a, Unicode 15.1 */
		return starts_word(
			point_before(text, run_start(text, off, is_hyphen)));
	return false;
}

static void mend(const char *text, size_t len, uint8_t *kinds)
{
	for (size_t i = 1; i < len; i++) {
		if (kinds[i] != BREAK_ALLOWED)
			continue;
		uint32_t before = point_before(text, i);
		if (is_space(before))
			kinds[i] = (uint8_t)mend_space(text, len, i);
		else if (is_mended(text, len, i, before))
			kinds[i] = BREAK_NONE;
	}
}

/* Takes back the breaks that would part a cluster: UAX #14 lets a mark stand
 * alone behind a space, for one. */
static void keep_clusters(const char *text, size_t len, uint8_t *kinds)
{
	size_t start = 0; /* of a cluster, at most i */

	for (size_t i = 1; i < len; i++) {
		bool solitary;
		if (kinds[i] == BREAK_NONE)
			continue;
		if (clusters_part(point_before(text, i),
				  point_at(text, len, i)))
			start = i;
		while (start < i)
			start += clusters_length(text + start, len - start,
						 &solitary);
		if (start > i)
			kinds[i] = BREAK_NONE;
	}
}

void breaks_find(const char *text, size_t len, uint8_t *kinds)
{
	if (len == 0)
		return;
	find_unicode(text, len, kinds);
	seal_schemes(text, len, kinds);
	seal_hosts(text, len, kinds);
	seal_addresses(text, len, kinds);
	mend(text, len, kinds);
	keep_clusters(text, len, kinds);
}
