/* SPDX-License-Identifier: ISC */
/* Take out the comments of Obsidian. */
#include "document/extras/comments.h"

#include <string.h>

#include "text/character.h"
#include "text/utf8.h"

struct search {
	struct inlines *out;
	const struct inlines *in;
	size_t depth; /* inlines that are entered */
	bool found;
	/* A mark that may begin a comment: */
	bool open;
	bool begins_line;
	bool touches;	   /* what follows it */
	bool filled;	   /* that is not only white space */
	size_t open_depth; /* depth that it stands at */
	/* What out had before it: */
	size_t count;
	uint32_t len; /* of the last item */
	size_t text_len;
};

static bool is_break(const struct inline_item *item)
{
	return item->kind == INLINE_SOFT_BREAK ||
	       item->kind == INLINE_HARD_BREAK;
}

/* The characters at both sides of the len bytes at off; '\n' at the ends of
 * lines, and '*' for another inline. */
static void look_around(const struct search *search, size_t item, size_t off,
			size_t len, uint32_t *before, uint32_t *after)
{
	const struct inlines *in = search->in;
	struct span text = inlines_bytes(in, item);
	size_t end = off + len;

	*before = '*';
	*after = '*';
	if (off) {
		size_t previous = utf8_previous(text.ptr, off);

		utf8_decode(text.ptr + previous, off - previous, before);
	} else if (!item || is_break(&in->items[item - 1])) {
		*before = '\n';
	}
	if (end < text.len)
		utf8_decode(text.ptr + end, text.len - end, after);
	else if (item + 1 == in->count || is_break(&in->items[item + 1]))
		*after = '\n';
}

static void open_comment(struct search *search, uint32_t before, uint32_t after)
{
	struct inlines *out = search->out;

	search->open = !character_wordlike(before);
	search->begins_line = before == '\n';
	search->touches = !character_white(after);
	search->filled = false;
	search->open_depth = search->depth;
	search->count = out->count;
	search->len = out->count ? out->items[out->count - 1].len : 0;
	search->text_len = out->text.len;
}

/* Whether a mark between these ends the comment; then it is gone. */
static bool close_comment(struct search *search, uint32_t before,
			  uint32_t after)
{
	struct inlines *out = search->out;
	bool touches = search->touches && !character_white(before);

	if (!search->open || !search->filled ||
	    search->depth != search->open_depth || character_wordlike(after) ||
	    !(touches || search->begins_line || after == '\n'))
		return false;
	out->count = search->count;
	if (out->count)
		out->items[out->count - 1].len = search->len;
	buffer_truncate(&out->text, search->text_len);
	search->open = false;
	search->found = true;
	return true;
}

static void add_text(struct search *search, const char *bytes, size_t len)
{
	inlines_add_text(search->out, bytes, len);
	for (size_t i = 0; i < len && !search->filled; i++)
		search->filled = !strchr(" \t", bytes[i]);
}

/* The next "%%", no more and no fewer, from off on; the text's length if there
 * is none. */
static size_t next_mark(struct span text, size_t off)
{
	while (off < text.len) {
		const char *sign = memchr(text.ptr + off, '%', text.len - off);
		size_t len = 0;

		if (!sign)
			break;
		off = (size_t)(sign - text.ptr);
		while (off + len < text.len && sign[len] == '%')
			len++;
		if (len == 2)
			return off;
		off += len;
	}
	return text.len;
}

static void copy_text(struct search *search, size_t item)
{
	struct span text = inlines_bytes(search->in, item);
	size_t done = 0;

	for (size_t off = next_mark(text, 0); off < text.len;
	     off = next_mark(text, off + 2)) {
		uint32_t before;
		uint32_t after;

		look_around(search, item, off, 2, &before, &after);
		add_text(search, text.ptr + done, off - done);
		done = off + 2;
		if (close_comment(search, before, after))
			continue;
		open_comment(search, before, after);
		inlines_add_text(search->out, "%%", 2);
	}
	add_text(search, text.ptr + done, text.len - done);
}

bool comments_strip(struct inlines *out, const struct inlines *in)
{
	struct search search = { .out = out, .in = in };

	inlines_clear(out);
	for (size_t i = 0; i < in->count; i++) {
		const struct inline_item *item = &in->items[i];

		if (item->kind == INLINE_TEXT) {
			copy_text(&search, i);
			continue;
		}
		search.depth += item->edge == INLINE_ENTER;
		search.depth -= item->edge == INLINE_LEAVE;
		if (search.depth < search.open_depth)
			search.open = false;
		search.filled |= !is_break(item);
		inlines_copy(out, in, i);
	}
	return search.found;
}
