/* SPDX-License-Identifier: ISC */
/* The lines of a note that the reader wrote, at a width. */
#include "reader/notelines.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/breaks.h"

void notelines_release(struct notelines *lines)
{
	buffer_release(&lines->text);
	free(lines->starts);
	*lines = (struct notelines){ 0 };
}

void notelines_set(struct notelines *lines, const char *text, size_t len)
{
	buffer_clear(&lines->text);
	buffer_append(&lines->text, text, len);
	for (size_t i = 0; i < lines->text.len; i++)
		if (lines->text.data[i] == '\t')
			lines->text.data[i] = ' ';
	lines->columns = 0;
	lines->count = 0;
}

/* Where the line that begins at start ends: before what does not fit, at a
 * break if there is one. */
static size_t line_end(const struct notelines *lines, enum cells_mode cells,
		       const uint8_t *kinds, size_t start)
{
	const char *text = lines->text.data + start;
	size_t len = lines->text.len - start;
	size_t fits = cells_fit(cells, text, len, (size_t)lines->columns, NULL);
	const char *newline = memchr(text, '\n', fits < len ? fits + 1 : len);
	size_t end;

	if (newline)
		return start + (size_t)(newline - text) + 1;
	if (fits == len)
		return start + len;
	/* The blanks between two words need no room. */
	while (fits < len && text[fits] == ' ')
		fits++;
	for (end = start + fits; end > start; end--)
		if (kinds[end] == BREAK_ALLOWED)
			return end;
	if (!fits) {
		struct cluster cluster;

		cells_next(cells, text, len, &cluster);
		fits = cluster.len;
	}
	return start + fits;
}

void notelines_break(struct notelines *lines, enum cells_mode cells,
		     int columns)
{
	const struct buffer *text = &lines->text;
	uint8_t *kinds;

	if (lines->columns == columns)
		return;
	lines->columns = columns;
	lines->count = 0;
	kinds = memory_alloc(text->len + 1);
	breaks_find(buffer_string(text), text->len, kinds);
	kinds[text->len] = BREAK_ALLOWED;
	for (size_t off = 0; off < text->len;
	     off = line_end(lines, cells, kinds, off)) {
		MEMORY_RESERVE(lines->starts, lines->room, lines->count + 1);
		lines->starts[lines->count++] = (uint32_t)off;
	}
	free(kinds);
}

bool notelines_get(const struct notelines *lines, size_t index,
		   struct span *line)
{
	const char *text = buffer_string(&lines->text);
	size_t end = lines->text.len;

	if (index >= lines->count)
		return false;
	if (index + 1 < lines->count)
		end = lines->starts[index + 1];
	*line = (struct span){ text + lines->starts[index],
			       end - lines->starts[index] };
	while (line->len && strchr(" \n", line->ptr[line->len - 1]))
		line->len--;
	return true;
}
