/* SPDX-License-Identifier: ISC */
/* Paint the question at the foot of the page. */
#include "terminal/ask.h"

#include <string.h>

#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "terminal/wrapped.h"

/* The rows that the lines of the text take, or, with y >= 0, are painted in
 * from y on: at most most. */
static int put_lines(const struct view *view, int y, int most)
{
	const char *line = buffer_string(&view->ask.text);
	int rows = 0;

	while (*line && rows < most) {
		size_t len = strcspn(line, "\n");
		struct wrapped text = {
			.cells = view->cells,
			.text = line,
			.len = len,
			.columns = view->geometry.columns - 4,
		};

		if (y >= 0)
			rows += wrapped_put(
				&text, y + rows, 2, most - rows,
				style_part(rows ? PART_STATUS : PART_MESSAGE));
		else
			rows += wrapped_rows(&text);
		line += len;
		line += *line == '\n';
	}
	return rows < most ? rows : most;
}

void ask_paint(const struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	int foot = geometry->page_rows + geometry->panel;
	int rows;

	if (view->focus != FOCUS_ASK || foot < 2)
		return;
	rows = put_lines(view, -1, foot - 1);
	for (int y = foot - rows; y < foot; y++)
		screen_fill(y, 0, geometry->columns, style_part(PART_STATUS));
	screen_horizontal_line(foot - rows - 1, 0, geometry->columns,
			       style_part(PART_BORDER));
	if (geometry->sidebar)
		screen_tee(foot - rows - 1, geometry->sidebar,
			   style_part(PART_BORDER));
	screen_put_string(foot - rows - 1, 2, geometry->columns - 2,
			  view->ask.title, style_part(PART_SIDEBAR_TITLE));
	put_lines(view, foot - rows, rows);
}
