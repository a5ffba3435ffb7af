/* SPDX-License-Identifier: ISC */
/* Share out the page among the columns of a table. */
#include "layout/columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/paragraph.h"
#include "layout/segment.h"
#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"

enum {
	MEASURED_FIRST = 64 * 1024, /* bytes from the start of a table */
	MEASURED_LAST = 16 * 1024,  /* and from its end */
	MEASURED_ROWS = 1000,	    /* of each */
	GAP_WIDE = 3,		    /* blanks between columns */
	GAP = 2,
	NARROWEST = 6, /* columns of one whose cells are wrapped */
	NARROW = 16, /* in one of less, no cell may have more lines than … */
	TALLEST = 20,
	INSET_MAX = 24,
};

/* A column keeps its longest word whole, up to so many columns; less and less
 * as room gets short. */
static const uint32_t word_caps[] = { 20, 12, 8 };

void columns_release(struct columns *columns)
{
	free(columns->columns);
	*columns = (struct columns){ 0 };
}

uint32_t columns_inset_limit(const struct setting *setting)
{
	return setting->room / 2 < INSET_MAX ? setting->room / 2 : INSET_MAX;
}

static void raise_to(uint32_t *most, uint32_t value)
{
	if (value > *most)
		*most = value;
}

/* Takes a cell's wishes into its column's; its text is measured. */
static void measure_cell(const struct setting *row, struct cell cell,
			 struct column *column)
{
	const uint8_t *widths = row->scratch->widths - row->off;
	const uint8_t *kinds = row->scratch->kinds - row->off;
	uint32_t end = cell.end - 1;
	uint32_t natural = 0, word = 0, spaces = 0;

	for (uint32_t i = cell.off; i < end; i++) {
		if (widths[i] == CELLS_INSIDE)
			continue;
		natural += widths[i];
		raise_to(&column->cluster, widths[i]);
		if (kinds[i] >= BREAK_ALLOWED)
			word = spaces = 0;
		if (paragraph_space(row->text, end, i)) {
			spaces += widths[i];
			continue;
		}
		word += spaces + widths[i];
		spaces = 0;
		raise_to(&column->word, word);
	}
	raise_to(&column->natural, natural);
}

/* Takes a row's wishes in. */
static void measure_row(struct columns *columns, const struct setting *setting,
			uint32_t block)
{
	const struct document *document = setting->document;
	struct setting row = *setting;
	size_t cell;

	row.index = block;
	row.block = &document->blocks[block];
	row.off = row.block->off;
	row.end = row.block->end;
	setting_measure(&row, row.text + row.off, row.end - row.off, true);
	insets_clear(&row.scratch->insets);
	cell = document_cell_at(document, row.off);
	for (size_t i = 0; i < columns->count; i++, cell++) {
		struct cell here = document->cells[cell];

		insets_find(&row, here.off, here.end - 1, true,
			    columns_inset_limit(setting));
		measure_cell(&row, here, &columns->columns[i]);
	}
}

/* Measures rows from one on, in steps, as far as the bytes last. */
static void measure_rows(struct columns *columns, const struct setting *setting,
			 uint32_t from, uint32_t to, int step, uint32_t bytes)
{
	const struct block *blocks = setting->document->blocks;
	uint32_t rows = 0;

	for (uint32_t i = from; i != to && rows < MEASURED_ROWS;
	     i += (uint32_t)step, rows++) {
		uint32_t len = blocks[i].end - blocks[i].off;

		if (len > bytes)
			return;
		bytes -= len;
		if (len <= SEGMENT_BYTES)
			measure_row(columns, setting, i);
	}
}

/* The least that a column must have. */
static uint32_t least(const struct column *column, uint32_t cap)
{
	uint32_t width = column->word < cap ? column->word : cap;

	if (width < NARROWEST)
		width = NARROWEST;
	if (width > column->natural)
		width = column->natural;
	return width > column->cluster ? width : column->cluster;
}

/* Gives each column what it wants up to level, but its least. */
static uint32_t fill_to(struct columns *columns, uint32_t level, uint32_t cap)
{
	uint32_t total = 0;

	for (size_t i = 0; i < columns->count; i++) {
		struct column *column = &columns->columns[i];
		uint32_t width = least(column, cap);

		raise_to(&width,
			 column->natural < level ? column->natural : level);
		column->width = width;
		total += width;
	}
	return total;
}

/* Shares out room columns as evenly as wishes go (max-min fairness); false if
 * some would come out too narrow. */
static bool share_out(struct columns *columns, uint32_t room, uint32_t cap)
{
	uint32_t low = 0, high = room + 1;
	uint32_t rest;

	if (fill_to(columns, 0, cap) > room)
		return false;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (fill_to(columns, middle, cap) <= room)
			low = middle;
		else
			high = middle;
	}
	rest = room - fill_to(columns, low, cap);
	for (size_t i = 0; i < columns->count; i++) {
		struct column *column = &columns->columns[i];

		if (rest > 0 && column->width == low && column->natural > low) {
			column->width++;
			rest--;
		}
		if (column->width < NARROW &&
		    column->natural / TALLEST > column->width)
			return false;
	}
	return true;
}

static uint64_t natural_width(const struct columns *columns)
{
	uint64_t total = 0;

	for (size_t i = 0; i < columns->count; i++)
		total += columns->columns[i].natural;
	return total;
}

static void place(struct columns *columns, uint32_t gap)
{
	uint32_t col = 0;

	for (size_t i = 0; i < columns->count; i++) {
		columns->columns[i].col = col;
		col += columns->columns[i].width + gap;
	}
}

static void choose_widths(struct columns *columns, uint32_t room)
{
	uint64_t natural = natural_width(columns);
	uint64_t gaps = columns->count - 1;
	uint32_t gap = natural + gaps * GAP_WIDE <= room ? GAP_WIDE : GAP;

	columns->wrapped = natural + gaps * gap > room;
	columns->records = true;
	if (gaps * gap >= room)
		return;
	room -= (uint32_t)gaps * gap;
	for (size_t i = 0; i < sizeof(word_caps) / sizeof(*word_caps); i++) {
		if (!share_out(columns, room, word_caps[i]))
			continue;
		columns->records = false;
		place(columns, gap);
		return;
	}
}

const struct columns *columns_of(struct setting *setting)
{
	const struct document *document = setting->document;
	struct columns *columns = &setting->scratch->columns;
	uint32_t table = setting->block->container;
	const char *alignment;
	uint32_t from, to;

	if (columns->known && columns->table == table)
		return columns;
	alignment = document_string(document, document->containers[table].info);
	columns->known = true;
	columns->table = table;
	columns->count = strlen(alignment);
	MEMORY_RESERVE(columns->columns, columns->room, columns->count);
	for (size_t i = 0; i < columns->count; i++)
		columns->columns[i] = (struct column){ .align = alignment[i] };
	document_container_blocks(document, table, &from, &to);
	measure_rows(columns, setting, from, to, 1, MEASURED_FIRST);
	measure_rows(columns, setting, to - 1, from - 1, -1, MEASURED_LAST);
	choose_widths(columns, setting->room);
	return columns;
}
