/* SPDX-License-Identifier: ISC */
/* Set a row of a table: its cells side by side, each in its column. */
#include "base/memory.h"
#include "layout/hyphens.h"
#include "layout/segment.h"
#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"

enum { HYPHENS = 12 }; /* columns; in narrower cells there are no hyphens */

/* Columns of a line with the hyphen that is due. */
static uint32_t full_width(const struct line *line)
{
	return line->width + line->hyphen;
}

/* Breaks a cell's text into lines, which join those of the cells before. False
 * if one is wider than the column. */
static bool break_cell(struct setting *setting, struct cell cell,
		       uint32_t width)
{
	struct scratch *scratch = setting->scratch;
	const char *text = setting->text + setting->off;
	size_t end = cell.end - setting->off;
	struct lines *lines = &scratch->lines;
	size_t off = cell.off - setting->off;

	while (off < end) {
		struct line line = paragraph_line(
			text, end, off, scratch->widths, scratch->kinds, width);

		if (full_width(&line) > width)
			return false;
		off = line.end;
		/* White space that no line has room for has no row. */
		if (line.shown_end == line.off)
			continue;
		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		MEMORY_RESERVE(lines->lines, lines->room, lines->count + 1);
		lines->lines[lines->count++] = line;
	}
	return true;
}

/* Leaves a cell's words as they are. */
static void drop_hyphens(const struct setting *setting, struct cell cell)
{
	uint8_t *kinds = setting->scratch->kinds - setting->off;

	for (uint32_t i = cell.off; i < cell.end; i++) {
		if (kinds[i] == BREAK_HYPHEN)
			kinds[i] = BREAK_NONE;
	}
}

/* Breaks all cells; scratch->firsts says where the lines of each start. */
static bool break_cells(struct setting *setting, const struct columns *columns,
			size_t cell)
{
	const struct document *document = setting->document;
	struct scratch *scratch = setting->scratch;
	bool fits = true;

	MEMORY_RESERVE(scratch->firsts, scratch->firsts_room,
		       columns->count + 1);
	scratch->lines.count = 0;
	insets_clear(&scratch->insets);
	hyphens_find(setting);
	for (size_t i = 0; i < columns->count; i++) {
		struct cell here = document->cells[cell + i];

		insets_find(setting, here.off, here.end - 1, true,
			    columns_inset_limit(setting));
		scratch->firsts[i] = scratch->lines.count;
		if (columns->columns[i].width < HYPHENS)
			drop_hyphens(setting, here);
		fits = fits &&
		       break_cell(setting, here, columns->columns[i].width);
	}
	scratch->firsts[columns->count] = scratch->lines.count;
	insets_narrow(setting);
	return fits;
}

/* Which of the cells has most lines. */
static size_t tallest(const struct scratch *scratch, size_t count)
{
	const size_t *firsts = scratch->firsts;
	size_t most = 0;

	for (size_t i = 1; i < count; i++) {
		if (firsts[i + 1] - firsts[i] > firsts[most + 1] - firsts[most])
			most = i;
	}
	return most;
}

/* Blanks left of a line in its column. */
static uint32_t indent(const struct column *column, const struct line *line)
{
	uint32_t width = full_width(line);
	uint32_t rest = column->width > width ? column->width - width : 0;

	if (column->align == 'r')
		return rest;
	return column->align == 'c' ? rest / 2 : 0;
}

/* Adds the i-th line of each cell that has one to the row begun, whose text
 * starts at off. */
static void add_lines(struct setting *setting, const struct columns *columns,
		      size_t i, uint32_t off)
{
	const struct scratch *scratch = setting->scratch;

	for (size_t c = 0; c < columns->count; c++) {
		const struct column *column = &columns->columns[c];
		const struct line *line =
			&scratch->lines.lines[scratch->firsts[c] + i];

		if (c == 1)
			columns_draw_bar(columns, setting, off);
		if (scratch->firsts[c] + i >= scratch->firsts[c + 1])
			continue;
		setting->run =
			(uint32_t)document_run_at(setting->document, line->off);
		setting_add_text(setting, *line,
				 setting->col + column->col +
					 indent(column, line));
	}
}

bool tabular_compose(struct setting *setting)
{
	const struct scratch *scratch = setting->scratch;
	const struct columns *columns = &scratch->columns;
	const struct line *lines;
	size_t count, most;

	if (columns->records ||
	    setting->block->end - setting->block->off > SEGMENT_BYTES ||
	    !break_cells(setting, columns,
			 document_cell_at(setting->document, setting->off)))
		return false;
	most = tallest(scratch, columns->count);
	count = scratch->firsts[most + 1] - scratch->firsts[most];
	for (size_t i = 0; i == 0 || i < count; i++) {
		struct line line = { .off = setting->off,
				     .shown_end = setting->end,
				     .end = setting->end };

		/* The cell of most lines has one that starts in each row. */
		lines = scratch->lines.lines + scratch->firsts[most];
		if (i > 0)
			line.off = lines[i].off;
		if (i + 1 < count)
			line.end = line.shown_end = lines[i + 1].off;
		setting_begin_row(setting, line, ROW_CELLS);
		columns_mark_row(columns, setting);
		add_lines(setting, columns, i, line.off);
	}
	return true;
}
