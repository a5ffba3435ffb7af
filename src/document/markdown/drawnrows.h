/* SPDX-License-Identifier: ISC */
/* Write the rows of a table with pipes on the lines where it was drawn. */
#ifndef DOCUMENT_MARKDOWN_DRAWNROWS_H
#define DOCUMENT_MARKDOWN_DRAWNROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* The lines stay as many as they were: a row's text is all on the first of its
 * lines, the others are empty. */
struct drawn_rows {
	struct buffer *out;
	size_t columns;
	size_t count;	      /* of rows that were begun */
	struct buffer *cells; /* of the row that is open */
	bool open;
	size_t lines; /* of it */
};

void drawn_rows_init(struct drawn_rows *rows, struct buffer *out,
		     size_t columns);
void drawn_rows_release(struct drawn_rows *rows);

/* The next line begins a row. */
void drawn_rows_begin(struct drawn_rows *rows);

/* The next line of the open row. */
void drawn_rows_line(struct drawn_rows *rows);

/* Text of that line; with what a cell has from other lines it makes one. */
void drawn_rows_text(struct drawn_rows *rows, size_t column, struct span text);

/* Ends the row that is open; further lines are in none. */
void drawn_rows_end(struct drawn_rows *rows);

#endif
