/* SPDX-License-Identifier: ISC */
/* Set lines that are not to be parsed. */
#include "document/markdown/verbatim.h"

#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/markdown/escapes.h"

static bool is_blank(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\n", line[i]))
			return false;
	return true;
}

/* The length of the line at off, with its '\n'. */
static size_t line_length(const char *text, size_t len, size_t off)
{
	const char *end = memchr(text + off, '\n', len - off);

	return end ? (size_t)(end - text) + 1 - off : len - off;
}

static void set_paragraph(struct document *piece, const char *text, size_t len,
			  uint32_t line)
{
	struct buffer plain = BUFFER_INIT;

	escapes_unmark(&plain, text, len);
	for (size_t i = 0; i < plain.len; i++)
		if (plain.data[i] == '\n')
			plain.data[i] = ' ';
	document_begin_block(piece, BLOCK_PARAGRAPH, DOCUMENT_NONE, line);
	document_add_text(piece, buffer_string(&plain), plain.len, 0,
			  DOCUMENT_NONE);
	document_end_block(piece);
	buffer_release(&plain);
}

void verbatim_set(struct document *piece, const char *text, size_t len,
		  uint32_t line)
{
	size_t start = 0;
	uint32_t first = line;

	for (size_t off = 0; off < len; line++) {
		size_t length = line_length(text, len, off);

		if (is_blank(text + off, length)) {
			if (start < off)
				set_paragraph(piece, text + start, off - start,
					      first);
			start = off + length;
			first = line + 1;
		}
		off += length;
	}
	if (start < len)
		set_paragraph(piece, text + start, len - start, first);
}

size_t verbatim_length(const char *text, size_t len, size_t least,
		       uint32_t *lines)
{
	size_t off = 0;
	uint32_t count = 0;

	while (off < len) {
		size_t start = off;

		off += line_length(text, len, off);
		count++;
		if (off >= least && is_blank(text + start, off - start)) {
			*lines = count;
			return off;
		}
	}
	*lines = count;
	return 0;
}
