/* SPDX-License-Identifier: ISC */
/* Paint the letters on what can be chosen. */
#include "terminal/labels.h"

#include <string.h>

#include "document/document.h"
#include "layout/layout.h"
#include "reader/labels.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"

/* The column where a label stands in a row: on its text, or the decoration of
 * its empty run. */
static bool find_column(struct view *view, const struct row *row,
			const struct label *label, uint32_t *col)
{
	if (label->run == DOCUMENT_NONE)
		return layout_column(view->layout, row, label->shown, col);
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		if (piece->meaning != MEANING_REFERENCE ||
		    piece->run != label->run)
			continue;
		*col = piece->col;
		return true;
	}
	return false;
}

/* Several labels at one place have their letters side by side. */
static void paint_label(const struct view *view, size_t label, int y, int x)
{
	char letters[3];

	labels_letters(&view->labels, label, letters);
	screen_put_string(y, x, view->geometry.columns - x, letters,
			  style_part(PART_LABEL));
}

static void paint_row_labels(struct view *view, const struct row *row, int y)
{
	const struct labels *labels = &view->labels;
	uint32_t last_col = 0;
	bool any = false;

	for (size_t i = 0; i < labels->count; i++) {
		uint32_t col;

		if (!find_column(view, row, &labels->labels[i], &col))
			continue;
		if (!pan_shows(view, row, col, &col))
			continue;
		if (any && col <= last_col)
			col = last_col + 1;
		last_col = col + (labels->count > 26);
		any = true;
		paint_label(view, i, y, view->geometry.text_x + (int)col);
	}
}

void labels_paint(struct view *view)
{
	struct layout_at at;
	struct row row;

	if (view->focus != FOCUS_LABELS || !view_top(view, &at))
		return;
	for (int y = 0; y < view_rows(view); y++) {
		layout_row(view->layout, at, &row);
		paint_row_labels(view, &row, y);
		if (!layout_next(view->layout, &at))
			break;
	}
}
