/* SPDX-License-Identifier: ISC */
/* Turn HTML's tables of data into rows of cells. */
#include "document/html/cells.h"

#include <assert.h>
#include <string.h>

#include "document/html/flow.h"
#include "document/markup.h"

static void add_empty_cells(struct html_flow *flow, unsigned count)
{
	for (; count; count--) {
		markup_enter_cell(flow->markup);
		markup_leave_cell(flow->markup);
	}
}

static void end_cell(struct html_flow *flow)
{
	struct open_table *table = &flow->table;

	if (!table->cell)
		return;
	html_format_leave(flow->markup, &flow->format);
	markup_leave_cell(flow->markup);
	table->cell = false;
	add_empty_cells(flow, table->span - 1);
}

static void end_row(struct html_flow *flow)
{
	struct open_table *table = &flow->table;

	end_cell(flow);
	if (!table->row)
		return;
	assert(table->grid.column <= table->table->columns);
	add_empty_cells(flow, table->table->columns - table->grid.column);
	markup_leave_row(flow->markup);
	html_grid_end_row(&table->grid);
	table->row = false;
}

static void begin_cell(struct html_flow *flow, const struct html_token *tag)
{
	struct open_table *table = &flow->table;
	const char *alignments = buffer_string(&flow->tables.alignments);

	end_cell(flow);
	html_flow_end_leaf(flow);
	html_flow_count(flow, tag->ptr);
	if (!table->rows)
		markup_enter_table(flow->markup,
				   alignments + table->table->alignments);
	if (!table->row) {
		markup_enter_row(flow->markup,
				 table->rows < table->table->header_rows,
				 flow->line);
		table->row = true;
		table->rows++;
	}
	add_empty_cells(flow, html_grid_skip(&table->grid));
	table->span = html_grid_place(&table->grid, tag);
	markup_enter_cell(flow->markup);
	table->cell = true;
	memset(&flow->format, 0, sizeof(flow->format));
}

void html_cells_end(struct html_flow *flow)
{
	struct open_table *table = &flow->table;

	if (!table->table)
		return;
	end_row(flow);
	html_flow_end_leaf(flow);
	if (table->rows)
		markup_leave_container(flow->markup, flow->line);
	memset(&flow->format, 0, sizeof(flow->format));
	table->table = NULL;
}

bool html_cells_begin(struct html_flow *flow, const struct html_token *tag)
{
	const struct html_tables *tables = &flow->tables;
	size_t *next = &flow->next_table;

	if (tag->closing)
		return false;
	while (*next < tables->count && tables->items[*next].start < tag->ptr)
		++*next;
	if (*next == tables->count || tables->items[*next].start != tag->ptr)
		return false;
	html_flow_end_lines(flow);
	memset(&flow->table, 0, sizeof(flow->table));
	memset(&flow->format, 0, sizeof(flow->format));
	flow->table.table = &tables->items[*next];
	return true;
}

static void take_table_title(struct html_flow *flow, bool closing)
{
	html_flow_end_leaf(flow);
	html_flow_pop_to(flow, HTML_TITLE);
	if (!closing)
		html_flow_push(flow, HTML_TITLE);
}

/* A tag of a table of data itself. */
static void take_part(struct html_flow *flow, const struct html_token *tag)
{
	switch (tag->element->role) {
	case HTML_TABLE:
		html_cells_end(flow);
		break;
	case HTML_ROWS:
		end_row(flow);
		html_grid_end_rows(&flow->table.grid);
		break;
	case HTML_ROW:
		end_row(flow);
		break;
	case HTML_CELL:
		html_flow_pop_to(flow, HTML_TITLE);
		if (tag->closing)
			end_cell(flow);
		else
			begin_cell(flow, tag);
		break;
	default:
		take_table_title(flow, tag->closing);
		break;
	}
	html_target(flow->markup, tag);
}

void html_cells_tag(struct html_flow *flow, const struct html_token *tag)
{
	unsigned role = tag->element->role;

	if ((role >= HTML_TABLE && role <= HTML_CELL) ||
	    (role == HTML_TITLE && !flow->table.cell)) {
		take_part(flow, tag);
		return;
	}
	html_target(flow->markup, tag);
	if (!flow->table.cell && !flow->leaf)
		return;
	if (role >= HTML_BLOCK)
		markup_soft_break(flow->markup);
	else
		html_inline_tag(flow->markup, &flow->format, tag);
}
