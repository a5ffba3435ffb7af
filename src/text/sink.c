/* SPDX-License-Identifier: ISC */
/* Make foreign strings safe for a terminal: the last step on every way out. */
#include "text/sink.h"

#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"
#include "text/cells.h"
#include "text/invisible.h"
#include "text/ranges.h"
#include "text/utf8.h"

enum { SOFT_HYPHEN = 0xad };

/*
 * What is not plain. Hidden and joiner are Default_Ignorable_Code_Point
 * (Unicode 15, DerivedCoreProperties.txt), with its unassigned ones; the
 * annotation characters and the format controls of hieroglyphs are as
 * invisible. Joiners are those that ordinary text uses and that hide nothing
 * there. Noncharacters at the end of a plane are computed. Ascending.
 */
static const struct point_range classes[] = {
	{ 0x0000, 0x001f, SINK_CONTROL },
	{ 0x007f, 0x009f, SINK_CONTROL },
	{ 0x00ad, 0x00ad, SINK_JOINER },   /* soft hyphen */
	{ 0x034f, 0x034f, SINK_JOINER },   /* combining grapheme joiner */
	{ 0x061c, 0x061c, SINK_JOINER },   /* ALM */
	{ 0x115f, 0x1160, SINK_HIDDEN },   /* Hangul fillers */
	{ 0x17b4, 0x17b5, SINK_JOINER },   /* Khmer inherent vowels */
	{ 0x180b, 0x180f, SINK_JOINER },   /* Mongolian variation selectors,
					    * vowel separator */
	{ 0x200b, 0x200b, SINK_HIDDEN },   /* zero width space */
	{ 0x200c, 0x200f, SINK_JOINER },   /* ZWNJ, ZWJ, LRM, RLM */
	{ 0x2028, 0x2029, SINK_CONTROL },  /* line, paragraph separator */
	{ 0x202a, 0x202e, SINK_HIDDEN },   /* embeddings, overrides */
	{ 0x2060, 0x2060, SINK_JOINER },   /* word joiner: beside every dash
					    * of well-made books */
	{ 0x2061, 0x206f, SINK_HIDDEN },   /* invisible signs, isolates, … */
	{ 0x3164, 0x3164, SINK_HIDDEN },   /* Hangul filler */
	{ 0xd800, 0xdfff, SINK_CONTROL },  /* surrogates */
	{ 0xfdd0, 0xfdef, SINK_CONTROL },  /* noncharacters */
	{ 0xfe00, 0xfe0f, SINK_JOINER },   /* variation selectors */
	{ 0xfeff, 0xfeff, SINK_HIDDEN },   /* byte order mark */
	{ 0xffa0, 0xffa0, SINK_HIDDEN },   /* halfwidth Hangul filler */
	{ 0xfff0, 0xfffb, SINK_HIDDEN },   /* annotations */
	{ 0x13430, 0x1343f, SINK_HIDDEN }, /* joiners of hieroglyphs */
	{ 0x1bca0, 0x1bca3, SINK_HIDDEN }, /* shorthand format controls */
	{ 0x1d173, 0x1d17a, SINK_HIDDEN }, /* musical format controls */
	{ 0xe0000, 0xe00ff, SINK_HIDDEN }, /* tags */
	{ 0xe0100, 0xe01ef, SINK_JOINER }, /* variation selectors */
	{ 0xe01f0, 0xe0fff, SINK_HIDDEN }, /* reserved as ignorable */
	{ 0x110000, UINT32_MAX, SINK_CONTROL },
};

enum sink_class sink_classify(uint32_t point)
{
	if (point <= 0x10ffff && (point & 0xfffe) == 0xfffe)
		return SINK_CONTROL;
	return (enum sink_class)ranges_find(classes, RANGES_COUNT(classes),
					    point, SINK_PLAIN);
}

size_t sink_flag_tags(const char *text, size_t len)
{
	size_t pos = 0;

	/* Two letters of the region, one to four of the subdivision. */
	for (int count = 0;; count++) {
		uint32_t point;
		if (pos == len)
			return 0;
		pos += utf8_decode(text + pos, len - pos, &point);
		if (point == 0xe007f)
			return count >= 3 ? pos : 0;
		bool letter = point >= 0xe0061 && point <= 0xe007a;
		bool digit = point >= 0xe0030 && point <= 0xe0039;
		if (count == 6 || !(letter || (digit && count >= 2)))
			return 0;
	}
}

/* How many bytes at the start are printable ASCII. */
static size_t printable_run(const char *bytes, size_t len)
{
	size_t pos = 0;

	while (pos < len && bytes[pos] >= 0x20 && bytes[pos] < 0x7f)
		pos++;
	return pos;
}

static void append_point(struct buffer *out, uint32_t point)
{
	char encoded[4];

	buffer_append(out, encoded, utf8_encode(point, encoded));
}

/* What becomes of what is at home but shows nothing by itself. */
enum manner {
	SHOWN,	 /* what takes no column or a column of its own */
	WHOLE,	 /* all of it but soft hyphens */
	AS_TEXT, /* all of it */
};

/* Appends a character of bytes that was judged; it may have tags behind it. */
static void append_judged(struct buffer *out, const char *bytes, size_t len,
			  uint32_t point, enum invisible_verdict verdict,
			  enum manner manner)
{
	if (point == '\n' || point == '\t')
		buffer_append_byte(out, ' ');
	else if (verdict == INVISIBLE_CONTROL)
		append_point(out, UTF8_REPLACEMENT);
	else if (verdict == INVISIBLE_HIDDEN)
		append_point(out, SINK_SIGN);
	else if (manner == AS_TEXT || (manner == WHOLE && point != SOFT_HYPHEN))
		buffer_append(out, bytes, len);
	else if (manner == SHOWN && sink_classify(point) != SINK_HIDDEN)
		append_point(out, point);
}

static void append_safe(struct buffer *out, const char *bytes, size_t len,
			enum manner manner)
{
	struct invisible state = { 0 };
	size_t pos = 0;

	for (;;) {
		size_t run = printable_run(bytes + pos, len - pos);
		enum invisible_verdict verdict;
		uint32_t point;
		/* What the last of them is may matter to what follows. */
		if (run > 0 && pos + run < len)
			run--;
		buffer_append(out, bytes + pos, run);
		pos += run;
		if (pos == len)
			return;
		size_t taken = invisible_step(&state, bytes + pos, len - pos,
					      &point, &verdict);
		/* A row of quiet ones has one sign, as in a cluster. */
		if (state.quiet < 2 || verdict != INVISIBLE_HIDDEN)
			append_judged(out, bytes + pos, taken, point, verdict,
				      manner);
		pos += taken;
	}
}

void sink_append(struct buffer *out, const char *bytes, size_t len)
{
	append_safe(out, bytes, len, SHOWN);
}

void sink_append_whole(struct buffer *out, const char *bytes, size_t len)
{
	append_safe(out, bytes, len, WHOLE);
}

void sink_append_text(struct buffer *out, const char *bytes, size_t len)
{
	for (size_t pos = 0; pos < len; pos++) {
		size_t end = pos;

		while (end < len && bytes[end] != '\n' && bytes[end] != '\t')
			end++;
		if (end < len && end > pos && bytes[end] == '\n' &&
		    bytes[end - 1] == '\r')
			append_safe(out, bytes + pos, end - pos - 1, AS_TEXT);
		else
			append_safe(out, bytes + pos, end - pos, AS_TEXT);
		if (end < len)
			buffer_append_byte(out, bytes[end]);
		pos = end;
	}
}

/* RFC 8259, section 7. */
static void append_escape(struct buffer *out, uint32_t point)
{
	if (point >= 0x10000) {
		buffer_append_format(
			out, "\\u%04x",
			0xd800 + (unsigned)((point - 0x10000) >> 10));
		point = 0xdc00 + ((point - 0x10000) & 0x3ff);
	}
	buffer_append_format(out, "\\u%04x", (unsigned)point);
}

void sink_append_json(struct buffer *out, const char *json, size_t len)
{
	struct invisible state = { 0 };
	enum invisible_verdict verdict;
	uint32_t point;
	size_t taken;

	for (size_t pos = 0; pos < len; pos += taken) {
		taken = printable_run(json + pos, len - pos);
		/* What the last of them is may matter to what follows. */
		if (taken > 1) {
			buffer_append(out, json + pos, --taken);
			continue;
		}
		taken = invisible_step(&state, json + pos, len - pos, &point,
				       &verdict);
		/* In JSON these only stand between values. */
		if (point < 0x20)
			buffer_append_byte(out, point == '\n' ? '\n' : ' ');
		else if (point == UTF8_REPLACEMENT)
			append_point(out, point);
		else if (verdict == INVISIBLE_CONTROL ||
			 verdict == INVISIBLE_HIDDEN)
			append_escape(out, point);
		else
			buffer_append(out, json + pos, taken);
	}
}

void sink_append_ascii(struct buffer *out, const char *bytes, size_t len)
{
	size_t pos = 0;

	for (;;) {
		size_t run = printable_run(bytes + pos, len - pos);
		struct cluster cluster;
		/* The last of them may be the base of what follows. */
		if (run > 0 && pos + run < len)
			run--;
		buffer_append(out, bytes + pos, run);
		pos += run;
		if (pos == len)
			return;
		cells_next(CELLS_ASCII, bytes + pos, len - pos, &cluster);
		if (bytes[pos] == '\n')
			buffer_append_byte(out, ' ');
		else
			buffer_append(out, cluster.shown,
				      (size_t)cluster.shown_len);
		pos += cluster.len;
	}
}
