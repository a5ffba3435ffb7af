/* SPDX-License-Identifier: ISC */
/* The blocks of Markdown as a flat list: the only room that knows cmark. */
#ifndef DOCUMENT_MARKDOWN_TREE_H
#define DOCUMENT_MARKDOWN_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

struct inlines;

enum node_kind {
	NODE_QUOTE,
	NODE_LIST,
	NODE_ITEM,
	/* Leaves, from here on. */
	NODE_PARAGRAPH,
	NODE_HEADING,
	NODE_CODE,
	NODE_HTML,
	NODE_RULE,
};

/* What a block is to those who rewrote its first line (rewrites.h). */
enum node_role {
	ROLE_NONE,
	ROLE_NOTE,	 /* an item: a note */
	ROLE_DEFINITION, /* an item: of the term above */
	ROLE_COLON,	 /* an item: only text after a ':' */
	ROLE_TERM,	 /* a paragraph: what a definition follows */
	ROLE_FENCE,	 /* a rule: the fence of a div */
	ROLE_TABLE,	 /* code: the lines of a table */
	ROLE_DRAWN,	 /* likewise, of one that is drawn */
	ROLE_CAPTION,	 /* a paragraph: says what the table below it is, */
	ROLE_LEGEND,	 /* or the one above it */
};

#define NODE_NONE UINT32_MAX

struct node {
	uint8_t kind;	    /* enum node_kind */
	uint8_t role;	    /* enum node_role; ROLE_NONE from the parser */
	uint8_t level;	    /* a heading's */
	bool ordered;	    /* of a list */
	bool tight;	    /* likewise */
	char delimiter;	    /* '.' or ')' of an ordered one */
	uint32_t number;    /* of its first item */
	uint32_t line;	    /* of the source; before the body, of the text */
	uint32_t end_line;  /* the last */
	uint32_t column;    /* the byte where it starts in its line, from 0 */
	uint32_t parent;    /* index, or NODE_NONE */
	uint32_t previous;  /* the sibling before it, or NODE_NONE */
	uint32_t next;	    /* the index behind it and what is inside */
	uint32_t candidate; /* by its role: which rewritten line this is */
	void *inner;	    /* the parser's own */
};

/* What lines hold, in the order in which it starts. */
struct tree {
	struct node *nodes;
	size_t count, room;
	size_t body; /* the first node of the body */
	void *root;  /* the parser's own, as all that is in the arena */
	struct arena arena;
	/* The process that parses may take only so much memory for lines, by
	 * their length; more ends it (arena.h). */
	bool bounded;
};

/*
 * Parses whole lines: before, which are so many, and the body, whose first
 * line has the number line. The tree, {0} or of another parse before that, is
 * the caller's to release.
 */
void tree_parse(struct tree *tree, const struct buffer *before,
		uint32_t before_lines, struct span body, uint32_t line);
/* Forgets the blocks, and gives back what large ones took. */
void tree_clear(struct tree *tree);
void tree_release(struct tree *tree);

/* The content of code or HTML: it ends with '\n' or is empty. Borrowed. */
const char *tree_text(const struct tree *tree, size_t node);
/* The info string of code; "" where it has none. Borrowed. */
const char *tree_info(const struct tree *tree, size_t node);
/* Whether a block begins with a link: its URL and title, borrowed. */
bool tree_link(const struct tree *tree, size_t node, const char **url,
	       const char **title);
/* How many lines of a paragraph's are its text's, and no definitions of links':
 * its line breaks and one. */
uint32_t tree_text_lines(const struct tree *tree, size_t node);
/* Fills the list (cleared first) with what a paragraph or a heading holds. */
void tree_inlines(const struct tree *tree, size_t node,
		  struct inlines *inlines);

/* Appends text with its character references decoded. */
void tree_decode(struct buffer *out, const char *text, size_t len);

#endif
