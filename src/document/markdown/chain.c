/* SPDX-License-Identifier: ISC */
/* Find where the text of a line begins inside the containers of a tree. */
#include "document/markdown/chain.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/markdown/parse.h"

/* A quote or an item. */
struct chain_link {
	uint32_t node;
	uint32_t line; /* the first */
	struct prefix prefix;
};

void chain_init(struct chain *chain, struct parse *parse)
{
	*chain = (struct chain){ .parse = parse };
}

void chain_release(struct chain *chain)
{
	free(chain->links);
}

void chain_visit(struct chain *chain, uint32_t node)
{
	const struct node *nodes = chain->parse->tree.nodes;

	while (chain->count &&
	       nodes[chain->links[chain->count - 1].node].next <= node)
		chain->count--;
	if (chain->known > chain->count)
		chain->known = chain->count;
	if (nodes[node].kind != NODE_QUOTE && nodes[node].kind != NODE_ITEM)
		return;
	MEMORY_RESERVE(chain->links, chain->room, chain->count + 1);
	chain->links[chain->count++] = (struct chain_link){
		.node = node,
		.line = nodes[node].line,
	};
}

static struct prefix_cursor line_start(struct lines *lines, uint32_t line)
{
	struct span text = lines_at(lines, line);

	return prefix_start(text.ptr, text.len);
}

/* Passes over what a container has on a line; false if it is not there. */
static bool pass_link(const struct chain_link *link, uint32_t line,
		      struct prefix_cursor *cursor)
{
	struct prefix opened;

	if (link->line == line)
		return prefix_open(cursor, &opened);
	return prefix_strip(cursor, &link->prefix, 1) == 1;
}

/* Finds out the prefixes of all that is open. Several containers that begin on
 * one line are found in one go. */
static void learn(struct chain *chain)
{
	struct prefix_cursor cursor = { 0 };
	uint32_t line = 0;

	for (; chain->known < chain->count; chain->known++) {
		struct chain_link *link = &chain->links[chain->known];

		if (link->line != line) {
			line = link->line;
			cursor = line_start(&chain->parse->body, line);
			for (size_t i = 0; i < chain->known; i++)
				pass_link(&chain->links[i], line, &cursor);
		}
		prefix_open(&cursor, &link->prefix);
	}
}

bool chain_pass(struct chain *chain, struct lines *lines, uint32_t line,
		struct prefix_cursor *cursor)
{
	learn(chain);
	*cursor = line_start(lines, line);
	for (size_t i = 0; i < chain->count; i++)
		if (!pass_link(&chain->links[i], line, cursor))
			return false;
	return true;
}

void chain_write(struct chain *chain, struct buffer *out)
{
	learn(chain);
	for (size_t i = 0; i < chain->count; i++)
		prefix_write(out, &chain->links[i].prefix, 1);
}
