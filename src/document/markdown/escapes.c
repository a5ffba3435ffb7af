/* SPDX-License-Identifier: ISC */
/* Keep what was escaped apart from what was not, through a Markdown parser. */
#include "document/markdown/escapes.h"

#include <string.h>

#include "base/buffer.h"

static bool is_mark(const char *at, const char *end)
{
	return end - at >= ESCAPES_MARK_LEN &&
	       memcmp(at, ESCAPES_MARK, ESCAPES_MARK_LEN) == 0;
}

/* The first mark; end if there is none. Most texts have not even a byte like
 * its first, and nothing finds one byte faster. */
static const char *next_mark(const char *at, const char *end)
{
	while ((at = memchr(at, *ESCAPES_MARK, (size_t)(end - at)))) {
		if (is_mark(at, end))
			return at;
		at++;
	}
	return end;
}

/* The first mark or backslash. */
static const char *next_special(const char *at, const char *end)
{
	const char *backslash = memchr(at, '\\', (size_t)(end - at));

	return next_mark(at, backslash ? backslash : end);
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

bool escapes_has_mark(const char *text, size_t len)
{
	return next_mark(text, text + len) != text + len;
}

void escapes_unmark(struct buffer *out, const char *text, size_t len)
{
	const char *end = text + len;

	for (;;) {
		const char *mark = next_mark(text, end);

		buffer_append(out, text, (size_t)(mark - text));
		if (mark == end)
			return;
		text = mark + ESCAPES_MARK_LEN;
		if (is_mark(text, end)) {
			buffer_append_string(out, ESCAPES_MARK);
			text += ESCAPES_MARK_LEN;
		}
	}
}
