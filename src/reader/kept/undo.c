/* SPDX-License-Identifier: ISC */
/* Take acts back: a new edit that restores what the act changed. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "reader/kept/parts.h"
#include "reader/view.h"

static void set_text(struct buffer *to, const struct buffer *from)
{
	buffer_clear(to);
	buffer_append(to, buffer_string(from), from->len);
}

/*
 * Gives a text of a mark back what it was before an act, if it still is what
 * the act left; true if that changed it.
 */
static bool restore_text(struct buffer *now, const struct buffer *before,
			 const struct buffer *after)
{
	if (kept_same_text(before, after) || !kept_same_text(now, after))
		return false;
	set_text(now, before);
	return true;
}

static void copy_selector(struct selector *to, const struct selector *from)
{
	anchor_copy(&to->anchor, &from->anchor);
	to->start = from->start;
	to->end = from->end;
	to->len = from->len;
	memcpy(to->fingerprint, from->fingerprint, sizeof(to->fingerprint));
	to->norm = from->norm;
}

static bool restore_selector(struct selector *now,
			     const struct selector *before,
			     const struct selector *after)
{
	if (kept_same_selector(before, after) ||
	    !kept_same_selector(now, after))
		return false;
	copy_selector(now, before);
	return true;
}

static bool restore_confirmed(struct mark *now, const struct mark *before,
			      const struct mark *after)
{
	if (before->is_confirmed && after->is_confirmed && now->is_confirmed)
		return restore_selector(&now->confirmed, &before->confirmed,
					&after->confirmed);
	if (before->is_confirmed == after->is_confirmed ||
	    now->is_confirmed != after->is_confirmed ||
	    (now->is_confirmed &&
	     !kept_same_selector(&now->confirmed, &after->confirmed)))
		return false;
	now->is_confirmed = before->is_confirmed;
	copy_selector(&now->confirmed, &before->confirmed);
	return true;
}

/* What somebody else wrote meanwhile is not deleted with it. */
static bool restore_deleted(struct mark *now, const struct mark *before,
			    const struct mark *after)
{
	if (before->deleted == after->deleted ||
	    now->deleted != after->deleted ||
	    (before->deleted && !kept_same_text(&now->note, &after->note)))
		return false;
	now->deleted = before->deleted;
	return true;
}

static bool restore(struct mark *now, const struct mark *before,
		    const struct mark *after)
{
	bool any = restore_deleted(now, before, after);

	any |= restore_text(&now->note, &before->note, &after->note);
	any |= restore_text(&now->tags, &before->tags, &after->tags);
	any |= restore_text(&now->head, &before->head, &after->head);
	any |= restore_selector(&now->original, &before->original,
				&after->original);
	any |= restore_confirmed(now, before, after);
	if (before->color != after->color && now->color == after->color) {
		now->color = before->color;
		any = true;
	}
	if (before->letter != after->letter && now->letter == after->letter) {
		now->letter = before->letter;
		any = true;
	}
	return any;
}

/* The marks of an act as they shall be; those that nothing is left of to be
 * restored are not among them. */
static void collect(struct store *store, const struct kept_act *act,
		    struct mark_list *out)
{
	for (size_t i = 0; i < act->before.count; i++) {
		const struct mark *before = &act->before.marks[i];
		const struct mark *after = &act->after.marks[i];
		struct mark now;

		mark_init(&now);
		if (store_mark(store, before->id, &now) && !now.read_only &&
		    restore(&now, before, after))
			mark_copy(mark_list_add(out), &now);
		mark_release(&now);
	}
}

/* The title of a mark's document, else its path, else "". */
static void append_title(struct store *store, const struct mark *mark,
			 struct buffer *out)
{
	struct sighting_list list = { 0 };
	const struct buffer *path = NULL;

	store_sightings_of(store, mark->document, &list);
	for (size_t i = 0; i < list.count && !out->len; i++) {
		buffer_append(out, buffer_string(&list.sightings[i].title),
			      list.sightings[i].title.len);
		if (list.sightings[i].path.len)
			path = &list.sightings[i].path;
	}
	if (!out->len && path)
		buffer_append(out, path->data, path->len);
	sighting_list_release(&list);
}

static void say_done(struct view *view, const struct kept_act *act,
		     const char *what)
{
	const struct kept *kept = &view->kept;
	const struct mark *mark = &act->after.marks[act->after.count - 1];
	struct buffer title = BUFFER_INIT;

	if (!kept_is_here(kept, mark))
		append_title(kept->store, mark, &title);
	if (title.len)
		view_say(view, "%s in \xe2\x80\x9c%s\xe2\x80\x9d: %s.", what,
			 title.data, act->what);
	else
		view_say(view, "%s: %s.", what, act->what);
	buffer_release(&title);
}

/* Shows the marks of an act as they are now, whoever left them so. */
static void show_marks(struct view *view, const struct kept_act *act)
{
	for (size_t i = 0; i < act->after.count; i++) {
		struct mark now;

		mark_init(&now);
		if (store_mark(view->kept.store, act->after.marks[i].id, &now))
			kept_show(view, &now);
		mark_release(&now);
	}
}

/* Restores marks to what they were before an act, and shows them; false where
 * nothing is left to be restored. */
static bool take_back(struct view *view, const struct kept_act *act,
		      const char *done, const char *not_done)
{
	struct mark_list list = { 0 };
	bool any;

	collect(view->kept.store, act, &list);
	any = list.count > 0;
	if (!any)
		view_say(view, "%s: %s was changed elsewhere since.", not_done,
			 act->what);
	else if (kept_put(view, &list, NULL))
		say_done(view, act, done);
	show_marks(view, act);
	mark_list_release(&list);
	return any;
}

/* An act that is nothing any more; those behind it were undone before. */
static void drop_act(struct kept *kept, size_t index)
{
	struct kept_act *act = &kept->acts[index];

	kept_release_act(act);
	memmove(act, act + 1,
		(kept->act_count + kept->undone_count - index - 1) *
			sizeof(*act));
}

bool kept_undo(struct view *view)
{
	struct kept *kept = &view->kept;

	if (!kept->act_count || !kept->store) {
		view_say(view, "There is nothing to undo.");
		return false;
	}
	if (take_back(view, &kept->acts[kept->act_count - 1], "Undone",
		      "Not undone")) {
		kept->act_count--;
		kept->undone_count++;
	} else {
		drop_act(kept, kept->act_count - 1);
		kept->act_count--;
	}
	return true;
}

bool kept_redo(struct view *view)
{
	struct kept *kept = &view->kept;
	struct kept_act *act;
	struct kept_act turned;

	if (!kept->undone_count || !kept->store) {
		view_say(view, "There is nothing to do again.");
		return false;
	}
	act = &kept->acts[kept->act_count];
	turned = (struct kept_act){ act->after, act->before, act->what };
	if (take_back(view, &turned, "Done again", "Not done again"))
		kept->act_count++;
	else
		drop_act(kept, kept->act_count);
	kept->undone_count--;
	return true;
}
