/* SPDX-License-Identifier: ISC */
/* Find [text]{.class} spans and the attributes behind links and code. */
#include "document/extras/spans.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "document/extras/address.h"
#include "document/extras/attributes.h"
#include "document/extras/marked.h"

/* A bracket that is open, or an inline around what follows. */
struct opener {
	size_t edit; /* its place */
	bool edge;   /* the inline */
};

struct search {
	struct edits *edits;
	const struct inlines *in;
	struct opener *openers; /* a stack */
	size_t depth, room;
};

#define NO_EDIT SIZE_MAX

static void push(struct search *search, size_t edit, bool edge)
{
	MEMORY_RESERVE(search->openers, search->room, search->depth + 1);
	search->openers[search->depth++] = (struct opener){ edit, edge };
}

/* Leaves the innermost inline, and the brackets that stayed open in it;
 * returns its place. */
static size_t leave(struct search *search)
{
	while (search->depth && !search->openers[search->depth - 1].edge)
		search->depth--;
	assert(search->depth);
	return search->openers[--search->depth].edit;
}

static void set_target(struct edits *edits, size_t edit, struct span id)
{
	size_t from = edits->strings.len;

	if (!id.len)
		return;
	buffer_append(&edits->strings, id.ptr, id.len);
	edits_set_string(edits, edit, from);
}

/* Attributes at the start of this item, which follows another inline; before is
 * the place before that. Only kramdown has them behind what is no link, image
 * or code. Returns their length. */
static size_t take_behind(struct search *search, size_t item, size_t before)
{
	const struct inline_item *last = &search->in->items[item - 1];
	struct span text = inlines_bytes(search->in, item);
	struct attributes attributes;
	size_t len = 0;

	if (last->kind == INLINE_CODE || last->kind >= INLINE_LINK)
		len = attributes_read(text, 0, ATTRIBUTES_INLINE, &attributes);
	if (!len)
		len = attributes_read(text, 0, ATTRIBUTES_KRAMDOWN,
				      &attributes);
	if (!len)
		return 0;
	if (attributes.id.len) {
		edits_set(search->edits, before, EDIT_DROP, INLINE_TEXT, 0);
		set_target(search->edits, before, attributes.id);
	}
	edits_add(search->edits, item, 0, len, EDIT_DROP, INLINE_TEXT);
	return len;
}

/* The bracket at off closes the innermost one. Returns where to go on. */
static size_t close_bracket(struct search *search, size_t item, size_t off)
{
	struct edits *edits = search->edits;
	struct attributes attributes;
	enum inline_kind kind = INLINE_TEXT;
	size_t opener;
	size_t len;

	if (!search->depth || search->openers[search->depth - 1].edge)
		return off + 1;
	opener = search->openers[--search->depth].edit;
	len = attributes_read(inlines_bytes(search->in, item), off + 1,
			      ATTRIBUTES_INLINE, &attributes);
	if (!len)
		return off + 1;
	if (attributes.mark)
		kind = INLINE_MARK;
	else if (attributes.underline)
		kind = INLINE_EMPHASIS;
	edits_set(edits, opener, kind == INLINE_TEXT ? EDIT_DROP : EDIT_ENTER,
		  kind, 1);
	set_target(edits, opener, attributes.id);
	edits_add(edits, item, off, 1 + len,
		  kind == INLINE_TEXT ? EDIT_DROP : EDIT_LEAVE, kind);
	return off + 1 + len;
}

static void look_at_text(struct search *search, size_t item, size_t off)
{
	struct span text = inlines_bytes(search->in, item);

	if (address_is(search->in, item))
		return;
	while (off < text.len) {
		if (marked_is(text, off, '['))
			push(search, edits_reserve(search->edits, item, off),
			     false);
		if (marked_is(text, off, ']'))
			off = close_bracket(search, item, off);
		else
			off = marked_at(text, off).end;
	}
}

void spans_find(struct edits *edits, const struct inlines *in)
{
	struct search search = { .edits = edits, .in = in };
	size_t before = NO_EDIT; /* the place before what may have attributes */

	for (size_t i = 0; i < in->count; i++) {
		const struct inline_item *item = &in->items[i];
		size_t last = before;

		before = NO_EDIT;
		if (item->kind == INLINE_TEXT) {
			look_at_text(&search, i,
				     last == NO_EDIT
					     ? 0
					     : take_behind(&search, i, last));
		} else if (item->kind == INLINE_CODE) {
			before = edits_reserve(edits, i, 0);
		} else if (item->edge == INLINE_ENTER) {
			push(&search, edits_reserve(edits, i, 0), true);
		} else if (item->edge == INLINE_LEAVE) {
			before = leave(&search);
		}
	}
	free(search.openers);
}
