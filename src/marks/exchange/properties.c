/* SPDX-License-Identifier: ISC */
/* The front matter of a Markdown file, a property a line. */
#include "marks/exchange/properties.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

#define BOM "\xef\xbb\xbf"

/* --- Writing ------------------------------------------------------------- */

/* YAML 1.2.2, 5.1 and 5.7: what is not printable is written by its number;
 * lines must not break. */
static void write_point(struct buffer *out, uint32_t point)
{
	char bytes[4];

	if (point == '"' || point == '\\')
		buffer_append_format(out, "\\%c", (int)point);
	else if (point == '\n')
		buffer_append_string(out, "\\n");
	else if (point == '\t')
		buffer_append_string(out, "\\t");
	else if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		buffer_append_format(out, "\\x%02x", (unsigned)point);
	else if (point == 0x2028 || point == 0x2029 || point == 0xfeff ||
		 point == 0xfffe || point == 0xffff)
		buffer_append_format(out, "\\u%04x", (unsigned)point);
	else
		buffer_append(out, bytes, utf8_encode(point, bytes));
}

void property_write(struct buffer *out, const char *name, const char *value)
{
	size_t len = strlen(value);
	uint32_t point;

	buffer_append_format(out, "%s: \"", name);
	for (size_t i = 0; i < len;) {
		i += utf8_decode(value + i, len - i, &point);
		/* It may stand in a comment. */
		if (point == '>')
			buffer_append_string(out, "\\x3e");
		else
			write_point(out, point);
	}
	buffer_append_string(out, "\"\n");
}

/* --- Finding ------------------------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

static struct span trim(struct span text)
{
	while (text.len && is_blank(*text.ptr)) {
		text.ptr++;
		text.len--;
	}
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

static struct span next_line(struct span *rest)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);
	struct span line = { rest->ptr,
			     end ? (size_t)(end - rest->ptr) : rest->len };
	size_t taken = line.len + (end != NULL);

	rest->ptr += taken;
	rest->len -= taken;
	return line;
}

/* Whether a line is a fence, blanks behind it apart. */
static bool is_fence(struct span line)
{
	if (line.len < 3 || memcmp(line.ptr, "---", 3) != 0)
		return false;
	line.ptr += 3;
	line.len -= 3;
	return trim(line).len == 0;
}

bool property_block(struct span file, struct span *lines)
{
	struct span rest = file;

	if (rest.len >= 3 && !memcmp(rest.ptr, BOM, 3)) {
		rest.ptr += 3;
		rest.len -= 3;
	}
	if (!rest.len || !is_fence(next_line(&rest)))
		return false;
	lines->ptr = rest.ptr;
	while (rest.len) {
		const char *at = rest.ptr;

		if (is_fence(next_line(&rest))) {
			lines->len = (size_t)(at - lines->ptr);
			return true;
		}
	}
	return false;
}

bool property_find(struct span lines, const char *name, struct span *value)
{
	size_t len = strlen(name);

	while (lines.len) {
		struct span line = next_line(&lines);

		if (line.len > len && !memcmp(line.ptr, name, len) &&
		    line.ptr[len] == ':') {
			line.ptr += len + 1;
			line.len -= len + 1;
			*value = trim(line);
			return true;
		}
	}
	return false;
}

/* --- Reading ------------------------------------------------------------- */

/* The number of digits hexadecimal digits; false if they are none. */
static bool read_hex(struct span *rest, size_t digits, uint32_t *number)
{
	*number = 0;
	if (rest->len < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		const char *all = "0123456789abcdefABCDEF";
		const char *at = memchr(all, rest->ptr[i], 22);

		if (!at)
			return false;
		*number = *number * 16 +
			  (uint32_t)(at - all - (at - all > 15 ? 6 : 0));
	}
	rest->ptr += digits;
	rest->len -= digits;
	return true;
}

/* What stands behind a backslash. */
static void read_escape(struct buffer *out, struct span *rest)
{
	char byte = *rest->ptr++;
	size_t digits = byte == 'x' ? 2 : byte == 'u' ? 4 : byte == 'U' ? 8 : 0;
	char bytes[4];
	uint32_t point;

	rest->len--;
	if (digits && read_hex(rest, digits, &point)) {
		if (point == 0 || point > 0x10ffff ||
		    (point >= 0xd800 && point < 0xe000))
			point = UTF8_REPLACEMENT;
		buffer_append(out, bytes, utf8_encode(point, bytes));
	} else {
		buffer_append_byte(out, byte == 'n'   ? '\n'
					: byte == 't' ? '\t'
						      : byte);
	}
}

void property_read(struct buffer *out, struct span value)
{
	struct buffer raw = BUFFER_INIT;
	struct span rest = trim(value);
	char quote = '\0';

	if (rest.len > 1 && (*rest.ptr == '"' || *rest.ptr == '\'') &&
	    rest.ptr[rest.len - 1] == *rest.ptr) {
		quote = *rest.ptr++;
		rest.len -= 2;
	}
	while (rest.len) {
		char byte = *rest.ptr++;

		rest.len--;
		if (quote == '"' && byte == '\\' && rest.len) {
			read_escape(&raw, &rest);
			continue;
		}
		if (quote == '\'' && byte == '\'' && rest.len &&
		    *rest.ptr == '\'') {
			rest.ptr++;
			rest.len--;
		}
		buffer_append_byte(&raw, byte);
	}
	utf8_repair(out, buffer_string(&raw), raw.len);
	buffer_release(&raw);
}
