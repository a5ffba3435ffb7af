/* SPDX-License-Identifier: ISC */
/* Rewrite a table that is drawn with dashes as one with pipes. */
#ifndef DOCUMENT_MARKDOWN_DRAWNTABLE_H
#define DOCUMENT_MARKDOWN_DRAWNTABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "document/markdown/drawn.h"
#include "document/markdown/table.h"

struct drawn_table {
	size_t edge; /* the column of the screen where it begins */
	bool header; /* the first row is one */
	/* As struct table has them. */
	char alignments[TABLE_COLUMNS_MAX + 1];
};

/*
 * Appends the lines that drawn_look() found, which are marked source
 * (escapes.h), as rows with pipes on as many lines: lines without a row of
 * their own are empty. A cell's lines become one; a backslash that breaks them
 * goes. False, with out as it was, if what they hold does not stand in columns:
 * words that reach over a border, a title wider than its dashes. Linear time.
 */
bool drawn_write(struct buffer *out, struct drawn_table *table,
		 struct span lines, enum drawn_kind kind);

#endif
