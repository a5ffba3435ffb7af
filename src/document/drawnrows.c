/* SPDX-License-Identifier: ISC */
/* Write the rows of a table with pipes on the lines where it was drawn. */
#include "document/drawnrows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/drawncut.h"
#include "text/character.h"
#include "text/utf8.h"

void drawn_rows_init(struct drawn_rows *rows, struct buffer *out, size_t edge,
		     size_t columns)
{
	*rows = (struct drawn_rows){
		.out = out,
		.edge = edge,
		.columns = columns,
		.cells = memory_alloc_zeroed(columns, sizeof(*rows->cells)),
	};
}

void drawn_rows_release(struct drawn_rows *rows)
{
	for (size_t i = 0; i < rows->columns; i++)
		buffer_release(&rows->cells[i]);
	free(rows->cells);
	buffer_release(&rows->others);
}

static bool fits(const struct drawn_rows *rows, struct span prefix)
{
	return drawn_column(prefix, prefix.len) <= rows->edge;
}

/* Writes a prefix, and blanks up to the edge. */
static void append_prefix(struct buffer *out, const struct drawn_rows *rows,
			  struct span prefix)
{
	size_t column = drawn_column(prefix, prefix.len);

	buffer_append(out, prefix.ptr, prefix.len);
	for (; column < rows->edge; column++)
		buffer_append_byte(out, ' ');
}

/* A '|' of the text parts no cells, even in code and behind a backslash: each
 * gets one that is taken away again (table_cell_source()). */
static void append_cell(struct buffer *out, const struct buffer *cell)
{
	const char *at = buffer_string(cell);
	const char *end = at + cell->len;
	const char *pipe;

	while (at < end && (pipe = memchr(at, '|', (size_t)(end - at)))) {
		buffer_append(out, at, (size_t)(pipe - at));
		buffer_append_string(out, "\\|");
		at = pipe + 1;
	}
	buffer_append(out, at, (size_t)(end - at));
}

static void end_row(struct drawn_rows *rows)
{
	struct buffer *out = rows->out;

	if (!rows->open)
		return;
	append_prefix(out, rows, rows->first);
	for (size_t i = 0; i < rows->columns; i++) {
		buffer_append_string(out, "| ");
		append_cell(out, &rows->cells[i]);
		buffer_append_byte(out, ' ');
		buffer_clear(&rows->cells[i]);
	}
	buffer_append_string(out, "|\n");
	buffer_append(out, buffer_string(&rows->others), rows->others.len);
	buffer_clear(&rows->others);
	rows->open = false;
}

void drawn_rows_begin(struct drawn_rows *rows)
{
	end_row(rows);
	rows->count++;
}

bool drawn_rows_line(struct drawn_rows *rows, struct span prefix)
{
	if (!fits(rows, prefix))
		return false;
	if (rows->open) {
		append_prefix(&rows->others, rows, prefix);
		buffer_append_string(&rows->others, DRAWN_SKIP "\n");
	} else {
		rows->open = true;
		rows->first = prefix;
	}
	return true;
}

/* Drops a backslash at the end, which is a hard line break. */
static void drop_break(struct buffer *cell)
{
	size_t backslashes = 0;

	while (backslashes < cell->len &&
	       cell->data[cell->len - 1 - backslashes] == '\\')
		backslashes++;
	if (backslashes % 2)
		buffer_truncate(cell, cell->len - 1);
}

/* Whether two lines are parted by nothing (document.h, T4). */
static bool is_unspaced(const struct buffer *cell, struct span text)
{
	size_t start = utf8_previous(cell->data, cell->len);
	uint32_t before;
	uint32_t after;

	utf8_decode(cell->data + start, cell->len - start, &before);
	utf8_decode(text.ptr, text.len, &after);
	return character_unspaced(before) && character_unspaced(after);
}

void drawn_rows_text(struct drawn_rows *rows, size_t column, struct span text)
{
	struct buffer *cell = &rows->cells[column];

	if (!text.len)
		return;
	if (cell->len) {
		drop_break(cell);
		if (!cell->len || !is_unspaced(cell, text))
			buffer_append_byte(cell, ' ');
	}
	buffer_append(cell, text.ptr, text.len);
}

static void append_alignment(struct buffer *out, char alignment)
{
	buffer_append_byte(out, '|');
	if (alignment == 'l' || alignment == 'c')
		buffer_append_byte(out, ':');
	buffer_append_string(out, "---");
	if (alignment == 'r' || alignment == 'c')
		buffer_append_byte(out, ':');
}

bool drawn_rows_delimit(struct drawn_rows *rows, struct span prefix,
			const char *alignments)
{
	bool headless = !rows->open;

	end_row(rows);
	rows->count = 0;
	if (!fits(rows, prefix))
		return false;
	append_prefix(rows->out, rows, prefix);
	if (headless)
		buffer_append_string(rows->out, DRAWN_HEADLESS);
	for (size_t i = 0; i < rows->columns; i++)
		append_alignment(rows->out, alignments[i]);
	buffer_append_string(rows->out, "|\n");
	return true;
}

void drawn_rows_end(struct drawn_rows *rows)
{
	end_row(rows);
}
