/* SPDX-License-Identifier: ISC */
/* Say where a quote is from. */
#include "reader/attribution.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/escaped.h"

static void append_title(const struct document *document, const char *name,
			 struct buffer *out)
{
	const char *slash;

	if (document->metadata.title) {
		buffer_append_string(
			out,
			document_string(document, document->metadata.title));
	} else if (document->heading_count &&
		   document->headings[0].block == 0) {
		outline_append_title(out, document, 0);
	} else if (name) {
		slash = strrchr(name, '/');
		buffer_append_string(out, slash && slash[1] ? slash + 1 : name);
	}
}

/* A part of the line that says where a quote is from. */
static void begin_part(struct buffer *out, bool *any)
{
	buffer_append_string(out, *any ? ", " : ">\n> \xe2\x80\x94 ");
	*any = true;
}

static void append_work(const struct document *document,
			const struct buffer *title, struct buffer *out,
			bool *any)
{
	const char *url = document_string(document, document->metadata.url);

	if (!title->len && !*url)
		return;
	begin_part(out, any);
	buffer_append_string(out, *url ? "[" : "");
	if (title->len) {
		buffer_append_byte(out, '*');
		escaped_append(out, title->data, title->len, false);
		buffer_append_byte(out, '*');
	} else {
		escaped_append(out, url, strlen(url), false);
	}
	if (*url) {
		buffer_append_string(out, "](");
		escaped_append_target(out, url);
		buffer_append_byte(out, ')');
	}
}

void attribution_append(const struct document *document, uint32_t off,
			const char *name, bool inferred, struct buffer *out)
{
	const char *author =
		document_string(document, document->metadata.author);
	uint32_t heading = outline_heading_at(document, off, inferred);
	struct buffer title = BUFFER_INIT;
	struct buffer section = BUFFER_INIT;
	bool any = false;

	append_title(document, name, &title);
	if (heading != DOCUMENT_NONE)
		outline_append_title(&section, document, heading);
	if (*author) {
		begin_part(out, &any);
		escaped_append(out, author, strlen(author), false);
	}
	append_work(document, &title, out, &any);
	if (section.len &&
	    strcmp(buffer_string(&section), buffer_string(&title)) != 0) {
		begin_part(out, &any);
		escaped_append(out, section.data, section.len, false);
	}
	if (any)
		buffer_append_byte(out, '\n');
	buffer_release(&section);
	buffer_release(&title);
}
