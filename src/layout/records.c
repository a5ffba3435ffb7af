/* SPDX-License-Identifier: ISC */
/* Set a row of a table without room for its columns: each cell on lines of its
 * own, behind the title of its column. */
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "layout/hyphens.h"
#include "layout/names.h"
#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"

enum { INDENT = 2 /* of the lines that continue a cell */ };

/* The cell above, in the table's row of titles; false if there is none. */
static bool find_title(const struct setting *setting, size_t cell,
		       struct cell *title)
{
	const struct document *document = setting->document;
	const struct block *first =
		&document->blocks
			 [document->containers[setting->block->container]
				  .first_block];
	size_t column = cell - document_cell_at(document, setting->block->off);

	if (!(first->flags & BLOCK_HEADER) || first == setting->block)
		return false;
	*title = document->cells[document_cell_at(document, first->off) +
				 column];
	return title->end - title->off > 1;
}

/* Appends what stands before a cell's first line. */
static void append_title(struct buffer *out, const struct setting *setting,
			 size_t cell)
{
	struct cell title;

	if (setting->room < SETTING_ROOMY || !find_title(setting, cell, &title))
		return;
	names_append_cut(out, setting->text + title.off,
			 title.end - title.off - 1, setting->room / 2 - 2,
			 setting->options->cells);
	buffer_append_string(out, ": ");
}

/* The columns that a line leaves free: for the title, then for the indent. */
static uint32_t left_of(const struct setting *setting,
			const struct buffer *title, size_t line)
{
	if (line == 0)
		return (uint32_t)cells_width(setting->options->cells,
					     buffer_string(title), title->len);
	return setting->room < SETTING_ROOMY ? 0 : INDENT;
}

/* Breaks text [off, end) of a cell, with its '\n', into lines; starts says
 * whether the cell starts there. */
static void break_text(struct setting *setting, uint32_t off, uint32_t end,
		       bool starts, const struct buffer *title)
{
	struct scratch *scratch = setting->scratch;
	struct lines *lines = &scratch->lines;
	const char *text = setting->text + setting->off;

	lines->count = 0;
	insets_clear(&scratch->insets);
	insets_find(setting, off, end - (text[end - 1 - setting->off] == '\n'),
		    starts, setting->room / 2);
	while (off < end) {
		uint32_t left = left_of(setting, title, lines->count);
		struct line line = paragraph_line(
			text, end - setting->off, off - setting->off,
			scratch->widths, scratch->kinds, setting->room - left);

		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		off = line.end;
		MEMORY_RESERVE(lines->lines, lines->room, lines->count + 1);
		lines->lines[lines->count++] = line;
	}
	insets_narrow(setting);
}

static void add_row(struct setting *setting, struct line line,
		    const struct buffer *title, size_t i)
{
	setting_begin_row(setting, line, 0);
	if (i == 0)
		rows_draw_foreign(setting->rows, MEANING_MARKER, line.off,
				  setting->col, title->data, title->len,
				  setting->options->cells);
	setting_add_text(setting, line,
			 setting->col + left_of(setting, title, i));
}

static void add_rows(struct setting *setting, const struct buffer *title)
{
	const struct lines *lines = &setting->scratch->lines;

	for (size_t i = 0; i < lines->count; i++)
		add_row(setting, lines->lines[i], title, i);
}

/* An empty cell belongs to the row before it, if there is one. */
static void add_empty(struct setting *setting, uint32_t off, uint32_t end,
		      const struct buffer *title)
{
	struct rows *rows = setting->rows;
	struct line line = { .off = off, .shown_end = off, .end = end };

	if (rows->count > rows->lead)
		rows->rows[rows->count - 1].end = end;
	else
		add_row(setting, line, title, 0);
}

/* Makes the breaks between titles the ones where lines end, if they can, and
 * the ends of titles as wide as what is drawn there. */
static void prepare_titles(struct setting *setting, size_t cell)
{
	const struct document *document = setting->document;
	uint8_t *widths = setting->scratch->widths - setting->off;
	uint8_t *kinds = setting->scratch->kinds - setting->off;
	const char *between = setting->glyphs->between;
	uint8_t gap = (uint8_t)cells_width(setting->options->cells, between,
					   strlen(between));

	for (uint32_t off = setting->off; off < setting->end; cell++) {
		uint32_t end = document->cells[cell].end;

		insets_find(setting, off, end - 1, true, setting->room / 2);
		for (uint32_t i = off + 1; i < end; i++) {
			if (kinds[i] == BREAK_ALLOWED)
				kinds[i] = BREAK_EMERGENCY;
		}
		if (off > setting->off)
			kinds[off] = BREAK_ALLOWED;
		if (end - off > 1)
			widths[end - 1] = gap;
		off = end;
	}
}

/* Adds the titles in a line to the row begun. */
static void add_titles(struct setting *setting, struct line line, size_t cell)
{
	const struct cell *cells = setting->document->cells;
	uint32_t col = setting->col;

	for (uint32_t off = line.off; off < line.shown_end; cell++) {
		uint32_t end = cells[cell].end;
		struct line part = { .off = off,
				     .shown_end = end - 1,
				     .end = end };

		if (end > line.shown_end) {
			part.shown_end = line.shown_end;
			part.end = line.end;
			part.hyphen = line.hyphen;
		}
		if (col > setting->col && part.off < part.shown_end) {
			rows_draw(setting->rows, MEANING_MARKER, off, col,
				  setting->glyphs->between,
				  setting->options->cells);
			col = rows_width(setting->rows);
		}
		if (part.off < part.shown_end) {
			setting_add_text(setting, part, col);
			col = rows_width(setting->rows);
		}
		off = part.end;
	}
}

/* Adds what is left out up to end to the row of cells before. */
static void join_row(struct rows *rows, uint32_t end)
{
	struct kept_row *row = &rows->rows[rows->count - 1];

	row->end = row->shown_end = end;
}

/* The titles of the columns, one behind the other: they are said again before
 * each cell. */
static void compose_titles(struct setting *setting)
{
	struct scratch *scratch = setting->scratch;
	const char *text = setting->text + setting->off;
	struct rows *rows = setting->rows;

	insets_clear(&scratch->insets);
	prepare_titles(setting,
		       document_cell_at(setting->document, setting->off));
	scratch->lines.count = 0;
	paragraph_break(&scratch->lines, text, setting->end - setting->off,
			scratch->widths, scratch->kinds, setting->room);
	insets_narrow(setting);
	for (size_t i = 0; i < scratch->lines.count; i++) {
		struct line line = scratch->lines.lines[i];
		struct line row;

		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		row = line;
		row.shown_end = line.end;
		if (line.shown_end == line.off && rows->count > rows->lead) {
			join_row(rows, line.end);
			continue;
		}
		setting_begin_row(setting, row, ROW_CELLS);
		add_titles(setting, line,
			   document_cell_at(setting->document, line.off));
	}
}

static bool is_row_of_titles(const struct setting *setting)
{
	return setting->block->flags & BLOCK_HEADER &&
	       setting->scratch->columns.records &&
	       setting->end - setting->off ==
		       setting->block->end - setting->block->off;
}

void records_compose(struct setting *setting)
{
	const struct document *document = setting->document;
	size_t cell = document_cell_at(document, setting->off);
	struct buffer title = BUFFER_INIT;
	uint32_t off = setting->off;

	if (is_row_of_titles(setting)) {
		compose_titles(setting);
		return;
	}
	if (setting->room >= SETTING_ROOMY)
		hyphens_find(setting);
	for (; off < setting->end; cell++) {
		struct cell here = document->cells[cell];
		uint32_t end =
			here.end < setting->end ? here.end : setting->end;

		buffer_clear(&title);
		if (off == here.off)
			append_title(&title, setting, cell);
		if (here.end - off == 1) {
			add_empty(setting, off, end, &title);
		} else {
			break_text(setting, off, end, off == here.off, &title);
			add_rows(setting, &title);
		}
		off = end;
	}
	buffer_release(&title);
}
