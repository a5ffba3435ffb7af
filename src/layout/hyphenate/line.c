/* SPDX-License-Identifier: ISC */
/* Read the lines of a dictionary of the hyphen library. */
#include "layout/hyphenate/line.h"

#include <assert.h>
#include <string.h>

#include "layout/hyphenate/patterns.h"
#include "text/decoder.h"

enum {
	NAME_MAX_BYTES = 40, /* of an encoding */
	CUT_MAX = 127,	     /* bytes that a change replaces */
};

static_assert(LINE_MAX_BYTES * LINE_FORM_MAX <= PATTERNS_LETTERS_MAX,
	      "the longest line is a pattern");

/* The name as the rest of the world knows it; it may be that of no encoding. */
static bool copy_name(char name[NAME_MAX_BYTES + 1], struct span line)
{
	static const char known[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-_:.";

	span_take(&line, "\xef\xbb\xbf");
	span_take(&line, "microsoft-"); /* microsoft-cp1251 */
	while (line.len && (unsigned char)line.ptr[line.len - 1] <= ' ')
		line.len--;
	if (!line.len || line.len > NAME_MAX_BYTES)
		return false;
	memcpy(name, line.ptr, line.len);
	name[line.len] = '\0';
	return strspn(name, known) == line.len;
}

void line_use_utf8(struct line_encoding *encoding)
{
	uint8_t *kinds = encoding->kinds;

	for (unsigned byte = 0; byte < 256; byte++)
		kinds[byte] =
			byte <= ' ' || byte == '/' ? LINE_END : LINE_LETTER;
	for (unsigned byte = '0'; byte <= '9'; byte++)
		kinds[byte] = LINE_DIGIT;
}

bool line_read_encoding(struct line_encoding *encoding, struct span line)
{
	struct buffer form = BUFFER_INIT;
	char name[NAME_MAX_BYTES + 1];
	struct decoder *decoder;

	if (!copy_name(name, line))
		return false;
	line_use_utf8(encoding);
	if (decoder_is_utf8(name))
		return true;
	decoder = decoder_open(name);
	if (!decoder)
		return false;
	for (unsigned i = 0; i < 128; i++) {
		char byte = (char)(i + 128);

		encoding->kinds[i + 128] = LINE_FORM;
		buffer_clear(&form);
		decoder_feed(decoder, &byte, 1, true, &form);
		if (form.len > sizeof(encoding->forms[i]))
			continue;
		encoding->form_lens[i] = (uint8_t)form.len;
		memcpy(encoding->forms[i], buffer_string(&form), form.len);
	}
	buffer_release(&form);
	decoder_free(decoder);
	return true;
}

int line_read_number(struct span text, int max)
{
	int number = 0;

	while (span_take(&text, " ") || span_take(&text, "\t"))
		;
	for (; text.len && *text.ptr >= '0' && *text.ptr <= '9'; text.ptr++) {
		number = 10 * number + *text.ptr - '0';
		if (number > max)
			number = max;
		text.len--;
	}
	return number;
}

/* The bytes of UTF-8 that so many characters of a pattern take, from a byte
 * on; negative if it has not so many. */
static int bytes_of(const struct pattern *pattern, size_t from, int characters)
{
	size_t i = from;

	while (i < pattern->len && characters > 0) {
		i++;
		while (i < pattern->len && (pattern->letters[i] & 0xc0) == 0x80)
			i++;
		characters--;
	}
	return characters ? -1 : (int)(i - from);
}

/* What stands behind a pattern's '/': the other spelling, and from which
 * character on (from 1) it replaces how many; all of them where that is not
 * said. written: the characters of the pattern with its digits. */
static void read_respelling(struct pattern *pattern, struct span text,
			    int written)
{
	const char *end = text.ptr + text.len;
	const char *first = memchr(text.ptr, ',', text.len);
	const char *second = NULL;
	size_t dot = pattern->letters[0] == '.';
	int start = 0;
	int cut = first ? 0 : written;

	if (first)
		second = memchr(first + 1, ',', (size_t)(end - first - 1));
	if (second) {
		struct span from = { first + 1, (size_t)(second - first - 1) };
		struct span count = { second + 1, (size_t)(end - second - 1) };

		start = line_read_number(from, CUT_MAX) - 1;
		cut = line_read_number(count, CUT_MAX);
	}
	pattern->respells = true;
	pattern->start = start;
	pattern->cut = cut;
	if (bytes_of(pattern, dot, start) >= 0) {
		pattern->start = bytes_of(pattern, dot, start);
		if (bytes_of(pattern, dot + (size_t)pattern->start, cut) >= 0)
			pattern->cut = bytes_of(
				pattern, dot + (size_t)pattern->start, cut);
	}
	if (pattern->cut <= 0)
		pattern->cut = (int)pattern->len;
	if (pattern->cut > CUT_MAX)
		pattern->cut = CUT_MAX;
}

/* A line is short enough for its letters to have room. */
static void add_letter(struct pattern *pattern, char byte)
{
	pattern->letters[pattern->len++] = byte;
	pattern->digits[pattern->len] = 0;
}

void line_read_pattern(const struct line_encoding *encoding, struct span line,
		       struct pattern *pattern)
{
	const char *at = line.ptr;
	const char *end = line.ptr + line.len;

	pattern->respells = false;
	pattern->len = 0;
	pattern->digits[0] = 0;
	for (; at < end; at++) {
		uint8_t kind = encoding->kinds[(unsigned char)*at];
		struct span form;

		if (kind == LINE_LETTER) {
			add_letter(pattern, *at);
		} else if (kind == LINE_DIGIT) {
			pattern->digits[pattern->len] = (uint8_t)(*at - '0');
		} else if (kind == LINE_END) {
			break;
		} else {
			form = line_form(encoding, at);
			for (size_t i = 0; i < form.len; i++)
				add_letter(pattern, form.ptr[i]);
		}
	}
	if (at < end && pattern->len)
		at = memchr(at, '/', (size_t)(end - at));
	if (at && at < end && pattern->len) {
		struct span text = { at + 1, (size_t)(end - at - 1) };

		read_respelling(pattern, text, (int)(at - line.ptr));
	}
}

uint32_t line_key(const struct line_encoding *encoding, struct span line)
{
	const char *end = line.ptr + line.len;
	uint32_t key = 0;
	size_t count = 0;

	for (const char *at = line.ptr; at < end; at++) {
		uint8_t kind = encoding->kinds[(unsigned char)*at];
		struct span form = { at, 1 };

		if (kind == LINE_DIGIT)
			continue;
		if (kind == LINE_END)
			break;
		if (kind == LINE_FORM)
			form = line_form(encoding, at);
		for (size_t i = 0; i < form.len; i++) {
			key = key << 8 | (uint8_t)form.ptr[i];
			if (++count == LINE_KEY)
				return key;
		}
	}
	return 0;
}
