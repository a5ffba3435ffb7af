/* SPDX-License-Identifier: ISC */
/* Cut lines of a drawn table at its columns. */
#ifndef DOCUMENT_MARKDOWN_DRAWNCUT_H
#define DOCUMENT_MARKDOWN_DRAWNCUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/markdown/table.h"

/* A character of a line of marked source (escapes.h). */
struct drawn_step {
	size_t len;
	size_t width; /* in columns of the screen, where a tab goes to the next
		       * of the stops that are four apart */
	bool blank;
};

struct drawn_step drawn_step(struct span line, size_t at, size_t column);

/* The column behind the first len bytes. */
size_t drawn_column(struct span line, size_t len);

/* Where dashes stand. */
struct drawn_columns {
	size_t count;
	size_t from[TABLE_COLUMNS_MAX];
	size_t to[TABLE_COLUMNS_MAX];
};

/* Reads a line of groups of dashes behind a prefix; false if there are too
 * many. */
bool drawn_columns_read(struct drawn_columns *columns, struct span line,
			size_t prefix);

/* What stands on a line in one column: trimmed, and from where to where. */
struct drawn_cell {
	struct span text;
	size_t from;
	size_t to;
};

/* Cuts a line behind its prefix at the columns; each reaches up to the next.
 * False if a word stands in two, or before the first. O(len + columns). */
bool drawn_cut(const struct drawn_columns *columns, struct span line,
	       size_t prefix, struct drawn_cell *cells);

#endif
