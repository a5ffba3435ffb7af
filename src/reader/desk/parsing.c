/* SPDX-License-Identifier: ISC */
/* Parse what lies on the desk, a piece at a time; show what came. */
#include "reader/desk/parsing.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/watch.h"
#include "document/compare.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/layout.h"
#include "reader/desk.h"
#include "reader/desk/tail.h"
#include "reader/find.h"
#include "reader/move.h"
#include "reader/note.h"
#include "reader/view.h"

enum {
	SHORT = 32 * 1024, /* bytes: parsed in half a millisecond */
	PATIENCE_MS = 850, /* behind opening a text, until what there is of a
			    * page is shown */
};

/* --- Parsing ---------------------------------------------------------------
 */

struct load *parsing_load(const struct desk *desk)
{
	return desk->opened ? opened_loading(desk->opened) : NULL;
}

bool parsing_shows_preview(const struct desk *desk)
{
	return desk->tail || desk->opened->preview;
}

bool desk_is_loading(const struct desk *desk)
{
	return parsing_load(desk) || desk->fresh;
}

/* Says what the reader should know about how the text was read. */
static void say_reading(struct desk *desk)
{
	const struct document *document = desk->opened->document;
	const char *encoding =
		document_string(document, document->metadata.encoding);
	struct buffer text = BUFFER_INIT;

	if (desk->watched)
		buffer_append_format(&text, "That is all of %s. ",
				     desk->view->name);
	if (*encoding)
		buffer_append_format(&text,
				     "Read as %s; --encoding=NAME sets "
				     "another. ",
				     encoding);
	if (document->repaired)
		buffer_append_format(&text,
				     "%zu bytes are no valid text: shown as "
				     "%s. ",
				     document->repaired, "\xef\xbf\xbd");
	if (document->hidden)
		buffer_append_format(&text,
				     "%zu hidden character%s shown as "
				     "\xe2\x96\xaf; ^G explains. ",
				     document->hidden,
				     document->hidden == 1 ? " is" : "s are");
	if (text.len)
		view_say(desk->view, "%.*s", (int)text.len - 1, text.data);
	buffer_release(&text);
}

/* Says what went wrong; where that leaves nothing to be shown, it is for who
 * started the reader. */
static void say_trouble(struct desk *desk, const struct error *error)
{
	if (!desk->opened->document->text.len && desk->alone) {
		*desk->error = *error;
		desk->failed = true;
	} else {
		view_complain(desk->view, "%s", error->sentence);
	}
}

bool parsing_go_to(struct desk *desk, const char *place)
{
	if (*place == '/')
		return find_words(desk->view, place + 1);
	return move_to_place(desk->view, place);
}

static void go_to_wanted(struct desk *desk)
{
	if (desk->at && !desk->view->touched && !parsing_go_to(desk, desk->at))
		view_complain(desk->view,
			      "There is no place \xe2\x80\x9c%.80s\xe2\x80\x9d "
			      "in it.",
			      desk->at);
	free(desk->at);
	desk->at = NULL;
}

/* Nothing more comes to fill the page. */
static void settle_page(struct desk *desk)
{
	struct view *view = desk->view;

	if (view->top.off && !desk_page_is_full(desk))
		view_go_to(view, view->top);
}

static void finish_loading(struct desk *desk)
{
	struct view *view = desk->view;
	struct error error;
	bool trouble = load_trouble(parsing_load(desk), &error);

	opened_finish(desk->opened);
	view->arriving = view->loading = false;
	settle_page(desk);
	desk->dirty = true;
	if (trouble)
		say_trouble(desk, &error);
	else if (!view->message.len ||
		 (desk->watched && !view->message_is_error))
		say_reading(desk);
	go_to_wanted(desk);
	session_restore_read(&desk->session, view, desk->opened);
	keeping_renew(desk);
}

/* A reader at the end of a pipe stays there while more comes: one who turned to
 * it, not one who is at the start of a text that is still short. */
static bool is_followed(struct desk *desk)
{
	struct view *view = desk->view;

	return view->arriving && !desk->tail && !view->select.active &&
	       !view_has_point(view) && (view->top.off || desk->following) &&
	       view_shows_last(view);
}

static void go_on_to_end(struct desk *desk)
{
	struct layout_at at;

	if (view_last_top(desk->view, &at))
		view_set_top(desk->view, at);
}

/* A new generation is shown once it reaches as far as the old one, or as far as
 * it will. */
static void show_generation(struct desk *desk, enum load_result result)
{
	struct opened *opened = desk->opened;
	struct document *fresh = load_document(opened->load);

	/* A note that is open comes last. */
	if ((result == LOAD_MORE || result == LOAD_AGAIN) &&
	    (fresh->text.len < opened->document->text.len ||
	     note_is_open(desk->view)))
		return;
	fresh = load_take(opened->load);
	if (!desk->tail)
		view_replace(desk->view, fresh);
	document_free(opened->document);
	opened->document = fresh;
	opened->preview = load_is_preview(opened->load);
	desk->dirty = true;
	keeping_renew(desk);
}

/* The document has grown. */
static void take_in(struct desk *desk)
{
	const struct document *document = desk->opened->document;

	desk->grew = true;
	if (!desk->tail)
		view_grew(desk->view);
	if (desk->resuming && (document->complete || desk->view->touched ||
			       document->text.len >= desk->resume_end)) {
		desk->resuming = false;
		desk->dirty = true;
		desk_resume(desk);
	}
}

void parsing_step(struct desk *desk)
{
	struct opened *opened = desk->opened;
	struct load *load = opened->load;
	struct view *view = desk->view;
	bool followed = is_followed(desk);
	enum load_result result = load_step(load);

	desk->idle = result == LOAD_WAIT;
	desk->busy = result == LOAD_BUSY;
	if (desk->busy)
		return;
	if (load_document(load) != opened->document)
		show_generation(desk, result);
	/* The figures are of what is shown. */
	if (load_document(load) == opened->document)
		load_progress(load, &view->source_done, &view->source_all);
	view->arriving = load_fd(load) >= 0;
	view->filtering = source_is_filtering(load_source(load));
	if (desk->tail && (result == LOAD_WAIT || result == LOAD_DONE)) {
		followed = view_at_end(view);
		tail_replace(desk);
	}
	view->loading = !desk->idle;
	if (desk->idle)
		settle_page(desk);
	else
		take_in(desk);
	if (followed)
		go_on_to_end(desk);
	if (result == LOAD_DONE)
		finish_loading(desk);
}

void parsing_await(struct desk *desk)
{
	load_await(parsing_load(desk), -1);
	parsing_step(desk);
}

bool desk_page_is_full(struct desk *desk)
{
	struct view *view = desk->view;
	struct layout_at at;
	int rows = view->geometry.page_rows;

	if (view->document->text.len <= view->top.off || !view_top(view, &at))
		return false;
	return layout_move(view->layout, &at, rows) == rows;
}

/* Whether a text is parsed as soon as its first page: then it is shown as a
 * whole, and not painted twice. */
static bool is_short(const struct desk *desk)
{
	return source_size(load_source(parsing_load(desk))) <= SHORT;
}

void desk_fill_page(struct desk *desk)
{
	int64_t end = desk->opened_ms + PATIENCE_MS;

	while (parsing_load(desk) && !desk->idle &&
	       (is_short(desk) || !desk_page_is_full(desk))) {
		int64_t left = end - clock_ms();

		/* A parser that is long at the next words keeps nobody from
		 * those that are there, nor from leaving. */
		if (left <= 0)
			return;
		load_await(parsing_load(desk), (int)left);
		parsing_step(desk);
	}
}

/* --- Reading anew ----------------------------------------------------------
 */

static void append_count(struct buffer *out, uint32_t count, const char *what)
{
	if (count)
		buffer_append_format(out, "%s%u %s", out->len ? ", " : "",
				     count, what);
}

static void say_changes(struct desk *desk, const struct changes *changes)
{
	struct buffer text = BUFFER_INIT;

	append_count(&text, changes->changed, "changed");
	append_count(&text, changes->added, "new");
	append_count(&text, changes->removed, "gone");
	append_count(&text, changes->moved, "moved");
	if (text.len)
		view_say(desk->view, "The file changed. Paragraphs: %s.",
			 text.data);
	else if (desk->asked)
		view_say(desk->view, "The text is as it was.");
	desk->asked = false;
	buffer_release(&text);
}

static bool carry_read(void *context, uint32_t off, uint32_t *mapped)
{
	*mapped = alignment_carry(context, off);
	return true;
}

static void drop_fresh(struct desk *desk)
{
	desk->busy = false;
	load_free(desk->fresh);
	desk->fresh = NULL;
	desk->dirty = true;
}

/* The text as it is now takes the place of the one that is shown. */
static void take_fresh(struct desk *desk)
{
	struct opened *opened = desk->opened;
	struct document *fresh = load_take(desk->fresh);
	struct alignment *alignment = alignment_open(opened->document, fresh);
	struct changes changes;

	drop_fresh(desk);
	alignment_changes(alignment, &changes);
	progress_carry(&desk->view->progress, carry_read, alignment);
	view_renew(desk->view, fresh, alignment);
	alignment_free(alignment);
	document_free(opened->document);
	opened->document = fresh;
	say_changes(desk, &changes);
	keeping_renew(desk);
}

void parsing_step_anew(struct desk *desk)
{
	enum load_result result = load_step(desk->fresh);
	struct error error;

	desk->busy = result == LOAD_BUSY;
	/* A file that has to be converted comes as a pipe does. */
	if (result == LOAD_WAIT)
		load_advance(desk->fresh);
	if (result != LOAD_DONE)
		return;
	/* It may have changed once more while it was read; what was cut off
	 * is not taken for the whole. */
	if (load_trouble(desk->fresh, &error)) {
		drop_fresh(desk);
		view_complain(desk->view, "%s", error.sentence);
	} else if (!load_document(desk->fresh)->text.len &&
		   desk->opened->document->text.len) {
		/* Who writes a file in place empties it first: what is shown
		 * knows where the reader is when its text is back. */
		drop_fresh(desk);
		view_complain(desk->view,
			      "%s is empty now; this is what was in it.",
			      desk->view->name);
	} else {
		take_fresh(desk);
	}
}

void desk_reload(struct desk *desk)
{
	struct opened *opened = desk->opened;
	struct error error;

	if (!opened || !opened->real)
		return;
	if (!opened->complete) {
		view_say(desk->view, "%s is still being read.",
			 desk->view->name);
		return;
	}
	drop_fresh(desk);
	desk->fresh = opened_again(opened, &desk->files->options, &error);
	if (!desk->fresh) {
		view_complain(desk->view, "%s", error.sentence);
		desk->dirty = true;
	}
}
