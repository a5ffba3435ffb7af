/* SPDX-License-Identifier: ISC */
/* Paint the signs of marks in the margin. */
#include "terminal/margin.h"

#include "layout/layout.h"
#include "reader/highlights.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"

enum {
	BAR = 2,   /* columns left of the text, the point's bar stands */
	SLOTS = 4, /* columns for signs */
};

/* Columns for a row's signs, from the text on; returns how many. The bar of the
 * point has one of its own, if there is room for it. */
static int find_columns(const struct view *view, const struct row *row,
			int columns[SLOTS])
{
	const struct geometry *geometry = &view->geometry;
	int bar = geometry->text_x - BAR;
	int behind = geometry->text_x + geometry->measure;
	/* The sign of a row that goes on to the side says more. */
	bool cut = pan_of(view, row) > 0 && !row->frozen;
	int count = 0;

	for (int x = bar - 1; x >= geometry->page_x && count < SLOTS - 1; x--)
		columns[count++] = x;
	if (bar >= geometry->page_x && !cut)
		columns[count++] = bar + 1;
	else if (bar < geometry->page_x && behind < geometry->columns &&
		 row->width <= (uint32_t)geometry->measure)
		columns[count++] = behind;
	return count;
}

static const char *bookmark_sign(const struct view *view, char letter)
{
	static char name[2];

	if (letter) {
		name[0] = letter;
		return name;
	}
	return view->cells != CELLS_UNICODE ? "#" : "\xe2\x97\x86";
}

static const char *text_of(const struct view *view,
			   const struct margin_sign *sign)
{
	static const char *const numbers[MARK_COLORS] = { "1", "2", "3",
							  "4", "5", "6" };

	switch (sign->sign) {
	case SIGN_DOUBTFUL:
		return "~";
	case SIGN_BOOKMARK:
		return bookmark_sign(view, sign->letter);
	case SIGN_NOTE:
		return "*";
	case SIGN_COLOR:
		break;
	}
	return numbers[sign->color];
}

void margin_paint(struct view *view, const struct row *row, int y)
{
	struct margin_sign signs[SIGNS_MAX];
	int columns[SLOTS];
	int room = find_columns(view, row, columns);
	size_t count;

	if (view->zen)
		return;
	count = highlights_signs(view, row->off, row->end, screen_has_colors(),
				 signs);
	for (size_t i = 0; i < count && i < (size_t)room; i++) {
		bool bookmark = signs[i].sign == SIGN_BOOKMARK;

		screen_put_string(y, columns[i], 1, text_of(view, &signs[i]),
				  bookmark ? style_part(PART_POINT)
					   : style_sign(signs[i].color));
	}
}

void margin_paint_turn(const struct view *view, int y)
{
	int x = view->geometry.text_x - BAR;

	if (x < view->geometry.page_x)
		x++;
	if (x < view->geometry.page_x)
		return;
	screen_put_string(y, x, 1,
			  view->cells != CELLS_UNICODE ? ">" : "\xe2\x96\xb8",
			  style_part(PART_TURNED));
}

bool margin_note(struct view *view, const struct row *row, uint32_t *number)
{
	struct margin_sign signs[SIGNS_MAX];
	size_t count = highlights_signs(view, row->off, row->end, true, signs);

	for (size_t i = 0; i < count; i++) {
		if (signs[i].sign != SIGN_NOTE)
			continue;
		*number = signs[i].number;
		return true;
	}
	return false;
}
