/* SPDX-License-Identifier: ISC */
/* Turn the blocks of a tree into a piece. */
#ifndef DOCUMENT_MARKDOWN_BLOCKS_H
#define DOCUMENT_MARKDOWN_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/markdown/emit.h"
#include "document/markdown/inlines.h"
#include "document/markdown/parse.h"
#include "document/markup.h"

struct document;
struct notes;

/* A container that is open. */
struct open_node {
	uint32_t node;
	bool entered; /* of a list: items of its own have begun */
};

/* What goes on when a note is over. */
struct outside {
	struct markup markup;
	uint32_t number;
};

struct blocks {
	struct parse *parse;
	struct parse aside; /* for what is parsed by the way */
	struct notes *notes;
	struct markup markup;
	struct html_carry carry; /* from one piece to the next */
	struct emit emit;
	uint32_t numbers; /* of the pieces that were begun */
	struct open_node *open;
	size_t open_count, open_room;
	struct outside *outside;
	size_t outside_count, outside_room;
	struct inlines inlines; /* as the parser has them */
	struct inlines part;	/* of them */
	struct inlines rewritten;
	struct buffer word; /* scratch */
};

/* definitions outlive it. */
void blocks_init(struct blocks *blocks, struct notes *notes,
		 struct definitions *definitions);
void blocks_release(struct blocks *blocks);

/* Fills a piece with the top-level nodes [first, end) of a parse, whose number
 * is parse->lines.piece. */
void blocks_build(struct blocks *blocks, struct parse *parse, size_t first,
		  size_t end, struct document *piece);

/* For rows.c: enters inlines with all that extras make of them. */
void blocks_inlines(struct blocks *blocks, const struct inlines *inlines);

#endif
