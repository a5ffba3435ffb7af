/* SPDX-License-Identifier: ISC */
/* Find where the text of a line begins inside the containers of a tree. */
#ifndef DOCUMENT_MARKDOWN_CHAIN_H
#define DOCUMENT_MARKDOWN_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/markdown/prefix.h"

struct buffer;
struct lines;
struct parse;

/* The containers that are open on a walk over the nodes of a parse. */
struct chain {
	struct parse *parse;
	struct chain_link *links;
	size_t count, room;
	size_t known; /* how many have their prefixes */
};

void chain_init(struct chain *chain, struct parse *parse);
void chain_release(struct chain *chain);

/* The walk comes to this node. Nodes are visited in order. */
void chain_visit(struct chain *chain, uint32_t node);

/* Moves to the text of one of the lines behind the marks of the containers that
 * are open; returns whether it has all of them. */
bool chain_pass(struct chain *chain, struct lines *lines, uint32_t line,
		struct prefix_cursor *cursor);

/* Writes what a line inside them all begins with. */
void chain_write(struct chain *chain, struct buffer *out);

#endif
