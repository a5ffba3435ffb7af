/* SPDX-License-Identifier: ISC */
/* Find lines of a text by their numbers. */
#include "document/markdown/lines.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void lines_set(struct lines *lines, const char *text, size_t len,
	       uint32_t first)
{
	assert(len < UINT32_MAX);
	lines->text = text;
	lines->len = len;
	lines->first = first;
	lines->count = 0;
}

void lines_release(struct lines *lines)
{
	free(lines->starts);
	*lines = (struct lines){ 0 };
}

/* Where the line with this index starts; the text's end behind the last. */
static size_t start_of(struct lines *lines, size_t index)
{
	while (lines->count <= index) {
		size_t start = 0;

		if (lines->count) {
			size_t before = lines->starts[lines->count - 1];
			const char *end = memchr(lines->text + before, '\n',
						 lines->len - before);

			start = end ? (size_t)(end - lines->text) + 1
				    : lines->len;
		}
		if (start == lines->len)
			return start;
		MEMORY_RESERVE(lines->starts, lines->room, lines->count + 1);
		lines->starts[lines->count++] = (uint32_t)start;
	}
	return lines->starts[index];
}

struct span lines_between(struct lines *lines, uint32_t from, uint32_t to)
{
	size_t start = start_of(lines, from - lines->first);
	size_t end = start_of(lines, to - lines->first);

	return (struct span){ lines->text + start, end - start };
}

struct span lines_at(struct lines *lines, uint32_t number)
{
	struct span line = lines_between(lines, number, number + 1);

	if (line.len && line.ptr[line.len - 1] == '\n')
		line.len--;
	return line;
}
