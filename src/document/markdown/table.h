/* SPDX-License-Identifier: ISC */
/* Find the tables of GitHub Flavored Markdown among the lines of a source. */
#ifndef DOCUMENT_MARKDOWN_TABLE_H
#define DOCUMENT_MARKDOWN_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/*
 * GFM spec 4.10. Known to no parser of CommonMark, a table arrives as a
 * paragraph, or as a setext heading where a line of '-' follows it. It begins
 * with the line before the first delimiter row that has as many cells, and
 * goes on until a line that is blank, lazy, indented as code is, or the start
 * of another block. What is larger than these is cut off or no table:
 */
enum {
	TABLE_COLUMNS_MAX = 256,  /* with more, no table */
	TABLE_CELLS_MAX = 200000, /* the row with more is not in it */
};

struct table_line {
	struct span text; /* without container prefixes; its indent and its
			   * line end may be there */
	bool lazy;	  /* a container prefix was missing */
	bool indented;	  /* by four columns or more */
};

struct table {
	size_t first; /* the line with the header */
	size_t count; /* of lines: the header, the delimiter row, then rows */
	size_t columns;
	/* A letter a column: 'l', 'c', 'r', or '-' for no alignment. */
	char alignment[TABLE_COLUMNS_MAX + 1];
};

/*
 * Whether one of these whole lines of source, container prefixes and all, may
 * be a delimiter row; false for nearly all that has no table. Looks at the ends
 * of lines only, and is meant to be asked before anything is taken apart.
 */
bool table_hint(const char *lines, size_t len);

/*
 * The first table whose header is at from or behind it; false if there is none.
 * The lines of a paragraph, or of a heading without its underline, come first;
 * up to lines[count] those that follow it in the source should come as well,
 * for a table may reach beyond: "===" is a row of it, where a parser that knows
 * no tables ends a heading. The lines before the header are a paragraph; those
 * behind the table, blocks of any kind. O(bytes of the lines looked at).
 */
bool table_find(const struct table_line *lines, size_t paragraph, size_t count,
		size_t from, struct table *table);

/*
 * Cuts a row into exactly columns cells, trimmed. Those that are missing are
 * empty; what there is too much of is left in the last one, pipes and all.
 */
void table_cells(struct span row, struct span *cells, size_t columns);

/*
 * Appends what a cell holds for a parser of inlines: "\|" is a '|', even in
 * code. A '|' in it that parted surplus cells is a space.
 */
void table_cell_source(struct buffer *out, struct span cell);

#endif
