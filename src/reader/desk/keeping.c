/* SPDX-License-Identifier: ISC */
/* Find the marks of the document on the desk, a slice at a time. */
#include "reader/desk/keeping.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/folders.h"
#include "base/memory.h"
#include "base/watch.h"
#include "document/document.h"
#include "marks/identity.h"
#include "marks/marks.h"
#include "marks/snapshot.h"
#include "marks/store.h"
#include "marks/texts.h"
#include "reader/desk.h"
#include "reader/desk/keepcopy.h"
#include "reader/desk/parsing.h"
#include "reader/desk/whose.h"
#include "reader/kept.h"
#include "reader/view.h"

/* Some milliseconds each. */
enum {
	READ_SLICE = 4 * 1024 * 1024,
	RECKON_SLICE = 512 * 1024,
	PLACE_SLICE_MS = 8,
	LOOK_MS = 60000, /* between two looks at copies beside the marks file,
			  * of which nobody tells */
};

static struct kept *kept_of(const struct desk *desk)
{
	return &desk->view->kept;
}

static void take_marks(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	struct mark_list list = { 0 };
	const char **ids =
		memory_alloc_zeroed(kept->document_count + 1, sizeof(*ids));

	for (size_t i = 0; i < kept->document_count; i++)
		ids[i] = kept->documents[i];
	store_marks(kept->store, ids, kept->document_count, &list);
	marks_set(&kept->marks, &list);
	mark_list_release(&list);
	free(ids);
	desk->keeping.generation = store_generation(kept->store);
	desk->dirty = true;
}

void keeping_begin(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);
	struct buffer home = BUFFER_INIT;
	const char *path = desk->opened->real;

	kept->store = desk->files->store;
	kept_clear(kept);
	*keeping = (struct keeping){
		.stage = KEEPING_READ,
		.opening = true,
		.watch = keeping->watch,
		.looked_ms = keeping->looked_ms,
	};
	if (!kept->store) {
		keeping->stage = KEEPING_DONE;
		return;
	}
	if (!keeping->watch)
		keeping->watch = watch_open(store_path(kept->store));
	if (desk_is_empty(desk))
		return;
	folders_home(&home);
	if (path)
		folders_shorten(&kept->path, buffer_string(&home), path);
	kept->is_fleeting = !path || texts_is_temporary(path);
	buffer_release(&home);
}

void keeping_end(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;

	if (keeping->copied && !desk->opened->real)
		keepcopy_write(desk);
	identity_free(keeping->identity);
	identity_found_release(&keeping->asked_about);
	free(keeping->wanted);
	*keeping = (struct keeping){
		.watch = keeping->watch,
		.looked_ms = keeping->looked_ms,
	};
}

void keeping_release(struct desk *desk)
{
	keeping_end(desk);
	watch_free(desk->keeping.watch);
	desk->keeping.watch = NULL;
}

/* Whether marks may be made in a text of which more is to come. */
static bool takes_marks_so_far(const struct desk *desk)
{
	return !desk->opened->complete && !parsing_shows_preview(desk);
}

void keeping_renew(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);

	if (!kept->store || desk_is_empty(desk))
		return;
	if (keeping->copied && !desk->opened->real)
		keepcopy_write(desk);
	identity_free(keeping->identity);
	keeping->identity = NULL;
	keeping->whole = false;
	keeping->snapped = false;
	keeping->opening = true;
	*kept->fingerprint = '\0';
	kept->sketch_count = 0;
	kept->known = (kept->known || keeping->stage != KEEPING_READ) &&
		      takes_marks_so_far(desk);
	marks_forget_places(&kept->marks);
	if (keeping->stage != KEEPING_READ)
		keeping->stage = KEEPING_RECKON;
}

/* What an earlier run could not write is written now, if that can be. */
static void save_the_rest(struct desk *desk)
{
	struct store *store = kept_of(desk)->store;
	size_t unsaved = store_unsaved(store);
	struct error error;

	if (!unsaved || desk->files->private || !store_retry(store, &error))
		return;
	view_say(desk->view,
		 "%zu record%s of marks that could not be written "
		 "before %s in %s now.",
		 unsaved, unsaved == 1 ? "" : "s", unsaved == 1 ? "is" : "are",
		 store_path(store));
}

/* The files are read: what follows depends on how much of the text is here. */
static void finish_reading(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);

	save_the_rest(desk);
	if (desk_is_empty(desk)) {
		kept->known = true;
		keeping->stage = KEEPING_DONE;
		return;
	}
	if (keeping->whole) {
		if (!kept->document_count)
			whose_by_text(desk);
	} else if (!kept->known && !kept->document_count) {
		whose_by_path(desk);
	}
	take_marks(desk);
	/* Of a text that is all here it is known soon which one it is. */
	kept->known |= keeping->whole || takes_marks_so_far(desk);
	keeping->stage = keeping->whole ? KEEPING_PLACE : KEEPING_RECKON;
}

/* What a pipe has sent so far may hold what was marked in it in this run. */
static bool place_so_far(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	uint32_t off, end;

	if (!desk->idle || !kept->marks.waiting)
		return false;
	view_visible(desk->view, &off, &end);
	desk->dirty = true;
	return marks_step(&kept->marks, desk->view->document, "", off, end,
			  PLACE_SLICE_MS);
}

static bool reckon(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);

	if (!desk->opened->complete)
		return place_so_far(desk);
	if (!keeping->identity)
		keeping->identity = identity_new();
	if (identity_step(keeping->identity, desk->view->document,
			  RECKON_SLICE))
		return true;
	identity_fingerprint(keeping->identity, kept->fingerprint);
	kept->sketch_count = identity_sketch(keeping->identity, kept->sketch);
	identity_free(keeping->identity);
	keeping->identity = NULL;
	keeping->whole = true;
	whose_by_text(desk);
	take_marks(desk);
	kept->known = true;
	keeping->stage = KEEPING_PLACE;
	return true;
}

static bool was_edited(const struct kept *kept)
{
	for (size_t i = 0; i < kept->marks.count; i++) {
		const struct placed_mark *placed = &kept->marks.items[i];
		const char *fingerprint =
			mark_selector(&placed->mark)->fingerprint;

		/* What was marked while the text still came is of a text that
		 * is not known. */
		if (*fingerprint ? strcmp(fingerprint, kept->fingerprint) != 0
				 : placed->state != MARK_PLACED)
			return true;
	}
	return false;
}

/* How the marks of an edited text fared, in one line with what is said
 * already. */
static void say_marks(struct desk *desk)
{
	struct view *view = desk->view;
	const struct kept *kept = kept_of(desk);
	struct buffer text = BUFFER_INIT;

	if (!kept->marks.count || !was_edited(kept) || view->message_is_error)
		return;
	if (view->message.len)
		buffer_append_format(&text, "%s ",
				     buffer_string(&view->message));
	buffer_append_string(&text, "Marks: ");
	kept_append_summary(kept, &text);
	view_say(view, "%s.", buffer_string(&text));
	buffer_release(&text);
}

static void go_to_wanted(struct desk *desk)
{
	struct view *view = desk->view;
	struct keeping *keeping = &desk->keeping;
	const struct kept *kept = kept_of(desk);
	size_t number = marks_find(&kept->marks, keeping->wanted);
	const struct placed_mark *mark;

	if (number == SIZE_MAX) {
		view_complain(view,
			      "There is no mark \xe2\x80\x9c%.80s\xe2\x80\x9d "
			      "in it.",
			      keeping->wanted);
	} else {
		mark = &kept->marks.items[number];
		if (mark->state == MARK_LOST) {
			view_complain(view,
				      "What was marked is not found in it any "
				      "more; L lists it.");
		} else {
			view_set_point(view, mark->off, mark->end);
			view_reveal(view, mark->off, mark->end);
		}
	}
	free(keeping->wanted);
	keeping->wanted = NULL;
	desk->dirty = true;
}

static bool place(struct desk *desk)
{
	struct view *view = desk->view;
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);
	uint32_t off, end;

	view_visible(view, &off, &end);
	desk->dirty = true;
	if (marks_step(&kept->marks, view->document, kept->fingerprint, off,
		       end, PLACE_SLICE_MS))
		return true;
	keeping->stage = KEEPING_DONE;
	if (keeping->opening)
		say_marks(desk);
	keeping->opening = false;
	if (keeping->doubted)
		whose_settle(desk);
	if (keeping->wanted)
		go_to_wanted(desk);
	if (kept->marks.count && !keeping->doubted)
		whose_sight(desk);
	return false;
}

/* Keeps the text that marks were made in, to compare it with what it becomes.
 */
static void snap(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	const struct kept *kept = kept_of(desk);
	const struct buffer *text = &desk->view->document->text;

	if (keeping->snapped || !keeping->whole || desk->files->private ||
	    !desk->view->options.snapshots)
		return;
	for (size_t i = 0; i < kept->marks.count && !keeping->snapped; i++)
		keeping->snapped =
			strcmp(mark_selector(&kept->marks.items[i].mark)
				       ->fingerprint,
			       kept->fingerprint) == 0;
	if (keeping->snapped)
		snapshot_save(NULL, kept->fingerprint,
			      (struct span){ text->data, text->len });
}

bool keeping_step(struct desk *desk)
{
	struct kept *kept = kept_of(desk);

	if (!kept->store || !desk->opened)
		return false;
	switch (desk->keeping.stage) {
	case KEEPING_READ:
		if (!store_step(kept->store, READ_SLICE))
			finish_reading(desk);
		return true;
	case KEEPING_RECKON:
		return reckon(desk);
	case KEEPING_PLACE:
		return place(desk);
	case KEEPING_DONE:
		snap(desk);
		break;
	}
	return false;
}

void keeping_finish(struct desk *desk)
{
	struct kept *kept = kept_of(desk);

	while (kept->store && !kept->known && keeping_step(desk))
		;
	while (desk->keeping.stage == KEEPING_RECKON && keeping_step(desk))
		;
}

/* --- Time -------------------------------------------------------------------
 */

void keeping_tick(struct desk *desk, int64_t now_ms)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);
	bool told = keeping->watch && watch_changed(keeping->watch);
	struct error error;

	if (!kept->store || keeping->stage == KEEPING_READ)
		return;
	if (!desk->view->message.len && store_trouble(kept->store, &error)) {
		view_complain(desk->view, "%s", error.sentence);
		desk->dirty = true;
	}
	if (told)
		watch_take(keeping->watch);
	if (told || now_ms - keeping->looked_ms >= LOOK_MS) {
		keeping->looked_ms = now_ms;
		if (store_look(kept->store))
			keeping->stage = KEEPING_READ;
	}
	if (keeping->stage == KEEPING_DONE && kept->known &&
	    keeping->generation != store_generation(kept->store)) {
		take_marks(desk);
		keeping->stage = KEEPING_PLACE;
	}
}

int keeping_fd(const struct desk *desk)
{
	return desk->keeping.watch ? watch_fd(desk->keeping.watch) : -1;
}

int keeping_wait_ms(const struct desk *desk, int64_t now_ms)
{
	const struct keeping *keeping = &desk->keeping;
	int64_t due = keeping->looked_ms + LOOK_MS - now_ms;
	int wait;

	if (!desk->opened || !kept_of(desk)->store)
		return -1;
	if (keeping->stage == KEEPING_READ || keeping->stage == KEEPING_PLACE ||
	    (keeping->stage == KEEPING_RECKON && desk->opened->complete))
		return 0;
	wait = watch_wait_ms(keeping->watch);
	due = due > 0 ? due : 0;
	return wait < 0 || due < wait ? (int)due : wait;
}

void keeping_answered(struct desk *desk)
{
	whose_answered(desk);
	take_marks(desk);
	desk->keeping.stage = KEEPING_PLACE;
}

void keeping_want(struct desk *desk, const char *id)
{
	free(desk->keeping.wanted);
	desk->keeping.wanted = memory_copy_string(id, strlen(id));
	if (desk->keeping.stage == KEEPING_DONE)
		desk->keeping.stage = KEEPING_PLACE;
}
