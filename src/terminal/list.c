/* SPDX-License-Identifier: ISC */
/* Paint a list over the window. */
#include "terminal/list.h"

#include "base/buffer.h"
#include "reader/list.h"
#include "reader/narrow.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "text/cells.h"
#include "text/utf8.h"

enum {
	MARGIN = 2,	/* columns beside the list */
	INDENT = 2,	/* more of them under the line above */
	NARROW = 30,	/* windows under this have smaller ones */
	WIDEST = 120,	/* columns; an eye does not follow a row over more */
	GAP = 2,	/* columns between an item's text and its right */
	RIGHT_MIN = 10, /* columns in which a cut right still says something */
};

static const char ellipsis[] = "\xe2\x80\xa6";

/* A text in columns: what of it shows, and whether there is more on a side. */
struct shortened {
	size_t off;
	size_t end;
	bool before;
	bool behind;
};

/* As many whole clusters before off as fit into columns; *used, if not NULL,
 * gets what they take. */
static size_t fit_before(const struct view *view, const char *text, size_t len,
			 size_t off, size_t columns)
{
	struct cluster cluster;

	while (off > 0) {
		size_t start = cells_start(text, len, utf8_previous(text, off));

		cells_next(view->cells, text + start, len - start, &cluster);
		if ((size_t)cluster.width > columns)
			break;
		columns -= (size_t)cluster.width;
		off = start;
	}
	return off;
}

/* Shortens text to columns so that what is marked first is seen, with some of
 * what stands before it. */
static struct shortened shorten(const struct view *view,
				const struct buffer *text,
				const struct list_mark *mark, size_t columns)
{
	const char *bytes = buffer_string(text);
	struct shortened it = { .end = text->len };
	size_t used;

	it.end = cells_fit(view->cells, bytes, text->len, columns, &used);
	if (it.end == text->len || columns < 2)
		return it;
	it.behind = true;
	it.end = cells_fit(view->cells, bytes, text->len, columns - 1, &used);
	if (!mark || mark->end <= it.end || columns < 4)
		return it;
	it.before = true;
	it.off = fit_before(view, bytes, text->len,
			    mark->off < text->len ? mark->off : text->len,
			    columns / 3);
	it.end = it.off + cells_fit(view->cells, bytes + it.off,
				    text->len - it.off, columns - 1, &used);
	it.behind = it.end < text->len;
	if (it.behind)
		it.end = it.off + cells_fit(view->cells, bytes + it.off,
					    text->len - it.off, columns - 2,
					    &used);
	else
		it.off = fit_before(view, bytes, text->len, text->len,
				    columns - 1);
	return it;
}

/* Where a line is painted. */
struct line {
	int y;
	int x;
	int columns;
	struct look look;
};

static void put(struct line *line, const char *bytes, size_t len,
		struct look look)
{
	int used = screen_put_line(line->y, line->x, line->columns, bytes, len,
				   look);

	line->x += used;
	line->columns -= used;
}

static struct look mark_look(struct look look)
{
	bool selected = look.attributes & ATTRIBUTE_REVERSE;

	return style_over(look, selected ? PART_HIT_CURRENT : PART_HIT);
}

static void put_shortened(const struct view *view, struct line line,
			  const struct list_row *row)
{
	const struct list_mark *marks = row->mark_count ? row->marks : NULL;
	const char *text = buffer_string(&row->text);
	struct shortened it;
	size_t off;

	if (line.columns <= 0)
		return;
	it = shorten(view, &row->text, marks, (size_t)line.columns);
	off = it.off;
	if (it.before)
		put(&line, ellipsis, sizeof(ellipsis) - 1, line.look);
	for (size_t i = 0; marks && i < row->mark_count; i++) {
		size_t start = marks[i].off < off ? off : marks[i].off;
		size_t end = marks[i].end < it.end ? marks[i].end : it.end;

		if (start >= end)
			continue;
		put(&line, text + off, start - off, line.look);
		put(&line, text + start, end - start, mark_look(line.look));
		off = end;
	}
	put(&line, text + off, it.end - off, line.look);
	if (it.behind)
		put(&line, ellipsis, sizeof(ellipsis) - 1, line.look);
}

static void put_buffer(const struct view *view, struct line line,
		       const struct buffer *text)
{
	struct list_row row = { .text = *text };

	put_shortened(view, line, &row);
}

static int width_of(const struct view *view, const struct buffer *text)
{
	size_t used;

	/* What is wider than any window need not be measured. */
	cells_fit(view->cells, buffer_string(text), text->len,
		  (size_t)view->geometry.columns + 1, &used);
	return (int)used;
}

/* Columns for what stands at the right: all of it where there is room, or half
 * of the row is enough for it; else up to a third, where that says something.
 */
static int right_columns(const struct view *view, const struct list_row *row,
			 int columns)
{
	int wanted = width_of(view, &row->right);
	int room = columns - GAP - width_of(view, &row->text);

	if (!wanted || columns <= GAP)
		return 0;
	if (room < columns / 3)
		room = columns / 3;
	if (wanted <= room || wanted <= columns / 2)
		return wanted;
	return room >= RIGHT_MIN ? room : 0;
}

/* Columns at each side of the list: it is in the middle of a wide window. */
static int margin_of(const struct view *view)
{
	int columns = view->geometry.columns;

	if (columns > WIDEST + 2 * MARGIN)
		return (columns - WIDEST) / 2;
	return columns < NARROW ? 1 : MARGIN;
}

/* A sign on its colour, or in it; returns the columns that it took. */
static int put_sign(const struct list_row *row, int y, int x, int columns)
{
	bool patch = row->sign[0] == ' ';
	char number[2] = { (char)('1' + row->color), '\0' };
	const char *sign = patch && !screen_has_colors() ? number : row->sign;

	if (!row->sign[0] || columns < NARROW / 2)
		return 0;
	screen_put_string(y, x, 1, sign,
			  patch ? style_swatch(row->color)
				: style_part(PART_POINT));
	return 2;
}

static void paint_item(const struct view *view, int y, bool selected,
		       const struct list_row *row)
{
	int margin = margin_of(view);
	int indent = !row->over.len ? 0 : margin < MARGIN ? 1 : INDENT;
	int x = margin + indent;
	int columns = view->geometry.columns - x - margin;
	struct line line = { .y = y };
	int sign, right;

	line.look = style_part(row->dim ? PART_STATUS : PART_SIDEBAR);
	if (selected) {
		line.look = style_part(PART_SIDEBAR_SELECTED);
		screen_fill(y, 0, view->geometry.columns, line.look);
	}
	sign = put_sign(row, y, x, columns);
	x += sign;
	columns -= sign;
	right = right_columns(view, row, columns);
	line.x = x;
	line.columns = columns;
	if (right) {
		line.columns -= right + GAP;
		put_shortened(view, line, row);
		line.x = x + columns - right;
		line.columns = right;
		if (!selected)
			line.look = style_part(PART_STATUS);
		put_buffer(view, line, &row->right);
	} else {
		put_shortened(view, line, row);
	}
	if (selected)
		screen_cursor(y, x, false);
}

/* The title, and at its right how many of how many the filter leaves. */
static void paint_title(struct view *view)
{
	const struct list *list = &view->list;
	int margin = margin_of(view);
	struct line line = {
		.x = margin,
		.columns = view->geometry.columns - 2 * margin,
		.look = style_part(PART_SIDEBAR_TITLE),
	};
	struct list_row row = { 0 };
	int right;

	list->source->title(view, &row.text);
	if (list->filter.len)
		buffer_append_format(&row.right, "%zu of %zu%s", list->count,
				     list->known,
				     narrow_is_done(list) ? "" : ellipsis);
	if (list->filter.len && view->focus == FOCUS_LIST)
		buffer_append_format(&row.text, " / %s",
				     buffer_string(&list->filter));
	right = right_columns(view, &row, line.columns);
	if (right) {
		put_buffer(view,
			   (struct line){ .x = line.x + line.columns - right,
					  .columns = right,
					  .look = style_part(PART_STATUS) },
			   &row.right);
		line.columns -= right + GAP;
	}
	put_buffer(view, line, &row.text);
	list_row_release(&row);
}

/* Goes over what shows, from the top on. */
struct walk {
	struct view *view;
	size_t index;
	int y;	   /* the row of the item */
	bool over; /* a line stands above it */
	struct list_row row;
	struct list_row above;
};

static int last_row(const struct view *view)
{
	return view->geometry.page_rows + view->geometry.panel - 1;
}

/* To the next item that shows; at first to the one at the top. */
static bool walk_on(struct walk *walk)
{
	struct list *list = &walk->view->list;
	struct list_row swap = walk->above;
	bool first = walk->y == 0;

	walk->above = walk->row;
	walk->row = swap;
	walk->index = first ? list->top : walk->index + 1;
	if (walk->index >= list->count)
		return false;
	list_describe(walk->view, walk->index, &walk->row);
	walk->over = walk->row.over.len &&
		     (first || !list_same_over(&walk->row, &walk->above));
	/* A lone row is the item's. */
	if (first && last_row(walk->view) < 2)
		walk->over = false;
	walk->y += 1 + walk->over;
	return walk->y <= last_row(walk->view);
}

static void walk_end(struct walk *walk)
{
	list_row_release(&walk->row);
	list_row_release(&walk->above);
}

static void paint_items(struct view *view)
{
	struct walk walk = { .view = view };
	int margin = margin_of(view);
	struct line line = {
		.x = margin,
		.columns = view->geometry.columns - 2 * margin,
		.look = style_part(PART_STATUS),
	};

	while (walk_on(&walk)) {
		line.y = walk.y - 1;
		if (walk.over)
			put_buffer(view, line, &walk.row.over);
		paint_item(view, walk.y, walk.index == view->list.selected,
			   &walk.row);
	}
	walk_end(&walk);
}

void list_paint(struct view *view)
{
	list_update(view);
	list_reveal(view, list_height(view));
	paint_title(view);
	screen_cursor(0, margin_of(view), false);
	if (view->list.count)
		paint_items(view);
	else if (last_row(view) > 0)
		screen_put_string(1, margin_of(view),
				  view->geometry.columns - margin_of(view),
				  list_nothing(view), style_part(PART_STATUS));
}

bool list_index_at(struct view *view, int y, size_t *index)
{
	struct walk walk = { .view = view };
	bool found = false;

	while (!found && walk_on(&walk))
		found = walk.y == y;
	*index = walk.index;
	walk_end(&walk);
	return found;
}
