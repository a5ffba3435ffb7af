/* SPDX-License-Identifier: ISC */
/* Cut lines of a drawn table at its columns. */
#include "document/markdown/drawncut.h"

#include <string.h>

#include "document/markdown/escapes.h"
#include "text/cells.h"

enum { TAB_STOP = 4 };

static bool is_mark(const char *text, size_t len)
{
	return len >= ESCAPES_MARK_LEN &&
	       memcmp(text, ESCAPES_MARK, ESCAPES_MARK_LEN) == 0;
}

/* A mark is none of the line: it stands before a backslash, or doubled for
 * itself. */
static struct drawn_step step_mark(const char *text, size_t len)
{
	size_t own = ESCAPES_MARK_LEN;

	if (is_mark(text + own, len - own))
		own += ESCAPES_MARK_LEN;
	else if (own < len)
		own++;
	return (struct drawn_step){ .len = own, .width = 1 };
}

struct drawn_step drawn_step(struct span line, size_t at, size_t column)
{
	const char *text = line.ptr + at;
	size_t len = line.len - at;
	struct cluster cluster;

	if (*text == '\t')
		return (struct drawn_step){ 1, TAB_STOP - column % TAB_STOP,
					    true };
	if (!(*text & 0x80) && (len == 1 || !(text[1] & 0x80)))
		return (struct drawn_step){ 1, 1, *text == ' ' };
	if (is_mark(text, len))
		return step_mark(text, len);
	if (!(*text & 0x80) && is_mark(text + 1, len - 1))
		return (struct drawn_step){ 1, 1, *text == ' ' };
	cells_next(CELLS_UNICODE, text, len, &cluster);
	return (struct drawn_step){ cluster.len, (size_t)cluster.width,
				    cluster.len == 1 && *text == ' ' };
}

size_t drawn_column(struct span line, size_t len)
{
	size_t column = 0;

	for (size_t at = 0; at < len;) {
		struct drawn_step step = drawn_step(line, at, column);

		at += step.len;
		column += step.width;
	}
	return column;
}

bool drawn_columns_read(struct drawn_columns *columns, struct span line,
			size_t prefix)
{
	size_t column = drawn_column(line, prefix);
	size_t at = prefix;
	bool blank = true;

	columns->count = 0;
	while (at < line.len) {
		struct drawn_step step = drawn_step(line, at, column);

		if (!step.blank && blank) {
			if (columns->count == TABLE_COLUMNS_MAX)
				return false;
			columns->from[columns->count++] = column;
		}
		at += step.len;
		column += step.width;
		blank = step.blank;
		if (!blank)
			columns->to[columns->count - 1] = column;
	}
	return columns->count;
}

bool drawn_cut(const struct drawn_columns *columns, struct span line,
	       size_t prefix, struct drawn_cell *cells)
{
	size_t column = drawn_column(line, prefix);
	size_t at = prefix;
	size_t index = 0;
	bool blank = true;

	memset(cells, 0, columns->count * sizeof(*cells));
	while (at < line.len) {
		struct drawn_step step = drawn_step(line, at, column);
		const char *start = line.ptr + at;
		struct drawn_cell *cell;

		while (index + 1 < columns->count &&
		       column + step.width > columns->from[index + 1]) {
			index++;
			if (!step.blank &&
			    (!blank || column < columns->from[index]))
				return false;
		}
		at += step.len;
		column += step.width;
		blank = step.blank;
		if (blank)
			continue;
		if (column - step.width < columns->from[0])
			return false;
		cell = &cells[index];
		if (!cell->text.len) {
			cell->text.ptr = start;
			cell->from = column - step.width;
		}
		cell->text.len = (size_t)(line.ptr + at - cell->text.ptr);
		cell->to = column;
	}
	return true;
}
