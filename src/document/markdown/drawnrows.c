/* SPDX-License-Identifier: ISC */
/* Write the rows of a table with pipes on the lines where it was drawn. */
#include "document/markdown/drawnrows.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/markdown/drawncut.h"
#include "text/character.h"
#include "text/utf8.h"

void drawn_rows_init(struct drawn_rows *rows, struct buffer *out,
		     size_t columns)
{
	*rows = (struct drawn_rows){
		.out = out,
		.columns = columns,
		.cells = memory_alloc_zeroed(columns, sizeof(*rows->cells)),
	};
}

void drawn_rows_release(struct drawn_rows *rows)
{
	for (size_t i = 0; i < rows->columns; i++)
		buffer_release(&rows->cells[i]);
	free(rows->cells);
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

void drawn_rows_end(struct drawn_rows *rows)
{
	struct buffer *out = rows->out;

	if (!rows->open)
		return;
	for (size_t i = 0; i < rows->columns; i++) {
		buffer_append_string(out, "| ");
		append_cell(out, &rows->cells[i]);
		buffer_append_byte(out, ' ');
		buffer_clear(&rows->cells[i]);
	}
	buffer_append_byte(out, '|');
	for (; rows->lines; rows->lines--)
		buffer_append_byte(out, '\n');
	rows->open = false;
}

void drawn_rows_begin(struct drawn_rows *rows)
{
	drawn_rows_end(rows);
	rows->open = true;
	rows->count++;
}

void drawn_rows_line(struct drawn_rows *rows)
{
	rows->lines++;
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
