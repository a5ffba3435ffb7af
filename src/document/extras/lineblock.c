/* SPDX-License-Identifier: ISC */
/* Find the paragraphs whose lines are to be kept: "| a line". */
#include "document/extras/lineblock.h"

#include <string.h>

static bool is_break(const struct inlines *inlines, size_t item)
{
	return inlines->items[item].kind == INLINE_SOFT_BREAK ||
	       inlines->items[item].kind == INLINE_HARD_BREAK;
}

/* Whether a line begins with a bar at this item. */
static bool begins_with_bar(const struct inlines *inlines, size_t item)
{
	struct span text;

	if (item == inlines->count || inlines->items[item].kind != INLINE_TEXT)
		return false;
	text = inlines_bytes(inlines, item);
	if (!text.len || *text.ptr != '|')
		return false;
	if (text.len == 1)
		return item + 1 == inlines->count ||
		       is_break(inlines, item + 1);
	return text.ptr[1] == ' ' || text.ptr[1] == '\t';
}

/* Whether the line that ends with an item has text before a bar there. */
static bool ends_with_bar(const struct inlines *inlines, size_t item)
{
	struct span text = inlines_bytes(inlines, item);

	return inlines->items[item].kind == INLINE_TEXT && text.len > 1 &&
	       text.ptr[text.len - 1] == '|';
}

/* Whether there is more than bars, which alone would leave nothing to read. */
static bool has_words(const struct inlines *inlines)
{
	for (size_t i = 0; i < inlines->count; i++)
		if (!is_break(inlines, i) &&
		    (inlines->items[i].kind != INLINE_TEXT ||
		     inlines->items[i].len > 1))
			return true;
	return false;
}

static bool is_lineblock(const struct inlines *inlines)
{
	size_t breaks = 0;

	if (!begins_with_bar(inlines, 0) ||
	    ends_with_bar(inlines, inlines->count - 1))
		return false;
	for (size_t i = 1; i < inlines->count; i++) {
		if (!is_break(inlines, i))
			continue;
		if (ends_with_bar(inlines, i - 1) ||
		    !begins_with_bar(inlines, i + 1))
			return false;
		breaks++;
	}
	return breaks;
}

bool lineblock_take(struct inlines *inlines)
{
	if (!inlines->count || !is_lineblock(inlines) || !has_words(inlines))
		return false;
	for (size_t i = 0; i < inlines->count; i++) {
		struct inline_item *item = &inlines->items[i];

		if (is_break(inlines, i)) {
			item->kind = INLINE_HARD_BREAK;
		} else if (!i || is_break(inlines, i - 1)) {
			/* White space at either end of a line is no text. */
			inlines->text.data[item->off] = ' ';
		}
	}
	return true;
}
