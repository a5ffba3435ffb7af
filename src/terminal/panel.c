/* SPDX-License-Identifier: ISC */
/* Paint the panel with a note at the foot of the page. */
#include "terminal/panel.h"

#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "layout/layout.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/page.h"
#include "terminal/screen.h"

/* "── Note 7 ──────": the panel's first row. */
static void paint_title(struct view *view, int y)
{
	const struct geometry *geometry = &view->geometry;
	char title[32] = " Note ";

	if (view->note.note != DOCUMENT_NONE)
		snprintf(title, sizeof(title), " Note %u ",
			 (unsigned)view->note.note + 1);
	screen_horizontal_line(y, geometry->page_x, geometry->page_columns,
			       style_part(PART_BORDER));
	screen_put_string(y, geometry->text_x,
			  geometry->columns - geometry->text_x, title,
			  style_part(PART_SIDEBAR_TITLE));
	if (note_goes_on(view))
		screen_put_string(y, geometry->text_x + (int)strlen(title) + 1,
				  geometry->columns - geometry->text_x,
				  " j k scroll ", style_part(PART_STATUS));
}

void panel_paint(struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	int y = geometry->page_rows;
	struct layout_at at;
	struct row row;

	if (!geometry->panel || !note_top(view, &at))
		return;
	paint_title(view, y);
	do {
		layout_row(view->layout, at, &row);
		page_paint_row(view, &row, ++y);
	} while (y + 1 < geometry->page_rows + geometry->panel &&
		 layout_next(view->layout, &at) && note_has(view, at));
}
