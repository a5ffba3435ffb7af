/* SPDX-License-Identifier: ISC */
/* What essays use beyond CommonMark, found in the inlines of a leaf block. */
#include "document/extras.h"

#include <string.h>

#include "document/extras/attributes.h"
#include "document/extras/autolinks.h"
#include "document/extras/comments.h"
#include "document/extras/delimiters.h"
#include "document/extras/edits.h"
#include "document/extras/marked.h"
#include "document/extras/raised.h"
#include "document/extras/references.h"
#include "document/extras/spans.h"
#include "document/extras/trailers.h"
#include "document/extras/wikilinks.h"
#include "document/extras/wrapped.h"

/* --- Inlines ----------------------------------------------------------- */

/* What may be there, by the bytes of the text. */
enum hint {
	HINT_BRACKETS = 1 << 0,
	HINT_ATTRIBUTES = 1 << 1,
	HINT_LINKS = 1 << 2,
	HINT_DELIMITERS = 1 << 3,
	HINT_SIGNS = 1 << 4,
	HINT_COMMENTS = 1 << 5,
};

/* Whether the byte at a place, which alone says nothing, is of what it may be
 * of: an address, a comment. */
static bool is_of_more(struct span text, size_t at)
{
	struct span rest = { text.ptr + at + 1, text.len - at - 1 };

	switch (text.ptr[at]) {
	case ':':
		return span_take(&rest, "//");
	case '%':
		return span_take(&rest, "%");
	case '.':
		return at >= 3 && memcmp(text.ptr + at - 3, "www", 3) == 0;
	default:
		return true;
	}
}

static unsigned text_hints(struct span text)
{
	static const uint8_t hints[256] = {
		['['] = HINT_BRACKETS,	 ['{'] = HINT_ATTRIBUTES,
		['@'] = HINT_LINKS,	 [':'] = HINT_LINKS,
		['.'] = HINT_LINKS,	 ['~'] = HINT_DELIMITERS,
		['='] = HINT_DELIMITERS, ['^'] = HINT_DELIMITERS,
		['%'] = HINT_COMMENTS,
	};
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	unsigned found = 0;
	size_t at = 0;

	for (;;) {
		while (text.len - at >= 4 &&
		       !(hints[bytes[at]] | hints[bytes[at + 1]] |
			 hints[bytes[at + 2]] | hints[bytes[at + 3]]))
			at += 4;
		while (at < text.len && !hints[bytes[at]])
			at++;
		if (at == text.len)
			return found;
		if (is_of_more(text, at))
			found |= hints[bytes[at]];
		at++;
	}
}

static unsigned hints_of(const struct inlines *in)
{
	unsigned hints = 0;

	for (size_t i = 0; i < in->count; i++) {
		if (raised_may_be(in, i))
			hints |= HINT_SIGNS;
		if (in->items[i].kind == INLINE_TEXT)
			hints |= text_hints(inlines_bytes(in, i));
	}
	return hints;
}

bool extras_is_plain(const struct inlines *in)
{
	return !hints_of(in);
}

/* One kind after the other, each on the list that the last one left. */
struct passes {
	struct edits edits;
	const struct inlines *in; /* what is looked at: the input, or out */
	struct inlines *out;
	struct inlines spare;
};

/* Goes on with the spare list. */
static void swap(struct passes *passes)
{
	struct inlines swapped = *passes->out;

	*passes->out = passes->spare;
	passes->spare = swapped;
	passes->in = passes->out;
}

/* Makes the list that the edits ask for. */
static void settle(struct passes *passes)
{
	if (edits_idle(&passes->edits))
		return;
	edits_apply(&passes->edits, &passes->spare, passes->in);
	swap(passes);
}

static struct edits *fresh(struct passes *passes)
{
	edits_clear(&passes->edits);
	return &passes->edits;
}

void extras_inlines(struct inlines *out, const struct inlines *in,
		    extras_find_note *find_note, void *context)
{
	struct passes passes = { EDITS_INIT, in, out, INLINES_INIT };
	unsigned hints = hints_of(in);

	if ((hints & HINT_COMMENTS) && comments_strip(&passes.spare, in))
		swap(&passes);
	if ((hints & HINT_BRACKETS) && find_note) {
		references_find(fresh(&passes), passes.in, find_note, context);
		settle(&passes);
	}
	if (hints & HINT_BRACKETS) {
		wikilinks_find(fresh(&passes), passes.in);
		settle(&passes);
	}
	if (hints & HINT_ATTRIBUTES) {
		if (wrapped_join(&passes.spare, passes.in))
			swap(&passes);
		spans_find(fresh(&passes), passes.in);
		settle(&passes);
	}
	if (hints & (HINT_ATTRIBUTES | HINT_DELIMITERS)) {
		trailers_find(fresh(&passes), passes.in);
		settle(&passes);
	}
	if (hints & HINT_LINKS) {
		autolinks_find(fresh(&passes), passes.in);
		settle(&passes);
	}
	if (hints & HINT_DELIMITERS) {
		delimiters_find(fresh(&passes), passes.in);
		settle(&passes);
	}
	if (hints & HINT_SIGNS) {
		raised_find(fresh(&passes), passes.in);
		settle(&passes);
	}
	if (passes.in == in)
		edits_apply(fresh(&passes), out, in);
	edits_release(&passes.edits);
	inlines_release(&passes.spare);
}

/* --- What begins a block ----------------------------------------------- */

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_break(const struct inline_item *item)
{
	return item->kind == INLINE_SOFT_BREAK ||
	       item->kind == INLINE_HARD_BREAK;
}

/* Whether an item is there and a break. */
static bool breaks_at(const struct inlines *inlines, size_t item)
{
	return item < inlines->count && is_break(&inlines->items[item]);
}

static void remove_item(struct inlines *inlines, size_t item)
{
	inlines->count--;
	memmove(&inlines->items[item], &inlines->items[item + 1],
		(inlines->count - item) * sizeof(*inlines->items));
}

/* Takes the first bytes of the first item, which is text, and the blanks
 * behind them. False if that was all of it. */
static bool take_start(struct inlines *inlines, size_t len)
{
	struct inline_item *item = &inlines->items[0];
	struct span text = inlines_bytes(inlines, 0);

	while (len < text.len && is_blank(text.ptr[len]))
		len++;
	item->off += (uint32_t)len;
	item->len -= (uint32_t)len;
	if (item->len)
		return true;
	remove_item(inlines, 0);
	return false;
}

/* The text that a block begins with; empty if it begins otherwise. */
static struct span first_text(const struct inlines *inlines)
{
	if (!inlines->count || inlines->items[0].kind != INLINE_TEXT)
		return (struct span){ "", 0 };
	return inlines_bytes(inlines, 0);
}

enum task extras_task(struct inlines *inlines)
{
	struct span text = first_text(inlines);
	enum task task;

	if (text.len < 3 || text.ptr[0] != '[' || text.ptr[2] != ']' ||
	    !memchr(" xX", text.ptr[1], 3))
		return TASK_NONE;
	/* White space follows. */
	if (text.len > 3 ? !is_blank(text.ptr[3]) : !breaks_at(inlines, 1))
		return TASK_NONE;
	task = text.ptr[1] == ' ' ? TASK_OPEN : TASK_DONE;
	if (!take_start(inlines, 3) && breaks_at(inlines, 0))
		remove_item(inlines, 0);
	return task;
}

/* The length of "[!WORD]" and a fold sign behind it; 0 if there is none. */
static size_t callout_length(struct span text, struct span *word)
{
	size_t off = 2;

	if (!marked_is(text, 0, '[') || !marked_is(text, 1, '!'))
		return 0;
	while (off < text.len &&
	       ((text.ptr[off] >= '0' && text.ptr[off] <= '9') ||
		((text.ptr[off] | 0x20) >= 'a' &&
		 (text.ptr[off] | 0x20) <= 'z') ||
		text.ptr[off] == '-'))
		off++;
	if (off == 2 || !marked_is(text, off, ']'))
		return 0;
	*word = (struct span){ text.ptr + 2, off - 2 };
	off++;
	if (marked_is(text, off, '+') || marked_is(text, off, '-'))
		off++;
	return off == text.len || is_blank(text.ptr[off]) ? off : 0;
}

/* The first break that is not inside another inline; or the list's end. */
static size_t line_end(const struct inlines *inlines)
{
	size_t depth = 0;
	size_t i;

	for (i = 0; i < inlines->count; i++) {
		const struct inline_item *item = &inlines->items[i];

		if (!depth && is_break(item))
			break;
		if (item->edge == INLINE_ENTER)
			depth++;
		else if (item->edge == INLINE_LEAVE)
			depth--;
	}
	return i;
}

bool extras_callout(struct inlines *inlines, struct buffer *kind,
		    size_t *title_items)
{
	struct span text = first_text(inlines);
	struct span word;
	size_t len = callout_length(text, &word);

	/* What follows without a blank is no title. */
	if (!len ||
	    (len == text.len && inlines->count > 1 && !breaks_at(inlines, 1)))
		return false;
	for (size_t i = 0; i < word.len; i++) {
		bool capital = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z';

		buffer_append_byte(kind,
				   (char)(word.ptr[i] | (capital ? 0x20 : 0)));
	}
	take_start(inlines, len);
	*title_items = line_end(inlines);
	if (*title_items < inlines->count)
		remove_item(inlines, *title_items);
	return true;
}

/* --- What ends one ----------------------------------------------------- */

bool extras_heading_attributes(struct inlines *inlines, struct buffer *id)
{
	struct attributes attributes;
	struct inline_item *last;
	struct span text;
	const char *brace;
	size_t off;

	if (!inlines->count)
		return false;
	last = &inlines->items[inlines->count - 1];
	text = inlines_bytes(inlines, inlines->count - 1);
	while (text.len && is_blank(text.ptr[text.len - 1]))
		text.len--;
	brace = memrchr(text.ptr, '{', text.len);
	if (last->kind != INLINE_TEXT || !brace)
		return false;
	off = (size_t)(brace - text.ptr);
	if (marked_before(text, off) ||
	    (attributes_read(text, off, ATTRIBUTES_HEADING, &attributes) !=
		     text.len - off &&
	     attributes_read(text, off, ATTRIBUTES_KRAMDOWN, &attributes) !=
		     text.len - off))
		return false;
	buffer_append(id, attributes.id.ptr, attributes.id.len);
	while (off && is_blank(text.ptr[off - 1]))
		off--;
	last->len = (uint32_t)off;
	if (!off)
		inlines->count--;
	return true;
}

/* --- Fences ------------------------------------------------------------ */

/* "r, echo=FALSE" in braces: the word that R Markdown and pandoc's raw blocks
 * ("=html") begin with. */
static struct span chunk_language(struct span info)
{
	struct span word = { info.ptr + 1, 0 };

	if (info.len > 1 && *word.ptr == '=')
		word.ptr++;
	while (word.ptr + word.len < info.ptr + info.len &&
	       !strchr(" \t,}={\"", word.ptr[word.len]))
		word.len++;
	return word;
}

struct span extras_code_info(const char *info, size_t len)
{
	struct span whole = { info, len };
	struct attributes attributes;
	const char *brace = memchr(info, '{', len);
	size_t off = brace ? (size_t)(brace - info) : 0;
	size_t word = 0;

	if (!brace || info[len - 1] != '}')
		return whole;
	while (word < off && !is_blank(info[word]))
		word++;
	if (attributes_read(whole, off, ATTRIBUTES_INLINE, &attributes) ==
	    len - off) {
		if (word)
			return (struct span){ info, word };
		return attributes.first_class;
	}
	/* "js{1,3}" says which lines to point out. */
	if (word)
		return (struct span){ info, word };
	return off ? whole : chunk_language(whole);
}

bool extras_is_div_fence(const char *line, size_t len, struct buffer *id)
{
	struct span text = { line, len };
	struct attributes attributes;
	size_t off = 0;
	size_t read;

	while (marked_is(text, off, ':'))
		off++;
	if (off < 3)
		return false;
	while (text.len && is_blank(line[text.len - 1]))
		text.len--;
	/* Colons may follow, too. */
	while (text.len > off && line[text.len - 1] == ':')
		text.len--;
	while (text.len > off && is_blank(line[text.len - 1]))
		text.len--;
	while (off < text.len && is_blank(line[off]))
		off++;
	if (off >= text.len)
		return true;
	read = attributes_read(text, off, ATTRIBUTES_INLINE, &attributes);
	if (read) {
		if (off + read != text.len)
			return false;
		buffer_append(id, attributes.id.ptr, attributes.id.len);
		return true;
	}
	while (off < text.len && !is_blank(line[off]) && line[off] != '{')
		off++;
	return off == text.len;
}
