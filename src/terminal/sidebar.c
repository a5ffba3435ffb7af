/* SPDX-License-Identifier: ISC */
/* Paint the contents: beside the page, or over the window. */
#include "terminal/sidebar.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/find.h"
#include "reader/highlights.h"
#include "reader/progress.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "terminal/wrapped.h"
#include "text/cells.h"

enum {
	INDENT = 2,
	INDENT_MAX = 8,
	ROWS_MAX = 5,	 /* of an entry */
	TITLE_MAX = 400, /* bytes: what is longer is not measured */
	BARS = 8,
	BAR_BYTES = 512, /* shorter texts have the lowest: half a minute */
	READ = 970,	 /* thousandths: few read the last words of a section */
	ROOM = 28,	 /* columns of a list in which ticks have a count */
	TICKS = 9,	 /* the highest count */
};

/* What stands at the end of an entry: how long its text is, once all of it has
 * come, and what of it was read; or how often what is looked for stands there.
 */
struct signs {
	char text[16];
	int columns; /* with a blank before it */
};

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

/* --- What an entry stands for --------------------------------------------- */

static size_t entry_hits(const struct view *view, size_t entry)
{
	uint32_t off, end;

	contents_text(&view->contents, view->document, entry, &off, &end);
	return find_count_between(view, off, end);
}

/* 1 to BARS, each for twice the length of the one before. None depends on other
 * sections, so that it is final once the heading behind it has come. */
static unsigned bar_of(uint32_t len)
{
	unsigned bar = 1;

	while (bar < BARS && len >= (uint32_t)BAR_BYTES << (bar - 1))
		bar++;
	return bar;
}

static const char *read_sign(const struct view *view, uint32_t off,
			     uint32_t end)
{
	bool ascii = view->cells != CELLS_UNICODE;
	unsigned share = progress_share(&view->progress, off, end);

	if (share >= READ)
		return ascii ? "x" : "\xe2\x9c\x93";
	if (share > 0)
		return ascii ? "." : "\xc2\xb7";
	return " ";
}

/* The section that is still coming has no length yet. */
static bool length_known(const struct view *view, uint32_t end)
{
	return end < view->document->text.len ||
	       !(view->loading || view->arriving);
}

static struct signs signs_of(const struct view *view, size_t entry)
{
	struct signs signs = { .columns = 3 };
	uint32_t off, end;
	unsigned bar;

	if (view->find.painted) {
		size_t hits = entry_hits(view, entry);
		int len = 2;

		if (hits)
			len = snprintf(signs.text, sizeof(signs.text), "%2zu",
				       hits);
		signs.columns = len + 1;
		return signs;
	}
	contents_text(&view->contents, view->document, entry, &off, &end);
	bar = bar_of(end - off);
	/* U+2581 to U+2588: a lower one eighth block to a full one. */
	if (!length_known(view, end))
		snprintf(signs.text, sizeof(signs.text), " %s",
			 read_sign(view, off, end));
	else if (view->cells != CELLS_UNICODE)
		snprintf(signs.text, sizeof(signs.text), "%u%s", bar,
			 read_sign(view, off, end));
	else
		snprintf(signs.text, sizeof(signs.text), "\xe2\x96%c%s",
			 (char)(0x80 + bar), read_sign(view, off, end));
	return signs;
}

/* Columns of the ticks beside the entries whose text has marks, with the blank
 * before them; 0: none has. */
static int tick_columns(const struct view *view)
{
	if (!view->kept.marks.count)
		return 0;
	return list_columns(view) < ROOM ? 2 : 3;
}

static void put_tick(struct view *view, int y, size_t entry, int signs,
		     bool selected)
{
	int x = list_columns(view) - signs - tick_columns(view);
	enum mark_color color = MARK_COLORS;
	uint32_t off, end;
	size_t count;
	char text[8];

	if (!tick_columns(view))
		return;
	contents_text(&view->contents, view->document, entry, &off, &end);
	count = highlights_count(view, off, end, &color);
	if (!count)
		return;
	snprintf(text, sizeof(text), "%s",
		 view->cells != CELLS_UNICODE ? "*" : "\xe2\x80\xa2");
	if (count > 1 && tick_columns(view) > 2)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "%c",
			 count > TICKS ? '+' : (char)('0' + count));
	screen_put_string(y, x, tick_columns(view) - 1, text,
			  selected ? style_part(PART_SIDEBAR_SELECTED)
				   : style_sign(color));
}

/* --- Rows ----------------------------------------------------------------- */

static int title_columns(const struct view *view, size_t entry)
{
	uint32_t heading = view->contents.entries[entry];

	/* Signs, a blank at either end of the row, the title's own indent. */
	return list_columns(view) - indent_of(view, heading) - 3 - 3 -
	       tick_columns(view);
}

static struct wrapped wrapped_title(const struct view *view, size_t entry,
				    struct buffer *title)
{
	buffer_clear(title);
	outline_append_title(title, view->document,
			     view->contents.entries[entry]);
	return (struct wrapped){
		.cells = view->cells,
		.text = buffer_string(title),
		.len = title->len,
		.columns = title_columns(view, entry),
	};
}

static int rows_wanted(const struct view *view, size_t entry)
{
	struct buffer title = BUFFER_INIT;
	struct wrapped wrapped = wrapped_title(view, entry, &title);
	int rows = title.len > TITLE_MAX ? ROWS_MAX : wrapped_rows(&wrapped);

	buffer_release(&title);
	return rows < ROWS_MAX ? rows : ROWS_MAX;
}

/* How many rows each entry may take: as many as let all of them show. */
static int rows_allowed(const struct view *view)
{
	size_t count = view->contents.entry_count;
	size_t room = list_rows(view);
	size_t all[ROWS_MAX + 1] = { 0 };

	if (count >= room)
		return 1;
	for (size_t i = 0; i < count; i++) {
		int wanted = rows_wanted(view, i);

		for (int most = 1; most <= ROWS_MAX; most++)
			all[most] += (size_t)(wanted < most ? wanted : most);
	}
	for (int most = ROWS_MAX; most > 1; most--)
		if (all[most] <= room)
			return most;
	return 1;
}

static int entry_rows(const struct view *view, size_t entry, int allowed)
{
	int rows = allowed > 1 ? rows_wanted(view, entry) : 1;

	return rows < allowed ? rows : allowed;
}

static void put_title(const struct view *view, int y, int x, size_t entry,
		      int rows, struct look look)
{
	struct buffer title = BUFFER_INIT;
	struct wrapped wrapped = wrapped_title(view, entry, &title);

	if (wrapped.columns > 0)
		wrapped_put(&wrapped, y, x, rows, look);
	buffer_release(&title);
}

static void put_signs(struct view *view, int y, size_t entry, struct look look)
{
	struct signs signs = signs_of(view, entry);
	int x = list_columns(view) - signs.columns;

	if (title_columns(view, entry) <= 0)
		return;
	screen_put_string(y, x, signs.columns, signs.text, look);
	put_tick(view, y, entry, signs.columns,
		 look.attributes & ATTRIBUTE_REVERSE);
}

/* What is the same for all entries that are painted. */
struct painting {
	size_t current; /* the entry of the section being read */
	int allowed;	/* rows an entry */
};

/* Returns the rows that it took. */
static int paint_entry(struct view *view, int y, size_t entry,
		       const struct painting *painting)
{
	const struct contents *contents = &view->contents;
	uint32_t heading = contents->entries[entry];
	bool current = entry == painting->current;
	int rows = entry_rows(view, entry, painting->allowed);
	int x = 1 + indent_of(view, heading);
	struct look look =
		style_part(current ? PART_SIDEBAR_CURRENT : PART_SIDEBAR);
	struct look signs = style_part(PART_STATUS);

	if (has_keys(view) && entry == contents->selected) {
		look = signs = style_part(PART_SIDEBAR_SELECTED);
		for (int row = 0; row < rows; row++)
			screen_fill(y + row, 0, list_columns(view), look);
		screen_cursor(y, x + 1, false);
	}
	if (contents->folded[heading] && !contents->filter.len)
		screen_put_string(y, x, 1, "\xe2\x96\xb8", look);
	for (int row = 0; current && row < rows; row++)
		screen_put_string(y + row, 0, 1, "\xe2\x96\x8c", look);
	put_title(view, y, x + 1, entry, rows, look);
	put_signs(view, y, entry, signs);
	return rows;
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

static void paint_entries(struct view *view, size_t current)
{
	struct painting painting = {
		.current = current,
		.allowed = rows_allowed(view),
	};
	size_t entry = view->contents.top;
	int room = (int)list_rows(view);

	for (int row = 0; row < room && entry < view->contents.entry_count;)
		row += paint_entry(view, row + 1, entry++, &painting);
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
	paint_entries(view, current);
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
	int allowed;
	int row = 1;

	if (y < 1 || (size_t)y > list_rows(view) || x >= list_columns(view))
		return false;
	allowed = rows_allowed(view);
	for (size_t i = view->contents.top; i < view->contents.entry_count;
	     i++) {
		row += entry_rows(view, i, allowed);
		if (y < row) {
			*entry = i;
			return true;
		}
	}
	return false;
}

bool sidebar_cuts(const struct view *view, size_t entry)
{
	struct buffer title = BUFFER_INIT;
	struct wrapped wrapped = wrapped_title(view, entry, &title);
	bool cut = wrapped_rows(&wrapped) > rows_allowed(view);

	buffer_release(&title);
	return cut;
}
