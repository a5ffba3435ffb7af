/* SPDX-License-Identifier: ISC */
/* Write text so that Markdown reads it as it stands. */
#include "reader/escaped.h"

#include <string.h>

#include "base/buffer.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_inside_word(char before, char after)
{
	return (is_letter(before) || is_digit(before)) &&
	       (is_letter(after) || is_digit(after));
}

/* "&amp;", "&#38;". */
static bool opens_reference(const char *text, size_t len, size_t i)
{
	size_t end = i + 1;

	while (end < len && (is_letter(text[end]) || is_digit(text[end]) ||
			     text[end] == '#'))
		end++;
	return end > i + 1 && end < len && text[end] == ';';
}

/* A mark that only means something where a line begins: a list, a quote, a
 * heading and the line under one, a rule, a caption. */
static bool opens_line(const char *text, size_t len, size_t i)
{
	size_t digits = 0;

	if (i == 0)
		return strchr("#>-+=:", text[0]) != NULL;
	if (text[i] != '.' && text[i] != ')')
		return false;
	while (digits < i && is_digit(text[digits]))
		digits++;
	return digits == i && (i + 1 == len || text[i + 1] == ' ');
}

static bool needs_escape(const char *text, size_t len, size_t i)
{
	char before = i ? text[i - 1] : ' ';
	char after = i + 1 < len ? text[i + 1] : ' ';

	switch (text[i]) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '<':
	case '~':
	case '^':
	case '{':
	case '|':
		return true;
	case '_':
		return !is_inside_word(before, after);
	case '=':
	case '%':
		return before == text[i] || after == text[i];
	case '#':
		return before == ' '; /* else it could close a heading */
	case '&':
		return opens_reference(text, len, i);
	default:
		return false;
	}
}

void escaped_append(struct buffer *out, const char *text, size_t len,
		    bool at_start)
{
	for (size_t i = 0; i < len; i++) {
		if (needs_escape(text, len, i) ||
		    (at_start && opens_line(text, len, i)))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, text[i] == '\t' ? ' ' : text[i]);
	}
}

void escaped_append_target(struct buffer *out, const char *url)
{
	bool plain = *url && *url != '<' && !url[strcspn(url, " ()")];
	size_t len = strlen(url);

	if (!plain)
		buffer_append_byte(out, '<');
	for (size_t i = 0; i < len; i++) {
		if (strchr(plain ? "\\" : "<>\\", url[i]) ||
		    (url[i] == '&' && opens_reference(url, len, i)))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, url[i]);
	}
	if (!plain)
		buffer_append_byte(out, '>');
}
