/* SPDX-License-Identifier: ISC */
/* Paint the status line: section, progress, minutes left, messages. */
#include "terminal/statusline.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/bindings.h"
#include "reader/find.h"
#include "reader/marklist.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "terminal/sidebar.h"
#include "terminal/wrapped.h"
#include "text/cells.h"

enum {
	MINUTES_SHOWN = 100, /* from here on hours */
	KIBIBYTE = 1024,
};

/* How much is said of the progress. */
enum detail { DETAIL_PERCENT, DETAIL_MINUTES, DETAIL_SECTION, DETAIL_MARKS };

/* What may be said of it, reckoned once however much there is room for. */
struct state {
	int percent;
	size_t minutes; /* left; 0: not known, or none … */
	size_t section; /* … of the section */
	size_t doubtful;
};

static int columns_of(const struct view *view, const char *text, size_t len)
{
	return (int)cells_width(view->cells, text, len);
}

static void paint_border(const struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	struct look look = style_part(PART_BORDER);
	int y = geometry->page_rows + geometry->panel;

	if (!geometry->border)
		return;
	screen_horizontal_line(y, 0, geometry->columns, look);
	if (geometry->sidebar && view->focus != FOCUS_HELP &&
	    view->focus != FOCUS_ASK && !list_is_open(view))
		screen_tee(y, geometry->sidebar, look);
}

/* A long message takes rows of the page. */
static void paint_message(const struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	struct look look =
		style_part(view->message_is_error ? PART_ERROR : PART_MESSAGE);
	struct wrapped text = {
		.cells = view->cells,
		.text = view->message.data,
		.len = view->message.len,
		.columns = geometry->columns - 2,
	};
	int rows = wrapped_rows(&text);
	int y;

	if (rows > (geometry->rows + 1) / 2)
		rows = (geometry->rows + 1) / 2;
	/* A prompt stays in sight below it. */
	y = geometry->rows - rows - (view->focus == FOCUS_PROMPT);
	y = y > 0 ? y : 0;
	for (int row = y; row < y + rows; row++)
		screen_fill(row, 0, geometry->columns, style_part(PART_STATUS));
	wrapped_put(&text, y, 1, rows, look);
}

/* What is read: its title, a heading that it starts with, or the file. */
static void append_name(const struct view *view, struct buffer *out)
{
	const struct document *document = view->document;
	const char *slash = strrchr(view->name, '/');

	if (!outline_append_name(out, document))
		buffer_append_string(out, slash && slash[1] ? slash + 1
							    : view->name);
}

static const char first_hint[] =
	"{page-down} pages, {next-heading} next heading, {help} all keys";

/* What can be done where the keys are, if that is not plain; for
 * bindings_fill(), but what a question says. */
static const char *hint(const struct view *view)
{
	if ((view->arriving || view->loading) && !view->document->text.len &&
	    view->focus == FOCUS_PAGE)
		return view->filtering
			       ? "Waiting for its filter; ^C stops it, {quit} "
				 "leaves"
		       : view->arriving ? "Waiting for text; {quit} leaves"
					: "Still being read; {quit} leaves";
	switch (view->focus) {
	case FOCUS_HELP:
		return "Help: {line-down} {line-up} {page-down} {page-up} "
		       "scroll, "
		       "{quit} closes";
	case FOCUS_CONTENTS:
		return "Enter goes, {left} {right} fold, {search} finds";
	case FOCUS_PAGE:
		return view->touched || view->help_known ? NULL : first_hint;
	case FOCUS_NOTE:
		return "Note: {escape} closes, {line-down} {line-up} scroll a "
		       "long "
		       "one";
	case FOCUS_LABELS:
		return view->labels.chosen
			       ? "Type the letter of a sentence; Esc leaves"
			       : "Type a letter to follow; Esc leaves";
	case FOCUS_LIST:
		return view->list.source && view->list.source->hint
			       ? view->list.source->hint
			       : "Enter goes there, {search} filters, {quit} "
				 "closes";
	case FOCUS_ASK:
		return buffer_string(&view->ask.hint);
	case FOCUS_SELECT:
		return "{copy} copies, {copy-quote} with source, o other end, "
		       "w {next-sentence} {next-paragraph} on, "
		       "b {previous-sentence} {previous-paragraph} back, "
		       "{escape}";
	case FOCUS_PROMPT:
		break;
	}
	return NULL;
}

static void append_hint(const struct view *view, const char *said,
			struct buffer *out)
{
	if (view->focus == FOCUS_ASK)
		buffer_append_string(out, said);
	else
		bindings_fill(said, out);
}

/* The title of the entry that has the keys, where the list cuts it. */
static bool append_cut_title(const struct view *view, struct buffer *out)
{
	const struct contents *contents = &view->contents;

	if (view->focus != FOCUS_CONTENTS || !contents->entry_count ||
	    !sidebar_cuts(view, contents->selected))
		return false;
	outline_append_title(out, view->document,
			     contents->entries[contents->selected]);
	return true;
}

/* The section being read, behind the document's name if both fit. */
static void append_section(struct view *view, int room, struct buffer *out)
{
	uint32_t heading = view_heading(view);
	struct buffer section = BUFFER_INIT;

	append_name(view, out);
	if (heading == DOCUMENT_NONE)
		return;
	outline_append_title(&section, view->document, heading);
	if (strcmp(buffer_string(&section), buffer_string(out)) == 0 ||
	    columns_of(view, buffer_string(out), out->len) +
			    columns_of(view, buffer_string(&section),
				       section.len) +
			    3 >
		    room)
		buffer_clear(out);
	else
		buffer_append_string(out, " \xe2\x80\xba ");
	buffer_append(out, buffer_string(&section), section.len);
	buffer_release(&section);
}

/* Of a text that is still coming: that it is, and how much there is if there
 * is room to say it. */
static void append_arriving(struct buffer *out, size_t len, bool with_size)
{
	if (with_size && len < KIBIBYTE)
		buffer_append_format(out, " of %zu bytes", len);
	else if (with_size && len < KIBIBYTE * KIBIBYTE)
		buffer_append_format(out, " of %zu KiB", len / KIBIBYTE);
	else if (with_size)
		buffer_append_format(out, " of %zu MiB",
				     len / (KIBIBYTE * KIBIBYTE));
	buffer_append_string(out, ", reading \xe2\x80\xa6");
}

/* Minutes, or hours where there are many; behind other minutes these need not
 * say what they are. */
static void append_time(struct buffer *out, size_t minutes, bool behind_others)
{
	if (minutes >= MINUTES_SHOWN)
		buffer_append_format(out, "%zu h", (minutes + 30) / 60);
	else
		buffer_append_format(out, behind_others ? "%zu" : "%zu min",
				     minutes);
}

/* What is left of the section is worth saying where more than a moment comes
 * behind it. */
static void append_minutes(const struct state *state, struct buffer *out,
			   enum detail detail)
{
	size_t all = state->minutes;
	size_t section = detail >= DETAIL_SECTION ? state->section : 0;

	if (!all)
		return;
	buffer_append_string(out, "  \xc2\xb7  ");
	if (section && section < MINUTES_SHOWN && section + 1 < all) {
		append_time(out, section, false);
		buffer_append_string(out, " left in section, ");
		append_time(out, all, true);
		buffer_append_string(out, " in all");
	} else {
		append_time(out, all, false);
		buffer_append_string(out, " left");
	}
}

/* Which hit of how many the reader is at. */
static void append_hits(const struct view *view, struct buffer *out)
{
	size_t len = out->len;

	find_append_count(view, out);
	if (out->len > len)
		buffer_append_string(out, "  \xc2\xb7  ");
}

/* "3 marks, 1 doubtful ~". */
static void append_marks(const struct view *view, const struct state *state,
			 struct buffer *out)
{
	size_t count = view->kept.marks.count;

	if (!count)
		return;
	buffer_append_format(out, "    %zu mark%s", count,
			     count == 1 ? "" : "s");
	if (state->doubtful)
		buffer_append_format(out, ", %zu doubtful ~", state->doubtful);
}

static struct state reckon(struct view *view)
{
	struct state state = { .percent = view_percent(view) };

	if (!view->arriving && state.percent < 100) {
		state.minutes = view_minutes_left(view);
		state.section = view_section_minutes_left(view);
	}
	if (view->kept.marks.count)
		state.doubtful = marklist_doubtful(view);
	return state;
}

static void append_progress(const struct view *view, const struct state *state,
			    struct buffer *out, enum detail detail)
{
	if (view->count)
		buffer_append_format(out, "%ld  ", view->count);
	if (view->file_count > 1)
		buffer_append_format(out, "%zu/%zu  ", view->file_index + 1,
				     view->file_count);
	append_hits(view, out);
	buffer_append_format(out, "%d%%", state->percent);
	if (view->tail)
		buffer_append_string(out, detail == DETAIL_PERCENT
						  ? ", reading \xe2\x80\xa6"
						  : ", the end, still reading "
						    "\xe2\x80\xa6");
	else if (view->arriving)
		append_arriving(out, view->document->text.len,
				detail != DETAIL_PERCENT);
	else if (detail != DETAIL_PERCENT)
		append_minutes(state, out, detail);
	if (detail == DETAIL_MARKS)
		append_marks(view, state, out);
}

/* The left of the line; what is too long ends in "…". */
static void paint_left(struct view *view, int y, int room)
{
	struct buffer text = BUFFER_INIT;
	struct look look = style_part(PART_STATUS_SECTION);
	const char *said = hint(view);
	bool title = append_cut_title(view, &text);
	bool cut;

	if (!title && said) {
		append_hint(view, said, &text);
		/* The keys that lead to all others stand last. */
		if (said == first_hint &&
		    columns_of(view, text.data, text.len) > room) {
			buffer_clear(&text);
			bindings_fill("{page-down} pages, {help} all keys",
				      &text);
		}
		look = style_part(PART_STATUS);
	} else if (!title) {
		append_section(view, room, &text);
	}
	cut = columns_of(view, buffer_string(&text), text.len) > room;
	screen_put_line(y, 1, cut ? room - 1 : room, buffer_string(&text),
			text.len, look);
	if (cut)
		screen_put_string(y, room, 1, "\xe2\x80\xa6", look);
	buffer_release(&text);
}

/* Columns that the left of the line wants before the right may say more: for
 * the section's minutes all of the section's title. */
static int left_wanted(struct view *view, enum detail detail)
{
	const char *said = hint(view);
	uint32_t heading = view_heading(view);
	int columns = 12;

	if (said) {
		struct buffer text = BUFFER_INIT;

		append_hint(view, said, &text);
		columns = columns_of(view, buffer_string(&text), text.len) + 2;
		buffer_release(&text);
	} else if (detail >= DETAIL_SECTION && heading != DOCUMENT_NONE) {
		struct buffer title = BUFFER_INIT;

		outline_append_title(&title, view->document, heading);
		columns = columns_of(view, title.data, title.len) + 2;
		buffer_release(&title);
	}
	return columns;
}

/* In red, at the end: what is lost if this machine is. Returns its columns. */
static int paint_unsaved(const struct view *view, int y, int columns)
{
	size_t count = view->kept.store ? store_unsaved(view->kept.store) : 0;
	char text[40];
	int used;

	if (!count)
		return 0;
	snprintf(text, sizeof(text), "%zu not saved", count);
	used = (int)strlen(text);
	if (used > columns)
		return 0;
	screen_put_string(y, 1 + columns - used, used, text,
			  style_part(PART_ERROR));
	return used + 2;
}

/* Short of room the marks go first, then the section's minutes, then all
 * minutes, then the section; the percentage stays. */
static void paint_state(struct view *view, int y)
{
	int columns = view->geometry.columns - 2;
	struct buffer progress = BUFFER_INIT;
	enum detail detail = DETAIL_MARKS;
	struct state state;
	int wanted;

	columns -= paint_unsaved(view, y, columns);
	/* Of the shelf alone there is none. */
	if (*view->name) {
		state = reckon(view);
		append_progress(view, &state, &progress, detail);
	} else {
		detail = DETAIL_PERCENT;
	}
	wanted = columns_of(view, buffer_string(&progress), progress.len);
	while (detail != DETAIL_PERCENT &&
	       wanted + left_wanted(view, detail) > columns) {
		buffer_clear(&progress);
		append_progress(view, &state, &progress, --detail);
		wanted = columns_of(view, progress.data, progress.len);
	}
	if (wanted + 6 < columns)
		paint_left(view, y, columns - wanted - 2);
	screen_put(y, columns > wanted ? 1 + columns - wanted : 0,
		   columns > 0 ? columns : 0, buffer_string(&progress),
		   progress.len, style_part(PART_STATUS));
	buffer_release(&progress);
}

void statusline_paint(struct view *view)
{
	int y = view->geometry.rows - 1;

	paint_border(view);
	if (view->message.len)
		paint_message(view);
	else if (view->geometry.status)
		paint_state(view, y);
}
