/* SPDX-License-Identifier: ISC */
/* A place as a person writes it, to a byte of reading text. */
#include "document/locate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "document/outline.h"
#include "text/cells.h"

/* A number with only behind after it. */
static bool read_number(const char *text, const char *behind, uint32_t *number)
{
	char *end;
	unsigned long value;

	if (*text < '0' || *text > '9')
		return false;
	errno = 0;
	value = strtoul(text, &end, 10);
	*number = value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
	return !errno && strcmp(end, behind) == 0;
}

bool locate_is_place(const char *name)
{
	uint32_t number;

	return (name[0] == '#' && name[1]) ||
	       (name[0] == ':' && read_number(name + 1, "", &number)) ||
	       read_number(name, "%", &number);
}

uint32_t locate_line(const struct document *document, uint32_t line)
{
	const struct block *block =
		&document->blocks[document_block_of_line(document, line)];
	uint32_t off = block->off;
	uint32_t at = block->line + ((block->flags & BLOCK_FENCED) ? 1 : 0);

	if (block->kind != BLOCK_CODE && block->kind != BLOCK_VERSE)
		return off;
	for (; at < line; at++) {
		const char *end = memchr(document->text.data + off, '\n',
					 block->end - off);

		if (!end || end + 1 == document->text.data + block->end)
			break;
		off = (uint32_t)(end + 1 - document->text.data);
	}
	return off;
}

bool locate(const struct document *document, const char *name, uint32_t *off)
{
	uint32_t number;

	if (name[0] == '#') {
		uint32_t heading = outline_find(document, name + 1);

		if (heading == DOCUMENT_NONE)
			return false;
		*off = document->blocks[document->headings[heading].block].off;
		return true;
	}
	*off = 0;
	if (name[0] == ':' && read_number(name + 1, "", &number)) {
		if (document->block_count)
			*off = locate_line(document, number);
		return true;
	}
	if (!read_number(name, "%", &number))
		return false;
	if (number > 100)
		number = 100;
	*off = (uint32_t)((uint64_t)document->text.len * number / 100);
	*off = (uint32_t)cells_start(buffer_string(&document->text),
				     document->text.len, *off);
	return true;
}
