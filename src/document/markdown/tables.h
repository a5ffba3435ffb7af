/* SPDX-License-Identifier: ISC */
/* Find the tables that a parser took for paragraphs. */
#ifndef DOCUMENT_MARKDOWN_TABLES_H
#define DOCUMENT_MARKDOWN_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/document.h"

struct parse;

/*
 * What stands behind a table, and what before, is for the parser to tell: it
 * ends a table's paragraph in other places. So the lines of a table that was
 * found are made a fenced code block, and all is parsed anew.
 */
struct found_table {
	uint32_t line;	/* of the source: its header's */
	uint32_t count; /* of lines, with the delimiter row */
	uint32_t column;
	uint8_t task; /* enum task: a box that its item begins with */
	bool found;   /* by roles_find(), the last time */
	bool refused; /* it did not become a code block */
	bool header;  /* its first row is one */
	/* Offsets in text: */
	size_t start;	   /* of all it has there */
	size_t head;	   /* what stands in place of its first line */
	size_t foot;	   /* and of its last */
	size_t alignments; /* as struct table has them, NUL-terminated */
	size_t rows;	   /* its lines, each with its '\n'; some are empty */
	size_t end;
};

struct tables {
	struct found_table *items; /* in the order of the lines */
	size_t count, room;
	uint32_t first_new; /* the line of the first one found last time */
	struct buffer text;
};

void tables_clear(struct tables *tables);
void tables_release(struct tables *tables);

enum tables_result {
	TABLES_NONE,	/* none that was not there */
	TABLES_FOUND,	/* some */
	TABLES_CUT_OFF, /* some; one may go on behind the last line */
};

/*
 * Looks for tables in the paragraphs and headings among the nodes [first, end)
 * of a parse, up to one behind which all may be other than it was.
 */
enum tables_result tables_find(struct tables *tables, struct parse *parse,
			       size_t first, size_t end);

/* Forgets those from a line on. */
void tables_forget(struct tables *tables, uint32_t line);

/* Appends what the parser is to see in place of a table's line. */
void tables_append(struct buffer *out, const struct tables *tables, size_t item,
		   uint32_t line, struct span text);

#endif
