/* SPDX-License-Identifier: ISC */
/* What the page calls things that have no text of their own: notes, and links
 * and images without words. */
#include "layout/names.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "layout/glyphs.h"

enum { NAME_MIN = 4 /* columns; less of a name says nothing */ };

void names_append_reference(struct buffer *out, uint32_t note,
			    enum cells_mode mode)
{
	static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴",
					      "⁵", "⁶", "⁷", "⁸", "⁹" };
	unsigned long number = (unsigned long)note + 1;
	char digits[24];

	if (mode == CELLS_ASCII) {
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

/* The end of a URL without what is asked of it and where in it. */
static size_t path_length(const char *url)
{
	size_t len = strcspn(url, "?#");

	while (len > 0 && url[len - 1] == '/')
		len--;
	return len;
}

/* The last part of a URL's path, else its host: "x.png" of "a/b/x.png?c=d". */
static struct span last_part(const char *url)
{
	size_t len = path_length(url);
	size_t start = len;

	/* Of a URL that holds what it names nothing can be told. */
	if (strncmp(url, "data:", 5) == 0)
		return (struct span){ url, 0 };
	while (start > 0 && url[start - 1] != '/')
		start--;
	return (struct span){ url + start, len - start };
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

enum meaning names_append_bare(struct buffer *out,
			       const struct document *document, size_t link,
			       uint32_t limit, enum cells_mode mode)
{
	const struct link *l = &document->links[link];
	const char *url = document_string(document, l->url);
	const struct glyphs *glyphs = glyphs_of(mode);
	struct span part = last_part(url);
	uint32_t label = (uint32_t)cells_width(mode, glyphs->image,
					       strlen(glyphs->image));

	if (!l->image) {
		if (part.len > 0)
			names_append_cut(out, part.ptr, part.len, limit, mode);
		return MEANING_LINK;
	}
	if (part.len == 0 || limit < label + NAME_MIN) {
		names_append_cut(out, "image", strlen("image"), limit, mode);
		return MEANING_MARKER;
	}
	buffer_append_string(out, glyphs->image);
	names_append_cut(out, part.ptr, part.len, limit - label, mode);
	return MEANING_MARKER;
}
