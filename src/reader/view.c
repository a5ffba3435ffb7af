/* SPDX-License-Identifier: ISC */
/* The state of reading: what is read, where the reader is, what has the keys.
 */
#include "reader/view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "text/cells.h"

enum {
	TEXT_KEPT = 50,	  /* columns the text keeps beside a sidebar */
	SIDEBAR_MIN = 24, /* narrower, it is not worth its place */
	MARGIN = 2, /* columns beside the text; the point's bar is in them */
	GAP = 1,    /* more of them between a sidebar and the text */
	HANG = 2,   /* that punctuation takes, where the margin has them */
	NOTES_COLUMNS = 32, /* what the text leaves to notes beside it … */
	NOTES_GAP_MIN = 2,  /* … and between the two */
	NOTES_GAP = 4,
	NOTES_FREE = NOTES_GAP + NOTES_COLUMNS + 1,
};

void view_init(struct view *view, const struct options *options,
	       enum cells_mode cells)
{
	*view = (struct view){ 0 };
	anchor_init(&view->wish.anchor);
	view->options = *options;
	view->cells = cells;
	view->file_count = 1;
	view->geometry = (struct geometry){ .rows = 24, .columns = 80 };
}

void view_release(struct view *view)
{
	noting_put_away(view);
	layout_free(view->layout);
	languages_release(&view->languages);
	contents_release(&view->contents);
	lineedit_release(&view->prompt);
	labels_release(&view->labels);
	jumps_release(&view->jumps);
	list_release(&view->list);
	finder_release(&view->finder);
	links_release(&view->links);
	find_release(&view->find);
	ask_release(&view->ask);
	shelf_release(&view->shelf);
	noting_release(&view->noting);
	kept_release(&view->kept);
	marknote_release(&view->marknote);
	sidenotes_release(&view->sidenotes);
	marklist_release(&view->marklist);
	allmarks_release(&view->allmarks);
	buffer_release(&view->wish.path);
	buffer_release(&view->wish.place);
	anchor_release(&view->wish.anchor);
	buffer_release(&view->outgoing);
	buffer_release(&view->copied);
	buffer_release(&view->message);
	buffer_release(&view->again_args);
	messages_release(&view->messages);
	free(view->escape.message);
}

static struct layout_options wanted_layout(struct view *view)
{
	const struct geometry *geometry = &view->geometry;
	const struct options *options = &view->options;
	int room = geometry->columns - geometry->text_x;

	return (struct layout_options){
		.width = (uint32_t)geometry->measure,
		.window = (uint32_t)(room > 1 ? room - 1 : 1),
		.hang = room - geometry->measure >= HANG ? HANG : 0,
		.hyphenator = languages_hyphenator(&view->languages,
						   view->document, options),
		.breaks = (enum layout_breaks)options->breaks,
		.justify = options->justify,
		.indent = options->paragraphs == PARAGRAPHS_INDENT,
		.bidi = options->bidi == BIDI_AUTO,
		.wrap_code = options->wrap,
		.inferred = options->inferred,
		.cells = view->cells,
	};
}

void view_set_document(struct view *view, const struct document *document)
{
	struct layout_options options;

	view->document = document;
	languages_begin(&view->languages);
	view->wordcount = (struct wordcount){ 0 };
	layout_free(view->layout);
	view->layout = NULL;
	finder_clear(&view->finder);
	links_clear(&view->links);
	contents_clear(&view->contents);
	contents_update(&view->contents, document, view->options.inferred);
	view_resize(view, view->geometry.rows, view->geometry.columns);
	options = wanted_layout(view);
	view->layout = layout_open(document, &options);
}

void view_open(struct view *view, const struct document *document,
	       const char *name)
{
	view->name = name;
	view->top = (struct place){ 0, UINT32_MAX };
	view->pans.count = 0;
	view->end_said = false;
	view->escape.possible = false;
	noting_put_away(view);
	view->awaiting.take = NULL;
	view->focus = FOCUS_PAGE;
	view->note = (struct note_panel){ 0 };
	*view->marknote.id = '\0';
	view->select.active = false;
	view->list.source = NULL;
	view->tail = false;
	view_drop_point(view);
	view_hush(view);
	view_set_document(view, document);
	find_reset(view);
}

static bool has_headings(const struct view *view)
{
	return view->contents.entry_count > 0 || view->contents.filter.len > 0;
}

/* Columns of the sidebar in a window this wide; the measure yields first. */
static int sidebar_columns(const struct view *view, int columns)
{
	int room = columns - 1 - TEXT_KEPT - 2 * MARGIN - GAP;

	/* What is read has some, though its end may have none. */
	bool headings =
		has_headings(view) || (view->tail && view->geometry.sidebar);

	if (!view->options.sidebar || view->zen || !headings ||
	    room < SIDEBAR_MIN)
		return 0;
	return room < view->options.sidebar_width ? room
						  : view->options.sidebar_width;
}

/* Whether more of the text tells that it is to be hyphenated otherwise. */
static bool language_changed(struct view *view)
{
	const struct hyphenator *was = layout_options(view->layout)->hyphenator;

	return languages_is_open(&view->languages) &&
	       languages_hyphenator(&view->languages, view->document,
				    &view->options) != was;
}

void view_grew(struct view *view)
{
	const struct geometry *geometry = &view->geometry;

	contents_update(&view->contents, view->document,
			view->options.inferred);
	find_grew(view);
	list_update(view);
	/* The first heading brings the sidebar, the first words their language.
	 */
	if (sidebar_columns(view, geometry->columns) != geometry->sidebar ||
	    language_changed(view))
		view_relayout(view);
}

/* A note's columns where so many are free right of the text. */
static void place_column(struct geometry *geometry, int free)
{
	int gap = free - NOTES_COLUMNS;

	if (gap < NOTES_GAP_MIN)
		gap = NOTES_GAP_MIN;
	if (gap > NOTES_GAP)
		gap = NOTES_GAP;
	geometry->notes_x = geometry->text_x + geometry->measure + gap;
	geometry->notes_columns = free - gap;
	/* The last column of the window stays free, if it can. */
	if (geometry->notes_columns > NOTES_COLUMNS)
		geometry->notes_columns--;
	if (geometry->notes_columns > SIDENOTES_COLUMNS)
		geometry->notes_columns = SIDENOTES_COLUMNS;
}

/* For notes beside it the text leaves the middle as far as it must. */
static void place_notes(struct view *view, int leftmost)
{
	struct geometry *geometry = &view->geometry;
	int most = geometry->columns - leftmost - geometry->measure;
	int free = geometry->columns - geometry->text_x - geometry->measure;
	int wanted = most < NOTES_FREE ? most : NOTES_FREE;

	geometry->notes_columns = 0;
	view->sidenotes.wanted = sidenotes_are_wanted(view);
	if (!view->sidenotes.wanted || most < SIDENOTES_FREE)
		return;
	if (free < wanted) {
		geometry->text_x -= wanted - free;
		free = wanted;
	}
	place_column(geometry, free);
}

/* The measure, and the text in the middle of what is left of the window. */
static void place_text(struct view *view)
{
	struct geometry *geometry = &view->geometry;
	int margin = geometry->page_columns >= 24 + 2 * MARGIN ? MARGIN : 1;
	int gap = geometry->sidebar ? GAP : 0;
	int room = geometry->page_columns - 2 * margin - gap;
	int measure = room < view->options.width ? room : view->options.width;

	geometry->measure = measure > 0 ? measure : 1;
	geometry->text_x = geometry->page_x + margin + gap;
	if (room > measure)
		geometry->text_x += (room - measure) / 2;
	if (geometry->text_x >= geometry->columns)
		geometry->text_x = geometry->columns - 1;
	place_notes(view, geometry->page_x + margin + gap);
}

/* The panel is as high as its note, but leaves half of the page, where there
 * is room for two rows of it. */
static void place_panel(struct view *view)
{
	struct geometry *geometry = &view->geometry;
	int most = geometry->page_rows / 2 - 1;
	int wanted;

	if (most < 2)
		most = geometry->page_rows > 3 ? 2 : geometry->page_rows - 2;
	wanted = most > 0 ? note_rows_wanted(view, most) : 0;
	if (!wanted)
		wanted = marknote_rows_wanted(view, most);
	if (!wanted)
		return;
	geometry->panel = wanted + 1;
	geometry->page_rows -= geometry->panel;
}

void view_resize(struct view *view, int rows, int columns)
{
	struct geometry *geometry = &view->geometry;

	geometry->rows = rows > 0 ? rows : 1;
	geometry->columns = columns > 0 ? columns : 1;
	geometry->status = !view->zen && geometry->rows > 1;
	geometry->border = geometry->status && geometry->rows > 7;
	geometry->page_rows =
		geometry->rows - geometry->status - geometry->border;
	geometry->panel = 0;
	geometry->sidebar = sidebar_columns(view, geometry->columns);
	geometry->page_x = geometry->sidebar ? geometry->sidebar + 1 : 0;
	geometry->page_columns = geometry->columns - geometry->page_x;
	place_text(view);
	sidenotes_clear(&view->sidenotes);
	if (view->layout) {
		struct layout_options options = wanted_layout(view);

		layout_configure(view->layout, &options);
		place_panel(view);
		pan_clamp(view);
	}
	view->pages_left_count = 0;
	view->turned_blank = 0;
	view->turned_last = false;
	view->unsettled = true;
	view->end_top_len = SIZE_MAX;
}

void view_relayout(struct view *view)
{
	contents_update(&view->contents, view->document,
			view->options.inferred);
	view_resize(view, view->geometry.rows, view->geometry.columns);
}

bool view_top(struct view *view, struct layout_at *at)
{
	return view->layout && layout_find(view->layout, view->top, at);
}

int view_rows(const struct view *view)
{
	int rows = view->geometry.page_rows;

	if (view->turned_blank < rows &&
	    layout_same_place(view->top, view->turned_to))
		rows -= view->turned_blank;
	return rows;
}

void view_visible(struct view *view, uint32_t *off, uint32_t *end)
{
	struct layout_at at;
	struct row row;

	*off = *end = view->top.off;
	if (!view_top(view, &at))
		return;
	layout_row(view->layout, at, &row);
	*off = row.off;
	layout_move(view->layout, &at, view_rows(view) - 1);
	layout_row(view->layout, at, &row);
	*end = row.end;
}

bool view_last_top(struct view *view, struct layout_at *at)
{
	if (!layout_last(view->layout, at))
		return false;
	layout_move(view->layout, at, 1 - view->geometry.page_rows);
	return true;
}

static bool row_before(struct layout_at a, struct layout_at b)
{
	if (a.block != b.block)
		return a.block < b.block;
	if (a.segment != b.segment)
		return a.segment < b.segment;
	return a.row < b.row;
}

bool view_at_end(struct view *view)
{
	return (view->document->complete || view->tail) &&
	       view_shows_last(view);
}

bool view_shows_last(struct view *view)
{
	struct layout_at at;
	struct layout_at last;

	return !view_top(view, &at) || !view_last_top(view, &last) ||
	       !row_before(at, last);
}

uint32_t view_wide_columns(const struct view *view)
{
	const struct geometry *geometry = &view->geometry;

	return (uint32_t)(geometry->columns - geometry->text_x);
}

uint32_t view_heading(struct view *view)
{
	uint32_t off = view->point_off;
	struct layout_at at;
	struct row row;

	if (!view_top(view, &at))
		return DOCUMENT_NONE;
	if (!view_has_point(view)) {
		/* A heading on one of the first rows (a page turned keeps two)
		 * opens the section that is being read. */
		layout_move(view->layout, &at,
			    view->geometry.page_rows > 8 ? 3 : 0);
		layout_row(view->layout, at, &row);
		off = row.off;
	}
	return outline_heading_at(view->document, off, view->options.inferred);
}

bool view_has_point(const struct view *view)
{
	return view->point_end > view->point_off;
}

bool view_contents_over(const struct view *view)
{
	bool in_contents = view->focus == FOCUS_CONTENTS ||
			   (view->focus == FOCUS_PROMPT &&
			    view->prompt_kind == PROMPT_FILTER);

	return in_contents && !view->geometry.sidebar;
}

void view_select_entry(struct view *view, long count)
{
	int rows = view->geometry.page_rows + view->geometry.panel;

	contents_move(&view->contents, count);
	/* The list has a title in its first row. */
	contents_reveal(&view->contents, view->contents.selected,
			rows > 1 ? (size_t)rows - 1 : 1);
}

void view_enter_prompt(struct view *view, enum prompt_kind kind)
{
	view->focus_before_prompt = view->focus;
	view->selected_before_prompt = view->contents.selected;
	view->focus = FOCUS_PROMPT;
	view->prompt_kind = kind;
	view->prompt.lines = kind == PROMPT_NOTE;
	view->prompt.max = kind == PROMPT_NOTE ? MARK_NOTE : 0;
	lineedit_set(&view->prompt, "");
}

void view_wish(struct view *view, const char *path)
{
	struct view_wish *wish = &view->wish;

	buffer_clear(&wish->path);
	buffer_append_string(&wish->path, path);
	buffer_clear(&wish->place);
	wish->at_anchor = false;
	wish->is_jump = false;
	wish->from_shelf = false;
	wish->overwrite = false;
	view->request = REQUEST_OPEN;
}

bool view_work(struct view *view)
{
	bool more = find_step(view);

	return list_step(view) || more;
}

void view_leave_prompt(struct view *view)
{
	view->focus = view->focus_before_prompt;
	if (view->prompt_kind == PROMPT_SEARCH)
		find_abandon(view);
	if (view->prompt_kind == PROMPT_LIST)
		list_leave_prompt(view);
	if (view->prompt_kind == PROMPT_NOTE)
		noting_leave(view);
	if (view->prompt_kind != PROMPT_FILTER)
		return;
	contents_filter(&view->contents, view->document, "");
	contents_move(&view->contents, (long)view->selected_before_prompt);
}

/* What Esc undoes stands in this order: a key awaited, prompt, help, lists,
 * labels, question, selection, note, painted hits, point. */
void view_escape(struct view *view)
{
	struct view_escape *escape = &view->escape;

	free(escape->message);
	*escape = (struct view_escape){
		.possible = true,
		.focus = view->focus,
		.top = view->top,
		.point_off = view->point_off,
		.point_end = view->point_end,
		.note = view->note,
		.label_count = view->labels.count,
		.selected = view->contents.selected,
		.list = view->list.source,
		.list_selected = view->list.selected,
		.painted = view->find.painted,
		.selecting = view->select.active,
		.awaiting = view->awaiting,
		.message = memory_copy_string(buffer_string(&view->message),
					      view->message.len),
		.message_is_error = view->message_is_error,
	};
	view_hush(view);
	if (view->awaiting.take) {
		view->awaiting.take = NULL;
		return;
	}
	switch (view->focus) {
	case FOCUS_PROMPT:
		view_leave_prompt(view);
		break;
	case FOCUS_HELP:
	case FOCUS_CONTENTS:
		view->focus = FOCUS_PAGE;
		break;
	case FOCUS_LABELS:
		labels_close(view);
		break;
	case FOCUS_LIST:
		list_close(view);
		break;
	case FOCUS_ASK:
		ask_close(view);
		break;
	case FOCUS_SELECT:
		select_end(view);
		break;
	case FOCUS_NOTE:
		note_close(view);
		break;
	case FOCUS_PAGE:
		if (note_is_open(view))
			note_close(view);
		else if (marknote_close(view))
			break;
		else if (view->find.painted)
			find_hide(view);
		else
			view_drop_point(view);
		break;
	}
}

void view_unescape(struct view *view)
{
	const struct view_escape *escape = &view->escape;

	if (!escape->possible)
		return;
	view->focus = escape->focus;
	view->top = escape->top;
	view->point_off = escape->point_off;
	view->point_end = escape->point_end;
	view->labels.count = escape->label_count;
	view->list.source = escape->list;
	view->find.painted = escape->painted;
	view->select.active = escape->selecting;
	view->awaiting = escape->awaiting;
	if (view->focus == FOCUS_PROMPT && view->prompt_kind == PROMPT_SEARCH)
		find_typed(view);
	if (view->focus == FOCUS_PROMPT && view->prompt_kind == PROMPT_LIST)
		list_filter(view, buffer_string(&view->prompt.text));
	if (escape->list_selected < view->list.count)
		view->list.selected = escape->list_selected;
	if (view->note.to != escape->note.to) {
		view->note = escape->note;
		view_relayout(view);
	}
	if (view->focus == FOCUS_PROMPT && view->prompt_kind == PROMPT_FILTER) {
		contents_filter(&view->contents, view->document,
				buffer_string(&view->prompt.text));
		contents_move(&view->contents, (long)escape->selected);
	}
	buffer_clear(&view->message);
	buffer_append_string(&view->message, escape->message);
	view->message_is_error = escape->message_is_error;
	view->escape.possible = false;
}

static void drop_point_off_page(struct view *view)
{
	uint32_t off, end;

	if (!view_has_point(view))
		return;
	view_visible(view, &off, &end);
	if (view->point_end <= off || view->point_off >= end)
		view_drop_point(view);
}

void view_set_top(struct view *view, struct layout_at at)
{
	struct layout_at last, was;
	struct place top;

	/* What is short now is full in a moment. */
	if ((!view->loading || view->tail) && view_last_top(view, &last) &&
	    row_before(last, at))
		at = last;
	top = layout_place(view->layout, at);
	if (!layout_same_place(top, view->top))
		view->end_said = false;
	if (!view_top(view, &was) || row_before(was, at) ||
	    row_before(at, was)) {
		view->turned_blank = 0;
		view->turned_last = false;
		view->unsettled = false;
	} else if (layout_same_place(view->top, view->turned_to)) {
		/* The same row, by another name. */
		view->turned_to = top;
	}
	view->top = top;
	drop_point_off_page(view);
}

void view_set_point(struct view *view, uint32_t off, uint32_t end)
{
	view->point_off = off;
	view->point_end = end;
}

void view_drop_point(struct view *view)
{
	view_set_point(view, 0, 0);
}

void view_go_to(struct view *view, struct place place)
{
	struct layout_at at;

	if (layout_find(view->layout, place, &at))
		view_set_top(view, at);
}

/* Scrolls so that the rows of [off, end) are on the page. */
static void reveal_rows(struct view *view, uint32_t off, uint32_t end)
{
	struct layout_at first;
	uint32_t top, foot;
	uint32_t point_off = view->point_off;
	uint32_t point_end = view->point_end;

	view_visible(view, &top, &foot);
	if (view->turned_blank && end > foot) {
		/* The rows that stay blank are there for it. */
		view->turned_blank = 0;
		view->unsettled = false;
		view_visible(view, &top, &foot);
	}
	if (off >= top && end <= foot)
		return;
	if (!layout_find(view->layout, (struct place){ off, 0 }, &first))
		return;
	/* Some of what comes before stays in sight. */
	layout_move(view->layout, &first, -(view->geometry.page_rows / 4));
	view_set_top(view, first);
	view_set_point(view, point_off, point_end);
}

void view_reveal(struct view *view, uint32_t off, uint32_t end)
{
	reveal_rows(view, off, end);
	pan_reveal(view, off, end);
}
