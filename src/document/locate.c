/* SPDX-License-Identifier: ISC */
/* A place as a person writes it, to a byte of reading text. */
#include "document/locate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/outline.h"
#include "document/query.h"
#include "text/cells.h"
#include "text/percent.h"

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

uint32_t locate_line_of(const struct document *document, uint32_t off)
{
	const struct block *block =
		&document->blocks[document_block_at(document, off)];
	const char *text = document->text.data;
	uint32_t line = block->line;

	if (block->kind != BLOCK_CODE && block->kind != BLOCK_VERSE)
		return line;
	line += (block->flags & BLOCK_FENCED) ? 1 : 0;
	for (uint32_t at = block->off; at < off && at < block->end; at++)
		line += text[at] == '\n';
	return line;
}

/* A heading with this slug, else the first target of this name. */
static bool find_name(const struct document *document, const char *name,
		      uint32_t *off)
{
	uint32_t heading = outline_find(document, name);

	if (heading != DOCUMENT_NONE) {
		*off = document->blocks[document->headings[heading].block].off;
		return true;
	}
	for (size_t i = 0; i < document->target_count; i++) {
		const struct target *target = &document->targets[i];

		if (strcmp(document_string(document, target->name), name) != 0)
			continue;
		*off = target->off;
		/* One behind all text leads to what is last. */
		if (*off == document->text.len && *off)
			*off = document->blocks[document->block_count - 1].off;
		return true;
	}
	return false;
}

bool locate_any(const struct document *document, const char *name,
		uint32_t *off)
{
	struct error error;
	struct query *query;
	struct hit hit;
	bool found;

	if (*name != '/')
		return locate(document, name, off);
	query = query_new(QUERY_TEXT, name + 1, strlen(name + 1), &error);
	found = query && query_find(query, document, 0,
				    (uint32_t)document->text.len, &hit, 1);
	if (found)
		*off = hit.off;
	query_free(query);
	return found;
}

bool locate_fragment(const struct document *document, const char *fragment,
		     uint32_t *off)
{
	struct buffer name = BUFFER_INIT;
	bool found = *fragment && find_name(document, fragment, off);

	if (!found && *fragment) {
		percent_decode(&name, fragment, strlen(fragment));
		found = !memchr(buffer_string(&name), '\0', name.len) &&
			find_name(document, buffer_string(&name), off);
	}
	buffer_release(&name);
	return found && document->block_count;
}

/* An address without what may differ: its scheme's s, a last slash. */
static struct span bare_address(const char *url)
{
	struct span bare = { url, strcspn(url, "#") };

	if (strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0)
		bare.ptr = strchr(url, '/') + 2;
	bare.len -= (size_t)(bare.ptr - url);
	if (bare.len && bare.ptr[bare.len - 1] == '/')
		bare.len--;
	return bare;
}

const char *locate_inside(const struct document *document, const char *url)
{
	const char *own = document_string(document, document->metadata.url);
	const char *hash = strchr(url, '#');
	struct span a, b;

	if (!hash)
		return NULL;
	if (hash == url)
		return url + 1;
	a = bare_address(url);
	b = bare_address(own);
	if (!b.len || a.len != b.len || memcmp(a.ptr, b.ptr, a.len) != 0)
		return NULL;
	return hash + 1;
}

bool locate(const struct document *document, const char *name, uint32_t *off)
{
	uint32_t number;

	if (name[0] == '#')
		return locate_fragment(document, name + 1, off);
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
