/* SPDX-License-Identifier: ISC */
/* Make, change and delete marks, each act in the marks file before it is said.
 */
#include "reader/kept.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/outline.h"
#include "reader/kept/parts.h"
#include "reader/select/steps.h"
#include "reader/view.h"
#include "text/character.h"
#include "text/utf8.h"

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- What acts share -------------------------------------------------------
 */

/* Adds a mark to an act; one that is made by it (before is NULL) was a deleted
 * one before. */
static void act_add(struct kept_act *act, const struct mark *before,
		    const struct mark *after)
{
	struct mark *was = mark_list_add(&act->before);

	mark_copy(was, before ? before : after);
	was->deleted = before ? before->deleted : true;
	mark_copy(mark_list_add(&act->after), after);
}

bool kept_put(struct view *view, const struct mark_list *list,
	      struct sighting *sighting)
{
	const struct store_batch batch = {
		.marks = list->marks,
		.mark_count = list->count,
		.sightings = sighting,
		.sighting_count = sighting ? 1 : 0,
	};
	struct error error;
	bool done = store_put(view->kept.store, &batch, &error);

	if (!done)
		view_complain(view, "%s", error.sentence);
	return done;
}

/* Keeps an act, which is taken over: it can be undone even if it could not be
 * written. */
static bool act_put(struct view *view, struct kept_act *act,
		    struct sighting *sighting)
{
	struct kept *kept = &view->kept;
	bool done = kept_put(view, &act->after, sighting);

	while (kept->undone_count)
		kept_release_act(
			&kept->acts[kept->act_count + --kept->undone_count]);
	MEMORY_RESERVE(kept->acts, kept->act_room, kept->act_count + 1);
	kept->acts[kept->act_count++] = *act;
	return done;
}

static bool refuse_newer(struct view *view, const struct mark *mark)
{
	if (mark->read_only)
		view_complain(view, "This mark is of a newer Lectern, which "
				    "alone can change it.");
	return mark->read_only;
}

bool kept_is_here(const struct kept *kept, const struct mark *mark)
{
	for (size_t i = 0; i < kept->document_count; i++)
		if (strcmp(kept->documents[i], mark->document) == 0)
			return true;
	return false;
}

/* The byte at which the code point of this number stands, or the text's end. */
static uint32_t byte_of(const struct document *document, uint32_t point)
{
	const struct buffer *text = &document->text;
	uint32_t off = 0;

	while (off < text->len && point > 0) {
		off++;
		while (off < text->len && (text->data[off] & 0xc0) == 0x80)
			off++;
		point--;
	}
	return off;
}

/* Whether a mark was made in this very text, and so stands where it was. In
 * another one the same words may stand there by chance. */
static bool stands(const struct view *view, const struct mark *mark,
		   uint32_t *off, uint32_t *end)
{
	const struct selector *selector = mark_selector(mark);
	const struct buffer *exact = &selector->anchor.exact;

	if (strcmp(selector->fingerprint, view->kept.fingerprint) != 0)
		return false;
	*off = byte_of(view->document, selector->start);
	if (exact->len > view->document->text.len - *off)
		return false;
	*end = *off + (uint32_t)exact->len;
	return kept_is_text(view, *off, *end, exact);
}

/* Takes all marks as the store has them; the desk looks for those that are
 * new. */
static void take_again(struct kept *kept)
{
	struct mark_list list = { 0 };
	const char **ids =
		memory_alloc_zeroed(kept->document_count + 1, sizeof(*ids));

	for (size_t i = 0; i < kept->document_count; i++)
		ids[i] = kept->documents[i];
	store_marks(kept->store, ids, kept->document_count, &list);
	marks_set(&kept->marks, &list);
	mark_list_release(&list);
	free(ids);
}

void kept_show(struct view *view, const struct mark *mark)
{
	struct kept *kept = &view->kept;
	size_t number = marks_find(&kept->marks, mark->id);
	uint32_t off, end;

	if (!kept_is_here(kept, mark))
		return;
	if (mark->deleted) {
		marks_remove(&kept->marks, mark->id);
	} else if (number != SIZE_MAX &&
		   kept_same_selector(
			   mark_selector(&kept->marks.items[number].mark),
			   mark_selector(mark))) {
		mark_copy(&kept->marks.items[number].mark, mark);
		kept->marks.generation++;
	} else if (stands(view, mark, &off, &end)) {
		marks_add(&kept->marks, mark, off, end);
	} else {
		take_again(kept);
	}
}

static bool has_store(struct view *view)
{
	if (!view->kept.store)
		view_complain(view, "Marks cannot be kept here.");
	return view->kept.store != NULL;
}

bool kept_ready(struct view *view)
{
	const struct kept *kept = &view->kept;

	if (!has_store(view))
		return false;
	if (!view->document || !view->document->text.len) {
		view_say(view, "There is no text to mark.");
		return false;
	}
	if (!kept->known)
		view->request = REQUEST_MARKS;
	return kept->known;
}

/* --- Making ----------------------------------------------------------------
 */

/* Whether what begins at a byte is white space; *len: its bytes. */
static bool is_blank(const struct buffer *text, uint32_t off, uint32_t *len)
{
	uint32_t point;

	*len = (uint32_t)utf8_decode(text->data + off, text->len - off, &point);
	return character_white(point);
}

bool kept_trim(const struct view *view, uint32_t *off, uint32_t *end)
{
	const struct buffer *text = &view->document->text;
	uint32_t from = *off;
	uint32_t to = *end < text->len ? *end : (uint32_t)text->len;
	uint32_t len;

	while (from < to && is_blank(text, from, &len))
		from += len;
	while (to > from) {
		uint32_t last = (uint32_t)utf8_previous(text->data, to);

		if (!is_blank(text, last, &len))
			break;
		to = last;
	}
	if (from >= to)
		return false;
	*off = steps_cluster_start(view, from);
	*end = steps_cluster_end(view, steps_cluster_start(view, to - 1));
	return true;
}

/* Whether a highlight is no longer than one may be. */
static bool is_short(struct view *view, uint32_t off, uint32_t end)
{
	if (end - off <= MARK_QUOTE)
		return true;
	view_complain(view,
		      "That is too long for one highlight: more than "
		      "%d KiB.",
		      MARK_QUOTE / 1024);
	return false;
}

/* The mark that is there already; SIZE_MAX: none. */
static size_t same_mark(struct view *view, enum mark_kind kind, uint32_t off,
			uint32_t end, char letter)
{
	const struct placed_mark *items;
	size_t count = marks_in(&view->kept.marks, off, end, NULL, 0);
	uint32_t *met = memory_alloc_zeroed(count + 1, sizeof(*met));
	size_t same = SIZE_MAX;

	marks_in(&view->kept.marks, off, end, met, count);
	items = view->kept.marks.items;
	for (size_t i = 0; i < count && same == SIZE_MAX; i++) {
		const struct placed_mark *mark = &items[met[i]];

		if (mark->mark.kind == kind && mark->off == off &&
		    (kind == MARK_BOOKMARK ? mark->mark.letter == letter
					   : mark->end == end))
			same = met[i];
	}
	free(met);
	return same;
}

/* Makes this text a document, whose first mark is about to be made. */
static void new_document(struct view *view, struct sighting *sighting)
{
	struct kept *kept = &view->kept;

	kept->documents =
		memory_resize(kept->documents, 1, sizeof(*kept->documents));
	store_new_id(kept->documents[0]);
	kept->document_count = 1;
	memcpy(sighting->id, kept->documents[0], sizeof(sighting->id));
	memcpy(sighting->document, kept->documents[0],
	       sizeof(sighting->document));
	buffer_append(&sighting->path, buffer_string(&kept->path),
		      kept->path.len);
	outline_append_name(&sighting->title, view->document);
	memcpy(sighting->fingerprint, kept->fingerprint,
	       sizeof(sighting->fingerprint));
	memcpy(sighting->sketch, kept->sketch, sizeof(sighting->sketch));
	sighting->sketch_count = kept->sketch_count;
}

static void capture(const struct view *view, struct mark *mark,
		    struct selector *selector, uint32_t off, uint32_t end)
{
	marks_capture(selector, mark->kind, view->document,
		      view->kept.fingerprint, off, end);
}

static void make(const struct view *view, struct mark *mark,
		 enum mark_kind kind, uint32_t off, uint32_t end)
{
	const struct kept *kept = &view->kept;

	store_new_id(mark->id);
	memcpy(mark->document, kept->documents[0], sizeof(mark->document));
	mark->kind = kind;
	if (kind == MARK_HIGHLIGHT)
		mark->color = kept->color;
	mark->created_ms = now_ms();
	marks_capture_head(&mark->head, view->document, off);
	capture(view, mark, &mark->original, off, end);
}

/* A bookmark gives its letter up: it moves, unless there is a note on it, or
 * it is one of another text's. */
static void give_letter_up(struct store *store, struct kept_act *act,
			   const char *id, char letter)
{
	struct mark mark, after;

	mark_init(&mark);
	mark_init(&after);
	/* It may have another one by now. */
	if (store_mark(store, id, &mark) && !mark.read_only && !mark.deleted &&
	    mark.letter == letter) {
		mark_copy(&after, &mark);
		if (mark.note.len || (letter >= 'A' && letter <= 'Z'))
			after.letter = '\0';
		else
			after.deleted = true;
		act_add(act, &mark, &after);
	}
	mark_release(&mark);
	mark_release(&after);
}

static void take_letter(struct view *view, struct kept_act *act, char letter)
{
	struct kept *kept = &view->kept;
	struct mark mark;

	for (size_t i = 0; i < kept->marks.count; i++) {
		const struct mark *other = &kept->marks.items[i].mark;

		if (other->kind == MARK_BOOKMARK && other->letter == letter)
			give_letter_up(kept->store, act, other->id, letter);
	}
	mark_init(&mark);
	if (letter >= 'A' && letter <= 'Z' &&
	    kept_letter_anywhere(view, letter, &mark) &&
	    !kept_is_here(kept, &mark))
		give_letter_up(kept->store, act, mark.id, letter);
	mark_release(&mark);
}

static void say_already(struct view *view, enum mark_kind kind, char letter)
{
	if (kind == MARK_HIGHLIGHT)
		view_say(view, "This is highlighted already.");
	else if (letter)
		view_say(view, "Bookmark %c is here already.", letter);
	else
		view_say(view, "There is a bookmark here already.");
}

static void say_highlighted(struct view *view, uint32_t off, uint32_t end)
{
	struct buffer words = BUFFER_INIT;

	kept_append_words(view, off, end, &words);
	view_say(view, "Highlighted: %s.", buffer_string(&words));
	buffer_release(&words);
}

static void say_made(struct view *view, const struct placed_mark *made)
{
	char letter = made->mark.letter;

	if (made->mark.kind == MARK_HIGHLIGHT)
		say_highlighted(view, made->off, made->end);
	else if (letter)
		view_say(view, "Bookmark %c; '%c comes back to it.", letter,
			 letter);
	else
		view_say(view, "Bookmark; L lists it.");
}

/* Makes the mark, of which it is known that it can be. */
static size_t add(struct view *view, enum mark_kind kind, uint32_t off,
		  uint32_t end, char letter)
{
	struct kept *kept = &view->kept;
	struct kept_act act = {
		.what = kind == MARK_HIGHLIGHT ? "the highlight"
					       : "the bookmark",
	};
	bool is_first = !kept->document_count;
	struct sighting sighting;
	struct mark mark;
	size_t number;
	bool done;

	sighting_init(&sighting);
	mark_init(&mark);
	if (is_first)
		new_document(view, &sighting);
	make(view, &mark, kind, off, end);
	mark.letter = letter;
	if (letter)
		take_letter(view, &act, letter);
	act_add(&act, NULL, &mark);
	if (kind == MARK_BOOKMARK)
		end = off + (uint32_t)mark.original.anchor.exact.len;
	done = act_put(view, &act, is_first ? &sighting : NULL);
	for (size_t i = 0; i + 1 < act.after.count; i++)
		kept_show(view, &act.after.marks[i]);
	number = marks_add(&kept->marks, &act.after.marks[act.after.count - 1],
			   off, end);
	if (done)
		say_made(view, &kept->marks.items[number]);
	mark_release(&mark);
	sighting_release(&sighting);
	return done ? number : SIZE_MAX;
}

size_t kept_add(struct view *view, enum mark_kind kind, uint32_t off,
		uint32_t end, char letter)
{
	size_t same;

	if (!kept_ready(view))
		return SIZE_MAX;
	if (kind == MARK_BOOKMARK)
		end = off + 1;
	else if (!kept_trim(view, &off, &end)) {
		view_say(view, "There is nothing to highlight.");
		return SIZE_MAX;
	} else if (!is_short(view, off, end)) {
		return SIZE_MAX;
	}
	same = same_mark(view, kind, off, end, letter);
	if (same != SIZE_MAX) {
		say_already(view, kind, letter);
		return same;
	}
	if (view->kept.is_fleeting) {
		view->request = REQUEST_KEEP_COPY;
		return SIZE_MAX;
	}
	return add(view, kind, off, end, letter);
}

/* --- Changing --------------------------------------------------------------
 */

bool kept_change(struct view *view, const struct mark *after, const char *what)
{
	struct kept_act act = { .what = what };
	struct mark before;
	bool known;
	bool done;

	/* Which marks are those of this text need not be known for it; and what
	 * began in a list or a prompt could not be run again. */
	if (!has_store(view))
		return false;
	mark_init(&before);
	known = store_mark(view->kept.store, after->id, &before);
	if (known && refuse_newer(view, &before)) {
		mark_release(&before);
		return false;
	}
	act_add(&act, known ? &before : NULL, after);
	mark_release(&before);
	done = act_put(view, &act, NULL);
	kept_show(view, &act.after.marks[0]);
	if (done)
		view_say(view, "Kept: %s.", what);
	return done;
}

/* Begins to change a mark: as the store has it now. */
static bool begin_change(struct view *view, size_t number, struct mark *mark)
{
	const struct mark *shown = &view->kept.marks.items[number].mark;

	mark_init(mark);
	if (!store_mark(view->kept.store, shown->id, mark))
		mark_copy(mark, shown);
	return !refuse_newer(view, mark);
}

/* Puts a changed mark where it is now. */
static void move_shown(struct view *view, const struct mark *mark, uint32_t off,
		       uint32_t end)
{
	if (marks_find(&view->kept.marks, mark->id) != SIZE_MAX)
		marks_add(&view->kept.marks, mark, off, end);
}

bool kept_recolor(struct view *view, size_t number, enum mark_color color)
{
	struct mark mark;
	bool done = false;

	if (begin_change(view, number, &mark)) {
		mark.color = color;
		done = kept_change(view, &mark, "the colour");
	}
	mark_release(&mark);
	return done;
}

bool kept_lengthen(struct view *view, size_t number, uint32_t end)
{
	const struct placed_mark *shown = &view->kept.marks.items[number];
	uint32_t off = shown->off;
	struct mark mark;
	bool as_marked;
	bool done = false;

	if (!kept_trim(view, &off, &end) || !is_short(view, off, end))
		return false;
	as_marked = shown->state == MARK_PLACED && !shown->mark.is_confirmed &&
		    kept_is_text(view, shown->off, shown->end,
				 &shown->mark.original.anchor.exact);
	if (begin_change(view, number, &mark)) {
		/* What was marked in another text stays as it was. */
		capture(view, &mark,
			as_marked ? &mark.original : &mark.confirmed, off, end);
		mark.is_confirmed = !as_marked;
		done = kept_change(view, &mark, "the longer highlight");
		move_shown(view, &mark, off, end);
		if (done)
			say_highlighted(view, off, end);
	}
	mark_release(&mark);
	return done;
}

bool kept_confirm(struct view *view, size_t number, uint32_t off, uint32_t end)
{
	struct mark mark;
	bool done = false;

	if (view->kept.marks.items[number].mark.kind == MARK_HIGHLIGHT &&
	    (!kept_trim(view, &off, &end) || !is_short(view, off, end)))
		return false;
	if (begin_change(view, number, &mark)) {
		capture(view, &mark, &mark.confirmed, off, end);
		mark.is_confirmed = true;
		if (mark.kind == MARK_BOOKMARK)
			end = off + (uint32_t)mark.confirmed.anchor.exact.len;
		done = kept_change(view, &mark, "where it is now");
		move_shown(view, &mark, off, end);
	}
	mark_release(&mark);
	return done;
}

bool kept_delete(struct view *view, size_t number)
{
	const struct placed_mark *shown = &view->kept.marks.items[number];
	struct buffer name = BUFFER_INIT;
	struct mark mark;
	bool done = false;

	kept_append_name(view, shown, &name);
	if (begin_change(view, number, &mark)) {
		mark.deleted = true;
		done = kept_change(view, &mark, "deleting");
	}
	if (done)
		view_say(view, "Deleted %s; U undoes it.",
			 buffer_string(&name));
	mark_release(&mark);
	buffer_release(&name);
	return done;
}
