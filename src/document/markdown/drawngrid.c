/* SPDX-License-Identifier: ISC */
/* Rewrite a grid table as one with pipes. */
#include "document/markdown/drawngrid.h"

#include <string.h>

#include "document/markdown/drawn.h"
#include "document/markdown/drawncut.h"
#include "document/markdown/drawnrows.h"

enum { BORDERS_MAX = TABLE_COLUMNS_MAX + 1 };

struct grid {
	struct buffer *out;
	struct drawn_table *table;
	size_t borders[BORDERS_MAX]; /* columns of the screen, ascending */
	size_t count;
	/* What stands on a line between borders; empty where it belongs to what
	 * is before it. */
	struct span cells[TABLE_COLUMNS_MAX];
	bool line[TABLE_COLUMNS_MAX]; /* a part of a line stands there */
	struct drawn_rows rows;
};

static bool next_line(struct span *rest, struct span *line)
{
	const char *end = memchr(rest->ptr, '\n', rest->len);

	if (!end)
		return false;
	*line = (struct span){ rest->ptr, (size_t)(end - rest->ptr) };
	rest->len -= line->len + 1;
	rest->ptr += line->len + 1;
	while (line->len && strchr(" \t", line->ptr[line->len - 1]))
		line->len--;
	return true;
}

/* --- Borders -------------------------------------------------------------- */

/* Where a line of dashes has its '+'. False if there are too many. */
static bool read_borders(struct span line, size_t text, size_t *borders,
			 size_t *count)
{
	size_t column = drawn_column(line, text);

	*count = 0;
	for (size_t at = text; at < line.len; at++, column++) {
		if (line.ptr[at] != '+')
			continue;
		if (*count == BORDERS_MAX)
			return false;
		borders[(*count)++] = column;
	}
	return *count >= 2;
}

/* Whether all of one line's borders are those of the grid. */
static bool has_borders(const struct grid *grid, const size_t *borders,
			size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		while (at < grid->count && grid->borders[at] < borders[i])
			at++;
		if (at == grid->count || grid->borders[at] != borders[i])
			return false;
	}
	return borders[0] == grid->borders[0];
}

/* The line with the most of them has all; the others may have fewer, where a
 * cell goes over several columns. */
static bool find_borders(struct grid *grid, struct span lines)
{
	size_t borders[BORDERS_MAX];
	struct span rest = lines;
	struct span line;
	size_t count;

	while (next_line(&rest, &line)) {
		struct drawn_line look = drawn_line_read(line.ptr, line.len);

		if (look.kind != DRAWN_GRID_LINE)
			continue;
		if (!read_borders(line, look.text, borders, &count))
			return false;
		if (count > grid->count) {
			memcpy(grid->borders, borders,
			       count * sizeof(*borders));
			grid->count = count;
		}
	}
	for (rest = lines; next_line(&rest, &line);) {
		struct drawn_line look = drawn_line_read(line.ptr, line.len);

		if (look.kind == DRAWN_GRID_LINE &&
		    (!read_borders(line, look.text, borders, &count) ||
		     !has_borders(grid, borders, count)))
			return false;
	}
	return grid->count;
}

/* --- Cells ---------------------------------------------------------------- */

/* Whether a cell ends at a byte of a line: a bar, or where lines cross. */
static bool is_bar(struct span line, size_t at)
{
	if (line.ptr[at] == '|')
		return true;
	return line.ptr[at] == '+' &&
	       ((at && line.ptr[at - 1] == '-') ||
		(at + 1 < line.len && line.ptr[at + 1] == '-'));
}

/* Whether there are only dashes between borders where lines cross. */
static bool is_part_of_line(struct span line, size_t from, size_t to)
{
	if (line.ptr[from - 1] != '+' && line.ptr[to] != '+')
		return false;
	for (size_t at = from; at < to; at++)
		if (line.ptr[at] != '-')
			return false;
	return from < to;
}

static struct span trim(struct span text)
{
	while (text.len && strchr(" \t", text.ptr[text.len - 1]))
		text.len--;
	while (text.len && strchr(" \t", *text.ptr)) {
		text.ptr++;
		text.len--;
	}
	return text;
}

static void set_cell(struct grid *grid, size_t index, struct span line,
		     size_t from, size_t to)
{
	grid->line[index] = is_part_of_line(line, from, to);
	if (!grid->line[index])
		grid->cells[index] =
			trim((struct span){ line.ptr + from, to - from });
}

static void clear_cells(struct grid *grid)
{
	memset(grid->cells, 0, sizeof(grid->cells));
	memset(grid->line, 0, sizeof(grid->line));
}

/* Cuts a line where its bars stand at borders; not all need be there. */
static bool cut_at_borders(struct grid *grid, struct span line, size_t text)
{
	size_t column = drawn_column(line, text);
	size_t border = 0;
	size_t open = 0; /* the border that the text comes behind */
	size_t from = text;

	clear_cells(grid);
	for (size_t at = text; at < line.len;) {
		struct drawn_step step = drawn_step(line, at, column);

		while (border < grid->count && grid->borders[border] < column)
			border++;
		if (border == grid->count)
			return false;
		if (grid->borders[border] == column && is_bar(line, at)) {
			if (border)
				set_cell(grid, open, line, from, at);
			else if (at != text)
				return false;
			open = border;
			from = at + 1;
		} else if (at == text) {
			return false;
		}
		at += step.len;
		column += step.width;
	}
	return open == grid->count - 1;
}

/* Cuts a line at its bars, if they are as many as there must be: whoever wrote
 * it may take other characters for wide. */
static bool cut_at_bars(struct grid *grid, struct span line, size_t text)
{
	size_t bars = 0;
	size_t from = text;

	clear_cells(grid);
	for (size_t at = text; at < line.len; at++) {
		if (line.ptr[at] != '|' || (at && line.ptr[at - 1] == '\\'))
			continue;
		if (bars == grid->count || (!bars && at != text))
			return false;
		if (bars)
			set_cell(grid, bars - 1, line, from, at);
		from = at + 1;
		bars++;
	}
	return bars == grid->count && from == line.len;
}

/* --- Rows ----------------------------------------------------------------- */

/* Whether this line of dashes is below the header. */
static bool is_header_end(struct span line)
{
	return memchr(line.ptr, '=', line.len);
}

static void read_alignments(struct grid *grid, struct span line, size_t text)
{
	char *alignments = grid->table->alignments;
	size_t column = drawn_column(line, text) + 1;
	size_t border = 1;
	bool left = false;

	memset(alignments, '-', grid->count - 1);
	alignments[grid->count - 1] = '\0';
	for (size_t at = text + 1; at < line.len; at++, column++) {
		if (column == grid->borders[border]) {
			bool right = line.ptr[at - 1] == ':';
			char *alignment = &alignments[border - 1];

			if (left && right)
				*alignment = 'c';
			else if (left || right)
				*alignment = left ? 'l' : 'r';
			border++;
		} else if (column == grid->borders[border - 1] + 1) {
			left = line.ptr[at] == ':';
		}
	}
}

/* Writes a line with text; over: the row before it is. */
static bool write_text(struct grid *grid, struct span line,
		       const struct drawn_line *look, bool *over)
{
	struct drawn_rows *rows = &grid->rows;

	if (!cut_at_borders(grid, line, look->text) &&
	    !cut_at_bars(grid, line, look->text))
		return false;
	if (*over)
		drawn_rows_begin(rows);
	*over = false;
	if (rows->count * rows->columns > TABLE_CELLS_MAX)
		return false;
	drawn_rows_line(rows);
	for (size_t i = 0; i < rows->columns; i++) {
		drawn_rows_text(rows, i, grid->cells[i]);
		*over = *over || grid->line[i];
	}
	return true;
}

static bool write_rows(struct grid *grid, struct span lines)
{
	struct drawn_rows *rows = &grid->rows;
	bool header = grid->table->header;
	struct span line;
	bool over = false;

	for (bool first = true; next_line(&lines, &line); first = false) {
		struct drawn_line look = drawn_line_read(line.ptr, line.len);
		bool delimiter = header ? is_header_end(line) : first;

		if (look.kind != DRAWN_GRID_LINE) {
			if (!write_text(grid, line, &look, &over))
				return false;
			over = over && !header;
			continue;
		}
		if (first && header)
			drawn_rows_begin(rows);
		over = !header || delimiter;
		if (!delimiter) {
			drawn_rows_line(rows);
			continue;
		}
		header = false;
		read_alignments(grid, line, look.text);
		drawn_rows_end(rows);
		buffer_append_byte(grid->out, '\n');
	}
	drawn_rows_end(rows);
	return rows->count > grid->table->header;
}

/* Whether a line of '=' ends a header: it is not above all rows, nor below. */
static bool has_header(struct span lines)
{
	struct span line;
	bool first = true;

	for (; next_line(&lines, &line); first = false) {
		struct drawn_line look = drawn_line_read(line.ptr, line.len);

		if (look.kind == DRAWN_GRID_LINE && is_header_end(line))
			return !first && lines.len;
	}
	return false;
}

bool drawn_write_grid(struct buffer *out, struct drawn_table *table,
		      struct span lines)
{
	struct grid grid = { .out = out, .table = table };
	struct drawn_line look;
	struct span rest = lines;
	struct span line;
	bool done;

	if (!find_borders(&grid, lines) || !next_line(&rest, &line))
		return false;
	look = drawn_line_read(line.ptr, line.len);
	if (look.kind != DRAWN_GRID_LINE)
		return false;
	table->edge = grid.borders[0];
	table->header = has_header(lines);
	drawn_rows_init(&grid.rows, out, grid.count - 1);
	done = write_rows(&grid, lines);
	drawn_rows_release(&grid.rows);
	return done;
}
