/* SPDX-License-Identifier: ISC */
/* Write lists of inlines as strings, and read them from such. */
#ifndef TESTS_INLINES_H
#define TESTS_INLINES_H

#include <assert.h>
#include <string.h>

#include "document/markdown/inlines.h"

/*
 * One byte for what is no text, so that a list is a string literal:
 * EM "a" EM_ " b" BREAK CODE "c" CODE_.
 */
#define EM	"\x01"
#define EM_	"\x02"
#define STRONG	"\x03"
#define STRONG_ "\x04"
#define LINK	"\x05" /* to "u" */
#define LINK_	"\x06"
#define IMAGE	"\x0e"
#define IMAGE_	"\x0f"
#define CODE	"\x10" /* around code … */
#define CODE_	"\x11"
#define HTML	"\x12" /* … and around a tag */
#define HTML_	"\x13"
#define BREAK	"\x14" /* a soft one */
#define HARD	"\x15"

static const struct {
	char sign;
	uint8_t kind;
	uint8_t edge;
} inlines_signs[] = {
	{ '\x01', INLINE_EMPHASIS, INLINE_ENTER },
	{ '\x02', INLINE_EMPHASIS, INLINE_LEAVE },
	{ '\x03', INLINE_STRONG, INLINE_ENTER },
	{ '\x04', INLINE_STRONG, INLINE_LEAVE },
	{ '\x05', INLINE_LINK, INLINE_ENTER },
	{ '\x06', INLINE_LINK, INLINE_LEAVE },
	{ '\x0e', INLINE_IMAGE, INLINE_ENTER },
	{ '\x0f', INLINE_IMAGE, INLINE_LEAVE },
	{ '\x10', INLINE_CODE, INLINE_LEAF },
	{ '\x12', INLINE_HTML, INLINE_LEAF },
	{ '\x14', INLINE_SOFT_BREAK, INLINE_LEAF },
	{ '\x15', INLINE_HARD_BREAK, INLINE_LEAF },
};

/* Adds what a sign stands for; what is between it and the sign that follows in
 * the list above belongs to code and HTML. Returns the bytes that it took, 0
 * if this is none. */
static inline size_t inlines_read_sign(struct inlines *inlines,
				       const char *bytes, size_t len)
{
	for (size_t i = 0; i < sizeof(inlines_signs) / sizeof(*inlines_signs);
	     i++) {
		enum inline_kind kind = (enum inline_kind)inlines_signs[i].kind;
		const char *end;

		if (*bytes != inlines_signs[i].sign)
			continue;
		if (kind == INLINE_CODE || kind == INLINE_HTML) {
			end = memchr(bytes, *bytes + 1, len);
			assert(end);
			inlines_add_leaf(inlines, kind, bytes + 1,
					 (size_t)(end - bytes) - 1);
			return (size_t)(end - bytes) + 1;
		}
		if (inlines_signs[i].edge == INLINE_LEAF)
			inlines_add_leaf(inlines, kind, "", 0);
		else if (kind >= INLINE_LINK &&
			 inlines_signs[i].edge == INLINE_ENTER)
			inlines_enter_link(inlines, kind, "u", NULL,
					   INLINE_NONE);
		else
			inlines_add_edge(
				inlines, kind,
				(enum inline_edge)inlines_signs[i].edge);
		return 1;
	}
	return 0;
}

/* Reads a list. */
static inline void inlines_read(struct inlines *inlines, const char *bytes,
				size_t len)
{
	inlines_clear(inlines);
	for (size_t i = 0; i < len;) {
		size_t taken = inlines_read_sign(inlines, bytes + i, len - i);

		if (!taken)
			inlines_add_text(inlines, bytes + i, taken = 1);
		i += taken;
	}
}

/* Appends a list as HTML has it, so to speak: marked text as it is, references
 * as <ref label>, targets as <id name>. */
static inline void inlines_write(struct buffer *out,
				 const struct inlines *inlines)
{
	static const char *const names[] = { "",     "code", "html", "soft",
					     "hard", "ref",  "id",   "em",
					     "b",    "s",    "mark", "sup",
					     "sub",  "a",    "img" };

	for (size_t i = 0; i < inlines->count; i++) {
		const struct inline_item *item = &inlines->items[i];
		struct span bytes = inlines_bytes(inlines, i);
		const char *name = names[item->kind];

		if (item->kind == INLINE_TEXT)
			buffer_append(out, bytes.ptr, bytes.len);
		else if (item->edge == INLINE_LEAVE)
			buffer_append_format(out, "</%s>", name);
		else if (item->edge == INLINE_LEAF)
			buffer_append_format(out, "<%s%s%.*s>", name,
					     bytes.len ? " " : "",
					     (int)bytes.len, bytes.ptr);
		else if (item->kind < INLINE_LINK)
			buffer_append_format(out, "<%s>", name);
		else
			buffer_append_format(out, "<%s %s>", name,
					     item->url == INLINE_NONE
						     ? ""
						     : inlines->text.data +
							       item->url);
	}
}

#endif
