/* SPDX-License-Identifier: ISC */
/* Bring attributes that were wrapped onto one line. */
#include "document/extras/wrapped.h"

#include <string.h>

#include "document/extras/attributes.h"
#include "document/extras/marked.h"

enum { BREAKS_MAX = 8 }; /* with more, no attributes */

/* Whether a text and a soft break stand at an item. */
static bool is_broken(const struct inlines *in, size_t item)
{
	return item + 2 < in->count && in->items[item].kind == INLINE_TEXT &&
	       in->items[item + 1].kind == INLINE_SOFT_BREAK &&
	       in->items[item + 2].kind == INLINE_TEXT;
}

/* Whether attributes may begin behind what is before a text. */
static bool may_follow(const struct inlines *in, size_t item)
{
	const struct inline_item *before;

	if (!item)
		return false;
	before = &in->items[item - 1];
	return before->kind == INLINE_CODE ||
	       (before->kind >= INLINE_LINK && before->edge == INLINE_LEAVE);
}

/* Finds the brace that a text leaves open at its end. */
static bool find_brace(const struct inlines *in, size_t item, size_t *off)
{
	struct span text = inlines_bytes(in, item);
	const char *brace;
	size_t from = 0;

	if (text.len > ATTRIBUTES_LEN_MAX)
		from = text.len - ATTRIBUTES_LEN_MAX;
	brace = memrchr(text.ptr + from, '{', text.len - from);
	if (!brace)
		return false;
	*off = (size_t)(brace - text.ptr);
	if (marked_before(text, *off))
		return false;
	return *off ? text.ptr[*off - 1] == ']' : may_follow(in, item);
}

static void append_start(struct buffer *joined, struct span text)
{
	size_t len = text.len;

	if (len > ATTRIBUTES_LEN_MAX)
		len = ATTRIBUTES_LEN_MAX;
	buffer_append_byte(joined, ' ');
	buffer_append(joined, text.ptr, len);
}

/* How many soft breaks stand inside the attributes that begin in a text. */
static size_t count_breaks(const struct inlines *in, size_t item,
			   struct buffer *joined)
{
	struct attributes attributes;
	size_t count = 0;
	struct span text;
	size_t off;

	if (!is_broken(in, item) || !find_brace(in, item, &off))
		return 0;
	text = inlines_bytes(in, item);
	buffer_clear(joined);
	buffer_append(joined, text.ptr + off, text.len - off);
	for (; is_broken(in, item) && count < BREAKS_MAX; item += 2) {
		struct span all;
		size_t before = joined->len;
		size_t len;

		append_start(joined, inlines_bytes(in, item + 2));
		all = (struct span){ joined->data, joined->len };
		count++;
		len = attributes_read(all, 0, ATTRIBUTES_INLINE, &attributes);
		if (len)
			return len > before ? count : 0;
	}
	return 0;
}

bool wrapped_join(struct inlines *out, const struct inlines *in)
{
	struct buffer joined = BUFFER_INIT;
	bool found = false;
	size_t breaks = 0;

	inlines_clear(out);
	for (size_t i = 0; i < in->count; i++) {
		if (breaks && in->items[i].kind == INLINE_SOFT_BREAK) {
			inlines_add_text(out, " ", 1);
			breaks--;
			found = true;
			continue;
		}
		inlines_copy(out, in, i);
		if (!breaks)
			breaks = count_breaks(in, i, &joined);
	}
	buffer_release(&joined);
	return found;
}
