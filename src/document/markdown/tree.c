/* SPDX-License-Identifier: ISC */
/* The blocks of Markdown as a flat list: the only room that knows cmark. */
#include "document/markdown/tree.h"

#include <stdlib.h>
#include <string.h>

#define CMARK_NO_SHORT_NAMES /* they are ours */
#include <cmark.h>

#include "base/memory.h"
#include "document/markdown/inlines.h"
#include "document/markdown/prelude.h"

/* --- The parser's memory ------------------------------------------------ */

enum {
	/* Where it is bounded. The most that is known for honest lines is 140
	 * bytes for each of theirs, where every second one is a star. */
	MEMORY_BASE = 64 * 1024 * 1024,
	MEMORY_FACTOR = 200,
};

/* cmark hands no context to its allocator. It allocates while it parses, and
 * trees are looked at without, so there is one tree at a time that asks. */
static struct arena *arena_in_use;

static void *allocate(size_t count, size_t size)
{
	return arena_alloc_zeroed(arena_in_use, count, size);
}

static void *resize(void *block, size_t size)
{
	return arena_resize(arena_in_use, block, size);
}

static void give_back(void *block)
{
	arena_free(arena_in_use, block);
}

/* Parses two texts as one; all that cmark makes of it is in the arena. */
static cmark_node *parse(struct arena *arena, const struct buffer *before,
			 struct span body)
{
	static cmark_mem memory = { allocate, resize, give_back };
	cmark_parser *parser;
	cmark_node *root;

	arena_in_use = arena;
	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
	cmark_parser_feed(parser, buffer_string(before), before->len);
	cmark_parser_feed(parser, body.ptr, body.len);
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	arena_in_use = NULL;
	return root;
}

/* --- Blocks ------------------------------------------------------------ */

static enum node_kind kind_of(cmark_node *node)
{
	int type = cmark_node_get_type(node);

	switch (type) {
	case CMARK_NODE_BLOCK_QUOTE:
		return NODE_QUOTE;
	case CMARK_NODE_LIST:
		return NODE_LIST;
	case CMARK_NODE_ITEM:
		return NODE_ITEM;
	case CMARK_NODE_HEADING:
		return NODE_HEADING;
	case CMARK_NODE_CODE_BLOCK:
		return NODE_CODE;
	case CMARK_NODE_HTML_BLOCK:
		return NODE_HTML;
	case CMARK_NODE_THEMATIC_BREAK:
		return NODE_RULE;
	default:
		return NODE_PARAGRAPH;
	}
}

static void describe_list(struct node *node, cmark_node *inner)
{
	node->ordered = cmark_node_get_list_type(inner) == CMARK_ORDERED_LIST;
	node->tight = cmark_node_get_list_tight(inner);
	if (!node->ordered)
		return;
	node->number = (uint32_t)cmark_node_get_list_start(inner);
	node->delimiter = cmark_node_get_list_delim(inner) == CMARK_PAREN_DELIM
				  ? ')'
				  : '.';
}

/* Adds a block; its lines count from line. */
static uint32_t add(struct tree *tree, cmark_node *inner, uint32_t line)
{
	uint32_t first = (uint32_t)cmark_node_get_start_line(inner);
	uint32_t column = (uint32_t)cmark_node_get_start_column(inner);
	struct node *node;

	MEMORY_RESERVE(tree->nodes, tree->room, tree->count + 1);
	node = &tree->nodes[tree->count];
	*node = (struct node){
		.kind = (uint8_t)kind_of(inner),
		.line = first + line,
		.end_line = (uint32_t)cmark_node_get_end_line(inner) + line,
		.column = column ? column - 1 : 0,
		.parent = NODE_NONE,
		.previous = NODE_NONE,
		.inner = inner,
	};
	if (node->end_line < node->line)
		node->end_line = node->line;
	if (node->kind == NODE_LIST)
		describe_list(node, inner);
	else if (node->kind == NODE_HEADING)
		node->level = (uint8_t)cmark_node_get_heading_level(inner);
	return (uint32_t)tree->count++;
}

/* Adds a top-level block and all blocks inside. Depth is unbounded. */
static void add_all(struct tree *tree, cmark_node *top, uint32_t line,
		    uint32_t previous)
{
	cmark_node *inner = top;
	uint32_t parent = NODE_NONE;

	for (;;) {
		uint32_t index = add(tree, inner, line);
		cmark_node *child = NULL;

		tree->nodes[index].parent = parent;
		tree->nodes[index].previous = previous;
		if (tree->nodes[index].kind < NODE_PARAGRAPH)
			child = cmark_node_first_child(inner);
		if (child) {
			parent = index;
			previous = NODE_NONE;
			inner = child;
			continue;
		}
		tree->nodes[index].next = (uint32_t)tree->count;
		while (inner != top && !cmark_node_next(inner)) {
			inner = cmark_node_parent(inner);
			index = parent;
			tree->nodes[index].next = (uint32_t)tree->count;
			parent = tree->nodes[index].parent;
		}
		if (inner == top)
			return;
		previous = index;
		inner = cmark_node_next(inner);
	}
}

void tree_clear(struct tree *tree)
{
	arena_clear(&tree->arena);
	tree->count = 0;
	tree->body = 0;
	tree->root = NULL;
}

void tree_parse(struct tree *tree, const struct buffer *before,
		uint32_t before_lines, struct span body, uint32_t line)
{
	uint32_t previous = NODE_NONE;

	tree_clear(tree);
	if (tree->bounded)
		tree->arena.limit =
			MEMORY_BASE + (before->len + body.len) * MEMORY_FACTOR;
	tree->root = parse(&tree->arena, before, body);
	for (cmark_node *node = cmark_node_first_child(tree->root); node;
	     node = cmark_node_next(node)) {
		uint32_t index = (uint32_t)tree->count;
		uint32_t at = (uint32_t)cmark_node_get_start_line(node);
		bool in_body = at > before_lines;

		add_all(tree, node, in_body ? line - before_lines - 1 : 0,
			in_body ? previous : NODE_NONE);
		if (in_body)
			previous = index;
		else
			tree->body = tree->count;
	}
}

void tree_release(struct tree *tree)
{
	arena_release(&tree->arena);
	free(tree->nodes);
	*tree = (struct tree){ 0 };
}

const char *tree_text(const struct tree *tree, size_t node)
{
	return cmark_node_get_literal(tree->nodes[node].inner);
}

const char *tree_info(const struct tree *tree, size_t node)
{
	return cmark_node_get_fence_info(tree->nodes[node].inner);
}

bool tree_link(const struct tree *tree, size_t node, const char **url,
	       const char **title)
{
	cmark_node *link = cmark_node_first_child(tree->nodes[node].inner);

	if (cmark_node_get_type(link) != CMARK_NODE_LINK)
		return false;
	*url = cmark_node_get_url(link);
	*title = cmark_node_get_title(link);
	return true;
}

uint32_t tree_text_lines(const struct tree *tree, size_t node)
{
	cmark_node *block = tree->nodes[node].inner;
	cmark_node *at = cmark_node_first_child(block);
	uint32_t lines = 1;

	while (at) {
		int type = cmark_node_get_type(at);
		cmark_node *next = cmark_node_first_child(at);

		lines += type == CMARK_NODE_SOFTBREAK ||
			 type == CMARK_NODE_LINEBREAK;
		while (!next && at != block) {
			next = cmark_node_next(at);
			at = cmark_node_parent(at);
		}
		at = next;
	}
	return lines;
}

/* --- Inlines ----------------------------------------------------------- */

static void add_leaf(struct inlines *inlines, enum inline_kind kind,
		     cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);

	inlines_add_leaf(inlines, kind, literal, strlen(literal));
}

static void add_text(struct inlines *inlines, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);

	inlines_add_text(inlines, literal, strlen(literal));
}

static void add_link(struct inlines *inlines, enum inline_kind kind,
		     cmark_node *node, bool enter)
{
	const char *url = cmark_node_get_url(node);
	uint32_t definition = prelude_token(url);

	if (!enter)
		inlines_add_edge(inlines, kind, INLINE_LEAVE);
	else if (definition != UINT32_MAX)
		inlines_enter_link(inlines, kind, NULL, NULL, definition);
	else
		inlines_enter_link(inlines, kind, url,
				   cmark_node_get_title(node), INLINE_NONE);
}

/* Whether an inline may hold others. */
static bool has_edges(cmark_node *node)
{
	int type = cmark_node_get_type(node);

	return type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG ||
	       type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

static void add_inline(struct inlines *inlines, cmark_node *node, bool enter)
{
	enum inline_edge edge = enter ? INLINE_ENTER : INLINE_LEAVE;
	int type = cmark_node_get_type(node);

	switch (type) {
	case CMARK_NODE_TEXT:
		add_text(inlines, node);
		break;
	case CMARK_NODE_SOFTBREAK:
		inlines_add_leaf(inlines, INLINE_SOFT_BREAK, "", 0);
		break;
	case CMARK_NODE_LINEBREAK:
		inlines_add_leaf(inlines, INLINE_HARD_BREAK, "", 0);
		break;
	case CMARK_NODE_CODE:
		add_leaf(inlines, INLINE_CODE, node);
		break;
	case CMARK_NODE_HTML_INLINE:
		add_leaf(inlines, INLINE_HTML, node);
		break;
	case CMARK_NODE_EMPH:
		inlines_add_edge(inlines, INLINE_EMPHASIS, edge);
		break;
	case CMARK_NODE_STRONG:
		inlines_add_edge(inlines, INLINE_STRONG, edge);
		break;
	case CMARK_NODE_LINK:
		add_link(inlines, INLINE_LINK, node, enter);
		break;
	case CMARK_NODE_IMAGE:
		add_link(inlines, INLINE_IMAGE, node, enter);
		break;
	default:
		break;
	}
}

/* Depth is unbounded here as well: no recursion. */
void tree_inlines(const struct tree *tree, size_t node, struct inlines *inlines)
{
	cmark_node *block = tree->nodes[node].inner;
	cmark_node *at = cmark_node_first_child(block);

	inlines_clear(inlines);
	while (at) {
		cmark_node *next = cmark_node_first_child(at);

		add_inline(inlines, at, true);
		if (!next && has_edges(at))
			add_inline(inlines, at, false);
		while (!next && at != block) {
			next = cmark_node_next(at);
			if (next)
				break;
			at = cmark_node_parent(at);
			if (at != block)
				add_inline(inlines, at, false);
		}
		at = next;
	}
}

/* --- Character references ---------------------------------------------- */

static bool is_punctuation(char byte)
{
	return (byte > ' ' && byte < '0') || (byte > '9' && byte < 'A') ||
	       (byte > 'Z' && byte < 'a') || (byte > 'z' && byte < 0x7f);
}

/*
 * Makes a line that cmark reads as a paragraph of nothing but text: with all
 * else escaped that Markdown could see in it, only character references are
 * left. The letters at the ends keep white space there, and blocks away.
 */
static void append_escaped(struct buffer *out, const char *line, size_t len)
{
	buffer_append_byte(out, 'x');
	for (size_t i = 0; i < len; i++) {
		if (is_punctuation(line[i]) && !strchr("&#;", line[i]))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, line[i]);
	}
	buffer_append_byte(out, 'x');
}

static void decode_line(struct buffer *out, const char *line, size_t len)
{
	struct buffer escaped = BUFFER_INIT;
	cmark_node *root;
	cmark_node *node;
	size_t start = out->len;

	append_escaped(&escaped, line, len);
	root = cmark_parse_document(escaped.data, escaped.len,
				    CMARK_OPT_DEFAULT);
	node = cmark_node_first_child(cmark_node_first_child(root));
	for (; node; node = cmark_node_next(node))
		buffer_append_string(out, cmark_node_get_literal(node));
	cmark_node_free(root);
	buffer_release(&escaped);
	memmove(out->data + start, out->data + start + 1, out->len - start - 1);
	buffer_truncate(out, out->len - 2);
}

void tree_decode(struct buffer *out, const char *text, size_t len)
{
	while (len) {
		const char *end = memchr(text, '\n', len);
		size_t line = end ? (size_t)(end - text) : len;

		if (memchr(text, '&', line))
			decode_line(out, text, line);
		else
			buffer_append(out, text, line);
		if (!end)
			return;
		buffer_append_byte(out, '\n');
		text += line + 1;
		len -= line + 1;
	}
}
