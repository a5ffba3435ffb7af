/* SPDX-License-Identifier: ISC */
/* How a path stands in the file of state. */
#include "reader/state/stored.h"

#include <stddef.h>
#include <string.h>

#include "base/buffer.h"
#include "base/folders.h"
#include "text/utf8.h"

static void append_escaped(struct buffer *out, const char *bytes)
{
	buffer_append_byte(out, '%');
	for (; *bytes; bytes++) {
		unsigned char byte = (unsigned char)*bytes;

		if (byte == '%' || byte >= 0x80)
			buffer_append_format(out, "%%%02X", byte);
		else
			buffer_append_byte(out, *bytes);
	}
}

void stored_path(struct buffer *out, const char *home, const char *path)
{
	struct buffer shortened = BUFFER_INIT;

	folders_shorten(&shortened, home, path);
	if (utf8_valid(shortened.data, shortened.len))
		buffer_append(out, shortened.data, shortened.len);
	else
		append_escaped(out, shortened.data);
	buffer_release(&shortened);
}

static int hex_digit(char digit)
{
	static const char digits[] = "0123456789ABCDEF";
	const char *at = digit ? strchr(digits, digit) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool append_unescaped(struct buffer *out, const char *escaped)
{
	for (; *escaped; escaped++) {
		int high, low;

		if (*escaped != '%') {
			buffer_append_byte(out, *escaped);
			continue;
		}
		high = hex_digit(escaped[1]);
		low = high < 0 ? -1 : hex_digit(escaped[2]);
		if (low < 0 || high + low == 0)
			return false;
		buffer_append_byte(out, (char)(high * 16 + low));
		escaped += 2;
	}
	return true;
}

bool stored_load(struct buffer *out, const char *home, const char *stored)
{
	struct buffer plain = BUFFER_INIT;
	const char *path;
	bool loaded;

	if (*stored != '%')
		buffer_append_string(&plain, stored);
	loaded = *stored != '%' || append_unescaped(&plain, stored + 1);
	path = buffer_string(&plain);
	loaded = loaded && (*path == '/' || strncmp(path, "~/", 2) == 0) &&
		 folders_expand(out, home, path);
	buffer_release(&plain);
	return loaded;
}
