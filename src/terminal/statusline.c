/* SPDX-License-Identifier: ISC */
/* Paint the status line: section, progress, minutes left, messages. */
#include "terminal/statusline.h"

#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/style.h"
#include "reader/view.h"
#include "terminal/screen.h"
#include "text/cells.h"

enum { MINUTES_SHOWN = 100 }; /* from here on hours */

static int columns_of(const struct view *view, const char *text, size_t len)
{
	return (int)cells_width(view->cells, text, len);
}

static void paint_border(const struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	struct look look = style_part(PART_BORDER);

	if (!geometry->border)
		return;
	screen_horizontal_line(geometry->page_rows, 0, geometry->columns, look);
	if (geometry->sidebar && view->focus != FOCUS_HELP)
		screen_tee(geometry->page_rows, geometry->sidebar, look);
}

static void paint_message(const struct view *view, int y)
{
	struct look look =
		style_part(view->message_is_error ? PART_ERROR : PART_MESSAGE);

	screen_fill(y, 0, view->geometry.columns, style_part(PART_STATUS));
	screen_put(y, 1, view->geometry.columns - 2, view->message.data,
		   view->message.len, look);
}

/* What can be done where the keys are, if that is not plain. */
static const char *hint(const struct view *view)
{
	switch (view->focus) {
	case FOCUS_HELP:
		return "Help: j k Space b scroll, q closes";
	case FOCUS_CONTENTS:
		return "Enter goes, h l fold, / finds";
	case FOCUS_PAGE:
		return view->touched
			       ? NULL
			       : "Space pages, ] next heading, ? all keys";
	case FOCUS_PROMPT:
		break;
	}
	return NULL;
}

/* The name of what is read: the section's heading, else the title, else the
 * file. */
static struct span section_name(struct view *view)
{
	const struct document *document = view->document;
	uint32_t heading = view_heading(view);
	uint32_t off, end;

	if (heading != DOCUMENT_NONE) {
		outline_title(document, heading, &off, &end);
		return (struct span){ document->text.data + off, end - off };
	}
	if (document->metadata.title) {
		const char *title =
			document_string(document, document->metadata.title);

		return (struct span){ title, strlen(title) };
	}
	return (struct span){ view->name, strlen(view->name) };
}

static void append_progress(struct view *view, struct buffer *out,
			    bool with_minutes)
{
	size_t minutes = view_minutes_left(view);

	if (view->count)
		buffer_append_format(out, "%ld  ", view->count);
	if (view->file_count > 1)
		buffer_append_format(out, "%zu/%zu  ", view->file_index + 1,
				     view->file_count);
	buffer_append_format(out, "%d%%", view_percent(view));
	if (!with_minutes || !minutes)
		return;
	if (minutes < MINUTES_SHOWN)
		buffer_append_format(out, "  \xc2\xb7  %zu min left", minutes);
	else
		buffer_append_format(out, "  \xc2\xb7  %zu h left",
				     (minutes + 30) / 60);
}

/* Short of room the minutes go first, then the section; the percentage
 * stays. */
static void paint_state(struct view *view, int y)
{
	int columns = view->geometry.columns - 2;
	struct span section = section_name(view);
	struct buffer progress = BUFFER_INIT;
	struct look look = style_part(PART_STATUS_SECTION);
	const char *said = hint(view);
	int wanted;

	if (said) {
		section = (struct span){ said, strlen(said) };
		look = style_part(PART_STATUS);
	}
	append_progress(view, &progress, true);
	wanted = columns_of(view, progress.data, progress.len);
	if (wanted + (said ? (int)section.len + 2 : 12) > columns) {
		buffer_clear(&progress);
		append_progress(view, &progress, false);
		wanted = columns_of(view, progress.data, progress.len);
	}
	if (wanted + 6 < columns) {
		int room = columns - wanted - 2;
		int used = columns_of(view, section.ptr, section.len);

		screen_put(y, 1, used > room ? room - 1 : room, section.ptr,
			   section.len, look);
		if (used > room)
			screen_put_string(y, room, 1, "\xe2\x80\xa6", look);
	}
	screen_put(y, columns > wanted ? 1 + columns - wanted : 0,
		   view->geometry.columns, progress.data, progress.len,
		   style_part(PART_STATUS));
	buffer_release(&progress);
}

void statusline_paint(struct view *view)
{
	int y = view->geometry.rows - 1;

	paint_border(view);
	if (view->message.len)
		paint_message(view, y);
	else if (view->geometry.status)
		paint_state(view, y);
}
