/* SPDX-License-Identifier: ISC */
/* Go about in the contents: in and out, fold, jump. */
#include "reader/browse.h"

#include "document/document.h"
#include "reader/jumps.h"
#include "reader/move.h"
#include "reader/view.h"

bool browse_possible(struct view *view)
{
	if (view->contents.entry_count)
		return true;
	if (view->document->complete)
		view_say(view, "This text has no headings.");
	else
		view->request = REQUEST_WHOLE;
	return false;
}

void browse_enter(struct view *view)
{
	size_t entry;
	uint32_t heading = view_heading(view);

	view->focus = FOCUS_CONTENTS;
	if (heading == DOCUMENT_NONE) {
		view->contents.selected = 0;
	} else {
		entry = contents_entry(&view->contents, heading);
		if (entry < view->contents.entry_count)
			view->contents.selected = entry;
	}
	view_select_entry(view, 0);
}

void browse_leave(struct view *view)
{
	view->focus = FOCUS_PAGE;
	if (view->contents.filter.len)
		contents_filter(&view->contents, view->document, "");
}

void browse_jump(struct view *view)
{
	uint32_t heading;

	if (!view->contents.entry_count) {
		view_say(view, "No heading matches.");
		return;
	}
	heading = view->contents.entries[view->contents.selected];
	browse_leave(view);
	jumps_remember(view);
	move_to_heading(view, heading);
}

static uint32_t selected_heading(const struct view *view)
{
	if (!view->contents.entry_count)
		return DOCUMENT_NONE;
	return view->contents.entries[view->contents.selected];
}

void browse_fold(struct view *view)
{
	struct contents *list = &view->contents;
	uint32_t heading = selected_heading(view);
	uint8_t level;

	if (heading == DOCUMENT_NONE)
		return;
	if (contents_can_fold(list, view->document, heading) &&
	    !list->folded[heading]) {
		contents_fold(list, view->document, heading, true);
		return;
	}
	level = view->document->headings[heading].level;
	for (size_t i = list->selected; i-- > 0;) {
		if (view->document->headings[list->entries[i]].level < level) {
			list->selected = i;
			break;
		}
	}
	view_select_entry(view, 0);
}

void browse_unfold(struct view *view)
{
	uint32_t heading = selected_heading(view);

	if (heading != DOCUMENT_NONE)
		contents_fold(&view->contents, view->document, heading, false);
}
