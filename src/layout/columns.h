/* SPDX-License-Identifier: ISC */
/* Share out the page among the columns of a table. */
#ifndef LAYOUT_COLUMNS_H
#define LAYOUT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/shares.h"

struct setting;

struct column {
	uint32_t col;	/* right of the table's left edge */
	uint32_t width; /* for its cells' text */
	char align;	/* 'l', 'c', 'r' or '-' */
	/* What its cells would like, as far as they were measured: */
	uint32_t natural; /* columns of the widest cell on one line */
	uint32_t word;	  /* of the widest word */
	uint32_t cluster; /* of the widest cluster */
};

struct columns {
	struct column *columns; /* owned */
	size_t count, room;
	struct shares shares;
	uint32_t shared; /* columns that were shared out, without the gaps; 0:
			  * each has what it likes */
	uint32_t table;	 /* whose they are: a container */
	uint32_t left;	 /* columns from the measure's left edge to its own */
	uint32_t width;	 /* columns of all of it */
	uint32_t frozen; /* struct row's, right of its left edge; or 0 */
	bool known;	 /* they are somebody's */
	bool whole;	 /* all of its rows were measured */
	bool records;	 /* no room: each cell has lines of its own */
	bool wrapped;	 /* some cells take several lines */
	bool wide;	 /* wider than the measure: its rows are ROW_WIDE */
};

/* Columns behind those that are frozen, with the bar there. */
enum { COLUMNS_BAR = 2 };

void columns_release(struct columns *columns);

/*
 * The columns of the table of the row that is being set; kept in the scratch
 * until another table is asked for, and borrowed. Overwrites the scratch's
 * widths and kinds. They depend on the whole table, of which only the start
 * and the end are measured where it is long; rows in between may be wrapped.
 *
 * A table that has no room in the measure, or whose words would be broken
 * there, takes what it needs of the window. One without room there either is
 * wider and panned, or set as records: where no window is, where it is very
 * small, and where many columns have few cells.
 */
const struct columns *columns_of(struct setting *setting);

/* Marks the row begun last as one of a table, which is panned with the others.
 */
void columns_mark_row(const struct columns *columns, struct setting *setting);

/* Draws the bar behind a frozen column into that row, at the text off. */
void columns_draw_bar(const struct columns *columns, struct setting *setting,
		      uint32_t off);

/* The most columns that an inset may take in a cell. */
uint32_t columns_inset_limit(const struct setting *setting);

#endif
