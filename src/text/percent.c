/* SPDX-License-Identifier: ISC */
/* Percent signs in URLs, which stand for bytes (RFC 3986, section 2.1). */
#include "text/percent.h"

#include <string.h>

#include "base/buffer.h"

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

void percent_decode(struct buffer *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		int high = -1, low = -1;

		if (bytes[i] == '%' && len - i > 2) {
			high = hex_value(bytes[i + 1]);
			low = hex_value(bytes[i + 2]);
		}
		if (high < 0 || low < 0) {
			buffer_append_byte(out, bytes[i]);
			continue;
		}
		buffer_append_byte(out, (char)(high << 4 | low));
		i += 2;
	}
}

void percent_encode(struct buffer *out, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte > 0x20 && byte < 0x7f && !strchr("\"<>\\^`{|}", byte))
			buffer_append_byte(out, (char)byte);
		else
			buffer_append_format(out, "%%%02X", byte);
	}
}
