/* SPDX-License-Identifier: ISC */
/* Find the signs of notes that converters write as links. */
#include "document/extras/raised.h"

#include <string.h>

#include "text/character.h"
#include "text/utf8.h"

enum { DIGITS_MAX = 4 };

bool raised_may_be(const struct inlines *in, size_t item)
{
	const struct inline_item *link = &in->items[item];

	return link->kind == INLINE_LINK && link->edge == INLINE_ENTER &&
	       link->url != INLINE_NONE && in->text.data[link->url] == '#';
}

static bool is_number(const struct inlines *in, size_t item)
{
	struct span text = inlines_bytes(in, item);

	if (in->items[item].kind != INLINE_TEXT || text.len > DIGITS_MAX)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return true;
}

/* Whether the last character of a text is of a word, or ends a word or a
 * sentence; a straight quotation mark does if something stands before it. */
static bool ends_word(struct span text)
{
	static const char closing[] =
		".,;:!?)]}%»”’…。，、；：！？）」』》〉】";
	uint32_t point;
	size_t last;

	while (text.len > 1 && strchr("\"'", text.ptr[text.len - 1]))
		text.len--;
	last = utf8_previous(text.ptr, text.len);
	utf8_decode(text.ptr + last, text.len - last, &point);
	return character_wordlike(point) ||
	       memmem(closing, sizeof(closing) - 1, text.ptr + last,
		      text.len - last);
}

/* Whether what stands before an item is such a text, or marked as one. */
static bool follows_word(const struct inlines *in, size_t item)
{
	const struct inline_item *before;

	while (item && in->items[item - 1].kind == INLINE_TARGET)
		item--;
	if (!item)
		return false;
	before = &in->items[item - 1];
	if (before->kind == INLINE_TEXT)
		return ends_word(inlines_bytes(in, item - 1));
	return before->kind == INLINE_CODE ||
	       (before->edge == INLINE_LEAVE && before->kind < INLINE_LINK);
}

void raised_find(struct edits *edits, const struct inlines *in)
{
	size_t behind = 0; /* the item behind the last sign */

	for (size_t i = 0; i + 2 < in->count; i++) {
		if (!raised_may_be(in, i) || !is_number(in, i + 1) ||
		    in->items[i + 2].edge != INLINE_LEAVE ||
		    !((behind && behind == i) || follows_word(in, i)))
			continue;
		behind = i + 3;
		edits_add(edits, i + 1, 0, 0, EDIT_ENTER, INLINE_SUPERSCRIPT);
		edits_add(edits, i + 1, inlines_bytes(in, i + 1).len, 0,
			  EDIT_LEAVE, INLINE_SUPERSCRIPT);
	}
}
