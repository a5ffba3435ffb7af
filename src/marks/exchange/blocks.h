/* SPDX-License-Identifier: ISC */
/* The blocks of Markdown in which marks stand, between their own markers. */
#ifndef MARKS_EXCHANGE_BLOCKS_H
#define MARKS_EXCHANGE_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/mark.h"

/*
 * A block:
 *
 *	<!-- id:ID -->
 *
 *	> the quote
 *
 *	^m-1a2b3c4d
 *
 *	the note
 *
 *	— yellow · 2026-10-11 09:12:33Z · #tag · `lectern --at=ID`
 *
 *	<!-- /id:ID 0123456789abcdef -->
 *
 * "^m-…" is the name by which Obsidian links to the quote: the last eight
 * digits of a UUID, or of a hash of another ID. The digits of the last line are
 * the hash of what is between the markers. In markers all of an ID but letters,
 * digits and "._:-" is encoded by percent signs.
 */

/* Appends the content of a mark's block, without markers. */
void mark_block_write_body(struct buffer *out, const struct mark *mark);
/* Appends it with markers. */
void mark_block_write(struct buffer *out, const struct mark *mark);
/* Of a body as it is in a file, whatever its line ends, blanks at the ends of
 * lines and blank lines around it are (FNV-1a, 64 bits). */
uint64_t mark_block_hash(const char *body, size_t len);

/* A key of an ID that is short enough to be kept of many (48 bits). */
uint64_t mark_block_key(const char *id);

/* A block of a file; offsets in bytes, all of whole lines. */
struct mark_block {
	char id[MARK_ID + 1];
	size_t off; /* of the first marker */
	size_t body;
	size_t body_end;
	size_t end;    /* behind the last marker's line */
	uint64_t hash; /* as it was written; 0: the marker has none */
};

struct mark_block_list {
	struct mark_block *blocks;
	size_t count;
	size_t room;
};

/* Finds the blocks, in their order. A marker without its other one is text, as
 * is a block in a block, and another one of the same ID. Linear. */
void mark_block_find(struct mark_block_list *list, const char *bytes,
		     size_t len);
void mark_block_list_release(struct mark_block_list *list);

/* Whether a line, without its end, is the name of a block and nothing else. */
bool mark_block_is_name(const char *text, size_t len);

/* Sets what a body says in a mark that was initialised: all but its ID. */
void mark_block_read(struct mark *mark, const char *body, size_t len);

#endif
