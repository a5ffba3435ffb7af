/* SPDX-License-Identifier: ISC */
/* Read marked text (document/markdown/escapes.h) character by character. */
#include "document/extras/marked.h"

#include <string.h>

#include "document/markdown/escapes.h"
#include "text/utf8.h"

static bool is_mark(struct span text, size_t off)
{
	return text.len - off >= ESCAPES_MARK_LEN &&
	       memcmp(text.ptr + off, ESCAPES_MARK, ESCAPES_MARK_LEN) == 0;
}

struct marked marked_at(struct span text, size_t off)
{
	struct marked at = { 0 };

	if (!(text.ptr[off] & 0x80)) {
		at.point = (unsigned char)text.ptr[off];
		at.end = off + 1;
		return at;
	}
	/* What no character follows marks nothing. */
	if (is_mark(text, off) && off + ESCAPES_MARK_LEN < text.len) {
		at.literal = true;
		off += ESCAPES_MARK_LEN;
	}
	at.end = off + utf8_decode(text.ptr + off, text.len - off, &at.point);
	return at;
}

size_t marked_skip(struct span text, size_t off, const bool signs[256])
{
	/* No other character has the mark's first byte, or ASCII, inside. */
	while (off < text.len && text.ptr[off] != *ESCAPES_MARK &&
	       !signs[(unsigned char)text.ptr[off]])
		off++;
	return off;
}

bool marked_is(struct span text, size_t off, char character)
{
	return off < text.len && text.ptr[off] == character;
}

bool marked_before(struct span text, size_t off)
{
	bool marked = false;

	while (off >= ESCAPES_MARK_LEN &&
	       is_mark(text, off - ESCAPES_MARK_LEN)) {
		off -= ESCAPES_MARK_LEN;
		marked = !marked;
	}
	return marked;
}

void marked_append_source(struct buffer *out, struct span text)
{
	size_t off = 0;

	while (off < text.len) {
		struct marked at = marked_at(text, off);
		char bytes[4];

		/* A mark that stands for itself was not escaped. */
		if (at.literal && at.point < 0x80)
			buffer_append_byte(out, '\\');
		buffer_append(out, bytes, utf8_encode(at.point, bytes));
		off = at.end;
	}
}
