/* SPDX-License-Identifier: ISC */
/* The note of a mark, shown in place. */
#include "reader/marknote.h"

#include <string.h>
#include <time.h>

#include "marks/marks.h"
#include "reader/kept.h"
#include "reader/view.h"

enum { MS_PER_S = 1000 };

void marknote_release(struct marknote *note)
{
	notelines_release(&note->lines);
	*note = (struct marknote){ 0 };
}

bool marknote_is_open(const struct view *view)
{
	return *view->marknote.id != '\0';
}

const struct mark *marknote_mark(const struct view *view)
{
	const struct marks *marks = &view->kept.marks;
	size_t number = SIZE_MAX;

	if (marknote_is_open(view))
		number = marks_find(marks, view->marknote.id);
	return number == SIZE_MAX ? NULL : &marks->items[number].mark;
}

bool marknote_close(struct view *view)
{
	if (!marknote_is_open(view))
		return false;
	*view->marknote.id = '\0';
	view_resize(view, view->geometry.rows, view->geometry.columns);
	return true;
}

/* --- Lines ------------------------------------------------------------------
 */

/* Takes the note, with lines to be made anew. */
static void take_text(struct marknote *note, const struct buffer *text)
{
	notelines_set(&note->lines, buffer_string(text), text->len);
	note->top = 0;
}

int marknote_rows_wanted(struct view *view, int most)
{
	struct marknote *note = &view->marknote;
	size_t rows;

	if (!marknote_is_open(view) || most <= 0)
		return 0;
	notelines_break(&note->lines, view->cells, view->geometry.measure);
	rows = note->lines.count;
	if (rows > (size_t)most)
		rows = (size_t)most;
	if (note->top + rows > note->lines.count)
		note->top = note->lines.count - rows;
	return (int)rows;
}

bool marknote_line(const struct view *view, int row, struct span *line)
{
	const struct marknote *note = &view->marknote;

	return marknote_is_open(view) &&
	       notelines_get(&note->lines, note->top + (size_t)row, line);
}

bool marknote_goes_on(const struct view *view)
{
	size_t shown = (size_t)view->geometry.panel - 1;

	return marknote_is_open(view) && view->geometry.panel > 0 &&
	       (view->marknote.top > 0 || view->marknote.lines.count > shown);
}

bool marknote_scroll(struct view *view, long rows)
{
	struct marknote *note = &view->marknote;
	size_t shown = (size_t)view->geometry.panel - 1;
	size_t was = note->top;

	if (!marknote_is_open(view) || !view->geometry.panel)
		return false;
	for (; rows > 0 && note->top + shown < note->lines.count; rows--)
		note->top++;
	for (; rows < 0 && note->top; rows++)
		note->top--;
	return note->top != was;
}

/* --- Showing ----------------------------------------------------------------
 */

bool marknote_show(struct view *view, size_t number)
{
	struct marknote *note = &view->marknote;
	const struct marks *marks = &view->kept.marks;
	uint32_t off, end, seen_off, seen_end;

	marknote_close(view);
	if (number >= marks->count || !marks->items[number].mark.note.len)
		return false;
	note_close(view);
	view_visible(view, &off, &end);
	memcpy(note->id, marks->items[number].mark.id, sizeof(note->id));
	take_text(note, &marks->items[number].mark.note);
	note->generation = marks->generation;
	view_resize(view, view->geometry.rows, view->geometry.columns);
	if (!view->geometry.panel) {
		marknote_close(view);
		view_say(view, "The window is too small for a note.");
		return false;
	}
	/* The panel takes the page's last rows. */
	view_visible(view, &seen_off, &seen_end);
	if (view_has_point(view) && view->point_end > seen_end &&
	    view->point_end <= end)
		view_reveal(view, view->point_off, view->point_end);
	note->off = view->point_off;
	note->end = view->point_end;
	return true;
}

/* The mark with a note that commands act on in a range; SIZE_MAX: none. */
static size_t noted(struct view *view, uint32_t off, uint32_t end)
{
	size_t number = SIZE_MAX;

	if (view->kept.marks.count && off < end)
		number = kept_at(view, off, end);
	if (number != SIZE_MAX && !view->kept.marks.items[number].mark.note.len)
		number = SIZE_MAX;
	return number;
}

bool marknote_show_at_point(struct view *view)
{
	size_t number = noted(view, view->point_off, view->point_end);
	const struct mark *shown = marknote_mark(view);

	if (number == SIZE_MAX ||
	    (shown && shown == &view->kept.marks.items[number].mark))
		return false;
	return marknote_show(view, number);
}

bool marknote_show_at(struct view *view, uint32_t off)
{
	size_t number = noted(view, off, off + 1);

	return number != SIZE_MAX && marknote_show(view, number);
}

/* The note as it is now; false: there is none any more. */
static bool refresh(struct view *view)
{
	struct marknote *note = &view->marknote;
	const struct mark *mark = marknote_mark(view);

	if (!mark || !mark->note.len)
		return false;
	note->generation = view->kept.marks.generation;
	if (mark->note.len == note->lines.text.len &&
	    memcmp(mark->note.data, note->lines.text.data,
		   note->lines.text.len) == 0)
		return true;
	take_text(note, &mark->note);
	view_resize(view, view->geometry.rows, view->geometry.columns);
	return true;
}

void marknote_follow(struct view *view)
{
	const struct marknote *note = &view->marknote;

	if (!marknote_is_open(view))
		return;
	if (view->point_off != note->off || view->point_end != note->end ||
	    (note->generation != view->kept.marks.generation && !refresh(view)))
		marknote_close(view);
}

void marknote_append_title(const struct view *view, struct buffer *out)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	const struct mark *mark = marknote_mark(view);
	time_t now = time(NULL);
	struct tm made, today;
	time_t at;

	buffer_append_string(out, "Note");
	if (!mark)
		return;
	if (mark->kind == MARK_HIGHLIGHT)
		buffer_append_format(out, " \xc2\xb7 %s",
				     mark_color_name(mark->color));
	at = (time_t)(mark->created_ms / MS_PER_S);
	if (!at || !localtime_r(&at, &made) || !localtime_r(&now, &today))
		return;
	buffer_append_format(out, " \xc2\xb7 %d %s", made.tm_mday,
			     months[made.tm_mon]);
	if (made.tm_year != today.tm_year)
		buffer_append_format(out, " %ld", made.tm_year + 1900L);
}
