/* SPDX-License-Identifier: ISC */
/* A question at the foot of the page. */
#include "reader/ask.h"

#include <string.h>

#include "document/document.h"
#include "document/locate.h"
#include "reader/beside.h"
#include "reader/dispatch.h"
#include "reader/jumps.h"
#include "reader/keys.h"
#include "reader/view.h"

static void forget_target(struct ask *ask)
{
	buffer_clear(&ask->text);
	buffer_clear(&ask->hint);
	if (ask->known)
		outside_release(&ask->target);
	ask->known = false;
}

void ask_release(struct ask *ask)
{
	forget_target(ask);
	buffer_release(&ask->text);
	buffer_release(&ask->hint);
	buffer_release(&ask->root);
}

/* What can be done with the target; the first word is its key. */
static const char *offer(const struct outside *target)
{
	switch (target->kind) {
	case OUTSIDE_WEB:
		return "Enter opens it in the browser, y copies it, Esc leaves";
	case OUTSIDE_FILE:
		if (target->readable)
			return "Enter opens it here, y copies it, Esc leaves";
		break;
	case OUTSIDE_FOLDER:
		return "Enter shows the texts in it, y copies it, Esc leaves";
	case OUTSIDE_REFUSED:
	case OUTSIDE_NOWHERE:
		break;
	}
	return "y copies it, Esc leaves";
}

/* Goes to a fragment of the text that is read, or to its start. */
static void go_inside(struct view *view, const char *fragment)
{
	const struct document *document = view->document;
	struct place place = { 0, UINT32_MAX };

	if (*fragment && !locate_fragment(document, fragment, &place.off)) {
		if (document->complete)
			view_complain(view,
				      "There is no "
				      "\xe2\x80\x9c#%.80s\xe2\x80\x9d here.",
				      fragment);
		else
			view->request = REQUEST_WHOLE;
		return;
	}
	if (*fragment)
		place.above = 0;
	jumps_remember(view);
	view_go_to(view, place);
}

/* Opens a text file here, at its fragment. */
static void open_file(struct view *view, const struct outside *target)
{
	if (view->path && strcmp(target->path, view->path) == 0) {
		go_inside(view, target->fragment);
		return;
	}
	view_wish(view, target->path);
	if (*target->fragment)
		buffer_append_format(&view->wish.place, "#%s",
				     target->fragment);
}

/* Shows the texts of a folder, to open one of them. */
static void open_folder(struct view *view, const struct outside *target)
{
	shelf_set_folder(&view->shelf, target->path);
	shelf_open(view);
}

/*
 * Whether a path is below the folder that links were followed from first, as
 * long as they led to nothing outside it: from a chapter in a folder of its own
 * the way back to the book is not asked about.
 */
static bool is_below_root(struct view *view, const char *path)
{
	struct buffer *root = &view->ask.root;
	struct buffer here = BUFFER_INIT;
	bool below = view->path && beside_folder(view->path, &here);

	if (below && !(root->len && beside_is_below(here.data, root->data))) {
		buffer_clear(root);
		buffer_append(root, here.data, here.len);
	}
	below = below && beside_is_below(path, root->data);
	buffer_release(&here);
	return below;
}

void ask_open(struct view *view, const char *url)
{
	struct ask *ask = &view->ask;
	struct outside *target = &ask->target;

	forget_target(ask);
	outside_read(&ask->target, url, strlen(url), view->path);
	ask->known = true;
	if (*target->path)
		target->below |= is_below_root(view, target->path);
	if (target->kind == OUTSIDE_FILE && target->readable && target->below) {
		open_file(view, target);
		return;
	}
	if (target->kind == OUTSIDE_FOLDER && target->below) {
		open_folder(view, target);
		return;
	}
	ask->title = " Link ";
	ask->answered = NULL;
	outside_describe(target, &ask->text);
	buffer_append_string(&ask->hint, offer(target));
	view->focus = FOCUS_ASK;
}

void ask_question(struct view *view, const char *title, const char *text,
		  const char *hint, ask_answered *answered)
{
	struct ask *ask = &view->ask;

	forget_target(ask);
	ask->title = title;
	ask->answered = answered;
	buffer_append_string(&ask->text, text);
	buffer_append_string(&ask->hint, hint);
	view->focus = FOCUS_ASK;
}

void ask_close(struct view *view)
{
	if (view->focus == FOCUS_ASK)
		view->focus = FOCUS_PAGE;
}

static void copy(struct view *view, const struct outside *target)
{
	buffer_clear(&view->outgoing);
	buffer_append_string(&view->outgoing, target->url);
	buffer_clear(&view->copied);
	buffer_append_string(&view->copied, "the link's target");
	view->request = REQUEST_COPY;
}

void ask_key(struct view *view, uint32_t key)
{
	const struct outside *target = &view->ask.target;

	if (key == KEYS_ESCAPE) {
		view_escape(view);
		return;
	}
	ask_close(view);
	if (view->ask.answered) {
		if (!view->ask.answered(view, key))
			dispatch_key(view, key);
		return;
	}
	if (key == 'y')
		copy(view, target);
	else if (key == KEYS_ENTER && target->kind == OUTSIDE_WEB)
		view->request = REQUEST_OUTSIDE;
	else if (key == KEYS_ENTER && target->kind == OUTSIDE_FILE &&
		 target->readable)
		open_file(view, target);
	else if (key == KEYS_ENTER && target->kind == OUTSIDE_FOLDER)
		open_folder(view, target);
}
