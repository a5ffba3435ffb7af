/* SPDX-License-Identifier: ISC */
/* The inlines of one leaf block as a flat list, between a parser and a piece.
 */
#include "document/markdown/inlines.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void inlines_release(struct inlines *inlines)
{
	free(inlines->items);
	buffer_release(&inlines->text);
	*inlines = (struct inlines)INLINES_INIT;
}

void inlines_clear(struct inlines *inlines)
{
	inlines->count = 0;
	buffer_clear(&inlines->text);
}

static struct inline_item *add(struct inlines *inlines, enum inline_kind kind,
			       enum inline_edge edge)
{
	struct inline_item *item;

	MEMORY_RESERVE(inlines->items, inlines->room, inlines->count + 1);
	item = &inlines->items[inlines->count++];
	*item = (struct inline_item){
		.kind = (uint8_t)kind,
		.edge = (uint8_t)edge,
		.off = (uint32_t)inlines->text.len,
		.definition = INLINE_NONE,
		.url = INLINE_NONE,
		.title = INLINE_NONE,
	};
	return item;
}

void inlines_add_text(struct inlines *inlines, const char *bytes, size_t len)
{
	struct inline_item *last =
		inlines->count ? &inlines->items[inlines->count - 1] : NULL;

	if (!len)
		return;
	if (!last || last->kind != INLINE_TEXT ||
	    last->off + last->len != inlines->text.len)
		last = add(inlines, INLINE_TEXT, INLINE_LEAF);
	buffer_append(&inlines->text, bytes, len);
	assert(inlines->text.len < UINT32_MAX);
	last->len += (uint32_t)len;
}

void inlines_add_leaf(struct inlines *inlines, enum inline_kind kind,
		      const char *bytes, size_t len)
{
	struct inline_item *item;

	assert(kind != INLINE_TEXT && kind < INLINE_EMPHASIS);
	item = add(inlines, kind, INLINE_LEAF);
	item->len = (uint32_t)len;
	buffer_append(&inlines->text, bytes, len);
	assert(inlines->text.len < UINT32_MAX);
}

void inlines_add_edge(struct inlines *inlines, enum inline_kind kind,
		      enum inline_edge edge)
{
	assert(kind >= INLINE_EMPHASIS && edge != INLINE_LEAF);
	add(inlines, kind, edge);
}

/* Keeps a string with its NUL; INLINE_NONE for an empty one. */
static uint32_t keep_string(struct inlines *inlines, const char *string)
{
	size_t off = inlines->text.len;

	if (!string || !*string)
		return INLINE_NONE;
	buffer_append(&inlines->text, string, strlen(string) + 1);
	assert(inlines->text.len < UINT32_MAX);
	return (uint32_t)off;
}

void inlines_enter_link(struct inlines *inlines, enum inline_kind kind,
			const char *url, const char *title, uint32_t definition)
{
	uint32_t kept_url = keep_string(inlines, url);
	uint32_t kept_title = keep_string(inlines, title);
	struct inline_item *item = add(inlines, kind, INLINE_ENTER);

	item->url = kept_url;
	item->title = kept_title;
	item->definition = definition;
}

static const char *string_of(const struct inlines *inlines, uint32_t off)
{
	return off == INLINE_NONE ? NULL : inlines->text.data + off;
}

void inlines_copy(struct inlines *inlines, const struct inlines *from,
		  size_t item)
{
	const struct inline_item *source = &from->items[item];
	struct span bytes = inlines_bytes(from, item);

	if (source->kind == INLINE_TEXT)
		inlines_add_text(inlines, bytes.ptr, bytes.len);
	else if (source->edge == INLINE_LEAF)
		inlines_add_leaf(inlines, (enum inline_kind)source->kind,
				 bytes.ptr, bytes.len);
	else if (source->edge == INLINE_ENTER && source->kind >= INLINE_LINK)
		inlines_enter_link(inlines, (enum inline_kind)source->kind,
				   string_of(from, source->url),
				   string_of(from, source->title),
				   source->definition);
	else
		inlines_add_edge(inlines, (enum inline_kind)source->kind,
				 (enum inline_edge)source->edge);
}

struct span inlines_bytes(const struct inlines *inlines, size_t item)
{
	const struct inline_item *found = &inlines->items[item];

	return (struct span){ buffer_string(&inlines->text) + found->off,
			      found->len };
}
