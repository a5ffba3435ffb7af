/* SPDX-License-Identifier: ISC */
/* Find the marks of the document on the desk, a slice at a time. */
#include "reader/desk/keeping.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/folders.h"
#include "base/memory.h"
#include "base/watch.h"
#include "document/outline.h"
#include "marks/identity.h"
#include "marks/marks.h"
#include "marks/store.h"
#include "reader/ask.h"
#include "reader/desk.h"
#include "reader/desk/keepcopy.h"
#include "reader/kept.h"
#include "reader/keys.h"
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

/* --- Which document it is --------------------------------------------------
 */

static void set_documents(struct kept *kept, const char (*ids)[MARK_ID + 1],
			  size_t count)
{
	kept->documents = memory_resize(kept->documents, count ? count : 1,
					sizeof(*kept->documents));
	for (size_t i = 0; i < count; i++)
		memcpy(kept->documents[i], ids[i], sizeof(*ids));
	kept->document_count = count;
}

static bool has_document(const struct kept *kept, const char *id)
{
	for (size_t i = 0; i < kept->document_count; i++)
		if (strcmp(kept->documents[i], id) == 0)
			return true;
	return false;
}

/* Adds documents to those that the text is known to be: what was marked in
 * this run stays with it. */
static void add_documents(struct kept *kept, const char (*ids)[MARK_ID + 1],
			  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (has_document(kept, ids[i]))
			continue;
		kept->documents =
			memory_resize(kept->documents, kept->document_count + 1,
				      sizeof(*kept->documents));
		memcpy(kept->documents[kept->document_count++], ids[i],
		       sizeof(*ids));
	}
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

static struct identity_text text_of(const struct kept *kept,
				    const struct buffer *home)
{
	return (struct identity_text){
		.path = buffer_string(&kept->path),
		.home = buffer_string(home),
		.fingerprint = kept->fingerprint,
		.sketch = kept->sketch,
		.sketch_count = kept->sketch_count,
	};
}

static size_t marks_of(const struct kept *kept,
		       const struct identity_found *found)
{
	size_t count = 0;

	for (size_t i = 0; i < found->count; i++)
		count += store_count_of(kept->store, found->documents[i]);
	return count;
}

/* Keeps how the documents are known by this text, so that they will be after
 * its next change. Nobody asked for it: where it can't be written nothing is
 * said. */
static void sight(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	const struct document *document = desk->view->document;
	struct sighting_list list = { 0 };
	struct sighting **all;
	struct buffer home = BUFFER_INIT;
	struct buffer title = BUFFER_INIT;
	struct identity_text text;
	struct error error;

	if (desk->files->private || !desk->keeping.whole || !kept->path.len ||
	    access(store_path(kept->store), W_OK) < 0)
		return;
	folders_home(&home);
	outline_append_name(&title, document);
	text = text_of(kept, &home);
	identity_sight(kept->store, &text, buffer_string(&title),
		       (const char(*)[MARK_ID + 1]) kept->documents,
		       kept->document_count, &list);
	all = memory_alloc_zeroed(list.count + 1, sizeof(struct sighting *));
	for (size_t i = 0; i < list.count; i++)
		all[i] = &list.sightings[i];
	if (list.count &&
	    store_put(kept->store,
		      &(struct store_batch){ .sightings = all,
					     .sighting_count = list.count },
		      &error))
		desk->keeping.generation = store_generation(kept->store);
	free(all);
	sighting_list_release(&list);
	buffer_release(&title);
	buffer_release(&home);
}

static bool answer(struct view *view, uint32_t key)
{
	if (key != KEYS_ENTER && key != 'n')
		return false;
	view->ask.answer = key;
	view->request = REQUEST_MARKS_OF;
	return true;
}

void keeping_answered(struct desk *desk)
{
	struct view *view = desk->view;
	struct kept *kept = kept_of(desk);
	const struct identity_found *asked = &desk->keeping.asked_about;
	char fresh[1][MARK_ID + 1];

	if (view->ask.answer == KEYS_ENTER) {
		add_documents(kept,
			      (const char(*)[MARK_ID + 1]) asked->documents,
			      asked->count);
		view_say(view, "It is the same text; L lists its marks.");
	} else {
		store_new_id(fresh[0]);
		set_documents(kept, (const char(*)[MARK_ID + 1]) fresh, 1);
		view_say(view, "It is a text of its own.");
	}
	take_marks(desk);
	desk->keeping.stage = KEEPING_PLACE;
	sight(desk);
}

/* Asks whether the text is the document that was found. */
static void ask(struct desk *desk, const struct identity_found *found)
{
	struct view *view = desk->view;
	struct kept *kept = kept_of(desk);
	struct identity_found *about = &desk->keeping.asked_about;
	size_t count = marks_of(kept, found);
	struct sighting_list list = { 0 };
	struct buffer text = BUFFER_INIT;

	if (!count || desk->keeping.asked || view->focus != FOCUS_PAGE)
		return;
	desk->keeping.asked = true;
	identity_found_release(about);
	about->count = found->count;
	about->documents =
		memory_resize(NULL, found->count, sizeof(*about->documents));
	memcpy(about->documents, found->documents,
	       found->count * sizeof(*about->documents));
	store_sightings_of(kept->store, found->documents[0], &list);
	buffer_append_format(
		&text,
		"Are the %zu mark%s of \xe2\x80\x9c%s\xe2\x80\x9d "
		"marks of this text too?\n",
		count, count == 1 ? "" : "s",
		list.count ? buffer_string(&list.sightings[0].title) : "");
	if (found->answer == IDENTITY_EDITED)
		buffer_append_string(&text,
				     "It was at this path, but nothing of what "
				     "was marked is in this text.");
	else
		buffer_append_format(&text,
				     "It is at %s, and %u%% alike: this may be "
				     "a copy of it that was edited.",
				     buffer_string(&found->from),
				     found->likeness / 10);
	ask_question(view, " Marks ", text.data,
		     "Enter: the same text, n: another one, Esc: later",
		     answer);
	desk->dirty = true;
	buffer_release(&text);
	sighting_list_release(&list);
}

/* The documents that are known by the path alone, while the text is still
 * coming. */
static void find_by_path(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	struct sighting_list list = { 0 };

	if (kept->path.len)
		store_sightings(kept->store, kept->path.data, NULL, &list);
	for (size_t i = 0; i < list.count; i++)
		add_documents(
			kept,
			(const char(*)[MARK_ID + 1]) list.sightings[i].document,
			1);
	sighting_list_release(&list);
}

static void find_by_text(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);
	struct buffer home = BUFFER_INIT;
	struct identity_found found = { 0 };
	struct identity_text text;

	folders_home(&home);
	text = text_of(kept, &home);
	identity_find(kept->store, &text, &found);
	switch (found.answer) {
	case IDENTITY_EDITED:
		keeping->doubted = !kept->document_count;
		/* fall through */
	case IDENTITY_KNOWN:
	case IDENTITY_MOVED:
		add_documents(kept,
			      (const char(*)[MARK_ID + 1]) found.documents,
			      found.count);
		break;
	case IDENTITY_ASK:
		if (!kept->document_count)
			ask(desk, &found);
		break;
	case IDENTITY_NEW:
		break;
	}
	if (found.answer == IDENTITY_MOVED && marks_of(kept, &found))
		view_say(desk->view, "It was %s; its marks have come along.",
			 buffer_string(&found.from));
	identity_found_release(&found);
	buffer_release(&home);
}

/* --- Stages ----------------------------------------------------------------
 */

static bool is_temporary(const char *path)
{
	static const char *const folders[] = { "/tmp/", "/var/tmp/",
					       "/dev/shm/", "/private/tmp/",
					       "/run/user/" };
	const char *own = getenv("TMPDIR");

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (strncmp(path, folders[i], strlen(folders[i])) == 0)
			return true;
	return own && *own == '/' && own[1] &&
	       strncmp(path, own, strlen(own)) == 0;
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
	if (desk_is_empty(desk) || !kept->store) {
		kept->known = desk_is_empty(desk);
		keeping->stage = KEEPING_DONE;
		return;
	}
	if (!keeping->watch)
		keeping->watch = watch_open(store_path(kept->store));
	folders_home(&home);
	if (path)
		folders_shorten(&kept->path, buffer_string(&home), path);
	kept->is_fleeting = !path || is_temporary(path);
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
	keeping->opening = true;
	*kept->fingerprint = '\0';
	kept->sketch_count = 0;
	marks_forget_places(&kept->marks);
	if (keeping->stage != KEEPING_READ)
		keeping->stage = KEEPING_RECKON;
}

/* The files are read: what follows depends on how much of the text is here. */
static void finish_reading(struct desk *desk)
{
	struct keeping *keeping = &desk->keeping;
	struct kept *kept = kept_of(desk);

	if (keeping->whole) {
		if (!kept->document_count)
			find_by_text(desk);
	} else if (!kept->known) {
		find_by_path(desk);
	}
	take_marks(desk);
	kept->known = true;
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
	find_by_text(desk);
	take_marks(desk);
	keeping->stage = KEEPING_PLACE;
	return true;
}

static bool was_edited(const struct kept *kept)
{
	for (size_t i = 0; i < kept->marks.count; i++) {
		const struct selector *selector =
			mark_selector(&kept->marks.items[i].mark);

		if (strcmp(selector->fingerprint, kept->fingerprint) != 0)
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

/* If none of its marks is in the text that stands where a document was, it may
 * be another one. */
static void settle_doubt(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	struct identity_found found = {
		.answer = IDENTITY_EDITED,
		.documents = kept->documents,
		.count = kept->document_count,
	};
	bool lost =
		kept->marks.count &&
		marks_count_state(&kept->marks, MARK_LOST) == kept->marks.count;

	desk->keeping.doubted = false;
	if (!lost)
		return;
	/* Until that is known, new marks are of a document of their own. */
	ask(desk, &found);
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
		settle_doubt(desk);
	if (keeping->wanted)
		go_to_wanted(desk);
	if (kept->marks.count)
		sight(desk);
	return false;
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

	if (!kept->store || keeping->stage == KEEPING_READ)
		return;
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

void keeping_want(struct desk *desk, const char *id)
{
	free(desk->keeping.wanted);
	desk->keeping.wanted = memory_copy_string(id, strlen(id));
	if (desk->keeping.stage == KEEPING_DONE)
		desk->keeping.stage = KEEPING_PLACE;
}
