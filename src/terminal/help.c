/* SPDX-License-Identifier: ISC */
/* Paint help: the keys and options there are. */
#include "terminal/help.h"

#include "base/buffer.h"
#include "reader/help.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "terminal/wrapped.h"

enum {
	KEYS_COLUMNS = 17,
	NAME_COLUMNS = 20,
	HELP_COLUMNS = 84,
};

/* Returns the rows it takes: a long help in a narrow window is wrapped. */
static int paint_entry(const struct view *view, int y, int x, int columns,
		       const struct help_row *row)
{
	int text_columns = columns - 2 - KEYS_COLUMNS;

	screen_put(y, x + 2, KEYS_COLUMNS - 1, buffer_string(row->keys),
		   row->keys->len, style_part(PART_KEY));
	x += 2 + KEYS_COLUMNS;
	/* The name gives way to a help that is long. */
	if (row->name->len &&
	    row->text->len + NAME_COLUMNS < (size_t)text_columns) {
		text_columns -= NAME_COLUMNS;
		screen_put(y, x + text_columns + 1, NAME_COLUMNS - 1,
			   buffer_string(row->name), row->name->len,
			   style_part(PART_STATUS));
	}
	struct wrapped text = {
		.cells = view->cells,
		.text = buffer_string(row->text),
		.len = row->text->len,
		.columns = text_columns,
	};

	return wrapped_put(&text, y, x, view->geometry.page_rows - y,
			   style_part(PART_SIDEBAR));
}

static int paint_row(const struct view *view, int y, int x, int columns,
		     size_t n)
{
	struct buffer keys = BUFFER_INIT;
	struct buffer text = BUFFER_INIT;
	struct buffer name = BUFFER_INIT;
	struct help_row row = { HELP_BLANK, &keys, &text, &name };
	int rows = 1;

	help_row(view, n, &row);
	if (row.kind == HELP_TITLE)
		screen_put(y, x, columns, text.data, text.len,
			   style_look(MEANING_HEADING_2, 0));
	if (row.kind == HELP_ENTRY)
		rows = paint_entry(view, y, x, columns, &row);
	buffer_release(&keys);
	buffer_release(&text);
	buffer_release(&name);
	return rows;
}

void help_paint(struct view *view)
{
	int columns = view->geometry.columns - 2;
	int x;
	int y = 0;

	if (columns > HELP_COLUMNS)
		columns = HELP_COLUMNS;
	x = view->geometry.columns > columns
		    ? (view->geometry.columns - columns) / 2
		    : 0;
	for (size_t n = view->help_top;
	     y < view->geometry.page_rows && n < help_count(); n++)
		y += paint_row(view, y, x, columns, n);
	screen_cursor(0, x, false);
}
