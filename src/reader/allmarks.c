/* SPDX-License-Identifier: ISC */
/* "M": the list of all marks that are kept, in all documents. */
#include "reader/allmarks.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/folders.h"
#include "base/memory.h"
#include "marks/marks.h"
#include "marks/store.h"
#include "reader/jumps.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/list.h"
#include "reader/marklist.h"
#include "reader/view.h"

static void clear(struct allmarks *allmarks)
{
	for (size_t i = 0; i < allmarks->count; i++) {
		free(allmarks->documents[i].title);
		free(allmarks->documents[i].path);
		free(allmarks->documents[i].gone);
	}
	allmarks->count = 0;
	map_release(&allmarks->found);
}

void allmarks_release(struct allmarks *allmarks)
{
	clear(allmarks);
	free(allmarks->documents);
	*allmarks = (struct allmarks){ 0 };
}

/* --- Documents --------------------------------------------------------------
 */

static char *copy_of(const struct buffer *text)
{
	return memory_copy_string(buffer_string(text), text->len);
}

/* Takes what a sighting, newer than those before it, says of its document. */
static void take(struct allmarks_document *document,
		 const struct sighting *sighting, const char *home)
{
	struct buffer path = BUFFER_INIT;

	if (sighting->title.len || !document->title) {
		free(document->title);
		document->title =
			copy_of(sighting->title.len ? &sighting->title
						    : &sighting->path);
	}
	if (sighting->path.len &&
	    folders_expand(&path, home, buffer_string(&sighting->path))) {
		bool is_there = access(buffer_string(&path), F_OK) == 0;
		char **kept = is_there ? &document->path : &document->gone;

		free(*kept);
		*kept = copy_of(is_there ? &path : &sighting->path);
	}
	buffer_release(&path);
}

static int older_first(const void *a, const void *b)
{
	const struct sighting *one = a;
	const struct sighting *other = b;

	return (one->at_ms > other->at_ms) - (one->at_ms < other->at_ms);
}

static void learn(struct view *view, const char *id,
		  struct allmarks_document *document)
{
	struct sighting_list list = { 0 };
	struct buffer home = BUFFER_INIT;

	*document = (struct allmarks_document){ 0 };
	folders_home(&home);
	store_sightings_of(view->kept.store, id, &list);
	if (list.count)
		qsort(list.sightings, list.count, sizeof(*list.sightings),
		      older_first);
	for (size_t i = 0; i < list.count; i++)
		take(document, &list.sightings[i], buffer_string(&home));
	sighting_list_release(&list);
	buffer_release(&home);
}

/* What is known of a document; borrowed until another one is asked for. */
static const struct allmarks_document *document_of(struct view *view,
						   const char *id)
{
	struct allmarks *allmarks = &view->allmarks;
	uint32_t index;

	if (!map_get(&allmarks->found, id, strlen(id), &index)) {
		index = (uint32_t)allmarks->count;
		map_put(&allmarks->found, id, strlen(id), index);
		MEMORY_RESERVE(allmarks->documents, allmarks->room,
			       allmarks->count + 1);
		learn(view, id, &allmarks->documents[allmarks->count++]);
	}
	return &allmarks->documents[index];
}

/* --- The list ---------------------------------------------------------------
 */

static bool is_selected(struct view *view, size_t item)
{
	struct mark mark;
	bool same;

	mark_init(&mark);
	same = store_mark_at(view->kept.store, item, &mark) &&
	       strcmp(mark.id, view->allmarks.selected) == 0;
	mark_release(&mark);
	return same;
}

/* Keeps the mark selected that was, where others came before it or went. */
static void follow_selected(struct view *view)
{
	enum { NEAR = 64 };
	struct list *list = &view->list;
	size_t at = view->allmarks.selected_at;
	size_t from = at > NEAR ? at - NEAR : 0;

	if (!list_is_open(view) || !*view->allmarks.selected ||
	    list->selected != at)
		return;
	for (size_t i = from; i < list->count && i < at + NEAR; i++) {
		if (!is_selected(view, list_at(list, i)))
			continue;
		list->selected = i;
		view->allmarks.selected_at = i;
		return;
	}
}

static void refresh(struct view *view)
{
	struct allmarks *allmarks = &view->allmarks;
	uint64_t generation = store_generation(view->kept.store);

	if (allmarks->generation == generation)
		return;
	allmarks->generation = generation;
	clear(allmarks);
	list_reset(view);
	follow_selected(view);
}

static size_t count_items(struct view *view)
{
	return store_mark_count(view->kept.store);
}

static void append_title(struct view *view, struct buffer *out)
{
	buffer_append_format(out, "All marks: %zu", count_items(view));
}

static void describe(struct view *view, size_t item, struct list_row *row)
{
	const struct allmarks_document *document;
	struct mark mark;

	mark_init(&mark);
	if (store_mark_at(view->kept.store, item, &mark)) {
		if (item == list_item(&view->list)) {
			memcpy(view->allmarks.selected, mark.id,
			       sizeof(mark.id));
			view->allmarks.selected_at = view->list.selected;
		}
		document = document_of(view, mark.document);
		buffer_append_string(&row->over,
				     document->title && *document->title
					     ? document->title
					     : "A text that is not known");
		marklist_describe(view, &mark, row);
		row->dim = !document->path &&
			   marks_find(&view->kept.marks, mark.id) == SIZE_MAX;
		buffer_append_byte(&row->words, ' ');
		list_append_start(&row->words, buffer_string(&mark.head),
				  mark.head.len);
	}
	mark_release(&mark);
}

/* Goes to a mark of what is read; false: it is none. */
static bool go_here(struct view *view, const struct mark *mark)
{
	const struct marks *marks = &view->kept.marks;
	size_t number = marks_find(marks, mark->id);
	uint32_t off, end;

	if (number == SIZE_MAX)
		return false;
	off = marks->items[number].off;
	end = marks->items[number].end;
	if (off == end) {
		view_say(view, marks->items[number].state == MARK_LOST
				       ? "It is lost in this text: L shows "
					 "what is like it."
				       : "It has not been looked for yet.");
		return true;
	}
	jumps_remember(view);
	view_reveal(view, off, end);
	view_set_point(view, off, end);
	marknote_show(view, number);
	return true;
}

/* The text of what was marked may be gone; what was marked is not. Returns
 * whether Enter has nowhere to go. */
static bool refuse_gone(struct view *view, const struct mark *mark)
{
	const struct allmarks_document *document =
		document_of(view, mark->document);

	if (document->path ||
	    marks_find(&view->kept.marks, mark->id) != SIZE_MAX)
		return false;
	if (document->gone)
		view_say(view,
			 "Its text is not there any more: %.300s. y copies the "
			 "quote.",
			 document->gone);
	else
		view_say(view, "Its text is in no file here. y copies the "
			       "quote.");
	return true;
}

static void choose(struct view *view, size_t item)
{
	struct mark mark;

	mark_init(&mark);
	if (store_mark_at(view->kept.store, item, &mark) &&
	    !refuse_gone(view, &mark) && !go_here(view, &mark)) {
		view_wish(view, document_of(view, mark.document)->path);
		buffer_append_string(&view->wish.place, mark.id);
	}
	mark_release(&mark);
}

static void delete_mark(struct view *view, struct mark *mark)
{
	size_t number = marks_find(&view->kept.marks, mark->id);

	if (number != SIZE_MAX) {
		kept_delete(view, number);
		return;
	}
	mark->deleted = true;
	if (kept_change(view, mark, "deleting"))
		view_say(view, "Deleted; U undoes it.");
}

/* Whether what is selected is another mark than was shown there. */
static bool changed_under(const struct view *view, const struct mark *mark)
{
	const struct allmarks *allmarks = &view->allmarks;

	return *allmarks->selected &&
	       view->list.selected == allmarks->selected_at &&
	       strcmp(mark->id, allmarks->selected) != 0;
}

static bool take_key(struct view *view, size_t item, uint32_t key)
{
	struct mark mark;
	bool taken = true;

	if (key == 'U') {
		kept_undo(view);
		list_update(view);
		return true;
	}
	if (key != KEYS_ENTER && key != 'x' && key != 'y')
		return false;
	mark_init(&mark);
	if (item == SIZE_MAX || !store_mark_at(view->kept.store, item, &mark))
		taken = key != KEYS_ENTER;
	else if (key == KEYS_ENTER)
		taken = refuse_gone(view, &mark);
	else if (key == 'y')
		marklist_copy(view, &mark);
	else if (changed_under(view, &mark))
		view_say(view, "The list has changed: look what is selected.");
	else
		delete_mark(view, &mark);
	mark_release(&mark);
	list_update(view);
	return taken;
}

static const struct list_source source = {
	.title = append_title,
	.count = count_items,
	.refresh = refresh,
	.describe = describe,
	.choose = choose,
	.key = take_key,
	.hint = "Enter opens it, {search} finds words, #tags, colours, x "
		"delete, "
		"U undo, y copy",
	.prompt = "Mark: ",
	.empty = "No marks are kept yet: a highlights the sentence at the "
		 "point.",
};

void allmarks_open(struct view *view)
{
	if (!view->kept.store) {
		view_complain(view, "Marks cannot be kept here.");
		return;
	}
	store_read(view->kept.store);
	clear(&view->allmarks);
	view->allmarks.generation = store_generation(view->kept.store);
	*view->allmarks.selected = '\0';
	list_open(view, &source, 0, false);
}
