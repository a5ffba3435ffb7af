/* SPDX-License-Identifier: ISC */
/* Rewrite a table that is drawn with dashes as one with pipes. */
#include "document/markdown/drawntable.h"

#include <stdint.h>
#include <string.h>

#include "document/markdown/drawncut.h"
#include "document/markdown/drawngrid.h"
#include "document/markdown/drawnrows.h"

/* The lines of a table, one after the other. */
struct reader {
	struct span rest;
	struct span line; /* without its '\n' */
	struct drawn_line look;
};

struct writer {
	struct buffer *out;
	struct drawn_table *table;
	struct drawn_columns columns;
	struct drawn_cell cells[TABLE_COLUMNS_MAX]; /* of a line */
	struct drawn_rows rows;
	/* What the header, or else the first line, says of how a column is
	 * aligned: its shortest line. */
	size_t shortest[TABLE_COLUMNS_MAX];
	bool indented[TABLE_COLUMNS_MAX];
};

static bool next_line(struct reader *reader)
{
	const char *end = memchr(reader->rest.ptr, '\n', reader->rest.len);
	size_t len;

	if (!end)
		return false;
	len = (size_t)(end - reader->rest.ptr);
	reader->line = (struct span){ reader->rest.ptr, len };
	reader->rest.ptr += len + 1;
	reader->rest.len -= len + 1;
	reader->look = drawn_line_read(reader->line.ptr, len);
	return true;
}

/* --- Alignments ----------------------------------------------------------- */

/* Takes note of the cells of a line that says how columns are aligned. False
 * if one is wider than its dashes. */
static bool sample(struct writer *writer)
{
	const struct drawn_columns *columns = &writer->columns;

	for (size_t i = 0; i < columns->count; i++) {
		const struct drawn_cell *cell = &writer->cells[i];
		size_t width = cell->to - columns->from[i];

		if (!cell->text.len)
			continue;
		if (cell->to > columns->to[i])
			return false;
		if (writer->shortest[i] && writer->shortest[i] <= width)
			continue;
		writer->shortest[i] = width;
		writer->indented[i] = cell->from > columns->from[i];
	}
	return true;
}

/* Pandoc's manual, "Tables": where the dashes reach over the text. */
static void settle_alignments(struct writer *writer)
{
	const struct drawn_columns *columns = &writer->columns;
	char *alignments = writer->table->alignments;

	alignments[columns->count] = '\0';
	for (size_t i = 0; i < columns->count; i++) {
		bool right =
			writer->shortest[i] < columns->to[i] - columns->from[i];

		alignments[i] = '-';
		if (!writer->shortest[i])
			continue;
		if (writer->indented[i])
			alignments[i] = right ? 'c' : 'r';
		else if (right)
			alignments[i] = 'l';
	}
}

/* --- Rows ----------------------------------------------------------------- */

static bool cut(struct writer *writer, const struct reader *reader)
{
	return drawn_cut(&writer->columns, reader->line, reader->look.prefix,
			 writer->cells);
}

/* Writes the line that was cut, as one of the open row. */
static void write_line(struct writer *writer)
{
	drawn_rows_line(&writer->rows);
	for (size_t i = 0; i < writer->columns.count; i++)
		drawn_rows_text(&writer->rows, i, writer->cells[i].text);
}

/* Writes what stands above the dashes: perhaps dashes, and the header. */
static bool write_header(struct writer *writer, struct reader *reader)
{
	struct drawn_rows *rows = &writer->rows;

	writer->table->header = reader->look.kind != DRAWN_GROUPS;
	if (!writer->table->header)
		return true;
	drawn_rows_begin(rows);
	for (; reader->look.kind != DRAWN_GROUPS; next_line(reader)) {
		if (reader->look.kind == DRAWN_DASHES) {
			drawn_rows_line(rows);
			continue;
		}
		if (!cut(writer, reader) || !sample(writer))
			return false;
		write_line(writer);
	}
	drawn_rows_end(rows);
	return true;
}

/* Passes the dashes below the header; without one the line behind them says
 * what it would. */
static bool write_dashes(struct writer *writer, const struct reader *reader)
{
	if (!writer->table->header) {
		struct reader ahead = *reader;

		if (!next_line(&ahead) || !cut(writer, &ahead) ||
		    !sample(writer))
			return false;
	}
	settle_alignments(writer);
	buffer_append_byte(writer->out, '\n');
	return true;
}

static bool write_body(struct writer *writer, struct reader *reader,
		       enum drawn_kind kind)
{
	struct drawn_rows *rows = &writer->rows;
	bool over = true; /* the row before */

	while (next_line(reader)) {
		enum drawn_line_kind what = reader->look.kind;

		if (what == DRAWN_BLANK || what == DRAWN_DASHES ||
		    what == DRAWN_GROUPS) {
			over = true;
			if (!rows->open)
				return false;
			drawn_rows_line(rows);
			continue;
		}
		if (over || kind == DRAWN_SIMPLE)
			drawn_rows_begin(rows);
		over = false;
		if (rows->count * writer->columns.count > TABLE_CELLS_MAX ||
		    !cut(writer, reader))
			return false;
		write_line(writer);
	}
	drawn_rows_end(rows);
	return rows->count > writer->table->header;
}

/* --- Tables --------------------------------------------------------------- */

static bool find_columns(struct drawn_columns *columns, struct reader reader)
{
	while (next_line(&reader))
		if (reader.look.kind == DRAWN_GROUPS)
			return drawn_columns_read(columns, reader.line,
						  reader.look.prefix);
	return false;
}

static bool write_dashed(struct buffer *out, struct drawn_table *table,
			 struct span lines, enum drawn_kind kind)
{
	struct reader reader = { .rest = lines };
	struct writer writer = { .out = out, .table = table };
	bool done;

	if (!find_columns(&writer.columns, reader))
		return false;
	table->edge = writer.columns.from[0];
	drawn_rows_init(&writer.rows, out, writer.columns.count);
	done = next_line(&reader) && write_header(&writer, &reader) &&
	       write_dashes(&writer, &reader) &&
	       write_body(&writer, &reader, kind);
	drawn_rows_release(&writer.rows);
	return done;
}

bool drawn_write(struct buffer *out, struct drawn_table *table,
		 struct span lines, enum drawn_kind kind)
{
	size_t before = out->len;

	if (kind == DRAWN_GRID ? drawn_write_grid(out, table, lines)
			       : write_dashed(out, table, lines, kind))
		return true;
	buffer_truncate(out, before);
	return false;
}
