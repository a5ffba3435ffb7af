/* SPDX-License-Identifier: ISC */
/* Enter a table that was found. */
#include "document/markdown/rows.h"

#include <assert.h>
#include <string.h>

#include "document/markdown/blocks.h"
#include "document/markdown/table.h"
#include "document/markdown/tables.h"

/*
 * The parser is given each cell that is not plain text as a paragraph of its
 * own behind "X ", so that no cell can look like the start of a block; all
 * cells at once.
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

/* Whether a cell is nothing but text to the parser, which takes most of its
 * time for the paragraphs around it. */
static bool is_plain(struct span cell)
{
	static const bool marks[256] = {
		['\\'] = true, ['`'] = true, ['*'] = true, ['_'] = true,
		['['] = true,  [']'] = true, ['!'] = true, ['<'] = true,
		['&'] = true,  ['|'] = true,
	};

	for (size_t i = 0; i < cell.len; i++) {
		unsigned char byte = (unsigned char)cell.ptr[i];

		if (byte < ' ' || marks[byte])
			return false;
	}
	return true;
}

/* Appends the paragraphs of all rows; returns how many there are. */
static size_t write_cells(struct buffer *out, struct rest rows, size_t columns)
{
	struct span cells[TABLE_COLUMNS_MAX];
	struct span row;
	size_t count = 0;

	while (next_row(&rows, &row)) {
		table_cells(row, cells, columns);
		for (size_t i = 0; i < columns; i++) {
			if (is_plain(cells[i]))
				continue;
			buffer_append_string(out, guard);
			table_cell_source(out, cells[i]);
			buffer_append_string(out, "\n\n");
			count++;
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

/* Enters a row; node is the first of its cells' or of those behind it, which
 * is returned. */
static size_t enter_row(struct blocks *blocks, size_t node, struct span row,
			size_t columns)
{
	struct span cells[TABLE_COLUMNS_MAX];

	table_cells(row, cells, columns);
	for (size_t i = 0; i < columns; i++) {
		if (is_plain(cells[i])) {
			inlines_clear(&blocks->inlines);
			inlines_add_text(&blocks->inlines, cells[i].ptr,
					 cells[i].len);
		} else {
			tree_inlines(&blocks->aside.tree, node++,
				     &blocks->inlines);
			drop_guard(&blocks->inlines);
		}
		markup_enter_cell(&blocks->markup);
		blocks_inlines(blocks, &blocks->inlines);
		markup_leave_cell(&blocks->markup);
	}
	return node;
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

	buffer_reserve(&text, 0);
	count = write_cells(&text, rest, columns);
	parse_cells(blocks, &text);
	buffer_release(&text);
	node = blocks->aside.tree.body;
	assert(blocks->aside.tree.count - node == count);
	if (found->task != TASK_NONE)
		markup_task(markup, (enum task)found->task);
	markup_enter_table(markup, alignments);
	while (next_row(&rest, &row)) {
		markup_enter_row(markup, header, rest.line - 1);
		node = enter_row(blocks, node, row, columns);
		markup_leave_row(markup);
		header = false;
	}
	markup_leave_container(markup, found->line);
}
