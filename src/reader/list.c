/* SPDX-License-Identifier: ISC */
/* A list over the window. */
#include "reader/list.h"

#include <stdlib.h>
#include <string.h>

#include "reader/dispatch.h"
#include "reader/narrow.h"
#include "reader/note.h"
#include "reader/progress.h"
#include "reader/view.h"
#include "text/cells.h"
#include "text/folded.h"

void list_row_release(struct list_row *row)
{
	buffer_release(&row->over);
	buffer_release(&row->text);
	buffer_release(&row->right);
	buffer_release(&row->words);
}

void list_release(struct list *list)
{
	buffer_release(&list->filter);
	buffer_release(&list->folded);
	fold_table_free(list->table);
	free(list->items);
	*list = (struct list){ 0 };
}

bool list_is_open(const struct view *view)
{
	return view->list.source != NULL;
}

/* Who has the keys again when the list closes. */
static enum focus focus_below(const struct view *view)
{
	if (list_is_open(view))
		return (enum focus)view->list.before;
	if (view->focus == FOCUS_CONTENTS || view->focus == FOCUS_NOTE ||
	    view->focus == FOCUS_SELECT)
		return view->focus;
	return FOCUS_PAGE;
}

void list_type_filter(struct view *view)
{
	struct list *list = &view->list;

	view_enter_prompt(view, PROMPT_LIST);
	lineedit_set(&view->prompt, buffer_string(&list->filter));
	if (!list->filter.len)
		list->unfiltered = list_item(list);
}

void list_open(struct view *view, const struct list_source *source,
	       size_t selected, bool typing)
{
	struct list *list = &view->list;

	list->before = focus_below(view);
	list->source = source;
	list->selected = 0;
	list->top = 0;
	list->typing = typing;
	view->focus = FOCUS_LIST;
	list_filter(view, "");
	list->selected = selected < list->count ? selected : 0;
	if (typing)
		list_type_filter(view);
}

void list_drop(struct view *view)
{
	view->list.source = NULL;
}

void list_close(struct view *view)
{
	if (!list_is_open(view))
		return;
	list_drop(view);
	view->focus = (enum focus)view->list.before;
	if (view->focus == FOCUS_NOTE && !note_is_open(view))
		view->focus = FOCUS_PAGE;
}

size_t list_at(const struct list *list, size_t index)
{
	if (index >= list->count)
		return SIZE_MAX;
	return list->filter.len ? list->items[index] : index;
}

size_t list_item(const struct list *list)
{
	return list_at(list, list->selected);
}

/* What must be a line is one. */
static void make_line(struct buffer *text)
{
	for (size_t i = 0; i < text->len; i++)
		if (text->data[i] == '\n' || text->data[i] == '\t')
			text->data[i] = ' ';
}

void list_append_start(struct buffer *out, const char *text, size_t len)
{
	if (len > LIST_TEXT_MAX)
		len = cells_start(text, len, LIST_TEXT_MAX);
	buffer_append(out, text, len);
}

void list_row_clear(struct list_row *row)
{
	buffer_clear(&row->over);
	buffer_clear(&row->text);
	buffer_clear(&row->right);
	buffer_clear(&row->words);
	row->mark_count = 0;
	row->dim = false;
	row->sign[0] = '\0';
}

void list_measure(struct view *view, size_t index, struct list_row *row)
{
	list_row_clear(row);
	view->list.source->describe(view, list_at(&view->list, index), row);
	make_line(&row->over);
	make_line(&row->text);
	make_line(&row->right);
}

void list_describe(struct view *view, size_t index, struct list_row *row)
{
	list_measure(view, index, row);
	if (!row->mark_count && view->list.filter.len)
		narrow_mark(&view->list, row);
}

bool list_same_over(const struct list_row *a, const struct list_row *b)
{
	return a->over.len == b->over.len &&
	       (!a->over.len ||
		memcmp(a->over.data, b->over.data, a->over.len) == 0);
}

const char *list_nothing(const struct view *view)
{
	const struct list *list = &view->list;

	if (list->filter.len)
		return narrow_is_done(list) ? "Nothing matches." : "";
	return list->source->empty ? list->source->empty : "There is nothing.";
}

void list_choose(struct view *view)
{
	struct list *list = &view->list;
	const struct list_source *source = list->source;
	struct place top = view->top;
	enum focus focus = view->focus;
	size_t item;

	list_update(view);
	item = list_item(list);
	if (item == SIZE_MAX)
		return;
	list_close(view);
	note_close(view);
	view->focus = FOCUS_PAGE;
	source->choose(view, item);
	if (view->request == REQUEST_WHOLE) {
		list->source = source;
		view->focus = focus;
		view->again = DISPATCH_CHOICE;
	}
	if (!layout_same_place(top, view->top))
		progress_move(&view->progress, PROGRESS_JUMP);
}

/* Keeps the selection where it is as far as that is listed. */
static void keep_selected(struct list *list)
{
	if (list->selected >= list->count)
		list->selected = list->count ? list->count - 1 : 0;
}

/* What was chosen among what is ranked stays so, wherever it ranks now; the
 * first is whatever is first. */
static void follow_item(struct list *list, size_t item)
{
	if (!list->selected || list_item(list) == item)
		return;
	for (size_t i = 0; i < list->count; i++)
		if (list_at(list, i) == item)
			list->selected = i;
}

void list_update(struct view *view)
{
	size_t item;

	if (!list_is_open(view))
		return;
	if (view->list.source->refresh)
		view->list.source->refresh(view);
	item = list_item(&view->list);
	narrow_grew(view);
	follow_item(&view->list, item);
	keep_selected(&view->list);
}

void list_reset(struct view *view)
{
	if (!list_is_open(view))
		return;
	narrow_again(view);
	keep_selected(&view->list);
}

void list_filter(struct view *view, const char *words)
{
	struct list *list = &view->list;
	bool had = list->filter.len > 0;

	if (had && strcmp(words, buffer_string(&list->filter)) == 0)
		return;
	narrow_start(view, words);
	list->top = 0;
	list->selected = 0;
	if (!list->filter.len && list->unfiltered < list->count)
		list->selected = list->unfiltered;
}

bool list_step(struct view *view)
{
	bool more = false;

	if (!list_is_open(view))
		return false;
	if (view->list.source->step)
		more = view->list.source->step(view);
	list_update(view);
	return narrow_step(view) || more;
}
