/* SPDX-License-Identifier: ISC */
/* Names of files that every file system takes. */
#include "marks/exchange/names.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "text/fold.h"
#include "text/utf8.h"

enum { NAME_BYTES = 120 };

/* Whether a character has no place in a name. */
static bool is_barred(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		return true;
	/* Bidirectional controls make a name look like another one. */
	if ((point >= 0x200b && point <= 0x200f) ||
	    (point >= 0x2028 && point <= 0x202e) ||
	    (point >= 0x2066 && point <= 0x2069) || point == 0xfeff)
		return true;
	return point < 0x80 && strchr("/\\:*?\"<>|#^[]", (int)point) != NULL;
}

/* "CON", "COM1" and the like, also with an extension (Microsoft, "Naming
 * Files, Paths, and Namespaces"). */
static bool is_device(const char *name, size_t len)
{
	static const char *const devices[] = { "con", "prn", "aux", "nul" };
	const char *dot = memchr(name, '.', len);
	size_t stem = dot ? (size_t)(dot - name) : len;

	for (size_t i = 0; i < sizeof(devices) / sizeof(*devices); i++) {
		if (stem == 3 && !strncasecmp(name, devices[i], 3))
			return true;
	}
	return stem == 4 && name[3] >= '0' && name[3] <= '9' &&
	       (!strncasecmp(name, "com", 3) || !strncasecmp(name, "lpt", 3));
}

/* Appends the characters that may stay, with one blank where some may not. */
static void keep_fit(struct buffer *out, const char *title, size_t len)
{
	bool blank = false;
	uint32_t point;
	char bytes[4];

	for (size_t i = 0; i < len;) {
		size_t size;

		i += utf8_decode(title + i, len - i, &point);
		if (is_barred(point) || point == ' ' || point == 0xa0) {
			blank = true;
			continue;
		}
		size = utf8_encode(point, bytes);
		if (out->len + size + 1 > NAME_BYTES)
			break;
		if (blank && out->len)
			buffer_append_byte(out, ' ');
		blank = false;
		buffer_append(out, bytes, size);
	}
}

void name_from_title(struct buffer *out, const char *title, size_t len)
{
	struct buffer name = BUFFER_INIT;
	size_t start = 0;

	keep_fit(&name, title, len);
	while (name.len && (name.data[name.len - 1] == '.' ||
			    name.data[name.len - 1] == ' '))
		buffer_truncate(&name, name.len - 1);
	/* A name that begins with '.' hides, one with '-' is an option. */
	while (start < name.len && memchr(". -", name.data[start], 3) != NULL)
		start++;
	if (start == name.len)
		buffer_append_string(out, "Untitled");
	else if (is_device(name.data + start, name.len - start))
		buffer_append_byte(out, '_');
	buffer_append(out, buffer_string(&name) + start, name.len - start);
	buffer_release(&name);
}

void name_key(struct buffer *out, const char *name, size_t len)
{
	uint32_t point;

	for (size_t i = 0; i < len;) {
		size_t size = utf8_decode(name + i, len - i, &point);
		struct fold_point folded = fold_point(point, 0);

		if (folded.kind == FOLD_OTHER)
			buffer_append(out, folded.bytes, folded.len);
		else if (folded.kind == FOLD_BLANK)
			buffer_append_byte(out, ' ');
		else if (folded.kind == FOLD_SAME)
			buffer_append(out, name + i, size);
		i += size;
	}
}
