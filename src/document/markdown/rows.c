/* SPDX-License-Identifier: ISC */
/* Enter a table that was found. */
#include "document/markdown/rows.h"

#include <assert.h>
#include <string.h>

#include "document/markdown/blocks.h"
#include "document/markdown/table.h"
#include "document/markdown/tables.h"

/*
 * The parser is given each cell as a paragraph of its own behind "X ", so that
 * no cell can look like the start of a block; all cells at once.
 */
static const char guard[] = "X ";

/* The rows of a table that are still to come. */
struct rest {
	struct span lines;
	uint32_t line; /* the number of the first */
};

static struct rest rows_of(const struct tables *tables,
			   const struct found_table *table)
{
	return (struct rest){
		.lines = { tables->text.data + table->rows,
			   table->end - table->rows },
		.line = table->line,
	};
}

/* Takes the next row, whose line is then rest->line - 1; false if there is
 * none. */
static bool next_row(struct rest *rest, struct span *row)
{
	struct span *lines = &rest->lines;

	while (lines->len) {
		const char *end = memchr(lines->ptr, '\n', lines->len);

		*row = (struct span){ lines->ptr, (size_t)(end - lines->ptr) };
		lines->ptr += row->len + 1;
		lines->len -= row->len + 1;
		rest->line++;
		if (row->len)
			return true;
	}
	return false;
}

/* Appends the paragraphs of all rows; returns how many rows there are. */
static size_t write_cells(struct buffer *out, struct rest rows, size_t columns)
{
	struct span cells[TABLE_COLUMNS_MAX];
	struct span row;
	size_t count = 0;

	for (; next_row(&rows, &row); count++) {
		table_cells(row, cells, columns);
		for (size_t i = 0; i < columns; i++) {
			buffer_append_string(out, guard);
			table_cell_source(out, cells[i]);
			buffer_append_string(out, "\n\n");
		}
	}
	return count;
}

static void parse_cells(struct blocks *blocks, const struct buffer *text)
{
	blocks->aside.lines = (struct prelude_lines){
		.text = text->data,
		.len = text->len,
		.line = 1,
		.piece = blocks->parse->lines.piece,
	};
	parse_lines(&blocks->aside);
}

/* Drops the guard; the white space at its end is gone where the cell is empty.
 */
static void drop_guard(struct inlines *inlines)
{
	struct inline_item *item = inlines->items;
	uint32_t len = sizeof(guard) - 1;

	assert(inlines->count && item->kind == INLINE_TEXT);
	if (item->len > len) {
		item->off += len;
		item->len -= len;
		return;
	}
	inlines->count--;
	memmove(item, item + 1, inlines->count * sizeof(*item));
}

static void enter_row(struct blocks *blocks, size_t node, size_t columns)
{
	for (size_t i = 0; i < columns; i++) {
		tree_inlines(&blocks->aside.tree, node + i, &blocks->inlines);
		drop_guard(&blocks->inlines);
		markup_enter_cell(&blocks->markup);
		blocks_inlines(blocks, &blocks->inlines);
		markup_leave_cell(&blocks->markup);
	}
}

void rows_enter(struct blocks *blocks, const struct tables *tables,
		uint32_t table)
{
	const struct found_table *found = &tables->items[table];
	const char *alignments = tables->text.data + found->alignments;
	size_t columns = strlen(alignments);
	struct buffer text = BUFFER_INIT;
	struct markup *markup = &blocks->markup;
	struct rest rest = rows_of(tables, found);
	struct span row;
	bool header = found->header;
	size_t node;
	size_t count;

	count = write_cells(&text, rest, columns);
	parse_cells(blocks, &text);
	buffer_release(&text);
	node = blocks->aside.tree.body;
	assert(blocks->aside.tree.count - node == count * columns);
	if (found->task != TASK_NONE)
		markup_task(markup, (enum task)found->task);
	markup_enter_table(markup, alignments);
	for (; next_row(&rest, &row); node += columns) {
		markup_enter_row(markup, header, rest.line - 1);
		enter_row(blocks, node, columns);
		markup_leave_row(markup);
		header = false;
	}
	markup_leave_container(markup, found->line);
}
