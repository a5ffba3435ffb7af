/* SPDX-License-Identifier: ISC */
/* Find the characters that hide in a text, for a reader who wants to know. */
#include "text/hidden.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "text/invisible.h"
#include "text/ranges.h"
#include "text/sink.h"
#include "text/utf8.h"

enum {
	KINDS_MAX = 12,	  /* told apart in a phrase */
	MESSAGE_MAX = 96, /* bytes of a spelled message that are shown */
	NAMED_MAX = 200,  /* bytes of a phrase behind which no more is named */
	FIRST_TAG = 0xe0000,
	LAST_TAG = 0xe007f,
};

/* Whether bytes that start like this may be a character that is not plain in
 * sink.h: false for nearly everything that is. */
static bool may_hide(const unsigned char *at, size_t len)
{
	if (len < 2)
		return false;
	switch (at[0]) {
	case 0xc2:
		return at[1] == 0xad;
	case 0xcd:
		return at[1] == 0x8f;
	case 0xd8:
		return at[1] == 0x9c;
	case 0xe2:
		/* U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F: among
		 * them are no dashes, no quotation marks. */
		return len > 2 && ((at[1] == 0x80 && (at[2] & 0xdf) >= 0x88 &&
				    (at[2] & 0xdf) <= 0x8f) ||
				   (at[1] == 0x81 && at[2] >= 0xa0));
	case 0xe3:
		return at[1] == 0x85;
	case 0xe1:
	case 0xef:
	case 0xf0:
	case 0xf3:
		return true;
	default:
		return false;
	}
}

/* The first byte at or behind pos that is a lead byte of may_hide(). */
static size_t skip_plain(const char *text, size_t len, size_t pos)
{
	static const bool leads[256] = {
		[0xc2] = true, [0xcd] = true, [0xd8] = true,
		[0xe1] = true, [0xe2] = true, [0xe3] = true,
		[0xef] = true, [0xf0] = true, [0xf3] = true,
	};
	const unsigned char *bytes = (const unsigned char *)text;

	for (;;) {
		uint64_t word;
		/* Eight bytes of ASCII at a time. */
		while (len - pos >= sizeof(word)) {
			memcpy(&word, text + pos, sizeof(word));
			if (word & 0x8080808080808080u)
				break;
			pos += sizeof(word);
		}
		size_t stop = len - pos > 8 ? pos + 8 : len;
		while (pos < stop && !leads[bytes[pos]])
			pos++;
		if (pos < stop || pos == len)
			return pos;
	}
}

/* hidden_next(); reader is for calls that go on where the last one was. */
static bool read_next(struct invisible_reader *reader, const char *text,
		      size_t len, size_t *off, uint32_t *point)
{
	size_t pos = *off;

	for (;;) {
		pos = skip_plain(text, len, pos);
		if (pos >= len)
			break;
		if (!may_hide((const unsigned char *)text + pos, len - pos)) {
			pos++;
			continue;
		}
		size_t start = pos;
		pos += utf8_decode(text + pos, len - pos, point);
		enum sink_class class = sink_classify(*point);
		if ((class == SINK_HIDDEN || class == SINK_JOINER) &&
		    invisible_read(reader, text, len, start) ==
			    INVISIBLE_HIDDEN) {
			*off = pos;
			return true;
		}
	}
	*off = len;
	return false;
}

bool hidden_next(const char *text, size_t len, size_t *off, uint32_t *point)
{
	struct invisible_reader reader = { .reading = false };

	return read_next(&reader, text, len, off, point);
}

size_t hidden_count(const char *text, size_t len)
{
	struct invisible_reader reader = { .reading = false };
	size_t count = 0, off = 0;
	uint32_t point;

	while (read_next(&reader, text, len, &off, &point))
		count++;
	return count;
}

/* The names of the Unicode Character Database, in small letters, but for
 * those that nobody would understand. The first are the most telling. */
struct name {
	uint32_t first, last;
	const char *name;
};

static const struct name names[] = {
	{ 0x202e, 0x202e, "right-to-left override" },
	{ 0x202d, 0x202d, "left-to-right override" },
	{ 0xe0000, 0xe007f, NULL },
	{ 0xe0100, 0xe01ef, NULL },
	{ 0xfe00, 0xfe0f, NULL },
	{ 0x2067, 0x2067, "right-to-left isolate" },
	{ 0x2066, 0x2066, "left-to-right isolate" },
	{ 0x2068, 0x2068, "first strong isolate" },
	{ 0x202b, 0x202b, "right-to-left embedding" },
	{ 0x202a, 0x202a, "left-to-right embedding" },
	{ 0x202c, 0x202c, "end of an embedding or override" },
	{ 0x2069, 0x2069, "end of an isolate" },
	{ 0x200b, 0x200b, "zero width space" },
	{ 0x200c, 0x200c, "zero width non-joiner" },
	{ 0x200d, 0x200d, "zero width joiner" },
	{ 0xfeff, 0xfeff, "byte order mark" },
	{ 0x2060, 0x2060, "word joiner" },
	{ 0x00ad, 0x00ad, "soft hyphen" },
	{ 0x200e, 0x200e, "left-to-right mark" },
	{ 0x200f, 0x200f, "right-to-left mark" },
	{ 0x061c, 0x061c, "Arabic letter mark" },
	{ 0x2061, 0x2061, "invisible function application" },
	{ 0x2062, 0x2062, "invisible times" },
	{ 0x2063, 0x2063, "invisible separator" },
	{ 0x2064, 0x2064, "invisible plus" },
	{ 0x206a, 0x206f, "deprecated format character" },
	{ 0x034f, 0x034f, "combining grapheme joiner" },
	{ 0x115f, 0x1160, "Hangul filler" },
	{ 0x3164, 0x3164, "Hangul filler" },
	{ 0xffa0, 0xffa0, "halfwidth Hangul filler" },
	{ 0x17b4, 0x17b5, "Khmer inherent vowel" },
	{ 0x180b, 0x180d, "Mongolian variation selector" },
	{ 0x180e, 0x180e, "Mongolian vowel separator" },
	{ 0x180f, 0x180f, "Mongolian variation selector" },
	{ 0xfff9, 0xfffb, "interlinear annotation mark" },
	{ 0x13430, 0x1343f, "hieroglyph format control" },
	{ 0x1bca0, 0x1bca3, "shorthand format control" },
	{ 0x1d173, 0x1d17a, "musical format control" },
};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

/* The row of names that holds point, NAMES if none does. */
static size_t rank_of(uint32_t point)
{
	size_t rank = 0;

	while (rank < NAMES &&
	       (point < names[rank].first || point > names[rank].last))
		rank++;
	return rank;
}

static const char *tag_kind(uint32_t letter)
{
	if (letter >= '0' && letter <= '9')
		return "digit";
	if ((letter >= 'a' && letter <= 'z') ||
	    (letter >= 'A' && letter <= 'Z'))
		return "letter";
	return "sign";
}

const char *hidden_name(uint32_t point, char name[HIDDEN_NAME_MAX])
{
	size_t rank = rank_of(point);
	uint32_t letter = point - FIRST_TAG;

	if (rank < NAMES && names[rank].name)
		snprintf(name, HIDDEN_NAME_MAX, "%s", names[rank].name);
	else if (point == LAST_TAG)
		snprintf(name, HIDDEN_NAME_MAX, "cancel tag");
	else if (letter == ' ')
		snprintf(name, HIDDEN_NAME_MAX, "tag space");
	else if (letter > ' ' && letter < 0x7f)
		snprintf(name, HIDDEN_NAME_MAX, "tag %s %c", tag_kind(letter),
			 (char)letter);
	else if (point >= 0xe0100 && point <= 0xe01ef)
		snprintf(name, HIDDEN_NAME_MAX, "variation selector %u",
			 (unsigned)(point - 0xe0100 + 17));
	else if (point >= 0xfe00 && point <= 0xfe0f)
		snprintf(name, HIDDEN_NAME_MAX, "variation selector %u",
			 (unsigned)(point - 0xfe00 + 1));
	else
		snprintf(name, HIDDEN_NAME_MAX, "invisible character");
	return name;
}

/* The byte that a tag or a variation selector stands for; -1 if none. The
 * selectors' bytes are those of "Smuggling arbitrary data through an emoji"
 * (P. Butler 2025), which others took up. */
static int spelled(uint32_t point)
{
	if (point >= FIRST_TAG && point <= LAST_TAG)
		return (int)(point - FIRST_TAG);
	if (point >= 0xfe00 && point <= 0xfe0f)
		return (int)(point - 0xfe00);
	if (point >= 0xe0100 && point <= 0xe01ef)
		return (int)(point - 0xe0100 + 16);
	return -1;
}

size_t hidden_spell(struct buffer *out, const char *text, size_t len)
{
	size_t count = 0, off = 0;
	uint32_t point;

	while (hidden_next(text, len, &off, &point)) {
		int byte = spelled(point);
		if (byte >= 0x20 && byte < 0x7f) {
			buffer_append_byte(out, (char)byte);
			count++;
		}
	}
	return count;
}

/* What a phrase tells of: a character and how often it is there. */
struct kind {
	uint32_t point;
	size_t rank;
	size_t count;
};

struct census {
	struct kind kinds[KINDS_MAX];
	size_t kind_count;
	size_t spelling; /* those that have a say in the message */
	size_t all;
};

/* Enters a character behind those of its rank; the least telling kind goes
 * when there are too many. */
static void enter(struct census *census, uint32_t point)
{
	struct kind fresh = { .point = point, .rank = rank_of(point) };
	size_t at = 0;

	while (at < census->kind_count && census->kinds[at].point != point &&
	       census->kinds[at].rank <= fresh.rank)
		at++;
	if (at < census->kind_count && census->kinds[at].point == point) {
		census->kinds[at].count++;
		return;
	}
	if (at == KINDS_MAX)
		return;
	if (census->kind_count < KINDS_MAX)
		census->kind_count++;
	memmove(census->kinds + at + 1, census->kinds + at,
		(census->kind_count - at - 1) * sizeof(*census->kinds));
	census->kinds[at] = fresh;
	census->kinds[at].count = 1;
}

static void count_kinds(struct census *census, const char *text, size_t len,
			bool spells)
{
	size_t off = 0;
	uint32_t point;

	while (hidden_next(text, len, &off, &point)) {
		census->all++;
		if (spells && spelled(point) >= 0)
			census->spelling++;
		else
			enter(census, point);
	}
}

/* Appends the spelled message, shortened; false without one that a person
 * could read. */
static bool append_message(struct buffer *out, const char *text, size_t len)
{
	struct buffer message = BUFFER_INIT;
	bool told = hidden_spell(&message, text, len) >= 2;

	if (told) {
		bool cut = message.len > MESSAGE_MAX;
		buffer_append(out, message.data,
			      cut ? MESSAGE_MAX : message.len);
		if (cut)
			buffer_append_string(out, "\u2026");
	}
	buffer_release(&message);
	return told;
}

static void append_kind(struct buffer *out, const struct kind *kind)
{
	char name[HIDDEN_NAME_MAX];

	buffer_append_format(out, "%s (U+%04X", hidden_name(kind->point, name),
			     (unsigned)kind->point);
	if (kind->count > 1)
		buffer_append_format(out, ", %zu times", kind->count);
	buffer_append_byte(out, ')');
}

void hidden_explain(struct buffer *out, const char *text, size_t len)
{
	struct buffer message = BUFFER_INIT;
	struct census census = { .all = 0 };
	bool spells = append_message(&message, text, len);
	size_t start = out->len, told = 0, i = 0;

	count_kinds(&census, text, len, spells);
	if (census.all > 0)
		buffer_append_format(out,
				     "%zu hidden character%s: ", census.all,
				     census.all > 1 ? "s" : "");
	if (spells) {
		buffer_append_format(out, "%zu spell \"%s\"", census.spelling,
				     buffer_string(&message));
		told = census.spelling;
	}
	for (; i < census.kind_count && out->len - start < NAMED_MAX; i++) {
		buffer_append_string(out, told > 0 ? ", " : "");
		append_kind(out, &census.kinds[i]);
		told += census.kinds[i].count;
	}
	if (told < census.all)
		buffer_append_format(out, ", %zu more", census.all - told);
	buffer_release(&message);
}
