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
	SLOTS = 3, /* columns for signs beyond it */
};

/* The column of a row's sign, from the text on; -1: there is no room. */
static int column_of(const struct view *view, const struct row *row, int slot)
{
	const struct geometry *geometry = &view->geometry;
	int beyond = geometry->text_x - BAR - 1 - slot;
	int behind = geometry->text_x + geometry->measure;

	if (slot < SLOTS && beyond >= geometry->page_x)
		return beyond;
	if (slot)
		return -1;
	/* The row's own sign at its border says more. */
	if (geometry->text_x - BAR >= geometry->page_x)
		return row->flags & ROW_WIDE && view->pan
			       ? -1
			       : geometry->text_x - 1;
	return behind < geometry->columns &&
			       row->width <= (uint32_t)geometry->measure
		       ? behind
		       : -1;
}

static const char *bookmark_sign(const struct view *view, char letter)
{
	static char name[2];

	if (letter) {
		name[0] = letter;
		return name;
	}
	return view->cells == CELLS_ASCII ? "#" : "\xe2\x97\x86";
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
	size_t count;

	if (view->zen)
		return;
	count = highlights_signs(view, row->off, row->end, screen_has_colors(),
				 signs);
	for (size_t i = 0; i < count; i++) {
		int x = column_of(view, row, (int)i);
		bool bookmark = signs[i].sign == SIGN_BOOKMARK;

		if (x >= 0)
			screen_put_string(y, x, 1, text_of(view, &signs[i]),
					  bookmark
						  ? style_part(PART_POINT)
						  : style_sign(signs[i].color));
	}
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
