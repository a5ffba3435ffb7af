/* SPDX-License-Identifier: ISC */
/* Share out the page among the columns of a table. */
#ifndef LAYOUT_COLUMNS_H
#define LAYOUT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct setting;

struct column {
	uint32_t col;	/* right of where the table starts */
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
	uint32_t table; /* whose they are: a container */
	bool known;	/* they are somebody's */
	bool records;	/* no room: each cell has lines of its own */
	bool wrapped;	/* some cells take several lines */
};

void columns_release(struct columns *columns);

/*
 * The columns of the table of the row that is being set; kept in the scratch
 * until another table is asked for, and borrowed. Overwrites the scratch's
 * widths and kinds. They depend on the whole table, of which only the start
 * and the end are measured where it is long; rows in between may be wrapped.
 */
const struct columns *columns_of(struct setting *setting);

/* The most columns that an inset may take in a cell. */
uint32_t columns_inset_limit(const struct setting *setting);

#endif
