/* SPDX-License-Identifier: ISC */
/* The inlines of one leaf block as a flat list, between a parser and a piece.
 */
#ifndef DOCUMENT_MARKDOWN_INLINES_H
#define DOCUMENT_MARKDOWN_INLINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum inline_kind {
	INLINE_TEXT,
	INLINE_CODE,
	INLINE_HTML, /* a tag, a comment … */
	INLINE_SOFT_BREAK,
	INLINE_HARD_BREAK,
	INLINE_REFERENCE, /* to a note; the text is its label, without '^' */
	INLINE_TARGET,	  /* for links; the text is its name */
	/* from here on with an item that enters and one that leaves: */
	INLINE_EMPHASIS,
	INLINE_STRONG,
	INLINE_STRIKE,
	INLINE_MARK,
	INLINE_SUPERSCRIPT,
	INLINE_SUBSCRIPT,
	INLINE_LINK,
	INLINE_IMAGE,
};

enum inline_edge { INLINE_LEAF, INLINE_ENTER, INLINE_LEAVE };

#define INLINE_NONE UINT32_MAX

/*
 * Text is marked as escapes.h says; of code, HTML, labels and names, too.
 * What enters is left again in the same list, the last first, whatever made
 * the list.
 */
struct inline_item {
	uint8_t kind; /* enum inline_kind */
	uint8_t edge; /* enum inline_edge */
	uint32_t off; /* its bytes in text */
	uint32_t len;
	/* Of a link or image that is entered: */
	uint32_t definition; /* that it refers to, or INLINE_NONE and … */
	uint32_t url;	/* … NUL-terminated in text, or INLINE_NONE: "" */
	uint32_t title; /* likewise */
};

struct inlines {
	struct inline_item *items;
	size_t count, room;
	struct buffer text; /* what items have; may have more */
};

#define INLINES_INIT                    \
	{                               \
		NULL, 0, 0, BUFFER_INIT \
	}

void inlines_release(struct inlines *inlines);
/* Empties it but keeps the room. */
void inlines_clear(struct inlines *inlines);

/* Adds text; texts that follow one another become one item. */
void inlines_add_text(struct inlines *inlines, const char *bytes, size_t len);
/* Adds another leaf: code, HTML, a break, a reference, a target. */
void inlines_add_leaf(struct inlines *inlines, enum inline_kind kind,
		      const char *bytes, size_t len);
void inlines_add_edge(struct inlines *inlines, enum inline_kind kind,
		      enum inline_edge edge);
/* Enters a link or image; url and title may be NULL. */
void inlines_enter_link(struct inlines *inlines, enum inline_kind kind,
			const char *url, const char *title,
			uint32_t definition);

/* Adds an item of other inlines as it is; texts are joined. */
void inlines_copy(struct inlines *inlines, const struct inlines *from,
		  size_t item);

/* An item's bytes; borrowed until the list changes. */
struct span inlines_bytes(const struct inlines *inlines, size_t item);

#endif
