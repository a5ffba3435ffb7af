/* SPDX-License-Identifier: ISC */
/* A note that is shown in place, in a panel at the foot of the page. */
#include "reader/note.h"

#include "document/document.h"
#include "reader/view.h"

bool note_is_open(const struct view *view)
{
	return view->note.to > view->note.from;
}

void note_open(struct view *view, uint32_t from, uint32_t to, uint32_t note)
{
	uint32_t off, end;
	uint32_t seen_off, seen_end;

	view_visible(view, &off, &end);
	view->note = (struct note_panel){
		.from = from,
		.to = to,
		.note = note,
		.top = { view->document->blocks[from].off, 0 },
	};
	view->focus = FOCUS_NOTE;
	view_resize(view, view->geometry.rows, view->geometry.columns);
	if (!view->geometry.panel) {
		note_close(view);
		view_say(view, "The window is too small for a note.");
		return;
	}
	/* The panel takes the page's last rows. */
	view_visible(view, &seen_off, &seen_end);
	if (view_has_point(view) && view->point_end > seen_end &&
	    view->point_end <= end)
		view_reveal(view, view->point_off, view->point_end);
}

void note_close(struct view *view)
{
	if (!note_is_open(view))
		return;
	view->note = (struct note_panel){ 0 };
	if (view->focus == FOCUS_NOTE)
		view->focus = FOCUS_PAGE;
	view_resize(view, view->geometry.rows, view->geometry.columns);
}

bool note_has(const struct view *view, struct layout_at at)
{
	return at.block >= view->note.from && at.block < view->note.to;
}

static bool first_row(struct view *view, struct layout_at *at)
{
	struct place start = { view->document->blocks[view->note.from].off, 0 };

	return layout_find(view->layout, start, at);
}

int note_rows_wanted(struct view *view, int most)
{
	struct layout_at at;
	int rows = 0;

	if (!note_is_open(view) || !first_row(view, &at))
		return 0;
	do {
		rows++;
	} while (rows < most && layout_next(view->layout, &at) &&
		 note_has(view, at));
	return rows;
}

bool note_top(struct view *view, struct layout_at *at)
{
	return note_is_open(view) &&
	       layout_find(view->layout, view->note.top, at);
}

/* Whether the note has rows below count rows from at. */
static bool has_below(struct view *view, struct layout_at at, long count)
{
	return layout_move(view->layout, &at, count) == count &&
	       note_has(view, at);
}

static bool is_same_row(struct layout_at a, struct layout_at b)
{
	return a.block == b.block && a.segment == b.segment && a.row == b.row;
}

bool note_goes_on(struct view *view)
{
	struct layout_at at, first;

	return note_top(view, &at) && first_row(view, &first) &&
	       (!is_same_row(at, first) ||
		has_below(view, at, view->geometry.panel - 1));
}

bool note_scroll(struct view *view, long rows)
{
	struct layout_at at, first;
	bool moved = false;

	if (!note_top(view, &at) || !first_row(view, &first))
		return false;
	for (; rows > 0 && has_below(view, at, view->geometry.panel - 1);
	     rows--)
		moved = layout_next(view->layout, &at);
	for (; rows < 0 && !is_same_row(at, first); rows++)
		moved = layout_previous(view->layout, &at);
	view->note.top = layout_place(view->layout, at);
	return moved;
}

void note_carry(struct view *view)
{
	const struct document *document = view->document;
	struct note_panel *panel = &view->note;
	uint32_t container = DOCUMENT_NONE;

	if (!note_is_open(view))
		return;
	if (panel->note < document->note_count)
		container = document->notes[panel->note].container;
	if (container == DOCUMENT_NONE) {
		note_close(view);
		return;
	}
	document_container_blocks(document, container, &panel->from,
				  &panel->to);
	panel->top = (struct place){ document->blocks[panel->from].off, 0 };
}
