/* SPDX-License-Identifier: ISC */
/* Tell HTML's tables of data from those that only place things. */
#ifndef DOCUMENT_HTML_TABLE_H
#define DOCUMENT_HTML_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct html_token;

enum {
	HTML_COLUMNS_MAX = 256,
	HTML_CELLS_MAX = 200000,
};

/* Where the next cell of a table stands (HTML standard, 4.9.12.1). */
struct html_grid {
	unsigned column;
	uint16_t below[HTML_COLUMNS_MAX]; /* rows that a cell takes from here */
};

/* Passes over the columns that cells of the rows above take; returns how many
 * these are. */
unsigned html_grid_skip(struct html_grid *grid);
/* Places a cell there; returns how many columns it takes. */
unsigned html_grid_place(struct html_grid *grid, const struct html_token *cell);
void html_grid_end_row(struct html_grid *grid);
void html_grid_end_rows(struct html_grid *grid);

struct html_table {
	const char *start; /* the name of the tag that begins it */
	unsigned columns;
	unsigned header_rows; /* at its top */
	uint32_t alignments;  /* in html_tables.alignments: a letter a column */
};

/*
 * The tables of data in an HTML block, in order. They have two columns and two
 * rows at least, or a row of titles, or begin or end elsewhere (a blank line
 * ends an HTML block, but not a table). What only places things is no such
 * table: one that is more pictures than text, has headings, lines of code or
 * other tables in it, text outside of its cells, or a cell as long as a page.
 *
 * In a table of data the content of cells is inlines and line breaks; no cell
 * is open where it ends without an end tag.
 */
struct html_tables {
	struct html_table *items;
	size_t count, room;
	struct buffer alignments;
};

/* tables is zeroed. Takes time linear in the HTML. */
void html_tables_find(struct html_tables *tables, const char *html, size_t len);
void html_tables_release(struct html_tables *tables);

#endif
