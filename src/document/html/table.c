/* SPDX-License-Identifier: ISC */
/* Tell HTML's tables of data from those that only place things. */
#include "document/html/table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "document/html/scanner.h"

enum {
	NESTED_MAX = 8,	     /* tables in tables that are looked at */
	CELL_LEN_MAX = 2000, /* bytes of a cell: more is a page's column */
	ROWSPAN_MAX = 65534, /* as in the HTML standard */
};

/* --- Cells in columns -------------------------------------------------- */

unsigned html_grid_skip(struct html_grid *grid)
{
	unsigned from = grid->column;

	while (grid->column < HTML_COLUMNS_MAX && grid->below[grid->column])
		grid->column++;
	return grid->column - from;
}

/* An attribute's number, at most most; 1 if it says none. */
static unsigned number_of(const struct html_token *tag, const char *name,
			  unsigned most)
{
	struct span value;
	unsigned number = 0;

	if (!html_attribute(tag, name, &value) || !value.len ||
	    *value.ptr < '0' || *value.ptr > '9')
		return 1;
	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] < '0' || value.ptr[i] > '9')
			break;
		number = number * 10 + (unsigned)(value.ptr[i] - '0');
		if (number > most)
			return most;
	}
	return number;
}

unsigned html_grid_place(struct html_grid *grid, const struct html_token *cell)
{
	unsigned columns = number_of(cell, "colspan", HTML_COLUMNS_MAX);
	unsigned rows = number_of(cell, "rowspan", ROWSPAN_MAX);
	unsigned end;

	columns += !columns;
	if (!rows) /* all of them */
		rows = ROWSPAN_MAX;
	end = grid->column + columns;
	for (unsigned i = grid->column; i < end && i < HTML_COLUMNS_MAX; i++)
		grid->below[i] = (uint16_t)rows;
	/* One more than there may be is too many. */
	grid->column = end > HTML_COLUMNS_MAX ? HTML_COLUMNS_MAX + 1 : end;
	return columns;
}

void html_grid_end_row(struct html_grid *grid)
{
	for (unsigned i = 0; i < HTML_COLUMNS_MAX; i++)
		if (grid->below[i])
			grid->below[i]--;
	grid->column = 0;
}

void html_grid_end_rows(struct html_grid *grid)
{
	memset(grid, 0, sizeof(*grid));
}

/* --- What a table is like ---------------------------------------------- */

struct candidate {
	const char *start;
	bool begun;	  /* its start tag is here */
	bool unfit;	  /* it has what no cell can hold */
	bool in_row;	  /* a row is open, */
	bool row_filled;  /* has cells, */
	bool row_titles;  /* which are all titles */
	bool in_cell;	  /* a cell is open, */
	bool cell_filled; /* shows something, */
	size_t cell_len;  /* this much text */
	bool in_caption;
	bool head; /* inside <thead> */
	unsigned columns, rows, header_rows;
	unsigned titles, filled, images; /* cells; but images are images */
	char alignments[HTML_COLUMNS_MAX];
	struct html_grid grid;
};

struct search {
	struct html_tables *tables;
	struct candidate *open; /* NESTED_MAX of them */
	size_t depth;		/* tables that are open, may be more */
	bool pre;
};

static void begin_table(struct search *search, const struct html_token *tag)
{
	struct candidate *table;

	if (search->depth && search->depth <= NESTED_MAX)
		search->open[search->depth - 1].unfit = true;
	if (search->depth++ >= NESTED_MAX)
		return;
	table = &search->open[search->depth - 1];
	memset(table, 0, sizeof(*table));
	memset(table->alignments, '-', sizeof(table->alignments));
	table->start = tag->ptr;
	table->begun = tag->element->role == HTML_TABLE;
}

static void end_cell(struct candidate *table)
{
	table->filled += table->cell_filled;
	table->in_cell = false;
	table->cell_filled = false;
	table->cell_len = 0;
}

static void end_row(struct candidate *table)
{
	end_cell(table);
	if (table->row_filled) {
		if (table->row_titles && table->header_rows == table->rows)
			table->header_rows++;
		table->rows++;
		html_grid_end_row(&table->grid);
	}
	table->in_row = false;
	table->row_filled = false;
	table->row_titles = true;
}

/* Also by CSS, as converters write it. */
static char alignment_of(const struct html_token *cell)
{
	static const char *const words[] = { "left", "center", "right" };
	struct span value;
	bool style = !html_attribute(cell, "align", &value);

	if (style) {
		static const char property[] = "text-align:";
		const char *found;

		if (!html_attribute(cell, "style", &value))
			return '-';
		found = memmem(value.ptr, value.len, property,
			       sizeof(property) - 1);
		if (!found)
			return '-';
		found += sizeof(property) - 1;
		value.len -= (size_t)(found - value.ptr);
		value.ptr = found;
		for (; value.len && *value.ptr == ' '; value.len--)
			value.ptr++;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);

		if (value.len >= len && !strncasecmp(value.ptr, words[i], len))
			return *words[i];
	}
	return '-';
}

static void begin_cell(struct candidate *table, const struct html_token *tag)
{
	bool title = tag->element->detail || table->head;
	unsigned column;

	end_cell(table);
	html_grid_skip(&table->grid);
	column = table->grid.column;
	html_grid_place(&table->grid, tag);
	if (table->grid.column > table->columns)
		table->columns = table->grid.column;
	if (column < HTML_COLUMNS_MAX && table->alignments[column] == '-')
		table->alignments[column] = alignment_of(tag);
	if (!table->row_filled)
		table->row_titles = true;
	table->row_titles = table->row_titles && title;
	table->titles += title;
	table->in_row = true;
	table->row_filled = true;
	table->in_cell = true;
	table->in_caption = false;
}

/* At the end of the table: with an end tag, or with that of the HTML. */
static bool holds_data(const struct candidate *table, bool ended)
{
	bool whole = table->begun && ended;
	uint64_t cells = (uint64_t)table->rows * table->columns;

	if (table->unfit || table->columns < 2 || !table->rows ||
	    table->columns > HTML_COLUMNS_MAX || cells > HTML_CELLS_MAX)
		return false;
	if (table->header_rows)
		return true;
	if (whole && table->rows < 2)
		return false;
	return table->titles || table->images * 2 < table->filled;
}

static void end_table(struct search *search, bool ended)
{
	struct html_tables *tables = search->tables;
	struct candidate *table;
	bool cut;

	if (!search->depth || --search->depth >= NESTED_MAX)
		return;
	table = &search->open[search->depth];
	cut = !ended && table->in_cell;
	end_row(table);
	if (cut || !holds_data(table, ended))
		return;
	MEMORY_RESERVE(tables->items, tables->room, tables->count + 1);
	tables->items[tables->count++] = (struct html_table){
		.start = table->start,
		.columns = table->columns,
		.header_rows = table->header_rows,
		.alignments = (uint32_t)tables->alignments.len,
	};
	buffer_append(&tables->alignments, table->alignments, table->columns);
	buffer_append_byte(&tables->alignments, '\0');
}

/* --- The search -------------------------------------------------------- */

/* The innermost table, unless it is too deep to be one of data. */
static struct candidate *innermost(struct search *search)
{
	if (!search->depth || search->depth > NESTED_MAX)
		return NULL;
	return &search->open[search->depth - 1];
}

static void take_part(struct candidate *table, const struct html_token *tag)
{
	switch (tag->element->role) {
	case HTML_ROWS:
		end_row(table);
		html_grid_end_rows(&table->grid);
		table->head = !tag->closing && tag->element->detail;
		table->in_caption = false;
		break;
	case HTML_ROW:
		end_row(table);
		table->in_row = !tag->closing;
		table->in_caption = false;
		break;
	case HTML_CELL:
		if (tag->closing)
			end_cell(table);
		else
			begin_cell(table, tag);
		break;
	case HTML_TITLE:
		if (!table->in_cell) {
			table->in_caption = !tag->closing;
			table->unfit =
				table->unfit || table->rows || table->in_row;
		}
		break;
	default:
		break;
	}
}

static void take_content(struct candidate *table, size_t len)
{
	if (table->in_caption)
		return;
	if (!table->in_cell) {
		table->unfit = true;
		return;
	}
	table->cell_filled = true;
	table->cell_len += len;
	if (table->cell_len > CELL_LEN_MAX)
		table->unfit = true;
}

static void take_tag(struct search *search, const struct html_token *tag)
{
	unsigned role = tag->element->role;
	struct candidate *table = innermost(search);

	if (role == HTML_PRE)
		search->pre = !tag->closing;
	if (table &&
	    (role == HTML_PRE || role == HTML_HEADING || role == HTML_RULE))
		table->unfit = true;
	if (search->pre)
		return;
	if (role == HTML_TABLE && tag->closing) {
		end_table(search, true);
		return;
	}
	if (role == HTML_TABLE || (!search->depth && !tag->closing &&
				   (role == HTML_ROWS || role == HTML_ROW))) {
		begin_table(search, tag);
		table = innermost(search);
	}
	if (!table)
		return;
	take_part(table, tag);
	if (role == HTML_IMAGE && !tag->closing) {
		take_content(table, 0);
		table->images++;
	}
}

static bool is_blank(const struct html_token *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (!strchr(" \t\n\f\r", text->ptr[i]))
			return false;
	return true;
}

static int compare_starts(const void *one, const void *other)
{
	const struct html_table *a = one;
	const struct html_table *b = other;

	return (a->start > b->start) - (a->start < b->start);
}

void html_tables_find(struct html_tables *tables, const char *html, size_t len)
{
	struct html_scanner scanner = { .at = html, .end = html + len };
	struct search search = {
		.tables = tables,
		.open = memory_alloc_zeroed(NESTED_MAX, sizeof(*search.open)),
	};
	struct html_token token;

	while (html_next(&scanner, &token)) {
		struct candidate *table = innermost(&search);

		if (token.kind == HTML_TAG)
			take_tag(&search, &token);
		else if (table && !search.pre && !is_blank(&token))
			take_content(table, token.len);
	}
	while (search.depth)
		end_table(&search, false);
	free(search.open);
	/* Inner ones ended first, but the caller meets them in order. */
	if (tables->count)
		qsort(tables->items, tables->count, sizeof(*tables->items),
		      compare_starts);
}

void html_tables_release(struct html_tables *tables)
{
	free(tables->items);
	buffer_release(&tables->alignments);
	memset(tables, 0, sizeof(*tables));
}
