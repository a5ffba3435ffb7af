/* SPDX-License-Identifier: ISC */
/* Plain text as Markdown that shows it, character for character. */
#include "marks/exchange/prose.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

/* Keeps "%%" from beginning a comment of Obsidian, where a backslash may not.
 */
#define NOTHING "<!-- -->"

/* Where a piece of text will stand. */
enum setting { SETTING_QUOTE, SETTING_NOTE };

/* A line that is being escaped. */
struct line {
	const char *text;
	size_t len;
	size_t at;
	enum setting setting;
	size_t stop; /* the first byte from where it was sought that is blank
		      * or means something; the end */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Whether a byte is of a word: all that is not ASCII may be. */
static bool is_word(char byte)
{
	return is_letter(byte) || is_digit(byte) || (unsigned char)byte >= 0x80;
}

static bool is_punctuation(char byte)
{
	return byte > ' ' && byte < 0x7f && !is_letter(byte) && !is_digit(byte);
}

/* --- Cleaning ------------------------------------------------------------ */

/* Appends text as valid UTF-8 whose only control characters are tabs and line
 * feeds. */
static void clean(struct buffer *out, const char *text, size_t len)
{
	char bytes[4];
	uint32_t point;

	for (size_t i = 0; i < len;) {
		size_t size = utf8_decode(text + i, len - i, &point);

		if (point == '\r') {
			if (i + 1 == len || text[i + 1] != '\n')
				buffer_append_byte(out, '\n');
		} else if (point < 0x20 && point != '\n' && point != '\t') {
			buffer_append(out, bytes,
				      utf8_encode(0x2400 + point, bytes));
		} else if (point == 0x7f) {
			buffer_append(out, bytes, utf8_encode(0x2421, bytes));
		} else {
			if (point >= 0x80 && point < 0xa0)
				point = UTF8_REPLACEMENT;
			buffer_append(out, bytes, utf8_encode(point, bytes));
		}
		i += size;
	}
}

/* --- Escaping ------------------------------------------------------------ */

/* A byte of the line before or behind where it is; NUL beyond its ends. */
static char near(const struct line *line, ptrdiff_t distance)
{
	ptrdiff_t at = (ptrdiff_t)line->at + distance;

	return at >= 0 && at < (ptrdiff_t)line->len ? line->text[at] : '\0';
}

/* Whether a reference to a character may begin at the '&' here. */
static bool is_reference(const struct line *line)
{
	size_t i = line->at + 1;

	while (i < line->len && i - line->at < 34 &&
	       (is_letter(line->text[i]) || is_digit(line->text[i]) ||
		line->text[i] == '#'))
		i++;
	return i < line->len && i > line->at + 1 && line->text[i] == ';';
}

/* Whether a byte means something wherever it stands in a line. */
static bool means_inside(const struct line *line)
{
	char byte = line->text[line->at];
	char before = near(line, -1);
	char behind = near(line, 1);

	switch (byte) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '^':
	case '~':
	case '$':
	case '{':
	case '|':
		return true;
	case '_':
		return !is_word(before) || !is_word(behind);
	case '<':
		return is_letter(behind) || is_punctuation(behind);
	case '&':
		return is_reference(line);
	case '#':
		return line->setting == SETTING_NOTE
			       ? !is_word(behind) && !is_word(before)
			       : !is_word(before);
	case '=':
	case '+':
		return before == byte || behind == byte;
	default:
		return false;
	}
}

/* Whether the number of an item of a list ends here. */
static bool ends_number(const struct line *line)
{
	size_t i = line->at;
	bool is_end = line->at + 1 == line->len || is_blank(near(line, 1));

	while (i > 0 && is_digit(line->text[i - 1]))
		i--;
	return is_end && i < line->at &&
	       (i == 0 || (i == 1 && line->text[0] == '('));
}

/* Whether a byte means something because of how the line begins. */
static bool means_at_start(const struct line *line)
{
	char byte = line->text[line->at];
	char behind = near(line, 1);

	if (byte == '.' || byte == ')')
		return ends_number(line);
	if (line->at > 0)
		return false;
	switch (byte) {
	case '-':
	case '+':
	case ':':
		return !is_word(behind);
	case '>':
	case '=':
	case '#':
		return byte != '#' || line->setting == SETTING_QUOTE ||
		       !is_word(behind);
	case '(':
		return behind == '@' || is_digit(behind);
	default:
		return false;
	}
}

/* Whether an address begins here that becomes a link by itself. */
static bool begins_address(const struct line *line)
{
	const char *rest = line->text + line->at;
	size_t left = line->len - line->at;

	if (is_word(near(line, -1)))
		return false;
	return (left >= 4 && strncmp(rest, "www.", 4) == 0) ||
	       (left >= 7 && (strncmp(rest, "http:", 5) == 0 ||
			      strncmp(rest, "https:", 6) == 0 ||
			      strncmp(rest, "ftp:", 4) == 0));
}

/* Finds where an address from here on ends, or has to be escaped. What was
 * found is kept: of many in a row each byte is looked at once. */
static size_t find_stop(struct line *line)
{
	struct line inner = *line;

	if (line->at < line->stop)
		return line->stop;
	while (inner.at < line->len && !is_blank(near(&inner, 0)) &&
	       !means_inside(&inner) &&
	       (near(&inner, 0) != '%' || near(&inner, -1) != '%'))
		inner.at++;
	line->stop = inner.at;
	return inner.at;
}

/*
 * In an address that becomes a link by itself a backslash would be shown. If
 * one is needed, the address is kept from becoming a link: the ':' or '.' of
 * its beginning is escaped. Returns how much of it was written.
 */
static size_t write_address(struct buffer *out, struct line *line)
{
	const char *address = line->text + line->at;
	size_t sign = 0;
	size_t stop;

	if (!begins_address(line))
		return 0;
	stop = find_stop(line);
	if (stop == line->len || is_blank(line->text[stop])) {
		buffer_append(out, address, stop - line->at);
		return stop - line->at;
	}
	while (is_letter(address[sign]))
		sign++;
	buffer_append(out, address, sign);
	buffer_append_byte(out, '\\');
	buffer_append_byte(out, address[sign]);
	return sign + 1;
}

static void write_blanks(struct buffer *out, const char *blanks, size_t len)
{
	for (size_t i = 0; i < len; i++)
		buffer_append_string(out,
				     blanks[i] == '\t' ? "&#9;" : "&nbsp;");
}

/* Writes a line; starts: at the start of a line of Markdown. */
static void write_line(struct buffer *out, struct span text,
		       enum setting setting, bool starts)
{
	struct line line = { text.ptr, text.len, 0, setting, 0 };
	size_t lead = 0;

	while (lead < line.len && is_blank(line.text[lead]))
		lead++;
	while (line.len > lead && is_blank(line.text[line.len - 1]))
		line.len--;
	write_blanks(out, text.ptr, lead);
	line.text += lead;
	line.len -= lead;
	while (line.at < line.len) {
		size_t written = write_address(out, &line);

		if (!written) {
			if (line.text[line.at] == '%' && near(&line, -1) == '%')
				buffer_append_string(out, NOTHING);
			else if (means_inside(&line) ||
				 (starts && means_at_start(&line)))
				buffer_append_byte(out, '\\');
			buffer_append_byte(out, line.text[line.at]);
			written = 1;
		}
		line.at += written;
	}
	write_blanks(out, line.text + line.len, text.len - lead - line.len);
}

/* Takes a line off the front of text, without its end. */
static struct span next_line(struct span *text)
{
	const char *end = memchr(text->ptr, '\n', text->len);
	struct span line = { text->ptr,
			     end ? (size_t)(end - text->ptr) : text->len };
	size_t taken = line.len + (end != NULL);

	text->ptr += taken;
	text->len -= taken;
	return line;
}

/* The text without line breaks at its ends. */
static struct span without_ends(const struct buffer *text)
{
	struct span span = { buffer_string(text), text->len };

	while (span.len && *span.ptr == '\n') {
		span.ptr++;
		span.len--;
	}
	while (span.len && span.ptr[span.len - 1] == '\n')
		span.len--;
	return span;
}

void prose_quote(struct buffer *out, const char *text, size_t len)
{
	struct buffer cleaned = BUFFER_INIT;
	struct span rest;
	bool first = true;

	clean(&cleaned, text, len);
	for (rest = without_ends(&cleaned); rest.len; first = false) {
		struct span line = next_line(&rest);

		buffer_append_string(out, first ? "> " : ">\n> ");
		if (line.len)
			write_line(out, line, SETTING_QUOTE, true);
		else
			buffer_append_string(out, "&nbsp;");
		buffer_append_byte(out, '\n');
	}
	buffer_release(&cleaned);
}

void prose_note(struct buffer *out, const char *text, size_t len)
{
	struct buffer cleaned = BUFFER_INIT;
	struct span rest;
	size_t blank = 0;
	bool first = true;

	clean(&cleaned, text, len);
	for (rest = without_ends(&cleaned); rest.len; first = false) {
		struct span line = next_line(&rest);

		if (!line.len) {
			blank++;
			continue;
		}
		if (!first && !blank)
			buffer_append_string(out, "  \n");
		else if (!first)
			buffer_append_string(out, "\n\n");
		for (; blank > 1; blank--)
			buffer_append_string(out, "&nbsp;\n\n");
		blank = 0;
		write_line(out, line, SETTING_NOTE, true);
	}
	if (!first)
		buffer_append_byte(out, '\n');
	buffer_release(&cleaned);
}

void prose_line(struct buffer *out, const char *text, size_t len)
{
	struct buffer cleaned = BUFFER_INIT;
	struct span line;

	clean(&cleaned, text, len);
	for (size_t i = 0; i < cleaned.len; i++) {
		if (cleaned.data[i] == '\n')
			cleaned.data[i] = ' ';
	}
	line.ptr = buffer_string(&cleaned);
	line.len = cleaned.len;
	write_line(out, line, SETTING_NOTE, false);
	buffer_release(&cleaned);
}

/* --- Reading ------------------------------------------------------------- */

/* The line without blanks at its end and the carriage return there. */
static struct span trim_end(struct span line)
{
	while (line.len && (is_blank(line.ptr[line.len - 1]) ||
			    line.ptr[line.len - 1] == '\r'))
		line.len--;
	return line;
}

static void read_line(struct buffer *out, struct span line)
{
	while (line.len) {
		if (*line.ptr == '\\' && line.len > 1 &&
		    is_punctuation(line.ptr[1])) {
			buffer_append_byte(out, line.ptr[1]);
			line.ptr += 2;
			line.len -= 2;
		} else if (span_take(&line, NOTHING)) {
			continue;
		} else if (span_take(&line, "&nbsp;")) {
			buffer_append_byte(out, ' ');
		} else if (span_take(&line, "&#9;")) {
			buffer_append_byte(out, '\t');
		} else {
			buffer_append_byte(out, *line.ptr);
			line.ptr++;
			line.len--;
		}
	}
}

void prose_read_quote(struct buffer *out, const char *lines, size_t len)
{
	struct span rest = { lines, len };
	bool first = true;

	while (rest.len) {
		struct span line = trim_end(next_line(&rest));

		if (!span_take(&line, "> "))
			(void)span_take(&line, ">");
		if (!line.len)
			continue;
		if (!first)
			buffer_append_byte(out, '\n');
		first = false;
		if (line.len != strlen("&nbsp;") || !span_take(&line, "&nbsp;"))
			read_line(out, line);
	}
}

void prose_read_note(struct buffer *out, const char *lines, size_t len)
{
	struct span rest = { lines, len };
	bool first = true;
	bool blank = false;

	while (rest.len) {
		struct span line = trim_end(next_line(&rest));

		if (!line.len) {
			blank = true;
			continue;
		}
		if (!first)
			buffer_append_string(out, blank ? "\n\n" : "\n");
		first = false;
		blank = false;
		/* A blank line more than parts paragraphs. */
		if (line.len == strlen("&nbsp;") && span_take(&line, "&nbsp;"))
			buffer_truncate(out, out->len - (out->len > 0));
		else
			read_line(out, line);
	}
}
