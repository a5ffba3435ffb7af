/* SPDX-License-Identifier: ISC */
/* Go about in a list. */
#include "reader/list.h"
#include "reader/view.h"

size_t list_height(const struct view *view)
{
	int rows = view->geometry.page_rows + view->geometry.panel;

	return rows > 1 ? (size_t)rows - 1 : 1;
}

/* Rows of an item that is under another: the line above it may be that one's
 * as well. */
static size_t rows_under(const struct list_row *row,
			 const struct list_row *above)
{
	return row->over.len && !list_same_over(row, above) ? 2 : 1;
}

/* The first index from which on all up to last shows in rows rows: a line for
 * each, and those above them. */
static size_t lowest_top(struct view *view, size_t last, size_t rows)
{
	struct list_row row = { 0 };
	struct list_row above = { 0 };
	struct list_row swap;
	size_t used = 1; /* but for the line above the first */
	size_t top = last;

	list_measure(view, last, &row);
	while (top > 0) {
		list_measure(view, top - 1, &above);
		used += rows_under(&row, &above);
		if (used + (above.over.len > 0) > rows)
			break;
		swap = row;
		row = above;
		above = swap;
		top--;
	}
	list_row_release(&row);
	list_row_release(&above);
	return top;
}

/* How many show from the top on, at least 1. */
static size_t shown(struct view *view, size_t rows)
{
	struct list_row row = { 0 };
	struct list_row above = { 0 };
	struct list_row swap;
	size_t used = 0;
	size_t index = view->list.top;

	for (; index < view->list.count; index++) {
		list_measure(view, index, &row);
		used += rows_under(&row, &above);
		if (used > rows)
			break;
		swap = row;
		row = above;
		above = swap;
	}
	list_row_release(&row);
	list_row_release(&above);
	return index > view->list.top ? index - view->list.top : 1;
}

void list_reveal(struct view *view, size_t rows)
{
	struct list *list = &view->list;
	size_t lowest;

	if (!list->count) {
		list->top = 0;
		return;
	}
	if (list->top > list->selected)
		list->top = list->selected;
	/* A selection far off is not walked to. */
	lowest = lowest_top(view, list->selected, rows);
	if (list->top < lowest)
		list->top = lowest;
	/* No blank rows at the foot while there are items above. */
	if (list->top + rows > list->count) {
		lowest = lowest_top(view, list->count - 1, rows);
		if (list->top > lowest)
			list->top = lowest;
	}
}

/* count places on from an index, as far as there are. */
static size_t moved(const struct list *list, size_t index, long count)
{
	size_t far = count < 0 ? (size_t)0 - (size_t)count : (size_t)count;
	size_t last = list->count ? list->count - 1 : 0;

	if (count < 0)
		return index > far ? index - far : 0;
	return index < last && far < last - index ? index + far : last;
}

void list_move(struct view *view, long count)
{
	struct list *list = &view->list;

	list->selected = moved(list, list->selected, count);
}

void list_scroll(struct view *view, long rows)
{
	struct list *list = &view->list;
	size_t last;

	if (!list->count)
		return;
	list_reveal(view, list_height(view));
	list->top = moved(list, list->top, rows);
	last = lowest_top(view, list->count - 1, list_height(view));
	if (list->top > last)
		list->top = last;
	last = list->top + shown(view, list_height(view)) - 1;
	if (list->selected < list->top)
		list->selected = list->top;
	if (list->selected > last)
		list->selected = last;
}

void list_page(struct view *view, long count)
{
	struct list *list = &view->list;
	size_t page;

	if (!list->count)
		return;
	list_reveal(view, list_height(view));
	if (count > 0)
		page = shown(view, list_height(view));
	else if (list->top)
		page = list->top -
		       lowest_top(view, list->top - 1, list_height(view));
	else
		page = list_height(view);
	list->top = moved(list, list->top, count * (long)page);
	list_move(view, count * (long)page);
}
