/* SPDX-License-Identifier: ISC */
/* Collect what changes in a list of inlines, then make the changed list. */
#include "document/extras/edits.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

void edits_release(struct edits *edits)
{
	free(edits->items);
	buffer_release(&edits->strings);
	*edits = (struct edits)EDITS_INIT;
}

void edits_clear(struct edits *edits)
{
	edits->count = 0;
	buffer_clear(&edits->strings);
}

size_t edits_reserve(struct edits *edits, size_t item, size_t off)
{
	MEMORY_RESERVE(edits->items, edits->room, edits->count + 1);
	edits->items[edits->count] = (struct edit){
		.item = (uint32_t)item,
		.off = (uint32_t)off,
		.action = EDIT_NONE,
	};
	return edits->count++;
}

void edits_set(struct edits *edits, size_t edit, enum edit_action action,
	       enum inline_kind kind, size_t len)
{
	edits->items[edit].action = (uint8_t)action;
	edits->items[edit].kind = (uint8_t)kind;
	edits->items[edit].len = (uint32_t)len;
}

size_t edits_add(struct edits *edits, size_t item, size_t off, size_t len,
		 enum edit_action action, enum inline_kind kind)
{
	size_t edit = edits_reserve(edits, item, off);

	edits_set(edits, edit, action, kind, len);
	return edit;
}

void edits_set_string(struct edits *edits, size_t edit, size_t from)
{
	edits->items[edit].string = (uint32_t)from;
	edits->items[edit].string_len = (uint32_t)(edits->strings.len - from);
}

bool edits_idle(const struct edits *edits)
{
	for (size_t i = 0; i < edits->count; i++)
		if (edits->items[i].action != EDIT_NONE)
			return false;
	return true;
}

static void perform(const struct edits *edits, const struct edit *edit,
		    struct inlines *out)
{
	const char *string = buffer_string(&edits->strings) + edit->string;
	bool link = edit->kind >= INLINE_LINK && edit->action == EDIT_ENTER;

	if (edit->action == EDIT_LEAF) {
		inlines_add_leaf(out, (enum inline_kind)edit->kind, string,
				 edit->string_len);
		return;
	}
	if (edit->string_len && !link)
		inlines_add_leaf(out, INLINE_TARGET, string, edit->string_len);
	if (link)
		inlines_enter_link(out, (enum inline_kind)edit->kind, string,
				   NULL, INLINE_NONE);
	else if (edit->action != EDIT_DROP)
		inlines_add_edge(out, (enum inline_kind)edit->kind,
				 edit->action == EDIT_ENTER ? INLINE_ENTER
							    : INLINE_LEAVE);
}

/* The edits of one item, from the one at next on; returns the next item's. */
static size_t apply_to(const struct edits *edits, size_t next,
		       struct inlines *out, const struct inlines *in,
		       size_t item)
{
	struct span bytes = inlines_bytes(in, item);
	bool text = in->items[item].kind == INLINE_TEXT;
	size_t done = 0;

	for (; next < edits->count && edits->items[next].item == item; next++) {
		const struct edit *edit = &edits->items[next];

		if (edit->action == EDIT_NONE)
			continue;
		assert(edit->off >= done && (text || !edit->off));
		if (text)
			inlines_add_text(out, bytes.ptr + done,
					 edit->off - done);
		perform(edits, edit, out);
		done = edit->off + edit->len;
	}
	if (text)
		inlines_add_text(out, bytes.ptr + done, bytes.len - done);
	else
		inlines_copy(out, in, item);
	return next;
}

void edits_apply(const struct edits *edits, struct inlines *out,
		 const struct inlines *in)
{
	size_t next = 0;

	inlines_clear(out);
	for (size_t item = 0; item < in->count; item++)
		next = apply_to(edits, next, out, in, item);
}
