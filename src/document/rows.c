/* SPDX-License-Identifier: ISC */
/* Enter a table that was found. */
#include "document/rows.h"

#include <assert.h>
#include <string.h>

#include "document/blocks.h"
#include "document/table.h"
#include "document/tables.h"

/*
 * The parser is given each cell as a paragraph of its own behind "X ", so that
 * no cell can look like the start of a block; all cells at once.
 */
static const char guard[] = "X ";

/* Takes the next line of rows. */
static struct span next_row(struct span *rows)
{
	const char *end = memchr(rows->ptr, '\n', rows->len);
	struct span row = { rows->ptr, (size_t)(end - rows->ptr) };

	rows->ptr += row.len + 1;
	rows->len -= row.len + 1;
	return row;
}

/* Appends the paragraphs of all rows; returns how many rows there are. */
static size_t write_cells(struct buffer *out, struct span rows, size_t columns)
{
	struct span cells[TABLE_COLUMNS_MAX];
	size_t count = 0;

	for (; rows.len; count++) {
		table_cells(next_row(&rows), cells, columns);
		/* Below the header are the delimiters. */
		if (!count)
			next_row(&rows);
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

void rows_enter(struct blocks *blocks, uint32_t table)
{
	const struct tables *tables = blocks->parse->lines.tables;
	const struct found_table *found = &tables->items[table];
	const char *alignments = tables->text.data + found->alignments;
	size_t columns = strlen(alignments);
	struct buffer text = BUFFER_INIT;
	struct markup *markup = &blocks->markup;
	size_t node;
	size_t count;

	count = write_cells(&text,
			    (struct span){ tables->text.data + found->rows,
					   found->end - found->rows },
			    columns);
	parse_cells(blocks, &text);
	buffer_release(&text);
	node = blocks->aside.tree.body;
	assert(blocks->aside.tree.count - node == count * columns);
	if (found->task != TASK_NONE)
		markup_task(markup, (enum task)found->task);
	markup_enter_table(markup, alignments);
	for (size_t row = 0; row < count; row++) {
		markup_enter_row(markup, row == 0,
				 found->line + (uint32_t)(row + !!row));
		enter_row(blocks, node + row * columns, columns);
		markup_leave_row(markup);
	}
	markup_leave_container(markup, found->line);
}
