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
	WORD_MAX = 36,	 /* longer ones may be broken anywhere */
	STEP = 4,	 /* columns by which a table grows into the window */
	WINDOW_MIN = 40, /* columns; in less of them nothing is panned */
	MANY = 8,	 /* more columns than that … */
	FEW = 60,    /* … in less cells are records, where there's no room */
	PANNED = 24, /* columns of a column in a table that is panned … */
	LINES = 8,   /* … or so many that no cell has more lines */
	SIGNS = 2,   /* columns of the signs where something is cut */
};

/* A column keeps its longest word whole, up to so many columns; less and less
 * as room gets short. */
static const uint32_t word_caps[] = { 20, 12, 8 };

void columns_release(struct columns *columns)
{
	free(columns->columns);
	shares_release(&columns->shares);
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
			 struct columns *columns, size_t i)
{
	const uint8_t *widths = row->scratch->widths - row->off;
	const uint8_t *kinds = row->scratch->kinds - row->off;
	struct column *column = &columns->columns[i];
	uint32_t end = cell.end - 1;
	uint32_t natural = 0, word = 0, spaces = 0;

	shares_begin_cell(&columns->shares);
	for (uint32_t off = cell.off; off < end; off++) {
		if (widths[off] == CELLS_INSIDE)
			continue;
		natural += widths[off];
		raise_to(&column->cluster, widths[off]);
		if (off > cell.off && kinds[off] >= BREAK_ALLOWED) {
			shares_add_word(&columns->shares, word, spaces);
			word = spaces = 0;
		}
		if (paragraph_space(row->text, end, off)) {
			spaces += widths[off];
			continue;
		}
		word += spaces + widths[off];
		spaces = 0;
		raise_to(&column->word, word);
	}
	if (cell.off < end)
		shares_add_word(&columns->shares, word, spaces);
	raise_to(&column->natural, natural);
	columns->shares.shares[i].text += natural;
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
		measure_cell(&row, here, columns, i);
	}
	shares_end_row(&columns->shares);
}

/* Measures rows from one on, in steps, as far as the bytes last; returns how
 * many. */
static uint32_t measure_rows(struct columns *columns,
			     const struct setting *setting, uint32_t from,
			     uint32_t to, int step, uint32_t bytes)
{
	const struct block *blocks = setting->document->blocks;
	uint32_t rows = 0;

	for (uint32_t i = from; i != to && rows < MEASURED_ROWS;
	     i += (uint32_t)step, rows++) {
		uint32_t len = blocks[i].end - blocks[i].off;

		if (len > bytes)
			break;
		bytes -= len;
		if (len <= SEGMENT_BYTES)
			measure_row(columns, setting, i);
	}
	return rows;
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

static uint64_t least_width(const struct columns *columns, uint32_t cap)
{
	uint64_t total = (columns->count - 1) * GAP;

	for (size_t i = 0; i < columns->count; i++)
		total += least(&columns->columns[i], cap);
	return total;
}

static uint64_t natural_width(const struct columns *columns)
{
	uint64_t total = (columns->count - 1) * GAP;

	for (size_t i = 0; i < columns->count; i++)
		total += columns->columns[i].natural;
	return total;
}

/* Shares out room columns; false if there are too few of them. */
static bool share_out(struct columns *columns, uint32_t room, uint32_t cap)
{
	struct shares *shares = &columns->shares;

	if (least_width(columns, cap) > room)
		return false;
	columns->shared = room - (uint32_t)(columns->count - 1) * GAP;
	for (size_t i = 0; i < columns->count; i++) {
		shares->shares[i].least = least(&columns->columns[i], cap);
		shares->shares[i].most = columns->columns[i].natural;
	}
	shares_fill(shares, columns->shared);
	for (size_t i = 0; i < columns->count; i++)
		columns->columns[i].width = shares->shares[i].width;
	return true;
}

/* Betters what was shared out: climbs from there, and from where the widest
 * columns are cut level, since either may end on the lower hill. The second is
 * taken where it leaves fewer lines, or fewer words broken. */
static void better(struct columns *columns)
{
	struct shares *shares = &columns->shares;
	size_t lines, broken;

	shares_climb(shares, columns->shared);
	lines = shares_lines(shares);
	broken = shares_broken(shares);
	for (size_t i = 0; i < columns->count; i++)
		columns->columns[i].width = shares->shares[i].width;
	shares_level(shares, columns->shared);
	shares_climb(shares, columns->shared);
	if (shares_lines(shares) >= lines && shares_broken(shares) >= broken) {
		for (size_t i = 0; i < columns->count; i++)
			shares->shares[i].width = columns->columns[i].width;
	}
	/* Rows that are not known may have a use for the rest. */
	if (!columns->whole || shares->full)
		shares_spread(shares, columns->shared);
	for (size_t i = 0; i < columns->count; i++)
		columns->columns[i].width = shares->shares[i].width;
}

/* Whether some cell would be a tower. */
static bool has_towers(const struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->columns[i];

		if (column->width < NARROW &&
		    column->natural / TALLEST > column->width)
			return true;
	}
	return false;
}

static void take_natural(struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++)
		columns->columns[i].width = columns->columns[i].natural;
}

/* In the measure, with words up to cap whole. */
static bool fit_measure(struct columns *columns, uint32_t room, uint32_t cap)
{
	if (natural_width(columns) <= room) {
		take_natural(columns);
		return true;
	}
	return share_out(columns, room, cap) && !has_towers(columns);
}

/* In the window: in no more of it than whole words take, if there is so much;
 * else with words as long as can be. */
static bool fit_window(struct columns *columns, uint32_t room, uint32_t window)
{
	uint64_t wanted = least_width(columns, WORD_MAX);

	for (room = wanted > room ? (uint32_t)wanted : room;
	     wanted <= window && room < window + STEP; room += STEP) {
		if (share_out(columns, room < window ? room : window,
			      WORD_MAX) &&
		    !has_towers(columns))
			return true;
	}
	for (uint32_t cap = WORD_MAX; cap >= word_caps[0]; cap -= STEP) {
		if (share_out(columns, window, cap) && !has_towers(columns))
			return true;
	}
	return false;
}

/* In the measure, come what may. */
static bool fit_tightly(struct columns *columns, uint32_t room)
{
	for (size_t i = 0; i < sizeof(word_caps) / sizeof(*word_caps); i++) {
		if (share_out(columns, room, word_caps[i]) &&
		    !has_towers(columns))
			return true;
	}
	return false;
}

static uint32_t sum_of_widths(const struct columns *columns)
{
	uint32_t total = 0;

	for (size_t i = 0; i < columns->count; i++)
		total += columns->columns[i].width;
	return total;
}

/* The first column stays in sight if it takes no more than a third of the
 * window; returns what it takes, or 0. */
static uint32_t freeze(struct columns *columns, uint32_t window)
{
	struct column *first = columns->columns;
	uint32_t room = window / 3 - GAP - COLUMNS_BAR;

	if (columns->count < 2 || least(first, word_caps[0]) > room)
		return 0;
	first->width = first->natural < room ? first->natural : room;
	return first->width + 1 + COLUMNS_BAR;
}

/* Wider than the window: each column as wide as a reader likes it, so that no
 * cell gets very tall, and none so wide that it could not be seen whole. */
static void fit_panned(struct columns *columns, uint32_t window)
{
	uint32_t most, first;

	columns->shared = 0;
	columns->frozen = freeze(columns, window);
	/* Signs stand where there is more to the side. */
	most = window - columns->frozen - SIGNS;
	first = columns->frozen > 0;
	for (size_t i = first; i < columns->count; i++) {
		struct column *column = &columns->columns[i];
		uint32_t width = column->natural / LINES;

		raise_to(&width, PANNED);
		raise_to(&width, least(column, WORD_MAX));
		if (width > column->natural)
			width = column->natural;
		if (width > most)
			width = most;
		raise_to(&width, column->cluster);
		column->width = width;
	}
	if (sum_of_widths(columns) + (columns->count - 1) * GAP <= window)
		columns->frozen = 0;
}

static void place(struct columns *columns, uint32_t room)
{
	uint32_t gaps = (uint32_t)columns->count - 1;
	uint32_t gap = sum_of_widths(columns) + gaps * GAP_WIDE <= room
			       ? GAP_WIDE
			       : GAP;
	uint32_t col = 0;

	for (size_t i = 0; i < columns->count; i++) {
		struct column *column = &columns->columns[i];

		column->col = col;
		col += column->width;
		columns->width = col;
		columns->wrapped |= column->width < column->natural;
		col = i == 0 && columns->frozen ? columns->frozen : col + gap;
	}
	columns->wide = columns->width > room;
}

static void choose_widths(struct columns *columns,
			  const struct setting *setting, size_t rows)
{
	const struct layout_options *options = setting->options;
	uint32_t room = setting->room;
	uint32_t window = 0;

	columns->shared = 0;
	if (options->window > options->width)
		window = options->window - setting->col;
	if (fit_measure(columns, room, window > 0 ? WORD_MAX : word_caps[0]) ||
	    (window > 0 && fit_window(columns, room, window)))
		columns->records = false;
	else if (columns->count > MANY && columns->count * rows < FEW)
		columns->records = true;
	else if (window >= WINDOW_MIN)
		fit_panned(columns, window);
	else
		columns->records = !fit_tightly(columns, room);
	if (columns->records)
		return;
	if (columns->shared)
		better(columns);
	place(columns, room);
}

void columns_mark_row(const struct columns *columns, struct setting *setting)
{
	struct rows *rows = setting->rows;
	uint32_t frozen = setting->col + columns->frozen;

	if (!columns->wide)
		return;
	rows->rows[rows->count - 1].flags |= ROW_WIDE;
	if (columns->frozen)
		rows->rows[rows->count - 1].frozen = frozen;
}

void columns_draw_bar(const struct columns *columns, struct setting *setting,
		      uint32_t off)
{
	if (columns->frozen)
		rows_draw(setting->rows, MEANING_RULE, off,
			  setting->col + columns->frozen - COLUMNS_BAR,
			  setting->glyphs->bar, setting->options->cells);
}

/* Measures the table's rows [from, to): where they are many, the first and the
 * last. */
static void measure_table(struct columns *columns,
			  const struct setting *setting, uint32_t from,
			  uint32_t to)
{
	columns->whole = measure_rows(columns, setting, from, to, 1,
				      MEASURED_FIRST) == to - from;
	if (!columns->whole)
		measure_rows(columns, setting, to - 1, from - 1, -1,
			     MEASURED_LAST);
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
	columns->left = setting->col;
	columns->width = columns->frozen = 0;
	columns->records = columns->wrapped = columns->wide = false;
	columns->count = strlen(alignment);
	MEMORY_RESERVE(columns->columns, columns->room, columns->count);
	for (size_t i = 0; i < columns->count; i++)
		columns->columns[i] = (struct column){ .align = alignment[i] };
	shares_clear(&columns->shares, columns->count);
	document_container_blocks(document, table, &from, &to);
	measure_table(columns, setting, from, to);
	choose_widths(columns, setting, to - from);
	return columns;
}
