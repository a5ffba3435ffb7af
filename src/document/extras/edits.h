/* SPDX-License-Identifier: ISC */
/* Collect what changes in a list of inlines, then make the changed list. */
#ifndef DOCUMENT_EXTRAS_EDITS_H
#define DOCUMENT_EXTRAS_EDITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/markdown/inlines.h"

enum edit_action {
	EDIT_NONE, /* a place kept for what may begin here */
	EDIT_DROP, /* the bytes go, and nothing more */
	EDIT_LEAF,
	EDIT_ENTER,
	EDIT_LEAVE,
};

/*
 * Bytes [off, off + len) of an item of text, replaced; or what comes before
 * another item, with off and len 0. Edits ascend, and those that are not
 * EDIT_NONE do not overlap.
 */
struct edit {
	uint32_t item;
	uint32_t off;
	uint32_t len;
	uint8_t action; /* enum edit_action */
	uint8_t kind;	/* enum inline_kind of a leaf or edge */
	/* In strings, if it is not empty: a leaf's bytes, the URL of a link or
	 * image (with a NUL), else the name of a target that comes first. */
	uint32_t string;
	uint32_t string_len;
};

struct edits {
	struct edit *items;
	size_t count, room;
	struct buffer strings;
};

#define EDITS_INIT                      \
	{                               \
		NULL, 0, 0, BUFFER_INIT \
	}

void edits_release(struct edits *edits);
void edits_clear(struct edits *edits);

/* Keeps a place; returns its index. */
size_t edits_reserve(struct edits *edits, size_t item, size_t off);

/* Fills a place that is kept: with an action on the len bytes there. */
void edits_set(struct edits *edits, size_t edit, enum edit_action action,
	       enum inline_kind kind, size_t len);

/* Both at once. */
size_t edits_add(struct edits *edits, size_t item, size_t off, size_t len,
		 enum edit_action action, enum inline_kind kind);

/* Gives an edit the string that was appended to strings from this offset on. */
void edits_set_string(struct edits *edits, size_t edit, size_t from);

/* Whether nothing changes. */
bool edits_idle(const struct edits *edits);

/* Writes the changed list to out, cleared first. */
void edits_apply(const struct edits *edits, struct inlines *out,
		 const struct inlines *in);

#endif
