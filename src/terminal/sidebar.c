/* SPDX-License-Identifier: ISC */
/* Paint the contents: beside the page, or over the window. */
#include "terminal/sidebar.h"

#include "base/buffer.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "text/cells.h"

enum { INDENT = 2, INDENT_MAX = 8 };

static int list_columns(const struct view *view)
{
	if (view->geometry.sidebar)
		return view->geometry.sidebar;
	return view_contents_over(view) ? view->geometry.columns : 0;
}

static size_t list_rows(const struct view *view)
{
	int rows = view->geometry.page_rows + view->geometry.panel;

	return rows > 1 ? (size_t)rows - 1 : 0;
}

static bool has_keys(const struct view *view)
{
	return view->focus == FOCUS_CONTENTS ||
	       (view->focus == FOCUS_PROMPT &&
		view->prompt_kind == PROMPT_FILTER);
}

static int indent_of(const struct view *view, uint32_t heading)
{
	int indent = view->contents.depth[heading] * INDENT;

	/* What the filter leaves is no tree. */
	if (view->contents.filter.len)
		return 0;
	return indent < INDENT_MAX ? indent : INDENT_MAX;
}

/* The title in columns; one that is too long ends in "…". */
static void put_title(const struct view *view, int y, int x, int columns,
		      uint32_t heading, struct look look)
{
	struct buffer title = BUFFER_INIT;
	const char *text;
	size_t used;

	if (columns <= 0)
		return;
	outline_append_title(&title, view->document, heading);
	text = buffer_string(&title);
	if (cells_fit(view->cells, text, title.len, (size_t)columns, &used) ==
	    title.len) {
		screen_put(y, x, columns, text, title.len, look);
	} else {
		x += screen_put(y, x, columns - 1, text, title.len, look);
		screen_put_string(y, x, 1, "\xe2\x80\xa6", look);
	}
	buffer_release(&title);
}

static void paint_entry(const struct view *view, int y, size_t entry,
			bool current)
{
	const struct contents *contents = &view->contents;
	uint32_t heading = contents->entries[entry];
	bool selected = has_keys(view) && entry == contents->selected;
	int columns = list_columns(view);
	int x = 1 + indent_of(view, heading);
	struct look look =
		style_part(current ? PART_SIDEBAR_CURRENT : PART_SIDEBAR);
	const char *sign = current ? "\xe2\x96\x8c" : "";

	if (selected) {
		look = style_part(PART_SIDEBAR_SELECTED);
		screen_fill(y, 0, columns, look);
	}
	if (contents->folded[heading] && !contents->filter.len)
		screen_put_string(y, x, 1, "\xe2\x96\xb8", look);
	screen_put_string(y, 0, 1, sign, look);
	put_title(view, y, x + 1, columns - x - 2, heading, look);
	if (selected)
		screen_cursor(y, x + 1, false);
}

/* Where the keys are not in the list, it follows the reader. */
static void follow(struct view *view, size_t current)
{
	struct contents *contents = &view->contents;

	if (has_keys(view))
		contents_reveal(contents, contents->selected, list_rows(view));
	else if (current < contents->entry_count)
		contents_reveal(contents, current, list_rows(view));
}

void sidebar_paint(struct view *view)
{
	struct contents *contents = &view->contents;
	uint32_t heading = view_heading(view);
	int columns = list_columns(view);
	size_t current = contents->entry_count;

	if (!columns)
		return;
	if (heading != DOCUMENT_NONE && !contents->filter.len)
		current = contents_entry(contents, heading);
	follow(view, current);
	screen_put_string(0, 2, columns - 2, "Contents",
			  style_part(PART_SIDEBAR_TITLE));
	for (size_t row = 0; row < list_rows(view); row++) {
		size_t entry = contents->top + row;

		if (entry >= contents->entry_count)
			break;
		paint_entry(view, (int)row + 1, entry, entry == current);
	}
	if (!contents->entry_count)
		screen_put_string(1, 2, columns - 2, "No heading matches.",
				  style_part(PART_STATUS));
	if (view->geometry.sidebar)
		screen_vertical_line(0, view->geometry.sidebar,
				     view->geometry.page_rows +
					     view->geometry.panel,
				     style_part(PART_BORDER));
}

bool sidebar_entry_at(const struct view *view, int y, int x, size_t *entry)
{
	size_t row = (size_t)(y - 1);

	if (y < 1 || row >= list_rows(view) || x >= list_columns(view) ||
	    view->contents.top + row >= view->contents.entry_count)
		return false;
	*entry = view->contents.top + row;
	return true;
}
