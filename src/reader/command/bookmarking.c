/* SPDX-License-Identifier: ISC */
/* Set bookmarks; go to them, or from mark to mark. */
#include "reader/command/commands.h"

#include <string.h>
#include <unistd.h>

#include "base/folders.h"
#include "document/document.h"
#include "document/sentence.h"
#include "reader/awaiting.h"
#include "reader/dispatch.h"
#include "reader/jumps.h"
#include "reader/kept.h"
#include "reader/view.h"

enum { STEP_MS = 100 }; /* a slice of looking for marks that wait */

/* --- Pointing at marks -----------------------------------------------------
 */

/* A bookmark stands for what is left of its sentence. */
static uint32_t pointed_end(const struct view *view,
			    const struct placed_mark *mark)
{
	struct document_sentence sentence;

	if (mark->mark.kind == MARK_BOOKMARK &&
	    document_sentence_at(view->document, mark->off, &sentence) &&
	    sentence.end > mark->off)
		return sentence.end;
	return mark->end;
}

static void point_at(struct view *view, size_t number)
{
	const struct placed_mark *mark = &view->kept.marks.items[number];
	uint32_t end = pointed_end(view, mark);

	view->focus = FOCUS_PAGE;
	view_reveal(view, mark->off, end);
	view_set_point(view, mark->off, end);
	marknote_show(view, number);
}

/* Has marks looked for that were not yet; false: the rest of the text is asked
 * for first, also where a file's marks may be known by all of its text alone.
 */
static bool place_all(struct view *view)
{
	struct kept *kept = &view->kept;
	uint32_t off, end;

	if (!kept->marks.waiting &&
	    (kept->marks.count || !kept->path.len || view->document->complete))
		return true;
	if (!view->document->complete) {
		view->request = REQUEST_WHOLE;
		return false;
	}
	view_visible(view, &off, &end);
	while (marks_step(&kept->marks, view->document, kept->fingerprint, off,
			  end, STEP_MS))
		;
	return true;
}

/* --- From mark to mark -----------------------------------------------------
 */

/* One that begins where the page does is the next one of a reader who points at
 * nothing. */
static size_t first_behind(struct view *view, uint32_t off)
{
	struct marks *marks = &view->kept.marks;

	if (view_has_point(view))
		return marks_next(marks, off);
	if (off)
		return marks_next(marks, off - 1);
	marks_arrange(marks);
	if (marks->placed && marks->items[marks->order[0]].off == 0)
		return marks->order[0];
	return marks_next(marks, off);
}

static void step(struct view *view, const struct command_call *call, bool back)
{
	struct marks *marks = &view->kept.marks;
	uint32_t off = view->point_off;
	uint32_t end;
	size_t number, next;

	if (!kept_ready(view) || !place_all(view))
		return;
	if (!view_has_point(view))
		view_visible(view, &off, &end);
	next = back ? marks_previous(marks, off) : first_behind(view, off);
	number = next;
	for (long i = 1; i < call->count && next != SIZE_MAX; i++) {
		number = next;
		next = back ? marks_previous(marks, marks->items[number].off)
			    : marks_next(marks, marks->items[number].off);
	}
	number = next == SIZE_MAX ? number : next;
	if (!marks->count)
		view_say(view, "There is no mark yet: a highlights a sentence, "
			       "m and B set bookmarks.");
	else if (number == SIZE_MAX)
		view_say(view, "There is no mark %s here.",
			 back ? "before" : "behind");
	else
		point_at(view, number);
}

void command_next_mark(struct view *view, const struct command_call *call)
{
	step(view, call, false);
}

void command_previous_mark(struct view *view, const struct command_call *call)
{
	step(view, call, true);
}

/* --- Setting ---------------------------------------------------------------
 */

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Where a bookmark goes: to the point, else the first row of the page. */
static void place_for_bookmark(struct view *view, uint32_t *off, uint32_t *end)
{
	struct layout_at at;
	struct row row;

	*off = view->point_off;
	*end = view->point_end;
	if (view_has_point(view) || !view_top(view, &at))
		return;
	layout_row(view->layout, at, &row);
	/* A blank row belongs to what follows it. */
	while (row.off == row.shown_end && layout_next(view->layout, &at))
		layout_row(view->layout, at, &row);
	*off = row.off;
	*end = row.end;
}

void command_bookmark(struct view *view, const struct command_call *call)
{
	uint32_t off, end;

	(void)call;
	if (!kept_ready(view))
		return;
	place_for_bookmark(view, &off, &end);
	if (kept_bookmark_in(view, off, end) != SIZE_MAX)
		view_say(view, "There is a bookmark here already; x in the "
			       "list of L deletes it.");
	else
		kept_add(view, MARK_BOOKMARK, off, end, '\0');
}

/* Waits for a letter; says which ones bookmarks of this text have. */
static void await_letter(struct view *view, const char *question, awaited *take)
{
	const char *letters = "abcdefghijklmnopqrstuvwxyz"
			      "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	struct buffer used = BUFFER_INIT;

	for (; *letters; letters++)
		if (kept_letter(view, *letters) != SIZE_MAX)
			buffer_append_format(&used, " %c", *letters);
	awaiting_begin(view, take, "%s%s%s", question,
		       used.len ? " Here are:" : "", buffer_string(&used));
	buffer_release(&used);
}

static void take_letter(struct view *view, uint32_t key, const char *name)
{
	char args[2] = { (char)(key < 0x80 ? key : 0), '\0' };

	if (key < 0x80 && (is_letter(args[0]) || args[0] == '\''))
		dispatch_command(view, name, 0, args);
	else
		view_say(view, "Bookmarks have letters, a to z and A to Z.");
}

static void take_set(struct view *view, uint32_t key)
{
	take_letter(view, key, "set-bookmark");
}

static void take_go(struct view *view, uint32_t key)
{
	take_letter(view, key, "go-bookmark");
}

void command_set_bookmark(struct view *view, const struct command_call *call)
{
	uint32_t off, end;

	if (!kept_ready(view))
		return;
	if (is_letter(*call->args) && !call->args[1]) {
		place_for_bookmark(view, &off, &end);
		kept_add(view, MARK_BOOKMARK, off, end, *call->args);
	} else if (*call->args) {
		view_say(view, "Bookmarks have letters, a to z and A to Z.");
	} else {
		await_letter(view, "A bookmark: which letter?", take_set);
	}
}

/* --- Going -----------------------------------------------------------------
 */

/* Back to where the last jump left, and from there where it came from. */
static void go_back(struct view *view)
{
	if (!jumps_forward(view) && !jumps_back(view))
		view_say(view, "There is no jump to go back on.");
}

static void go_here(struct view *view, char letter)
{
	size_t number = kept_letter(view, letter);

	if (number == SIZE_MAX) {
		view_say(view, "There is no bookmark %c.", letter);
		return;
	}
	if (!place_all(view))
		return;
	if (view->kept.marks.items[number].state == MARK_LOST) {
		view_complain(view, "What bookmark %c stood at is lost.",
			      letter);
		return;
	}
	jumps_remember(view);
	point_at(view, number);
}

/* The path at which a document was seen last that is still there; else that at
 * which it was seen last. False: it has none. */
static bool append_path(struct store *store, const char *document,
			struct buffer *out)
{
	struct sighting_list list = { 0 };
	struct buffer home = BUFFER_INIT;
	struct buffer path = BUFFER_INIT;
	int64_t newest = -1;
	bool found_there = false;

	folders_home(&home);
	store_sightings_of(store, document, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct sighting *sighting = &list.sightings[i];
		bool there;

		buffer_clear(&path);
		if (!sighting->path.len ||
		    !folders_expand(&path, buffer_string(&home),
				    sighting->path.data))
			continue;
		there = access(path.data, R_OK) == 0;
		if (there < found_there ||
		    (there == found_there && sighting->at_ms < newest))
			continue;
		found_there = there;
		newest = sighting->at_ms;
		buffer_clear(out);
		buffer_append(out, path.data, path.len);
	}
	sighting_list_release(&list);
	buffer_release(&path);
	buffer_release(&home);
	return out->len > 0;
}

/* A bookmark of all texts may be in another one. */
static void go_anywhere(struct view *view, char letter)
{
	struct buffer path = BUFFER_INIT;
	struct mark mark;

	mark_init(&mark);
	if (!kept_letter_anywhere(view, letter, &mark)) {
		view_say(view, "There is no bookmark %c.", letter);
	} else if (!append_path(view->kept.store, mark.document, &path)) {
		view_complain(view, "The text of bookmark %c is in no file.",
			      letter);
	} else {
		view_wish(view, path.data);
		buffer_append_string(&view->wish.place, mark.id);
	}
	mark_release(&mark);
	buffer_release(&path);
}

void command_go_bookmark(struct view *view, const struct command_call *call)
{
	char letter = *call->args;

	if (letter == '\'' && !call->args[1])
		go_back(view);
	else if (letter && (!is_letter(letter) || call->args[1]))
		view_say(view, "Bookmarks have letters, a to z and A to Z.");
	else if (!kept_ready(view))
		return;
	else if (!letter)
		await_letter(view, "To which bookmark? ' goes back.", take_go);
	else if (letter >= 'a' || kept_letter(view, letter) != SIZE_MAX)
		go_here(view, letter);
	else
		go_anywhere(view, letter);
}
