/* SPDX-License-Identifier: ISC */
/* Read attributes in braces, as pandoc's Markdown has them. */
#include "document/extras/attributes.h"

#include <string.h>

#include "document/extras/marked.h"
#include "text/character.h"

/* Letters and digits of any script, and what pandoc has in identifiers. */
static bool in_name(struct marked at)
{
	if (at.literal)
		return false;
	return character_wordlike(at.point) || at.point == '-' ||
	       at.point == '_' || at.point == ':' || at.point == '.';
}

static bool starts_name(struct marked at)
{
	return in_name(at) && at.point != '-' && at.point != '.' &&
	       at.point != ':' && !(at.point >= '0' && at.point <= '9');
}

static struct span read_name(struct span text, size_t off)
{
	struct span name = { text.ptr + off, 0 };

	while (off < text.len) {
		struct marked at = marked_at(text, off);

		if (!(name.len ? in_name(at) : starts_name(at)))
			break;
		name.len += at.end - off;
		off = at.end;
	}
	return name;
}

/* The length of a value at off, quotes included; 0 if there is none. */
static size_t value_length(struct span text, size_t off)
{
	size_t start = off;
	char quote = 0;

	if (off < text.len && (text.ptr[off] == '"' || text.ptr[off] == '\''))
		quote = text.ptr[off++];
	while (off < text.len) {
		char byte = text.ptr[off];

		if (quote && byte == quote)
			return off + 1 - start;
		if (!quote && strchr(" \t{}\"'=<>`", byte))
			break;
		off = marked_at(text, off).end;
	}
	return quote ? 0 : off - start;
}

static bool span_is(struct span span, const char *string)
{
	return span.len == strlen(string) &&
	       memcmp(span.ptr, string, span.len) == 0;
}

static void take_class(struct attributes *attributes, struct span name)
{
	if (!attributes->first_class.len)
		attributes->first_class = name;
	if (span_is(name, "mark"))
		attributes->mark = true;
	if (span_is(name, "underline") || span_is(name, "ul"))
		attributes->underline = true;
}

/* The length of the part at off; 0 if it is none. */
static size_t read_part(struct span text, size_t off, enum attributes_form form,
			struct attributes *attributes)
{
	char sigil = text.ptr[off];
	struct span name;
	size_t value;

	if (sigil == '-' && form == ATTRIBUTES_HEADING)
		return 1;
	if (sigil != '#' && sigil != '.') {
		name = read_name(text, off);
		if (!name.len || !marked_is(text, off + name.len, '='))
			return 0;
		value = value_length(text, off + name.len + 1);
		return value ? name.len + 1 + value : 0;
	}
	name = read_name(text, off + 1);
	if (!name.len)
		return 0;
	if (sigil == '.')
		take_class(attributes, name);
	else if (!attributes->id.len)
		attributes->id = name;
	return 1 + name.len;
}

/* The length of the name of attributes that stand elsewhere; 0 if there is
 * none at off. */
static size_t read_reference(struct span text, size_t off)
{
	size_t len = read_name(text, off).len;
	bool ends = marked_is(text, off + len, '}') ||
		    marked_is(text, off + len, ' ');

	return ends ? len : 0;
}

static size_t skip_blanks(struct span text, size_t off)
{
	while (marked_is(text, off, ' ') || marked_is(text, off, '\t'))
		off++;
	return off;
}

size_t attributes_read(struct span text, size_t off, enum attributes_form form,
		       struct attributes *attributes)
{
	size_t start = off;
	bool any = false;

	*attributes = (struct attributes){ { NULL, 0 }, { NULL, 0 }, 0, 0 };
	if (!marked_is(text, off, '{'))
		return 0;
	if (text.len - start > ATTRIBUTES_LEN_MAX)
		text.len = start + ATTRIBUTES_LEN_MAX;
	off++;
	if (form == ATTRIBUTES_KRAMDOWN) {
		if (!marked_is(text, off, ':'))
			return 0;
		off += 1 + read_reference(text, off + 1);
		any = off > start + 2;
	}
	off = skip_blanks(text, off);
	while (off < text.len && text.ptr[off] != '}') {
		size_t len = read_part(text, off, form, attributes);
		size_t next = skip_blanks(text, off + len);

		/* Parts are parted. */
		if (!len || (next == off + len && !marked_is(text, next, '}')))
			return 0;
		off = next;
		any = true;
	}
	return any && off < text.len ? off + 1 - start : 0;
}
