/* SPDX-License-Identifier: ISC */
/* What the page calls things that have no text of their own: notes, and links
 * and images without words. */
#include "layout/names.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "layout/glyphs.h"
#include "text/character.h"
#include "text/utf8.h"

enum {
	NAME_MIN = 4,	  /* columns; less of a name says nothing … */
	NAME_WIDEST = 40, /* … and more is more than one wants to know */
};

void names_append_reference(struct buffer *out, uint32_t note,
			    enum cells_mode mode)
{
	static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴",
					      "⁵", "⁶", "⁷", "⁸", "⁹" };
	unsigned long number = (unsigned long)note + 1;
	char digits[24];

	if (mode != CELLS_UNICODE) {
		buffer_append_format(out, "[%lu]", number);
		return;
	}
	snprintf(digits, sizeof(digits), "%lu", number);
	for (size_t i = 0; digits[i]; i++)
		buffer_append_string(out, raised[digits[i] - '0']);
}

size_t names_links_from(const struct document *document, uint32_t off)
{
	size_t low = 0, high = document->link_count;

	/* Links stand in the order of their text. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (document->links[middle].off < off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool names_is_bare(const struct document *document, size_t link)
{
	return document->links[link].off == document->links[link].end;
}

size_t names_behind_bare(const struct document *document, size_t link)
{
	const struct link *outer = &document->links[link];
	size_t next = link + 1;

	if (!outer->image && next < document->link_count &&
	    outer[1].off == outer->off && outer[1].end == outer->off &&
	    outer[1].image)
		next++;
	return next;
}

/* Leaves what is asked of a URL, and where in it, out. */
static struct span path_of(struct span url)
{
	size_t len = 0;

	while (len < url.len && url.ptr[len] != '?' && url.ptr[len] != '#')
		len++;
	return (struct span){ url.ptr, len };
}

static bool is_separator(char byte)
{
	return byte == '/' || byte == '\\';
}

/* What stands behind the last separator but those at its end. */
static struct span behind_separator(struct span path)
{
	size_t start;

	while (path.len > 0 && is_separator(path.ptr[path.len - 1]))
		path.len--;
	for (start = path.len; start > 0; start--) {
		if (is_separator(path.ptr[start - 1]))
			break;
	}
	return (struct span){ path.ptr + start, path.len - start };
}

static bool has_separator(struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		if (is_separator(bytes.ptr[i]))
			return true;
	}
	return false;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* Undoes percent-encoding (RFC 3986, 2.1); leaves what would be no text. */
static void append_decoded(struct buffer *out, struct span encoded)
{
	for (size_t i = 0; i < encoded.len; i++) {
		const char *at = encoded.ptr + i;
		bool escape = *at == '%' && encoded.len - i > 2 &&
			      hex_digit(at[1]) >= 0 && hex_digit(at[2]) >= 0;

		buffer_append_byte(out, escape ? (char)(hex_digit(at[1]) * 16 +
							hex_digit(at[2]))
					       : *at);
		i += escape ? 2 : 0;
	}
	if (utf8_valid(out->data, out->len))
		return;
	buffer_clear(out);
	buffer_append(out, encoded.ptr, encoded.len);
}

/* The last part of a URL's path, else its host: "x.png" of "a/b/x.png?c=d".
 * What was decoded, into storage, may be a URL again. */
static struct span last_part(const char *url, struct buffer *storage)
{
	struct span part =
		behind_separator(path_of((struct span){ url, strlen(url) }));

	/* Of a URL that holds what it names nothing can be told. */
	if (strncmp(url, "data:", 5) == 0 || part.len == 0)
		return (struct span){ url, 0 };
	append_decoded(storage, part);
	part = (struct span){ storage->data, storage->len };
	if (has_separator(part))
		part = behind_separator(path_of(part));
	return part;
}

/* The host of a URL; nothing of one without any. */
static struct span host_of(const char *url)
{
	const char *host = strstr(url, "://");
	struct span authority;

	if (!host)
		return (struct span){ url, 0 };
	host += 3;
	authority = (struct span){ host, strcspn(host, "/?#") };
	for (size_t i = 0; i < authority.len; i++) {
		if (authority.ptr[i] == '@')
			host = authority.ptr + i + 1;
	}
	return (struct span){ host,
			      authority.len - (size_t)(host - authority.ptr) };
}

/* A file's name without what says of which kind it is. */
static struct span without_extension(struct span name)
{
	for (size_t i = name.len; i-- > 1;) {
		if (name.ptr[i] == '.')
			return (struct span){ name.ptr, i };
	}
	return name;
}

static bool has_letters(struct span name)
{
	for (size_t i = 0; i < name.len;) {
		uint32_t point;

		i += utf8_decode(name.ptr + i, name.len - i, &point);
		if (character_wordlike(point) &&
		    !(point >= '0' && point <= '9'))
			return true;
	}
	return false;
}

/* What a bare link is called: after the image that is its text, if that has a
 * name; then rather after whose it is than by a part of where it leads. */
static struct span name_of_link(const struct document *document, size_t link,
				struct buffer *storage)
{
	const struct link *l = &document->links[link];
	const char *url = document_string(document, l->url);
	struct span name;

	if (names_behind_bare(document, link) == link + 1)
		return last_part(url, storage);
	name = without_extension(
		last_part(document_string(document, l[1].url), storage));
	if (has_letters(name))
		return name;
	name = host_of(url);
	if (name.len > 0)
		return name;
	buffer_clear(storage);
	return last_part(url, storage);
}

void names_append_cut(struct buffer *out, const char *bytes, size_t len,
		      uint32_t limit, enum cells_mode mode)
{
	const char *more = glyphs_of(mode)->more;
	uint32_t room = limit;
	uint32_t columns = 0;

	if (cells_fit(mode, bytes, len, limit, NULL) < len)
		room--;
	for (size_t i = 0; i < len;) {
		struct cluster cluster;

		cells_next(mode, bytes + i, len - i, &cluster);
		columns += (uint32_t)cluster.width;
		if (columns > room) {
			buffer_append_string(out, more);
			return;
		}
		buffer_append(out, cluster.shown, (size_t)cluster.shown_len);
		i += cluster.len;
	}
}

static void append_image_name(struct buffer *out, struct span name,
			      uint32_t limit, enum cells_mode mode)
{
	const struct glyphs *glyphs = glyphs_of(mode);
	uint32_t label = (uint32_t)cells_width(mode, glyphs->image,
					       strlen(glyphs->image));

	if (name.len == 0 || limit < label + NAME_MIN) {
		names_append_cut(out, "image", strlen("image"), limit, mode);
		return;
	}
	buffer_append_string(out, glyphs->image);
	limit -= label;
	names_append_cut(out, name.ptr, name.len,
			 limit < NAME_WIDEST ? limit : NAME_WIDEST, mode);
}

enum meaning names_append_bare(struct buffer *out,
			       const struct document *document, size_t link,
			       uint32_t limit, enum cells_mode mode)
{
	const struct link *l = &document->links[link];
	struct buffer storage = BUFFER_INIT;

	if (l->image) {
		append_image_name(
			out,
			last_part(document_string(document, l->url), &storage),
			limit, mode);
	} else {
		struct span name = name_of_link(document, link, &storage);

		names_append_cut(out, name.ptr, name.len,
				 limit < NAME_WIDEST ? limit : NAME_WIDEST,
				 mode);
	}
	buffer_release(&storage);
	return l->image ? MEANING_MARKER : MEANING_LINK;
}
