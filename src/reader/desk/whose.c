/* SPDX-License-Identifier: ISC */
/* Whose marks are those of the text on the desk: which documents it is. */
#include "reader/desk/whose.h"

#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/folders.h"
#include "base/memory.h"
#include "document/outline.h"
#include "marks/identity.h"
#include "marks/marks.h"
#include "marks/store.h"
#include "marks/texts.h"
#include "reader/ask.h"
#include "reader/desk.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/view.h"

static struct kept *kept_of(const struct desk *desk)
{
	return &desk->view->kept;
}

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

/* Nobody asked for it: where it can't be written nothing is said. */
void whose_sight(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	const struct document *document = desk->view->document;
	struct sighting_list list = { 0 };
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
	if (list.count &&
	    store_put(kept->store,
		      &(struct store_batch){ .sightings = list.sightings,
					     .sighting_count = list.count },
		      &error))
		desk->keeping.generation = store_generation(kept->store);
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

void whose_answered(struct desk *desk)
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
	desk->keeping.doubted = false;
	whose_sight(desk);
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
	if (count == 1)
		buffer_append_string(&text, "Is the mark");
	else
		buffer_append_format(&text, "Are the %zu marks", count);
	buffer_append_format(
		&text, " of \xe2\x80\x9c%s\xe2\x80\x9d %s of this text too?\n",
		list.count ? buffer_string(&list.sightings[0].title) : "",
		count == 1 ? "one" : "marks");
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

void whose_by_path(struct desk *desk)
{
	struct kept *kept = kept_of(desk);
	struct sighting_list list = { 0 };

	if (kept->path.len)
		store_sightings(kept->store, kept->path.data, NULL, &list);
	desk->keeping.by_path = list.count > 0;
	for (size_t i = 0; i < list.count; i++)
		add_documents(
			kept,
			(const char(*)[MARK_ID + 1]) list.sightings[i].document,
			1);
	sighting_list_release(&list);
}

/* Whether an act of this run was on a mark of the documents that the text is
 * taken for. */
static bool has_acts(const struct kept *kept)
{
	for (size_t i = 0; i < kept->act_count; i++) {
		const struct mark_list *after = &kept->acts[i].after;

		for (size_t j = 0; j < after->count; j++)
			if (has_document(kept, after->marks[j].document))
				return true;
	}
	return false;
}

/* What else was at this path is another text, unless something of it was
 * marked in this run. */
static void forget_path(struct desk *desk)
{
	struct kept *kept = kept_of(desk);

	if (desk->keeping.by_path && !has_acts(kept))
		kept->document_count = 0;
}

void whose_by_text(struct desk *desk)
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
		keeping->doubted = keeping->by_path || !kept->document_count;
		add_documents(kept,
			      (const char(*)[MARK_ID + 1]) found.documents,
			      found.count);
		break;
	case IDENTITY_KNOWN:
	case IDENTITY_MOVED:
		forget_path(desk);
		add_documents(kept,
			      (const char(*)[MARK_ID + 1]) found.documents,
			      found.count);
		break;
	case IDENTITY_ASK:
		forget_path(desk);
		if (!kept->document_count)
			ask(desk, &found);
		break;
	case IDENTITY_NEW:
		break;
	}
	if (found.answer == IDENTITY_MOVED && found.from.len &&
	    marks_of(kept, &found))
		view_say(desk->view, "It was %s; its marks have come along.",
			 buffer_string(&found.from));
	keeping->by_path = false;
	kept->is_fleeting &= !texts_is_kept(kept->store, kept->fingerprint);
	identity_found_release(&found);
	buffer_release(&home);
}

void whose_settle(struct desk *desk)
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

	/* Until that is known it is the document, edited. */
	desk->keeping.doubted = lost;
	if (lost)
		ask(desk, &found);
}
