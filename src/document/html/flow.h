/* SPDX-License-Identifier: ISC */
/* The leaf and the elements that are open in an HTML block. */
#ifndef DOCUMENT_HTML_FLOW_H
#define DOCUMENT_HTML_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/html/inline.h"
#include "document/html/scanner.h"
#include "document/html/table.h"

struct markup;

/* An element that is open: everything that has the role of a block, but for
 * paragraphs, rules, rows, and what is in a table of data. */
struct open_element {
	uint8_t role; /* enum html_role */
	bool ordered; /* of a list */
	bool entered; /* a list is one from its first item on */
	bool implied; /* a list that no tag began */
	uint32_t start;
};

/* A table of data that is open. */
struct open_table {
	const struct html_table *table; /* NULL: none is */
	struct html_grid grid;
	unsigned rows; /* that have begun */
	bool row;      /* one is open, */
	bool cell;     /* and a cell in it, */
	unsigned span; /* and its columns */
};

/* An HTML block while it is read. */
struct html_flow {
	struct markup *markup;
	struct html_scanner scanner;
	struct html_tables tables;
	size_t next_table;
	struct open_table table;
	struct open_element *open;
	size_t open_count, open_room;
	size_t open_of[HTML_ROLES]; /* how many of each role */
	struct html_format format;
	struct buffer text; /* scratch */
	struct buffer id;   /* of a heading that has no text yet */
	struct buffer code; /* the lines of <pre> */
	struct buffer info;
	uint32_t code_line;
	const char *counted; /* up to here line is right */
	uint32_t line;
	unsigned level; /* of the heading that is open, */
	bool carried;	/* which began before this block, */
	bool pictures;	/* or of which only pictures and a line break came */
	bool leaf;	/* a paragraph or heading is open */
	bool pre;	/* or lines as they stand are */
	bool pre_begins;
};

/* Counts lines up to at, which is behind where it was before. */
void html_flow_count(struct html_flow *flow, const char *at);

/* Before inlines: begins a paragraph or heading if nothing is open. */
void html_flow_need_leaf(struct html_flow *flow);
void html_flow_end_leaf(struct html_flow *flow);
/* A line break in the leaf that is open. */
void html_flow_break(struct html_flow *flow);

/* The innermost element that is open, or NULL. */
struct open_element *html_flow_top(struct html_flow *flow);
void html_flow_push(struct html_flow *flow, unsigned role);
void html_flow_pop(struct html_flow *flow);
/* Ends the innermost element of a role, if one is open, with what is open in
 * it. Over all calls the time is linear. */
void html_flow_pop_to(struct html_flow *flow, unsigned role);

/* Whether an element holds lines only; blocks in it end it. */
bool html_flow_holds_lines(unsigned role);
/* Before blocks: ends the leaf and such elements. */
void html_flow_end_lines(struct html_flow *flow);

#endif
