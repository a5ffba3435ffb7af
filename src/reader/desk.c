/* SPDX-License-Identifier: ISC */
/* What lies on the desk: the document that is read, those put aside. */
#include "reader/desk.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/secure.h"
#include "base/watch.h"
#include "document/document.h"
#include "document/load.h"
#include "document/locate.h"
#include "layout/layout.h"
#include "reader/desk/parsing.h"
#include "reader/desk/wanted.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/shelf.h"
#include "reader/state.h"
#include "reader/view.h"

/* Up to this much source is parsed at once to find a place in an edited text;
 * beyond it the reader begins where the place was. */
enum {
	SEARCHED_AT_ONCE = 16 * 1024 * 1024,
	RESUMED_AT_ONCE = 1024 * 1024, /* of text, before the first paint */
	QUIET_MS = 3000, /* without a key, before the state is tidied */
};

void desk_init(struct desk *desk, struct view *view, struct state *state,
	       const struct desk_files *files, struct error *error)
{
	*desk = (struct desk){
		.view = view,
		.state = state,
		.files = files,
		.error = error,
	};
	view->state = state;
	view->file_count = files->count;
	view->file_index = files->first_index;
}

/* Whether the place on the screen is one to come back to. */
static bool is_at_place(const struct desk *desk)
{
	return desk->opened && !desk->tail && !desk->resuming;
}

static void keep(struct desk *desk, int64_t now_ms, bool at_once)
{
	if (is_at_place(desk))
		session_keep(&desk->session, desk->view, desk->opened, now_ms,
			     at_once);
}

void desk_keep(struct desk *desk)
{
	keep(desk, 0, true);
}

void desk_open_shelf(struct desk *desk)
{
	desk_keep(desk);
	shelf_open_home(desk->view);
}

void desk_release(struct desk *desk)
{
	keeping_release(desk);
	desk_keep(desk);
	load_free(desk->fresh);
	opened_free(desk->opened);
	for (size_t i = 0; i < desk->aside_count; i++)
		opened_free(desk->aside[i]);
	free(desk->at);
	*desk = (struct desk){ 0 };
}

/* --- Opening ---------------------------------------------------------------
 */

static bool stands_there(const struct document *document,
			 const struct anchor *anchor)
{
	size_t room = document->text.len;

	return anchor->off <= room && anchor->exact.len <= room - anchor->off &&
	       (anchor->exact.len || !room) &&
	       memcmp(document->text.data + anchor->off, anchor->exact.data,
		      anchor->exact.len) == 0;
}

/* Goes to an anchor: at once where the text is as it was, else where its quote
 * is now, as soon as that is known. */
static void go_to_anchor(struct desk *desk, const struct anchor *anchor,
			 uint32_t above)
{
	struct view *view = desk->view;
	uint32_t off = anchor->off;

	view->top = (struct place){ off, above };
	while (parsing_load(desk) && !desk->idle &&
	       (!desk_page_is_full(desk) ||
		view->document->text.len < off + anchor->exact.len))
		parsing_await(desk);
	if (!stands_there(view->document, anchor)) {
		while (parsing_load(desk) && !desk->idle &&
		       view->source_all <= SEARCHED_AT_ONCE)
			parsing_await(desk);
		anchor_find_place(anchor, view->document, &off);
	}
	view->top = (struct place){ off, above };
	desk_fill_page(desk);
	view_go_to(view, view->top);
}

/* To where the text itself begins. */
static void go_to_start(struct desk *desk)
{
	desk_fill_page(desk);
	view_go_to_body(desk->view);
	desk_fill_page(desk);
}

/* Shows the start of a text that was left far behind it, until that place is
 * parsed. */
static bool begin_to_resume(struct desk *desk, const struct anchor *anchor)
{
	uint32_t end = anchor->off + (uint32_t)anchor->exact.len;

	if (anchor->off < RESUMED_AT_ONCE || !parsing_load(desk) ||
	    desk->opened->document->text.len >= end)
		return false;
	desk->resuming = true;
	desk->resume_end = end;
	desk->view->touched = false;
	go_to_start(desk);
	view_say(desk->view, "Reading on to where you left …");
	return true;
}

/* Where the document was left, or its start. */
static void go_to_last(struct desk *desk)
{
	struct view *view = desk->view;
	const struct state_document *left =
		session_find(&desk->session, view, desk->opened);
	int64_t now_s = (int64_t)time(NULL);
	struct buffer cue = BUFFER_INIT;
	struct state_document place;
	size_t minutes;

	if (!left) {
		go_to_start(desk);
		if (session_offer(view, desk->opened, now_s, &cue))
			view_say(view, "%s.", cue.data);
		buffer_release(&cue);
		return;
	}
	if (begin_to_resume(desk, &left->top))
		return;
	/* What is borrowed does not last until it is parsed so far. */
	place = *left;
	anchor_init(&place.top);
	anchor_copy(&place.top, &left->top);
	go_to_anchor(desk, &place.top, place.above);
	if (session_offer(view, desk->opened, now_s, &cue)) {
		view_say(view, "%s.", cue.data);
	} else if (place.top.off) {
		session_append_cue(&place, desk->opened, now_s, &cue);
		minutes = view_minutes_left(view);
		if (minutes)
			buffer_append_format(&cue, "; %zu min to the end",
					     minutes);
		view_say(view, "%s.", cue.data);
	}
	anchor_release(&place.top);
	buffer_release(&cue);
}

void desk_resume(struct desk *desk)
{
	struct view *view = desk->view;
	const struct state_document *left = state_document(
		view->state, desk->opened->real, desk->opened->print);

	if (!view->touched) {
		go_to_last(desk);
	} else if (left) {
		jumps_remember(view);
		jumps_add(&view->jumps, desk->opened->real, &left->top,
			  left->above);
		view->jumps.at = view->jumps.count - 2;
		view_say(view, "^N goes to where you left.");
	}
}

/* Goes to where it was asked for; while the text is still coming, at its end,
 * unless the reader has begun to read. */
static bool go_to_named(struct desk *desk, const char *place)
{
	desk_fill_page(desk);
	if (!locate_is_place(place) && *place != '/') {
		keeping_want(desk, place);
		return true;
	}
	while (parsing_load(desk) && !desk->idle)
		parsing_await(desk);
	if (parsing_load(desk)) {
		desk->at = memory_copy_string(place, strlen(place));
		return true;
	}
	return parsing_go_to(desk, place);
}

/* Shows a document from its start on; the caller goes to a place. */
static void show(struct desk *desk, struct opened *opened)
{
	struct view *view = desk->view;

	if (desk->opened)
		keeping_end(desk);
	desk->opened = opened;
	desk->opened_ms = clock_ms();
	desk->idle = desk->busy = false;
	desk->following = desk->resuming = false;
	desk->watched = false;
	desk->waiting = false;
	desk->dirty = true;
	free(desk->at);
	desk->at = NULL;
	view->source_done = view->source_all = 0;
	view->arriving = false;
	view->loading = opened_loading(opened) != NULL;
	session_begin(&desk->session);
	progress_clear(&view->progress);
	desk->tail = NULL;
	view_open(view, opened->document, opened_name(opened));
	view->path = opened->real;
	if (opened->complete)
		view_grew(view);
	keeping_begin(desk);
}

/* Before another document is shown: keeps where the reader is, as a jump too,
 * but for what is to be forgotten. */
static void leave(struct desk *desk, bool is_jump)
{
	struct view *view = desk->view;

	desk_keep(desk);
	desk->alone = false;
	if (desk->session.forgotten && view->path)
		jumps_forget(&view->jumps, view->path);
	else if (!is_jump && !desk_is_empty(desk))
		jumps_remember(view);
}

/* Takes one of those put aside. */
static struct opened *lift(struct desk *desk, size_t i)
{
	struct opened *opened = desk->aside[i];

	desk->aside_count--;
	for (; i < desk->aside_count; i++)
		desk->aside[i] = desk->aside[i + 1];
	return opened;
}

/* Puts what is read away: what cannot be opened again is put aside. */
static void put_away(struct desk *desk, struct opened *opened)
{
	if (!opened)
		return;
	load_free(desk->fresh);
	desk->fresh = NULL;
	if (opened->real || !*opened->path) {
		opened_free(opened);
		return;
	}
	if (desk->aside_count == DESK_ASIDE)
		opened_free(lift(desk, 0));
	desk->aside[desk->aside_count++] = opened;
}

/* A document that was put aside, taken from there; NULL if it was not. */
static struct opened *take_aside(struct desk *desk, const char *path)
{
	for (size_t i = 0; i < desk->aside_count; i++) {
		struct opened *opened = desk->aside[i];

		if (strcmp(opened_name(opened), path) != 0 &&
		    strcmp(opened->path, path) != 0)
			continue;
		return lift(desk, i);
	}
	return NULL;
}

static struct opened *open_path(struct desk *desk, const char *path,
				struct error *error)
{
	struct opened *opened = take_aside(desk, path);

	if (opened)
		return opened;
	return opened_new(path, &desk->files->options, error);
}

void desk_open_wish(struct desk *desk)
{
	struct view *view = desk->view;
	struct view_wish *wish = &view->wish;
	struct opened *old = desk->opened;
	struct error error;
	struct opened *opened =
		open_path(desk, buffer_string(&wish->path), &error);

	if (!opened) {
		if (wish->from_shelf)
			shelf_open(view);
		view_complain(view, "%s", error.sentence);
		return;
	}
	leave(desk, wish->is_jump);
	show(desk, opened);
	/* What is followed from there on leads back to the shelf, too. */
	view->from_shelf |= wish->from_shelf;
	if (wish->at_anchor) {
		session_find(&desk->session, view, opened);
		go_to_anchor(desk, &wish->anchor, wish->above);
	} else if (wish->place.len) {
		session_find(&desk->session, view, opened);
		if (!go_to_named(desk, buffer_string(&wish->place)))
			view_complain(view,
				      "There is no "
				      "\xe2\x80\x9c%.80s\xe2\x80\x9d in %s.",
				      wish->place.data, view->name);
	} else {
		go_to_last(desk);
	}
	put_away(desk, old);
}

/* The next file, or the one before: what can't be read is said and passed
 * over. Where none is left one stays. */
void desk_open_file(struct desk *desk, long step)
{
	struct view *view = desk->view;
	struct opened *old = desk->opened;
	struct opened *opened = NULL;
	struct error error;
	size_t index = view->file_index;
	bool sorry = false;

	while (!opened &&
	       (step < 0 ? index > 0 : index + 1 < view->file_count)) {
		index = step < 0 ? index - 1 : index + 1;
		opened = open_path(desk, desk->files->paths[index], &error);
		sorry |= !opened;
	}
	if (opened) {
		leave(desk, false);
		view->file_index = index;
		show(desk, opened);
		go_to_last(desk);
		put_away(desk, old);
	}
	if (sorry)
		view_complain(view, "%s", error.sentence);
}

bool desk_is_empty(const struct desk *desk)
{
	return !*desk->opened->path;
}

bool desk_start(struct desk *desk)
{
	const struct desk_files *files = desk->files;
	struct view *view = desk->view;

	if (!files->count) {
		show(desk, opened_empty());
		shelf_set_home(&view->shelf, files->folder);
		return shelf_open(view) ||
		       error_set(desk->error, "%s",
				 buffer_string(&view->message));
	}
	desk->alone = files->count == 1;
	show(desk, files->first);
	if (!files->at) {
		go_to_last(desk);
		return true;
	}
	session_find(&desk->session, view, files->first);
	if (go_to_named(desk, files->at))
		return true;
	/* Who asked for a place wants the text all the same. */
	go_to_last(desk);
	view_complain(view, "There is no \xe2\x80\x9c%.80s\xe2\x80\x9d in it.",
		      files->at);
	return true;
}

/* --- What commands ask for -------------------------------------------------
 */

bool desk_keep_marks(struct desk *desk)
{
	return keeping_step(desk);
}

void desk_interrupt(struct desk *desk)
{
	desk->keyed = true;
	desk->following = false;
	if (!desk->waiting)
		return;
	desk->waiting = false;
	view_hush(desk->view);
}

void desk_stop_filter(struct desk *desk)
{
	if (parsing_load(desk))
		source_stop_filter(load_source(parsing_load(desk)));
}

void desk_write(struct desk *desk)
{
	struct view *view = desk->view;
	const char *path = buffer_string(&view->wish.path);
	struct error error;
	uint64_t len;

	if (!desk->opened)
		return;
	if (secure_allows("No file is written", &error) &&
	    opened_write(desk->opened, path, view->wish.overwrite, &len,
			 &error))
		view_say(view, "%s has %llu bytes%s.", path,
			 (unsigned long long)len,
			 view->arriving ? ", all that has come so far" : "");
	else
		view_complain(view, "%s", error.sentence);
}

void desk_forget(struct desk *desk)
{
	struct view *view = desk->view;
	const char *path = buffer_string(&view->wish.path);
	bool here = !*path || (view->path && strcmp(path, view->path) == 0);
	struct error error;
	bool done;

	if (!desk->state)
		return;
	done = *path ? state_forget(desk->state, path, &error)
		     : state_forget_all(desk->state, &error);
	desk->session.forgotten |= here;
	if (*path)
		jumps_forget(&view->jumps, path);
	else
		jumps_release(&view->jumps);
	if (!done) {
		view_complain(view, "%s", error.sentence);
		return;
	}
	shelf_forget(view, path);
	if (*path)
		view_say(view, "Nothing is remembered of %s.", path);
	else
		view_say(view, "Nothing is remembered of any document.");
}

/* --- Waiting ---------------------------------------------------------------
 */

int desk_source_fd(const struct desk *desk)
{
	return parsing_load(desk) ? load_fd(parsing_load(desk)) : -1;
}

int desk_worker_fd(const struct desk *desk)
{
	if (desk->fresh)
		return load_worker_fd(desk->fresh);
	return parsing_load(desk) ? load_worker_fd(parsing_load(desk)) : -1;
}

int desk_watch_fd(const struct desk *desk)
{
	return desk->opened && desk->opened->watch
		       ? watch_fd(desk->opened->watch)
		       : -1;
}

int desk_marks_fd(const struct desk *desk)
{
	return keeping_fd(desk);
}

static int earlier(int one_ms, int other_ms)
{
	if (one_ms < 0 || other_ms < 0)
		return one_ms < 0 ? other_ms : one_ms;
	return one_ms < other_ms ? one_ms : other_ms;
}

int desk_wait_ms(const struct desk *desk, int64_t now_ms)
{
	int wait = -1;

	if (!desk->opened)
		return -1;
	if (desk_has_step(desk))
		return 0;
	if (parsing_load(desk))
		wait = load_wait_ms(parsing_load(desk));
	wait = earlier(wait, keeping_wait_ms(desk, now_ms));
	if (desk->opened->watch)
		wait = earlier(wait, watch_wait_ms(desk->opened->watch));
	if (desk->tidy_ms)
		wait = earlier(wait, desk->tidy_ms > now_ms
					     ? (int)(desk->tidy_ms - now_ms)
					     : 0);
	if (!is_at_place(desk))
		return wait;
	return earlier(wait, session_wait_ms(&desk->session, desk->view,
					     desk->opened, now_ms));
}

void desk_advance(struct desk *desk)
{
	if (parsing_load(desk))
		load_advance(parsing_load(desk));
}

bool desk_has_step(const struct desk *desk)
{
	return !desk->busy &&
	       (desk->fresh || (parsing_load(desk) && !desk->idle));
}

void desk_await(struct desk *desk)
{
	if (desk->fresh)
		load_await(desk->fresh, -1);
	else if (parsing_load(desk))
		load_await(parsing_load(desk), -1);
}

void desk_step(struct desk *desk)
{
	bool was_idle = desk->idle;

	if (desk->fresh)
		parsing_step_anew(desk);
	if (!parsing_load(desk))
		return;
	load_hurry(parsing_load(desk), !desk_page_is_full(desk));
	parsing_step(desk);
	if (!was_idle && desk->idle)
		desk->dirty = true;
	if (!desk->waiting || desk->busy)
		return;
	if (parsing_load(desk) && desk->idle)
		desk_want_whole(desk);
	else if (!desk->tail)
		wanted_again(desk);
}

/* Tidies what is remembered once no key has come for a while. */
static void tidy(struct desk *desk, int64_t now_ms)
{
	if (desk->keyed)
		desk->tidy_ms = now_ms + QUIET_MS;
	desk->keyed = false;
	if (!desk->state || !desk->tidy_ms || now_ms < desk->tidy_ms)
		return;
	state_tidy(desk->state);
	desk->tidy_ms = 0;
}

void desk_tick(struct desk *desk, int64_t now_ms)
{
	struct opened *opened = desk->opened;
	struct error error;

	if (opened && opened->watch && opened->complete &&
	    watch_changed(opened->watch))
		desk_reload(desk);
	keep(desk, now_ms, false);
	keeping_tick(desk, now_ms);
	tidy(desk, now_ms);
	if (desk->view->message.len)
		return;
	if ((desk->state && state_trouble(desk->state, &error)) ||
	    languages_trouble(&desk->view->languages, &error)) {
		view_complain(desk->view, "%s", error.sentence);
		desk->dirty = true;
	}
}

void desk_painted(struct desk *desk)
{
	desk->dirty = desk->grew = false;
	desk->watched |= desk->view->arriving;
}
