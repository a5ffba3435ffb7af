/* SPDX-License-Identifier: ISC */
/* Know lists of plain link definitions without parsing them. */
#include "document/markdown/listed.h"

#include <string.h>

#include "base/buffer.h"

/* What a plain line says, borrowed from it. */
struct listed {
	struct span url;
	struct span title;
};

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

static bool is_visible_ascii(char byte)
{
	return byte > ' ' && byte < 0x7f;
}

/* What of a URL stands for itself. Parentheses must be in pairs; that is left
 * to the parser. */
static const char *skip_url(const char *at, const char *end)
{
	while (at < end && is_visible_ascii(*at) && *at != '<' && *at != '(' &&
	       *at != ')' && *at != '\\' && *at != '&')
		at++;
	return at;
}

/* Likewise of a title. */
static const char *skip_title(const char *at, const char *end)
{
	while (at < end && (is_visible_ascii(*at) || *at == ' ') &&
	       !strchr("\"\\&", *at))
		at++;
	return at;
}

/* Reads what is behind "[label]:", up to the line's end. */
static bool read_rest(const char *at, const char *end, struct listed *listed)
{
	const char *start = skip_blanks(at, end);

	at = skip_url(start, end);
	*listed = (struct listed){ { start, (size_t)(at - start) }, { "", 0 } };
	start = skip_blanks(at, end);
	if (!listed->url.len || start == end)
		return listed->url.len;
	if (start == at || *start != '"')
		return false;
	start++;
	at = skip_title(start, end);
	if (at == end || *at != '"')
		return false;
	listed->title = (struct span){ start, (size_t)(at - start) };
	return skip_blanks(at + 1, end) == end;
}

/* Reads the line [text, end) that has this candidate. */
static bool read_line(const struct definition *item, const char *text,
		      const char *end, struct listed *listed)
{
	size_t label;

	if (item->note || !item->one_line || item->column)
		return false;
	if (!definitions_label(text + 1, (size_t)(end - text) - 1, &label) ||
	    memchr(text + 1, '\\', label))
		return false;
	return read_rest(text + label + 3, end, listed);
}

static void settle(struct definitions *definitions, size_t index,
		   enum definition_state state, const struct listed *listed)
{
	struct buffer url = BUFFER_INIT;
	struct buffer title = BUFFER_INIT;

	buffer_append(&url, listed->url.ptr, listed->url.len);
	buffer_append(&title, listed->title.ptr, listed->title.len);
	definitions_settle(definitions, index, state, buffer_string(&url),
			   buffer_string(&title));
	buffer_release(&url);
	buffer_release(&title);
}

/* The end of the lines without the blank one that may be the last. */
static const char *trim(const char *text, const char *end)
{
	const char *at = end;

	if (at > text && at[-1] == '\n')
		at--;
	while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	return at > text && at[-1] == '\n' ? at : end;
}

bool listed_settle(struct definitions *definitions, const char *text,
		   size_t len, uint32_t line, size_t from,
		   enum definition_state state)
{
	const char *end = trim(text, text + len);
	struct listed listed;

	/* At first whether all are plain, for to settle them takes memory. */
	for (int settling = 0; settling < 2; settling++) {
		const char *at = text;
		size_t index = from;

		for (uint32_t number = line; at < end; number++, index++) {
			const struct definition *item =
				&definitions->items[index];
			const char *newline =
				memchr(at, '\n', (size_t)(end - at));

			if (index == definitions->count || !newline ||
			    item->line != number ||
			    !read_line(item, at, newline, &listed))
				return false;
			if (settling)
				settle(definitions, index, state, &listed);
			at = newline + 1;
		}
		if (index != definitions->count)
			return false;
	}
	return true;
}
