/* SPDX-License-Identifier: ISC */
/* Find where a line of text may end. */
#include "text/breaks.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include <unictype.h>
#include <unilbrk.h>
#include <uniwidth.h>

#include "text/clusters.h"
#include "text/plainwords.h"
#include "text/urls.h"
#include "text/utf8.h"

enum { REFERENCE_MAX = 8 }; /* bytes between a reference's brackets */

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

static bool is_ascii_alnum(uint32_t point)
{
	return is_digit(point) || is_ascii_letter(point);
}

static bool is_ascii_punctuation(uint32_t point)
{
	return point > 0x20 && point < 0x7f && !is_ascii_alnum(point);
}

static bool is_ascii_opening(uint32_t point)
{
	return point == '(' || point == '[' || point == '{';
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

static bool is_slash(uint32_t point)
{
	return point == '/';
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

/* Fills kinds with what UAX #14 says. libunistring tells of a mandatory break
 * at the character before it; only behind '\n' it is one here. */
static void find_unicode(const char *text, size_t len, uint8_t *kinds)
{
	size_t next = len; /* the character behind text[i] */

	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8",
			       (char *)kinds);
	for (size_t i = len; i-- > 0;) {
		uint8_t found = kinds[i];
		kinds[i] =
			found == UC_BREAK_POSSIBLE ? BREAK_ALLOWED : BREAK_NONE;
		if (found == UC_BREAK_MANDATORY && next < len) {
			if (text[i] == '\n')
				kinds[next] = BREAK_FORCED;
			else if (text[next] != ' ')
				kinds[next] = BREAK_ALLOWED;
		}
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			next = i;
	}
	kinds[0] = BREAK_NONE;
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
	if (off < 2)
		return false;
	size_t start = utf8_previous(text, off - 1);
	uint32_t initial = point_at(text, len, start);
	uint32_t before = point_before(text, start);
	if (!is_letter(initial) || !uc_is_alpha(initial) ||
	    !(starts_word(before) || before == '.' || is_hyphen(before)))
		return false;
	uint32_t first;
	size_t taken = utf8_decode(text + next, len - next, &first);
	uint32_t stop = point_at(text, len, next + taken);
	return uc_is_alpha(first) &&
	       ((uc_is_upper(initial) && uc_is_upper(first)) || stop == '.');
}

/* Whether a number stands before the sign. */
static bool is_unit(uint32_t point)
{
	return point == '%' || point == 0x2030 ||
	       uc_is_general_category(point, UC_CURRENCY_SYMBOL);
}

/* What a gap after a space is: words that belong together are parted only in
 * an emergency, guillemets from what they enclose never (LB15 of Unicode 15.1).
 */
static enum break_kind mend_space(const char *text, size_t len, size_t off)
{
	size_t word_end = run_start(text, off, is_space);
	uint32_t before = point_before(text, word_end);
	uint32_t after;
	size_t taken = utf8_decode(text + off, len - off, &after);

	if (before == 0xab || before == 0x2039) {
		/* French « opens; German and Danish « closes a word. */
		size_t mark = utf8_previous(text, word_end);
		if (starts_word(point_before(text, mark)))
			return BREAK_NONE;
	}
	if (after == 0xbb || after == 0x203a) {
		if (!uc_is_alnum(point_at(text, len, off + taken)))
			return BREAK_NONE;
	}
	if (is_digit(before) && is_unit(after) &&
	    !is_digit(point_at(text, len, off + taken)))
		return BREAK_EMERGENCY;
	if (before == '.' && splits_initials(text, len, word_end, off))
		return BREAK_EMERGENCY;
	return BREAK_ALLOWED;
}

/* Whether what stands before off, but for a run of such characters, starts a
 * word: the run is no joint in one. */
static bool leads_word(const char *text, size_t off, bool belongs(uint32_t))
{
	return starts_word(point_before(text, run_start(text, off, belongs)));
}

/* Whether the slash before off has a single letter beside it: I/O, w/o. */
static bool joins_one_letter(const char *text, size_t len, size_t off)
{
	uint32_t second = point_at(text, len, off + 1);

	if (is_ascii_alnum(point_at(text, len, off)) && !is_letter(second) &&
	    !is_digit(second))
		return true;
	return off >= 2 && starts_word(point_before(text, off - 2));
}

/* What a gap that UAX #14 allows is, if there is no space before it. */
static enum break_kind mend_inside(const char *text, size_t len, size_t off)
{
	uint32_t before = point_before(text, off);
	uint32_t after = point_at(text, len, off);

	if (is_em_dash(after) || is_reference(text, len, off))
		return BREAK_NONE;
	if (is_infix(before) && is_letter(after)) /* LB29 */
		return BREAK_NONE;
	if (is_em_dash(before)) /* it opens speech or an aside */
		return leads_word(text, off, is_em_dash) ? BREAK_NONE
							 : BREAK_ALLOWED;
	if (is_hyphen(before) && is_letter(after)) { /* -o (LB20a), J.-P. */
		size_t hyphen = run_start(text, off, is_hyphen);
		return leads_word(text, off, is_hyphen) ||
				       point_before(text, hyphen) == '.'
			       ? BREAK_NONE
			       : BREAK_ALLOWED;
	}
	if (before == '/' && leads_word(text, off, is_slash)) /* /usr */
		return BREAK_NONE;
	if (before == '/' && joins_one_letter(text, len, off))
		return BREAK_EMERGENCY;
	if (before == after && is_ascii_punctuation(after)) /* C++ */
		return BREAK_NONE;
	if (is_ascii_punctuation(before) &&
	    is_ascii_opening(after)) /* (c)(3) */
		return BREAK_EMERGENCY;
	return BREAK_ALLOWED;
}

/* Whether a path or a name stands at off: /usr, ../x, .NET. */
static bool starts_path(const char *text, size_t len, size_t off)
{
	for (int dots = 0; dots < 2 && off < len && text[off] == '.'; dots++) {
		if (is_ascii_alnum(point_at(text, len, off + 1)))
			return true;
		off++;
	}
	return off < len && text[off] == '/' &&
	       is_ascii_alnum(point_at(text, len, off + 1));
}

/* Whether the quotation mark before off closes. */
static bool is_closed_quote(const char *text, size_t off)
{
	uint32_t quote = point_before(text, off);

	if (uc_is_general_category(quote, UC_FINAL_QUOTE_PUNCTUATION))
		return true;
	return (quote == '"' || quote == '\'') &&
	       !starts_word(point_before(text, off - 1));
}

/*
 * Whether the line may end before off, behind one space, though UAX #14 as of
 * Unicode 14 forbids it: before a path (LB13, for the sake of French) and
 * between a closing quotation mark and a bracket (LB15, mended in 15.1).
 */
static bool is_missed(const char *text, size_t len, size_t off)
{
	if (off < 2 || text[off - 1] != ' ')
		return false;
	if (text[off] == '/' || text[off] == '.') {
		uint32_t before = point_before(text, off - 1);
		return !is_space(before) && !is_opening(before) &&
		       starts_path(text, len, off);
	}
	return uc_is_general_category(point_at(text, len, off),
				      UC_OPEN_PUNCTUATION) &&
	       is_closed_quote(text, off - 1);
}

/*
 * LB19a of Unicode 16: between East Asian characters a curly quote is not
 * glued to both. Chinese prose has few other places for a break. off is where
 * a quote of three bytes stands.
 */
static void mend_quote(const char *text, size_t len, size_t off, uint8_t *kinds)
{
	size_t end = off + 3;
	uint32_t quote = point_at(text, len, off);
	uint32_t before = point_before(text, off);
	uint32_t after = point_at(text, len, end);

	if (!is_wide(before) || !is_wide(after))
		return;
	if ((quote == 0x2018 || quote == 0x201c) && !is_opening(before) &&
	    !is_space(before))
		kinds[off] = BREAK_ALLOWED;
	if ((quote == 0x2019 || quote == 0x201d) &&
	    uc_is_property_ideographic(after))
		kinds[end] = BREAK_ALLOWED;
}

static void mend_quotes(const char *text, size_t len, uint8_t *kinds)
{
	size_t off = 0;

	for (;;) {
		const char *hit = memmem(text + off, len - off, "\xe2\x80", 2);
		if (!hit)
			return;
		off = (size_t)(hit - text);
		mend_quote(text, len, off, kinds);
		off += 2;
	}
}

static void mend(const char *text, size_t len, uint8_t *kinds)
{
	for (size_t i = 1; i < len; i++) {
		if (kinds[i] == BREAK_NONE && is_missed(text, len, i))
			kinds[i] = BREAK_ALLOWED;
		if (kinds[i] != BREAK_ALLOWED)
			continue;
		if (is_space(point_before(text, i)))
			kinds[i] = (uint8_t)mend_space(text, len, i);
		else
			kinds[i] = (uint8_t)mend_inside(text, len, i);
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

/* All of it for a stretch of text that nothing outside has a say in. */
static void find_in_stretch(const char *text, size_t len, uint8_t *kinds)
{
	find_unicode(text, len, kinds);
	urls_seal(text, len, kinds);
	mend(text, len, kinds);
	mend_quotes(text, len, kinds);
	keep_clusters(text, len, kinds);
}

void breaks_find_slowly(const char *text, size_t len, uint8_t *kinds)
{
	if (len > 0)
		find_in_stretch(text, len, kinds);
}

/*
 * Most words of most texts are plain, and libunistring takes ten times as long
 * over them as it takes to see that. The rest goes to it in stretches between
 * two plain gaps.
 */
void breaks_find(const char *text, size_t len, uint8_t *kinds)
{
	size_t off = 0;

	if (!len)
		return;
	memset(kinds, BREAK_NONE, len);
	for (;;) {
		uint8_t first;
		size_t end;

		off = plainwords_find(text, len, off, kinds);
		if (off == len)
			return;
		end = plainwords_gap(text, len, off);
		first = kinds[off];
		find_in_stretch(text + off, end - off, kinds + off);
		kinds[off] = first;
		if (end == len)
			return;
		kinds[end] = BREAK_ALLOWED;
		off = end;
	}
}
