/* SPDX-License-Identifier: ISC */
/* Keep what was escaped apart from what was not, through a Markdown parser. */
#include "document/escapes.h"

#include <string.h>

#include "base/buffer.h"

static bool is_mark(const char *at, const char *end)
{
	return end - at >= ESCAPES_MARK_LEN &&
	       memcmp(at, ESCAPES_MARK, ESCAPES_MARK_LEN) == 0;
}

/* The first byte that may be a mark's or is a backslash. */
static const char *next_special(const char *at, const char *end)
{
	const char *backslash = memchr(at, '\\', (size_t)(end - at));
	const char *mark;

	if (backslash)
		end = backslash;
	mark = memmem(at, (size_t)(end - at), ESCAPES_MARK, ESCAPES_MARK_LEN);
	return mark ? mark : end;
}

bool escapes_mark(struct buffer *out, const char *line, size_t len)
{
	const char *at = line;
	const char *end = line + len;
	size_t before = out->len;

	while (at < end) {
		const char *special = next_special(at, end);

		buffer_append(out, at, (size_t)(special - at));
		at = special;
		if (at == end)
			break;
		if (is_mark(at, end)) {
			buffer_append_string(out, ESCAPES_MARK ESCAPES_MARK);
			at += ESCAPES_MARK_LEN;
			continue;
		}
		if (at + 1 < end && at[1] && strchr(ESCAPES_MARKED, at[1]))
			buffer_append_string(out, ESCAPES_MARK);
		buffer_append_byte(out, *at++);
		/* An escaped backslash escapes nothing itself. */
		if (at < end && *at == '\\')
			buffer_append_byte(out, *at++);
	}
	return out->len - before != len;
}

void escapes_unmark(struct buffer *out, const char *text, size_t len)
{
	const char *end = text + len;

	for (;;) {
		const char *mark = memmem(text, (size_t)(end - text),
					  ESCAPES_MARK, ESCAPES_MARK_LEN);

		if (!mark)
			break;
		buffer_append(out, text, (size_t)(mark - text));
		text = mark + ESCAPES_MARK_LEN;
		if (is_mark(text, end)) {
			buffer_append_string(out, ESCAPES_MARK);
			text += ESCAPES_MARK_LEN;
		}
	}
	buffer_append(out, text, (size_t)(end - text));
}
