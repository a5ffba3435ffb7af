/* SPDX-License-Identifier: ISC */
/* Find what stands around a paragraph's text to describe it. */
#include "document/extras/trailers.h"

#include "document/extras/attributes.h"
#include "document/extras/marked.h"

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static struct span trim_end(struct span text)
{
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	return text;
}

static bool is_break(const struct inlines *in, size_t item)
{
	return in->items[item].kind == INLINE_SOFT_BREAK ||
	       in->items[item].kind == INLINE_HARD_BREAK;
}

/* Whether an item is a line of its own, and nothing but attributes. */
static bool is_attributes(const struct inlines *in, size_t item,
			  struct attributes *attributes)
{
	struct span text = trim_end(inlines_bytes(in, item));

	return in->items[item].kind == INLINE_TEXT &&
	       (!item || is_break(in, item - 1)) &&
	       (item + 1 == in->count || is_break(in, item + 1)) &&
	       attributes_read(text, 0, ATTRIBUTES_KRAMDOWN, attributes) ==
		       text.len;
}

static bool find_attributes(struct edits *edits, const struct inlines *in)
{
	struct attributes attributes;
	size_t item = in->count - 1;
	size_t target = edits_reserve(edits, 0, 0);
	size_t from = edits->strings.len;

	if (!is_attributes(in, item, &attributes)) {
		item = 0;
		if (!is_attributes(in, item, &attributes))
			return false;
	}
	if (attributes.id.len) {
		buffer_append(&edits->strings, attributes.id.ptr,
			      attributes.id.len);
		edits_set(edits, target, EDIT_DROP, INLINE_TEXT, 0);
		edits_set_string(edits, target, from);
	}
	edits_add(edits, item, 0, inlines_bytes(in, item).len, EDIT_DROP,
		  INLINE_TEXT);
	return true;
}

static bool in_name(char byte)
{
	return (byte >= '0' && byte <= '9') || byte == '-' ||
	       ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* The offset of the '^' of a name at the end of a text; its length if there is
 * none. One letter is a key ("^C"), digits alone are a power. */
static size_t find_caret(struct span text)
{
	size_t off = text.len;
	bool letter = false;

	while (off && in_name(text.ptr[off - 1]))
		letter |= (text.ptr[--off] | 0x20) >= 'a';
	if (!letter || text.len - off < 2 || !off || text.ptr[off - 1] != '^')
		return text.len;
	return off - 1;
}

static void find_name(struct edits *edits, const struct inlines *in)
{
	size_t item = in->count - 1;
	struct span text = trim_end(inlines_bytes(in, item));
	size_t off = find_caret(text);
	size_t from = edits->strings.len;
	size_t target;

	if (in->items[item].kind != INLINE_TEXT || off == text.len)
		return;
	if (off ? !is_blank(text.ptr[off - 1])
		: item && !is_break(in, item - 1))
		return;
	buffer_append(&edits->strings, text.ptr + off, text.len - off);
	target = edits_reserve(edits, 0, 0);
	edits_set(edits, target, EDIT_DROP, INLINE_TEXT, 0);
	edits_set_string(edits, target, from);
	edits_add(edits, item, off, text.len - off, EDIT_DROP, INLINE_TEXT);
}

void trailers_find(struct edits *edits, const struct inlines *in)
{
	if (in->count && !find_attributes(edits, in))
		find_name(edits, in);
}
