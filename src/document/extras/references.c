/* SPDX-License-Identifier: ISC */
/* Find the references to notes. */
#include "document/extras/references.h"

#include "document/extras/address.h"
#include "document/extras/marked.h"

struct search {
	struct edits *edits;
	extras_find_note *find_note;
	void *context;
	struct buffer label; /* scratch */
};

/* The end of the label that starts at off; *closed says whether a bracket
 * stands there. As in cmark-gfm, it has no white space and no bracket. */
static size_t label_end(struct span text, size_t off, bool *closed)
{
	*closed = false;
	while (off < text.len) {
		struct marked at = marked_at(text, off);

		if (!at.literal && (at.point == '[' || at.point == ' ' ||
				    at.point == '\t' || at.point == '\n'))
			return off;
		if (!at.literal && at.point == ']') {
			*closed = true;
			return off;
		}
		off = at.end;
	}
	return off;
}

/* A bracket and a caret stand at off. Returns where to go on. */
static size_t take(struct search *search, struct span text, size_t item,
		   size_t off)
{
	struct edits *edits = search->edits;
	size_t from = edits->strings.len;
	bool closed;
	size_t start = off + 2;
	size_t end = label_end(text, start, &closed);
	size_t edit;

	if (!closed || end == start)
		return end;
	buffer_clear(&search->label);
	marked_append_source(&search->label,
			     (struct span){ text.ptr + start, end - start });
	if (!search->find_note(search->context, buffer_string(&search->label),
			       search->label.len, &edits->strings)) {
		buffer_truncate(&edits->strings, from);
		return end;
	}
	edit = edits_add(edits, item, off, end + 1 - off, EDIT_LEAF,
			 INLINE_REFERENCE);
	edits_set_string(edits, edit, from);
	return end + 1;
}

void references_find(struct edits *edits, const struct inlines *in,
		     extras_find_note *find_note, void *context)
{
	static const bool signs[256] = { ['['] = true };
	struct search search = { edits, find_note, context, BUFFER_INIT };

	for (size_t i = 0; i < in->count; i++) {
		struct span text = inlines_bytes(in, i);
		size_t off = 0;

		if (in->items[i].kind != INLINE_TEXT || address_is(in, i))
			continue;
		while (off < text.len) {
			if (marked_is(text, off, '[') &&
			    marked_is(text, off + 1, '^'))
				off = take(&search, text, i, off);
			else
				off = marked_skip(
					text, marked_at(text, off).end, signs);
		}
	}
	buffer_release(&search.label);
}
