/* SPDX-License-Identifier: ISC */
/* Paint the prompt: what is being typed. */
#include "terminal/prompt.h"

#include <string.h>

#include "reader/find.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "text/cells.h"

enum { GAP = 2 }; /* columns before the count of hits, at least */

/* How many bytes at the start must be left out so that what is before the
 * cursor fits into columns. */
static size_t hidden_bytes(const struct view *view, size_t columns)
{
	const char *text = buffer_string(&view->prompt.text);
	size_t cursor = view->prompt.cursor;
	size_t off = 0;

	while (cells_width(view->cells, text + off, cursor - off) > columns) {
		struct cluster cluster;

		cells_next(view->cells, text + off, cursor - off, &cluster);
		off += cluster.len;
	}
	return off;
}

static const char *label_of(const struct view *view)
{
	const struct list_source *source = view->list.source;

	switch (view->prompt_kind) {
	case PROMPT_COMMAND:
		return ":";
	case PROMPT_FILTER:
		return "Heading: ";
	case PROMPT_SEARCH:
		if (view->find.typed_regex)
			return view->find.back ? "Regex ?" : "Regex /";
		return view->find.back ? "?" : "/";
	case PROMPT_LIST:
		return source && source->prompt ? source->prompt : "Filter: ";
	case PROMPT_NOTE:
		return "Note: ";
	}
	return "";
}

/* How many hits there are, at the end of the line. Returns its columns, with a
 * gap before it. */
static int paint_count(const struct view *view, int y, int room)
{
	struct buffer count = BUFFER_INIT;
	int columns = 0;

	if (view->prompt_kind == PROMPT_SEARCH)
		find_append_count(view, &count);
	if (count.len)
		columns = (int)cells_width(view->cells, count.data, count.len);
	if (columns && columns + GAP < room / 2)
		screen_put(y, view->geometry.columns - columns - 1, columns,
			   count.data, count.len, style_part(PART_STATUS));
	else
		columns = 0;
	buffer_release(&count);
	return columns ? columns + GAP : 0;
}

/* --- A note: several rows --------------------------------------------------
 */

/* A place among rows of text that are so many columns wide. */
struct cell_at {
	size_t off;
	int row;
	int col;
};

/* Goes over one cluster, or a line's end. Returns how many bytes that is. */
static size_t step(const struct view *view, int columns, struct cell_at *at,
		   int *width)
{
	const struct buffer *text = &view->prompt.text;
	struct cluster cluster;

	*width = 0;
	if (text->data[at->off] == '\n') {
		at->row++;
		at->col = 0;
		return 1;
	}
	cells_next(view->cells, text->data + at->off, text->len - at->off,
		   &cluster);
	*width = (int)cluster.width;
	if (at->col + *width > columns) {
		at->row++;
		at->col = 0;
	}
	return cluster.len;
}

/* Where the cursor is, and on what row the text ends. */
static struct cell_at find_cursor(const struct view *view, int columns,
				  int *last_row)
{
	const struct lineedit *line = &view->prompt;
	struct cell_at at = { 0, 0, 0 };
	struct cell_at cursor = at;

	while (at.off < line->text.len) {
		int width;
		size_t len;

		if (at.off == line->cursor)
			cursor = at;
		len = step(view, columns, &at, &width);
		at.off += len;
		at.col += width;
	}
	if (line->cursor == line->text.len)
		cursor = at;
	/* It stands behind the last column no more than a character would. */
	if (cursor.col >= columns) {
		cursor.row++;
		cursor.col = 0;
	}
	*last_row = at.row > cursor.row ? at.row : cursor.row;
	return cursor;
}

/* Puts rows [from, from + rows) of the text from (y, x) on. */
static void put_rows(const struct view *view, int y, int x, int from, int rows)
{
	const struct buffer *text = &view->prompt.text;
	int columns = view->geometry.columns - x;
	struct cell_at at = { 0, 0, 0 };

	while (at.off < text->len && at.row < from + rows) {
		int width;
		size_t len = step(view, columns, &at, &width);

		if (width && at.row >= from && at.row < from + rows)
			screen_put(y + at.row - from, x + at.col, width,
				   text->data + at.off, len,
				   style_part(PART_PROMPT));
		at.off += len;
		at.col += width;
	}
}

/* It grows upwards, over half of the window at most, and scrolls then. */
static void paint_note(struct view *view, const char *label)
{
	const struct geometry *geometry = &view->geometry;
	int x = (int)cells_width(view->cells, label, strlen(label));
	int most = geometry->rows > 2 ? geometry->rows / 2 : 1;
	struct cell_at cursor;
	int rows, last_row, from, y;

	if (x > geometry->columns / 2)
		x = 0;
	cursor = find_cursor(view, geometry->columns - x, &last_row);
	rows = last_row + 1 < most ? last_row + 1 : most;
	from = cursor.row < rows ? 0 : cursor.row - rows + 1;
	y = geometry->rows - rows;
	for (int row = 0; row < rows; row++)
		screen_fill(y + row, 0, geometry->columns,
			    style_part(PART_PROMPT));
	screen_put_string(y, 0, x, label, style_part(PART_KEY));
	put_rows(view, y, x, from, rows);
	screen_cursor(y + cursor.row - from, x + cursor.col, true);
}

/* --- Any other: a line -----------------------------------------------------
 */

static void paint_line(struct view *view, const char *label)
{
	const struct lineedit *line = &view->prompt;
	const char *text = buffer_string(&line->text);
	struct look look = style_part(PART_PROMPT);
	int y = view->geometry.rows - 1;
	int columns = view->geometry.columns;
	int x;
	size_t hidden;

	screen_fill(y, 0, columns, look);
	x = screen_put_string(y, 0, columns, label, style_part(PART_KEY));
	columns -= paint_count(view, y, columns - x);
	hidden = hidden_bytes(view,
			      columns > x + 1 ? (size_t)(columns - x - 1) : 0);
	screen_put(y, x, columns - x, text + hidden, line->text.len - hidden,
		   look);
	x += (int)cells_width(view->cells, text + hidden,
			      line->cursor - hidden);
	screen_cursor(y, x < columns ? x : columns - 1, true);
}

void prompt_paint(struct view *view)
{
	const char *label = label_of(view);

	if (view->prompt.lines)
		paint_note(view, label);
	else
		paint_line(view, label);
}
