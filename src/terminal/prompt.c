/* SPDX-License-Identifier: ISC */
/* Paint the prompt: a line that is being typed. */
#include "terminal/prompt.h"

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
		return view->find.typed_regex ? "Regex /" : "/";
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

void prompt_paint(struct view *view)
{
	const struct lineedit *line = &view->prompt;
	const char *text = buffer_string(&line->text);
	struct look look = style_part(PART_PROMPT);
	int y = view->geometry.rows - 1;
	int columns = view->geometry.columns;
	const char *label = label_of(view);
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
