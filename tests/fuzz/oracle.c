/* SPDX-License-Identifier: ISC */
/*
 * What may reach a terminal, told without the code that makes it so.
 *
 * The tables are of their own, from UnicodeData.txt, PropList.txt and
 * DerivedCoreProperties.txt of Unicode 15: an error in those of text/sink.c is
 * none here.
 */
#include "fuzz/oracle.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum kind {
	VISIBLE,
	COMMAND, /* controls, line separators, what is no character */
	HIDES,	 /* nowhere at home */
	FILLER,	 /* hides, but for its home */
	SPACE,	 /* of no width: likewise */
	TAG,	 /* likewise */
	JOINS,	 /* shows nothing, and may */
};

struct stretch {
	uint32_t first, last;
	enum kind kind;
};

static const struct stretch stretches[] = {
	{ 0x0000, 0x001f, COMMAND }, { 0x007f, 0x009f, COMMAND },
	{ 0x00ad, 0x00ad, JOINS },   { 0x034f, 0x034f, JOINS },
	{ 0x061c, 0x061c, JOINS },   { 0x115f, 0x1160, FILLER },
	{ 0x17b4, 0x17b5, JOINS },   { 0x180b, 0x180f, JOINS },
	{ 0x200b, 0x200b, SPACE },   { 0x200c, 0x200f, JOINS },
	{ 0x2028, 0x2029, COMMAND }, { 0x202a, 0x202e, HIDES },
	{ 0x2060, 0x2060, JOINS },   { 0x2061, 0x206f, HIDES },
	{ 0x3164, 0x3164, HIDES },   { 0xfdd0, 0xfdef, COMMAND },
	{ 0xfe00, 0xfe0f, JOINS },   { 0xfeff, 0xfeff, HIDES },
	{ 0xffa0, 0xffa0, HIDES },   { 0xfff0, 0xfffb, HIDES },
	{ 0x1bca0, 0x1bca3, HIDES }, { 0x1d173, 0x1d17a, HIDES },
	{ 0xe0000, 0xe0000, HIDES }, { 0xe0001, 0xe007f, TAG },
	{ 0xe0080, 0xe00ff, HIDES }, { 0xe0100, 0xe01ef, JOINS },
	{ 0xe01f0, 0xe0fff, HIDES },
};

static enum kind kind_of(uint32_t point)
{
	if ((point & 0xfffe) == 0xfffe)
		return COMMAND;
	for (size_t i = 0; i < sizeof(stretches) / sizeof(stretches[0]); i++)
		if (point >= stretches[i].first && point <= stretches[i].last)
			return stretches[i].kind;
	return VISIBLE;
}

/* The code point at bytes and its length; 0 where they are ill-formed (RFC
 * 3629). */
static size_t decode(const unsigned char *bytes, size_t len, uint32_t *point)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t need = bytes[0] < 0x80	      ? 1
		      : bytes[0] >> 5 == 0x06 ? 2
		      : bytes[0] >> 4 == 0x0e ? 3
		      : bytes[0] >> 3 == 0x1e ? 4
					      : 0;

	if (need == 0 || need > len)
		return 0;
	*point = need == 1 ? bytes[0] : bytes[0] & (0xffu >> (need + 1));
	for (size_t i = 1; i < need; i++) {
		if (bytes[i] >> 6 != 0x02)
			return 0;
		*point = *point << 6 | (bytes[i] & 0x3fu);
	}
	if (*point < least[need] || *point > 0x10ffff ||
	    (*point >= 0xd800 && *point <= 0xdfff))
		return 0;
	return need;
}

static void fail(const char *what, size_t at, uint32_t point)
{
	fprintf(stderr, "oracle: %s, U+%04X, at byte %zu\n", what,
		(unsigned)point, at);
	abort();
}

static bool is_jamo(uint32_t point)
{
	return (point >= 0x1100 && point <= 0x11ff) ||
	       (point >= 0xa960 && point <= 0xa97f) ||
	       (point >= 0xd7b0 && point <= 0xd7ff);
}

/* Whether what hides may stand between these two, 0 for none. */
static bool is_at_home(enum kind kind, uint32_t before, uint32_t behind)
{
	switch (kind) {
	case FILLER:
		return is_jamo(before) || is_jamo(behind);
	case SPACE:
		return before >= 0xe00 || behind >= 0xe00;
	case TAG:
		return before == 0x1f3f4 || kind_of(before) == TAG;
	case VISIBLE:
	case COMMAND:
	case HIDES:
	case JOINS:
		break;
	}
	return false;
}

static void judge(uint32_t point, uint32_t before, uint32_t behind, size_t at,
		  unsigned allowed)
{
	enum kind kind = kind_of(point);

	if (kind == VISIBLE)
		return;
	if (kind == COMMAND) {
		if ((allowed & ORACLE_LINES) &&
		    (point == '\n' || point == '\t'))
			return;
		fail("a control", at, point);
	}
	if (kind == JOINS) {
		if (allowed & ORACLE_BARE)
			fail("a joiner", at, point);
		return;
	}
	if (!(allowed & ORACLE_AT_HOME) || !is_at_home(kind, before, behind))
		fail("a hidden character", at, point);
}

void oracle_check(const char *bytes, size_t len, unsigned allowed)
{
	const unsigned char *at = (const unsigned char *)bytes;
	uint32_t before = 0, point = 0, behind = 0;
	size_t taken = 0;

	for (size_t pos = 0; pos < len; pos += taken) {
		taken = decode(at + pos, len - pos, &point);
		if (taken == 0)
			fail("no UTF-8", pos, at[pos]);
		behind = 0;
		if (pos + taken < len)
			decode(at + pos + taken, len - pos - taken, &behind);
		judge(point, before, behind, pos, allowed);
		before = point;
	}
}

void oracle_check_ascii(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] < 0x20 || bytes[i] > 0x7e)
			fail("not ASCII", i, (unsigned char)bytes[i]);
}
