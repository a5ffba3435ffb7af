/* SPDX-License-Identifier: ISC */
/* Paint the panel with a note, of the text or of a mark, at the foot of the
 * page. */
#include "terminal/panel.h"

#include <stdio.h>

#include "base/buffer.h"
#include "document/document.h"
#include "layout/layout.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/page.h"
#include "terminal/screen.h"

/* "── Note 7 ──────": the panel's first row. */
static void paint_title(const struct view *view, const char *title,
			const char *hint)
{
	const struct geometry *geometry = &view->geometry;
	int y = geometry->page_rows;
	int x = geometry->text_x;

	screen_horizontal_line(y, geometry->page_x, geometry->page_columns,
			       style_part(PART_BORDER));
	x += screen_put_string(y, x, geometry->columns - x, title,
			       style_part(PART_SIDEBAR_TITLE));
	if (hint)
		screen_put_string(y, x + 1, geometry->columns - x - 1, hint,
				  style_part(PART_STATUS));
}

static void paint_mark_note(struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	struct buffer title = BUFFER_INIT;
	struct span line;

	buffer_append_byte(&title, ' ');
	marknote_append_title(view, &title);
	buffer_append_byte(&title, ' ');
	paint_title(view, title.data,
		    marknote_goes_on(view) ? " c shows all " : NULL);
	buffer_release(&title);
	for (int row = 0;
	     row + 1 < geometry->panel && marknote_line(view, row, &line);
	     row++)
		screen_put_line(geometry->page_rows + 1 + row, geometry->text_x,
				geometry->measure, line.ptr, line.len,
				style_look(MEANING_TEXT, 0));
}

void panel_paint(struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	int y = geometry->page_rows;
	struct layout_at at;
	struct row row;
	char title[32] = " Note ";

	if (!geometry->panel)
		return;
	if (!note_top(view, &at)) {
		paint_mark_note(view);
		return;
	}
	if (view->note.note != DOCUMENT_NONE)
		snprintf(title, sizeof(title), " Note %u ",
			 (unsigned)view->note.note + 1);
	paint_title(view, title, note_goes_on(view) ? " j k scroll " : NULL);
	do {
		layout_row(view->layout, at, &row);
		page_paint_row(view, &row, ++y);
	} while (y + 1 < geometry->page_rows + geometry->panel &&
		 layout_next(view->layout, &at) && note_has(view, at));
}
