/* SPDX-License-Identifier: ISC */
/* Keep the drawn tables among the lines of a window. */
#ifndef DOCUMENT_MARKDOWN_DRAWNTABLES_H
#define DOCUMENT_MARKDOWN_DRAWNTABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/markdown/drawn.h"
#include "document/markdown/tables.h"

/*
 * A parser takes their dashes for rules and their text for paragraphs, so they
 * are found ahead of it and it gets fenced code in their place, as for tables
 * with pipes. What is no such code then stood in code itself or the like, and
 * is refused.
 */
#define DRAWN_TABLES_FENCE "~~~"

struct drawn_tables {
	struct drawn drawn;
	struct tables tables;
};

void drawn_tables_clear(struct drawn_tables *tables);
void drawn_tables_release(struct drawn_tables *tables);

/* Looks at the line with this number, which starts at off of the window's text
 * and ends it; at the text's end where there are no more. True if a table
 * stands above it. */
bool drawn_tables_look(struct drawn_tables *tables, const struct buffer *text,
		       size_t off, uint32_t number);

/* Forgets those that begin before a line. */
void drawn_tables_drop(struct drawn_tables *drawn, uint32_t line);

#endif
