/* SPDX-License-Identifier: ISC */
/* Enter the tables that a parser took for paragraphs. */
#include "document/tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/blocks.h"
#include "document/table.h"

/* A paragraph's lines, and the table among them. */
struct lines_of_table {
	struct table_line *lines;
	size_t count;	  /* and an underline */
	size_t paragraph; /* without it */
	uint32_t line;	  /* the first one's number */
	struct table table;
};

/*
 * cmark is given each cell as a paragraph of its own behind "X ", so that no
 * cell can look like the start of a block.
 */
#define GUARD	  "X "
#define GUARD_LEN 2

/* --- The lines --------------------------------------------------------- */

static void take_line(struct blocks *blocks, struct lines_of_table *of,
		      size_t index)
{
	struct table_line *line = &of->lines[index];
	struct prefix_cursor cursor;
	bool whole = blocks_pass_prefixes(blocks, of->line + (uint32_t)index,
					  &cursor);

	line->text =
		(struct span){ cursor.at, (size_t)(cursor.end - cursor.at) };
	line->lazy = !whole;
	line->indented = prefix_indent(&cursor) >= 4;
}

/* Finds a table among the lines of a node; the lines are then the caller's. */
static bool find_table(struct blocks *blocks, const struct node *node,
		       uint32_t line, struct lines_of_table *of)
{
	bool heading = node->kind == NODE_HEADING;

	of->line = line;
	of->count = node->end_line - line + 1;
	of->paragraph = of->count - heading;
	of->lines = memory_alloc_zeroed(of->count, sizeof(*of->lines));
	for (size_t i = 0; i < of->count; i++)
		take_line(blocks, of, i);
	if (table_find(of->lines, of->paragraph, of->count, 0, &of->table))
		return true;
	free(of->lines);
	return false;
}

/* --- Their inlines ----------------------------------------------------- */

/* Whether a line would be taken for the underline of those above: a lazy one
 * was none. */
static bool is_underline(struct span text)
{
	while (text.len && *text.ptr == ' ') {
		text.ptr++;
		text.len--;
	}
	return text.len && *text.ptr == '=';
}

static void write_lines(struct buffer *out, const struct lines_of_table *of,
			size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		struct span text = of->lines[i].text;

		if (i == from)
			buffer_append_string(out, GUARD);
		else if (is_underline(text))
			buffer_append_byte(out, '\\');
		buffer_append(out, text.ptr, text.len);
		buffer_append_byte(out, '\n');
	}
	if (to > from)
		buffer_append_byte(out, '\n');
}

/* The index of a row behind the delimiter row too. */
static size_t row_line(const struct lines_of_table *of, size_t row)
{
	return of->table.first + row + (row > 0);
}

static void write_cells(struct buffer *out, const struct lines_of_table *of)
{
	const struct table *table = &of->table;
	struct span cells[TABLE_COLUMNS_MAX];

	for (size_t row = 0; row + 1 < table->count; row++) {
		table_cells(of->lines[row_line(of, row)].text, cells,
			    table->columns);
		for (size_t i = 0; i < table->columns; i++) {
			buffer_append_string(out, GUARD);
			table_cell_source(out, cells[i]);
			buffer_append_string(out, "\n\n");
		}
	}
}

/* Drops the guard; white space at the end of an empty cell went before. */
static void drop_guard(struct inlines *inlines)
{
	struct inline_item *item = inlines->items;
	uint32_t guard = item->len < GUARD_LEN ? item->len : GUARD_LEN;

	item->off += guard;
	item->len -= guard;
	if (item->len)
		return;
	inlines->count--;
	memmove(item, item + 1, inlines->count * sizeof(*item));
}

/* The next of the paragraphs, in order. */
static struct inlines *next_inlines(struct blocks *blocks, size_t *node)
{
	tree_inlines(&blocks->aside.tree, (*node)++, &blocks->inlines);
	drop_guard(&blocks->inlines);
	return &blocks->inlines;
}

/* Parses the text of all cells and of what stands around the table at once.
 * False if there are not as many paragraphs as there must be. */
static bool parse_text(struct blocks *blocks, const struct lines_of_table *of,
		       struct buffer *text)
{
	const struct table *table = &of->table;
	size_t end = table->first + table->count;
	size_t count = (table->count - 1) * table->columns;
	const struct tree *tree = &blocks->aside.tree;

	write_lines(text, of, 0, table->first);
	write_cells(text, of);
	write_lines(text, of, end, of->paragraph);
	if (table->first)
		count++;
	if (end < of->paragraph)
		count++;
	blocks->aside.lines = (struct prelude_lines){
		.text = text->data,
		.len = text->len,
		.line = 1,
		.piece = blocks->parse->lines.piece,
	};
	parse_lines(&blocks->aside);
	for (size_t i = tree->body; i < tree->count; i++)
		if (tree->nodes[i].kind != NODE_PARAGRAPH)
			return false;
	return tree->count - tree->body == count;
}

/* --- Blocks ------------------------------------------------------------ */

static void enter_rows(struct blocks *blocks, const struct lines_of_table *of,
		       size_t *node)
{
	struct markup *markup = &blocks->markup;
	const struct table *table = &of->table;

	markup_enter_table(markup, table->alignment);
	for (size_t row = 0; row + 1 < table->count; row++) {
		markup_enter_row(markup, row == 0,
				 of->line + (uint32_t)row_line(of, row));
		for (size_t i = 0; i < table->columns; i++) {
			markup_enter_cell(markup);
			blocks_inlines(blocks, next_inlines(blocks, node));
			markup_leave_cell(markup);
		}
		markup_leave_row(markup);
	}
	markup_leave_container(markup, of->line);
}

/* Whether the line that made the paragraph a heading is a rule below the
 * table. */
static bool is_rule(struct span underline)
{
	size_t dashes = 0;

	for (size_t i = 0; i < underline.len; i++)
		dashes += underline.ptr[i] == '-';
	return dashes >= 3;
}

static void enter_all(struct blocks *blocks, size_t paragraph,
		      const struct lines_of_table *of)
{
	const struct table *table = &of->table;
	size_t node = blocks->aside.tree.body;
	size_t end = table->first + table->count;

	if (table->first)
		blocks_paragraph(blocks, paragraph, next_inlines(blocks, &node),
				 of->line, true);
	enter_rows(blocks, of, &node);
	if (end < of->paragraph)
		blocks_paragraph(blocks, paragraph, next_inlines(blocks, &node),
				 of->line + (uint32_t)end, false);
	if (of->paragraph < of->count && end <= of->paragraph &&
	    is_rule(of->lines[of->paragraph].text))
		markup_rule(&blocks->markup,
			    of->line + (uint32_t)of->paragraph);
}

bool tables_enter(struct blocks *blocks, size_t node)
{
	struct parse *parse = blocks->parse;
	const struct node *paragraph = &parse->tree.nodes[node];
	struct lines_of_table of;
	struct buffer text = BUFFER_INIT;
	struct span lines;
	bool found = false;
	uint32_t line;

	if (paragraph->line == paragraph->end_line)
		return false;
	lines = lines_between(&parse->body, paragraph->line,
			      paragraph->end_line + 1);
	if (!table_hint(lines.ptr, lines.len))
		return false;
	line = parse_text_line(parse, node);
	if (!find_table(blocks, paragraph, line, &of))
		return false;
	if (parse_text(blocks, &of, &text)) {
		enter_all(blocks, node, &of);
		found = true;
	}
	free(of.lines);
	buffer_release(&text);
	return found;
}
