/* SPDX-License-Identifier: ISC */
/* Write the rows of a table with pipes on the lines where it was drawn. */
#ifndef DOCUMENT_DRAWNROWS_H
#define DOCUMENT_DRAWNROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/escapes.h"

/*
 * The lines stay as many as they were. A row's text is all on the first of its
 * lines; the others say that they are to be skipped. No source can hold what
 * these begin with: a mark that stands before neither a backslash nor another.
 */
#define DRAWN_SKIP     ESCAPES_MARK "+" /* the whole line */
#define DRAWN_HEADLESS ESCAPES_MARK "-" /* before a first delimiter row */

struct drawn_rows {
	struct buffer *out;
	size_t edge; /* the column where rows begin */
	size_t columns;
	size_t count; /* of rows that were begun behind the delimiter row */
	struct buffer *cells; /* of the row that is open */
	bool open;
	struct span first;    /* the prefix of its first line */
	struct buffer others; /* its other lines */
};

void drawn_rows_init(struct drawn_rows *rows, struct buffer *out, size_t edge,
		     size_t columns);
void drawn_rows_release(struct drawn_rows *rows);

/* The next line begins a row. */
void drawn_rows_begin(struct drawn_rows *rows);

/* The next line of the open row, and what begins it; the prefix is borrowed
 * until the row is over. False if that reaches behind the edge. */
bool drawn_rows_line(struct drawn_rows *rows, struct span prefix);

/* Text of that line; with what a cell has from other lines it makes one. */
void drawn_rows_text(struct drawn_rows *rows, size_t column, struct span text);

/* Ends the row, writes a delimiter row for a line; alignments are as in struct
 * table. The header is the row before it, if there is one. */
bool drawn_rows_delimit(struct drawn_rows *rows, struct span prefix,
			const char *alignments);

/* Ends the last row. */
void drawn_rows_end(struct drawn_rows *rows);

#endif
