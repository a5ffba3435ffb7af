/* SPDX-License-Identifier: ISC */
/* Find the links of wikis. */
#include "document/extras/wikilinks.h"

#include <string.h>
#include <strings.h>

#include "document/extras/marked.h"
#include "document/markdown/escapes.h"
#include "text/character.h"
#include "text/utf8.h"

struct search {
	struct edits *edits;
	const struct inlines *in;
	size_t depth; /* inlines that are entered */
	size_t links; /* links and images among them */
	/* A page with a '|' behind it, whose text has no end yet: */
	bool open;
	bool embedded;	 /* behind a '!' */
	bool image;	 /* and a picture at that */
	size_t edit;	 /* the place where it starts */
	size_t open_len; /* of "[[", or of "[[page|" */
	size_t page_off; /* in edits->strings */
	size_t page_len;
	size_t item;	   /* where its text starts: in which item, … */
	size_t off;	   /* … and where in it */
	size_t bar;	   /* the offset of its '|' */
	size_t open_depth; /* depth that it was opened at */
};

static bool two(struct span text, size_t off, char character)
{
	return marked_is(text, off, character) &&
	       marked_is(text, off + 1, character);
}

/* Whether what stands before off is part of an expression: x[[1]], f()[[1]].
 * Where words are not parted by spaces a letter says nothing. */
static bool is_indexed(struct span text, size_t off)
{
	uint32_t point;

	if (!off)
		return false;
	utf8_decode(text.ptr + utf8_previous(text.ptr, off), text.len, &point);
	return point == ')' || point == ']' || point == '_' ||
	       (character_wordlike(point) && !character_unspaced(point));
}

/* A page has a name: more than digits, no blanks at its ends. */
static bool is_page(struct span page)
{
	bool named = false;

	if (!page.len || page.ptr[0] == ' ' || page.ptr[page.len - 1] == ' ')
		return false;
	for (size_t off = 0; off < page.len;) {
		struct marked at = marked_at(page, off);

		named |= at.literal || at.point >= 0x80 ||
			 !strchr("0123456789,.;:+-* ", (int)at.point);
		off = at.end;
	}
	/* Nor is a date data. */
	return named ||
	       (page.len == 10 && page.ptr[4] == '-' && page.ptr[7] == '-');
}

/* Whether the page is a file with a picture; all others are embedded as text
 * or sound, which a link is for. */
static bool is_picture(struct span page)
{
	static const char *const extensions[] = {
		"apng", "avif", "bmp", "gif", "heic", "jpeg",
		"jpg",	"png",	"svg", "tif", "tiff", "webp"
	};
	const char *hash = memchr(page.ptr, '#', page.len);
	size_t len = hash ? (size_t)(hash - page.ptr) : page.len;
	const char *dot = memrchr(page.ptr, '.', len);

	if (!dot)
		return false;
	len -= (size_t)(++dot - page.ptr);
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		if (len == strlen(extensions[i]) &&
		    !strncasecmp(dot, extensions[i], len))
			return true;
	return false;
}

/* The offset of what ends a page that starts at off: '|', "]]", or what no
 * page has. In a table the '|' must be escaped, and no page has one. */
static size_t page_end(struct span text, size_t off)
{
	while (off < text.len) {
		struct marked at = marked_at(text, off);

		if (at.point < 0x80 &&
		    strchr(at.literal ? "|" : "[]|<>{}", (int)at.point))
			break;
		off = at.end;
	}
	return off;
}

/* Enters the link that was opened, and leaves it at off, where len bytes end
 * it. */
static void finish(struct search *search, size_t item, size_t off, size_t len)
{
	struct edits *edits = search->edits;
	enum inline_kind kind = search->image ? INLINE_IMAGE : INLINE_LINK;

	edits_set(edits, search->edit, EDIT_ENTER, kind, search->open_len);
	edits->items[search->edit].string = (uint32_t)search->page_off;
	edits->items[search->edit].string_len = (uint32_t)search->page_len;
	edits_add(edits, item, off, len, EDIT_LEAVE, kind);
	search->open = false;
}

/* "[[" stands at off, perhaps behind a '!' that is at start. Returns where to
 * go on. */
static size_t open_page(struct search *search, struct span text, size_t item,
			size_t start, size_t off)
{
	struct edits *edits = search->edits;
	size_t end = page_end(text, off + 2);
	struct span page = { text.ptr + off + 2, end - off - 2 };
	bool closed = two(text, end, ']');
	bool barred = end < text.len && marked_at(text, end).point == '|';

	search->open = false;
	if (is_indexed(text, start) || !is_page(page) || !(closed || barred))
		return end > off + 2 ? end : off + 1;
	search->open = true;
	search->embedded = start < off;
	search->image = search->embedded && is_picture(page);
	search->edit = edits_reserve(edits, item, start);
	search->open_len = off + 2 - start;
	search->page_off = edits->strings.len;
	escapes_unmark(&edits->strings, page.ptr, page.len);
	buffer_append_byte(&edits->strings, '\0');
	search->page_len = edits->strings.len - search->page_off;
	search->item = item;
	search->open_depth = search->depth;
	if (closed) {
		finish(search, item, end, 2);
		return end + 2;
	}
	search->bar = end;
	search->off = marked_at(text, end).end;
	return search->off;
}

/* Whether an image's text says how large it is: 300 or 300x200. */
static bool is_size(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr("0123456789x", text.ptr[i]))
			return false;
	return true;
}

/* "]]" stands at off. Returns where to go on. */
static size_t close_page(struct search *search, struct span text, size_t item,
			 size_t off)
{
	struct span inner = { NULL, 0 };

	if (!search->open || search->depth != search->open_depth)
		return off + 1;
	if (item == search->item)
		inner = (struct span){ text.ptr + search->off,
				       off - search->off };
	if (inner.ptr && (!inner.len || (search->embedded && is_size(inner)))) {
		/* The page itself is the text. */
		finish(search, item, search->bar, off + 2 - search->bar);
	} else {
		search->open_len =
			search->off - search->edits->items[search->edit].off;
		finish(search, item, off, 2);
	}
	return off + 2;
}

/* Three brackets or more are none of ours. */
static size_t behind_brackets(struct span text, size_t off)
{
	while (marked_is(text, off, '['))
		off++;
	return off;
}

static void look_at_text(struct search *search, size_t item)
{
	static const bool signs[256] = {
		['['] = true,
		[']'] = true,
		['!'] = true,
	};
	struct span text = inlines_bytes(search->in, item);
	size_t off = 0;

	while (off < text.len) {
		if (two(text, off, '[') && two(text, off + 1, '['))
			off = behind_brackets(text, off);
		else if (two(text, off, '['))
			off = open_page(search, text, item, off, off);
		else if (marked_is(text, off, '!') && two(text, off + 1, '['))
			off = open_page(search, text, item, off, off + 1);
		else if (two(text, off, ']'))
			off = close_page(search, text, item, off);
		else
			off = marked_skip(text, marked_at(text, off).end,
					  signs);
	}
}

void wikilinks_find(struct edits *edits, const struct inlines *in)
{
	struct search search = { .edits = edits, .in = in };

	for (size_t i = 0; i < in->count; i++) {
		const struct inline_item *item = &in->items[i];
		bool link = item->kind >= INLINE_LINK;

		if (item->kind == INLINE_TEXT && !search.links) {
			look_at_text(&search, i);
		} else if (item->edge == INLINE_ENTER) {
			search.depth++;
			search.links += link;
		} else if (item->edge == INLINE_LEAVE) {
			search.depth--;
			search.links -= link;
		}
		if (link || item->kind == INLINE_HARD_BREAK ||
		    search.depth < search.open_depth)
			search.open = false;
	}
}
