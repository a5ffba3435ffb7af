/* SPDX-License-Identifier: ISC */
/* Make characters of ambiguous width wide, as some terminals show them. */
#include "widen.h"

#include <stdint.h>

#include "base/buffer.h"
#include "text/ambiguous.h"
#include "text/utf8.h"

static size_t length_of(char lead)
{
	uint8_t byte = (uint8_t)lead;

	return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

void widen_append(struct widen *widen, const char *bytes, size_t len,
		  struct buffer *out)
{
	for (size_t i = 0; i < len; i++) {
		uint32_t point;

		widen->character[widen->len++] = bytes[i];
		if (widen->len < length_of(widen->character[0]))
			continue;
		buffer_append(out, widen->character, widen->len);
		utf8_decode(widen->character, widen->len, &point);
		if (ambiguous_width(point))
			buffer_append_byte(out, ' ');
		widen->len = 0;
	}
}
