/* SPDX-License-Identifier: ISC */
/* Find the tables that a parser took for paragraphs. */
#include "document/markdown/tables.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/markdown/chain.h"
#include "document/markdown/definitions.h"
#include "document/markdown/parse.h"
#include "document/markdown/table.h"

enum {
	CODE_INDENT = 4,
	BOX_LEN = 3,
	FENCE_LEN = 3,
	BEYOND = 16, /* lines behind a heading that are looked at at first */
};

/* With an info, which indented code has not. */
static const char fence[] = "~~~table";

void tables_clear(struct tables *tables)
{
	tables->count = 0;
	buffer_clear(&tables->text);
}

void tables_release(struct tables *tables)
{
	free(tables->items);
	buffer_release(&tables->text);
	*tables = (struct tables){ 0 };
}

/* The first table whose last line is line or behind it; count if there is
 * none. */
static size_t first_from(const struct tables *tables, uint32_t line)
{
	size_t low = 0;
	size_t high = tables->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct found_table *item = &tables->items[middle];

		if (item->line + item->count > line)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

void tables_forget(struct tables *tables, uint32_t line)
{
	while (tables->count && tables->items[tables->count - 1].line >= line)
		tables->count--;
}

void tables_append(struct buffer *out, const struct tables *tables, size_t item,
		   uint32_t line, struct span text)
{
	const struct found_table *table = &tables->items[item];

	if (line == table->line)
		buffer_append_string(out, tables->text.data + table->head);
	else if (line == table->line + table->count - 1)
		buffer_append_string(out, tables->text.data + table->foot);
	else
		buffer_append(out, text.ptr, text.len);
}

/* --- The lines of a paragraph ------------------------------------------ */

/* A walk that looks for tables. */
struct search {
	struct tables *tables;
	struct parse *parse;
	struct chain chain;
	struct table_line *lines; /* of one paragraph or heading */
	size_t count, room;
	uint32_t first; /* the number of the first */
	size_t box;	/* bytes taken from it */
	uint32_t end;	/* lines before this one are in a table */
	struct table table;
	bool found;
	bool rest;    /* behind a table something else begins than did before */
	bool cut_off; /* a table goes on to the last line */
};

/*
 * A line that may hold a definition is not as it was in what the parser got;
 * behind a heading it need not be known yet that it holds none.
 */
static struct lines *lines_with(struct parse *parse, uint32_t line)
{
	const struct definitions *definitions = parse->definitions;
	uint32_t index = definitions_from(definitions, line);

	for (; index < parse->lines.to; index++) {
		if (definitions->items[index].line != line)
			break;
		if (prelude_probed(definitions, &parse->lines, index))
			return &parse->source;
	}
	return &parse->body;
}

/* Adds lines up to one; false if there are no more. */
static bool take_lines(struct search *search, uint32_t end)
{
	MEMORY_RESERVE(search->lines, search->room, end - search->first + 1);
	for (uint32_t line = search->first + (uint32_t)search->count;
	     line < end; line++) {
		struct table_line *to = &search->lines[search->count];
		struct lines *lines = lines_with(search->parse, line);
		struct prefix_cursor cursor;

		if (!lines_between(lines, line, line + 1).len)
			return false;
		to->lazy = !chain_pass(&search->chain, lines, line, &cursor);
		to->indented = prefix_indent(&cursor) >= CODE_INDENT;
		to->text = (struct span){ cursor.text,
					  (size_t)(cursor.end - cursor.text) };
		search->count++;
	}
	return true;
}

/* A table may go on behind a heading: its underline is a row, and so may be
 * what follows. Notes if it is cut off. */
static void find_more(struct search *search, size_t paragraph)
{
	uint32_t beyond = BEYOND;

	while (search->table.first + search->table.count == search->count) {
		bool more = take_lines(search, search->first +
						       (uint32_t)search->count +
						       beyond);

		table_find(search->lines, paragraph, search->count, 0,
			   &search->table);
		if (!more) {
			search->cut_off =
				search->cut_off ||
				search->table.first + search->table.count ==
					search->count;
			return;
		}
		beyond *= 2;
	}
}

/* --- What was found ---------------------------------------------------- */

/* "[ ] " before the text of a header. */
static enum task take_box(struct search *search)
{
	struct span *header = &search->lines[0].text;
	const char *text = header->ptr;

	if (header->len <= BOX_LEN || text[0] != '[' || text[2] != ']' ||
	    !memchr(" xX", text[1], 3) ||
	    (text[BOX_LEN] != ' ' && text[BOX_LEN] != '\t'))
		return TASK_NONE;
	header->ptr += BOX_LEN;
	header->len -= BOX_LEN;
	search->box = BOX_LEN;
	return text[1] == ' ' ? TASK_OPEN : TASK_DONE;
}

/* Writes a line with the prefix of another, and a fence. Returns its offset,
 * and the column of the fence. */
static size_t write_fence(struct search *search, size_t index, bool opens,
			  uint32_t *column)
{
	const struct table_line *line = &search->lines[index];
	struct buffer *out = &search->tables->text;
	uint32_t number = search->first + (uint32_t)index;
	struct span whole = lines_at(lines_with(search->parse, number), number);
	size_t off = out->len;

	if (line->lazy || line->indented)
		chain_write(&search->chain, out);
	else
		buffer_append(out, whole.ptr,
			      (size_t)(line->text.ptr - whole.ptr) -
				      (index ? 0 : search->box));
	*column = (uint32_t)(out->len - off);
	buffer_append(out, fence, opens ? sizeof(fence) - 1 : FENCE_LEN);
	buffer_append(out, "\n", 2);
	return off;
}

static void keep_rows(struct search *search, enum task task)
{
	struct tables *tables = search->tables;
	const struct table *table = &search->table;
	struct found_table item = {
		.line = search->first + (uint32_t)table->first,
		.count = (uint32_t)table->count,
		.task = (uint8_t)task,
		.header = true,
		.start = tables->text.len,
	};
	size_t last = table->first + table->count - 1;
	size_t at = first_from(tables, item.line);
	uint32_t column;

	item.foot = write_fence(search, last, false, &column);
	item.head = write_fence(search, table->first, true, &item.column);
	item.alignments = tables->text.len;
	buffer_append(&tables->text, table->alignment, table->columns + 1);
	item.rows = tables->text.len;
	for (size_t i = table->first; i <= last; i++) {
		/* Not the delimiter row. */
		if (i != table->first + 1)
			buffer_append(&tables->text, search->lines[i].text.ptr,
				      search->lines[i].text.len);
		buffer_append_byte(&tables->text, '\n');
	}
	item.end = tables->text.len;
	MEMORY_RESERVE(tables->items, tables->room, tables->count + 1);
	memmove(&tables->items[at + 1], &tables->items[at],
		(tables->count - at) * sizeof(*tables->items));
	tables->items[at] = item;
	tables->count++;
	search->end = item.line + item.count;
	if (!search->found)
		tables->first_new = item.line;
	search->found = true;
}

/* Whether a table that starts on this line was none after all. */
static bool was_refused(const struct tables *tables, uint32_t line)
{
	size_t item = first_from(tables, line);

	return item < tables->count && tables->items[item].line == line;
}

static void look_at(struct search *search, size_t index)
{
	const struct node *node = &search->parse->tree.nodes[index];
	bool heading = node->kind == NODE_HEADING;
	struct span text = lines_between(&search->parse->body, node->line,
					 node->end_line + 1);
	enum task task = TASK_NONE;
	size_t paragraph;

	if (node->line == node->end_line || node->line < search->end ||
	    !table_hint(text.ptr, text.len))
		return;
	search->first = node->line;
	search->count = 0;
	search->box = 0;
	take_lines(search, node->end_line + 1);
	paragraph = search->count - heading;
	if (node->parent != NODE_NONE && node->previous == NODE_NONE &&
	    search->parse->tree.nodes[node->parent].kind == NODE_ITEM)
		task = take_box(search);
	if (!table_find(search->lines, paragraph, search->count, 0,
			&search->table) ||
	    was_refused(search->tables,
			search->first + (uint32_t)search->table.first))
		return;
	if (heading)
		find_more(search, paragraph);
	keep_rows(search, search->table.first ? TASK_NONE : task);
	search->rest = heading ||
		       search->table.first + search->table.count < paragraph;
}

enum tables_result tables_find(struct tables *tables, struct parse *parse,
			       size_t first, size_t end)
{
	struct span body = parse->prelude.shown;
	struct search search = { .tables = tables, .parse = parse };

	if (!table_hint(body.ptr, body.len))
		return TABLES_NONE;
	chain_init(&search.chain, parse);
	for (size_t i = first; i < end && !search.rest; i++) {
		enum node_kind kind = (enum node_kind)parse->tree.nodes[i].kind;

		chain_visit(&search.chain, (uint32_t)i);
		if (kind == NODE_PARAGRAPH || kind == NODE_HEADING)
			look_at(&search, i);
	}
	chain_release(&search.chain);
	free(search.lines);
	if (search.cut_off)
		return TABLES_CUT_OFF;
	return search.found ? TABLES_FOUND : TABLES_NONE;
}
