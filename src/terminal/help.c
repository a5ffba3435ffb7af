/* SPDX-License-Identifier: ISC */
/* Paint help: the keys and options there are. */
#include "terminal/help.h"

#include "base/buffer.h"
#include "reader/help.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"

enum { KEYS_COLUMNS = 20, TEXT_GAP = 2, HELP_COLUMNS = 78 };

static void paint_row(const struct view *view, int y, int x, int columns,
		      size_t n)
{
	struct buffer keys = BUFFER_INIT;
	struct buffer text = BUFFER_INIT;
	struct help_row row = { HELP_BLANK, &keys, &text };
	int keys_columns = columns > 48 ? KEYS_COLUMNS : 12;

	help_row(view, n, &row);
	if (row.kind == HELP_TITLE)
		screen_put(y, x, columns, text.data, text.len,
			   style_look(MEANING_HEADING_2, 0));
	if (row.kind == HELP_ENTRY) {
		screen_put(y, x + 2, keys_columns, buffer_string(&keys),
			   keys.len, style_part(PART_KEY));
		x += 2 + keys_columns + TEXT_GAP;
		screen_put(y, x, columns - 4 - keys_columns,
			   buffer_string(&text), text.len,
			   style_part(PART_SIDEBAR));
	}
	buffer_release(&keys);
	buffer_release(&text);
}

void help_paint(struct view *view)
{
	int columns = view->geometry.columns - 2;
	int x;

	if (columns > HELP_COLUMNS)
		columns = HELP_COLUMNS;
	x = (view->geometry.columns - columns) / 2;
	for (int y = 0; y < view->geometry.page_rows; y++) {
		size_t n = view->help_top + (size_t)y;

		if (n >= help_count())
			break;
		paint_row(view, y, x > 0 ? x : 0, columns, n);
	}
	screen_cursor(0, x > 0 ? x : 0, false);
}
