/* SPDX-License-Identifier: ISC */
/* Paint the notes beside the text. */
#include "terminal/sidenotes.h"

#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "layout/layout.h"
#include "marks/marks.h"
#include "reader/sidenotes.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/page.h"
#include "terminal/screen.h"

enum { CUT_MAX = 24 };

/* What stands at the end of a note's last row where that is not its end. */
static void name_cut(const struct view *view, const struct sidenote *note,
		     char name[CUT_MAX])
{
	const char *sign =
		view->cells != CELLS_UNICODE ? "..." : "\xe2\x80\xa6";
	int more = note->wanted - note->rows;

	name[0] = '\0';
	if (more > 0 && note->wanted < SIDENOTES_ROWS_MAX)
		snprintf(name, CUT_MAX, "%s (+%d row%s)", sign, more,
			 more == 1 ? "" : "s");
	else if (more > 0)
		snprintf(name, CUT_MAX, "%s", sign);
}

/* Paints what a note says of its row n in columns from x on; returns how many
 * of them it took. */
static int paint_text(struct view *view, const struct sidenote *note, int n,
		      int x, int columns)
{
	int y = note->y + n;
	struct span line;
	struct row row;

	if (note->note == DOCUMENT_NONE) {
		if (!sidenotes_line(view, note, n, &line))
			return 0;
		return screen_put_line(y, x, columns, line.ptr, line.len,
				       style_part(PART_SIDENOTE));
	}
	if (!sidenotes_row(view, note, n, &row))
		return 0;
	page_paint_aside(view, &row, y, x, columns, PART_SIDENOTE);
	return (int)row.width < columns ? (int)row.width : columns;
}

static void paint_note(struct view *view, const struct sidenote *note)
{
	const struct geometry *geometry = &view->geometry;
	int x = geometry->notes_x;
	int columns = geometry->notes_columns;
	char cut[CUT_MAX];
	int wide;

	name_cut(view, note, cut);
	wide = (int)cells_width(view->cells, cut, strlen(cut));
	if (note->note == DOCUMENT_NONE) {
		x += SIDENOTES_SIGN;
		columns -= SIDENOTES_SIGN;
	}
	for (int n = 0; n < note->rows; n++) {
		bool last = n + 1 == note->rows;
		int used = paint_text(view, note, n, x,
				      last ? columns - wide : columns);

		if (note->note == DOCUMENT_NONE)
			screen_put_string(
				note->y + n, geometry->notes_x, 1,
				view->cells != CELLS_UNICODE ? "|"
							     : "\xe2\x96\x8e",
				style_sign(view->kept.marks.items[note->mark]
						   .mark.color));
		if (last)
			screen_put_string(note->y + n, x + used, wide, cut,
					  style_part(PART_SIDENOTE));
	}
}

void sidenotes_paint(struct view *view)
{
	size_t count;
	const struct sidenote *items = sidenotes_find(view, &count);

	for (size_t i = 0; i < count; i++)
		paint_note(view, &items[i]);
}

const struct sidenote *sidenotes_under(struct view *view, int y, int x)
{
	const struct geometry *geometry = &view->geometry;

	if (!geometry->notes_columns || x < geometry->notes_x ||
	    x >= geometry->notes_x + geometry->notes_columns)
		return NULL;
	return sidenotes_at(view, y);
}
