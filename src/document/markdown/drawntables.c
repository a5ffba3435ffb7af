/* SPDX-License-Identifier: ISC */
/* Keep the drawn tables among the lines of a window. */
#include "document/markdown/drawntables.h"

#include <string.h>

#include "base/memory.h"
#include "document/markdown/drawncut.h"
#include "document/markdown/drawntable.h"

void drawn_tables_clear(struct drawn_tables *tables)
{
	tables->drawn = (struct drawn){ 0 };
	tables_clear(&tables->tables);
}

void drawn_tables_release(struct drawn_tables *tables)
{
	tables_release(&tables->tables);
}

/* Writes a fence for a line that is in the same containers, and a NUL; returns
 * the bytes before it. */
static size_t write_fence(struct buffer *out, struct span line, size_t edge)
{
	size_t prefix = drawn_line_read(line.ptr, line.len).prefix;
	size_t column = drawn_column(line, prefix);

	buffer_append(out, line.ptr, prefix);
	for (; column < edge; column++, prefix++)
		buffer_append_byte(out, ' ');
	buffer_append_string(out, DRAWN_TABLES_FENCE);
	buffer_append(out, "\n", 2);
	return prefix;
}

/* The last of some lines. */
static struct span last_line(struct span lines)
{
	const char *before = memrchr(lines.ptr, '\n', lines.len - 1);
	size_t start = before ? (size_t)(before + 1 - lines.ptr) : 0;

	return (struct span){ lines.ptr + start, lines.len - start };
}

/* Adds the table that was found on these lines, if it is one. */
static bool add(struct drawn_tables *drawn, struct span lines)
{
	struct tables *tables = &drawn->tables;
	struct buffer *text = &tables->text;
	struct found_table item = {
		.line = drawn->drawn.first,
		.count = drawn->drawn.end - drawn->drawn.first,
		.start = text->len,
		.rows = text->len,
	};
	struct drawn_table table;

	if (!drawn_write(text, &table, lines, drawn->drawn.kind))
		return false;
	item.end = text->len;
	item.header = table.header;
	item.alignments = text->len;
	buffer_append(text, table.alignments, strlen(table.alignments) + 1);
	item.head = text->len;
	item.column = (uint32_t)write_fence(text, lines, table.edge);
	item.foot = text->len;
	write_fence(text, last_line(lines), table.edge);
	MEMORY_RESERVE(tables->items, tables->room, tables->count + 1);
	tables->items[tables->count++] = item;
	return true;
}

/* The count lines of a text that end at off. */
static struct span lines_before(const struct buffer *text, size_t off,
				size_t count)
{
	size_t start = off;

	for (; count; count--) {
		const char *before = memrchr(text->data, '\n', start - 1);

		start = before ? (size_t)(before + 1 - text->data) : 0;
	}
	return (struct span){ text->data + start, off - start };
}

bool drawn_tables_look(struct drawn_tables *tables, const struct buffer *text,
		       size_t off, uint32_t number)
{
	struct drawn *drawn = &tables->drawn;
	bool found;

	if (off == text->len)
		found = drawn_end(drawn, number);
	else
		found = drawn_look(drawn, text->data + off, text->len - off,
				   number);
	return found &&
	       add(tables, lines_before(text, off, number - drawn->first));
}

void drawn_tables_drop(struct drawn_tables *drawn, uint32_t line)
{
	struct tables *tables = &drawn->tables;
	size_t before = 0;
	size_t start;

	while (before < tables->count && tables->items[before].line < line)
		before++;
	if (!before)
		return;
	tables->count -= before;
	memmove(tables->items, tables->items + before,
		tables->count * sizeof(*tables->items));
	start = tables->count ? tables->items[0].start : tables->text.len;
	memmove(tables->text.data, tables->text.data + start,
		tables->text.len - start);
	buffer_truncate(&tables->text, tables->text.len - start);
	for (size_t i = 0; i < tables->count; i++) {
		struct found_table *item = &tables->items[i];

		item->start -= start;
		item->rows -= start;
		item->end -= start;
		item->alignments -= start;
		item->head -= start;
		item->foot -= start;
	}
}
