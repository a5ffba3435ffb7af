/* SPDX-License-Identifier: ISC */
/* Have what a command wants before it can run: more text, its marks, a copy. */
#include "reader/desk/wanted.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "document/document.h"
#include "document/load.h"
#include "reader/desk.h"
#include "reader/desk/keepcopy.h"
#include "reader/desk/parsing.h"
#include "reader/dispatch.h"
#include "reader/kept.h"
#include "reader/view.h"

enum { MOMENT_MS = 30 }; /* what comes so soon is waited for */

static void say_waiting(struct view *view)
{
	view_say(view, "Reading on to the end …");
}

void wanted_again(struct desk *desk)
{
	struct view *view = desk->view;

	view_hush(view);
	dispatch_again(view);
	desk->waiting =
		view->request == REQUEST_WHOLE || view->request == REQUEST_END;
	if (!desk->waiting)
		return;
	view->request = REQUEST_NONE;
	say_waiting(view);
}

/* Takes the rest of a short text, which is all there in a moment: the keys
 * behind the one that wants it are typed for a text that is whole. */
static void take_rest(struct desk *desk)
{
	int64_t end = clock_ms() + MOMENT_MS;
	int64_t left;

	while (parsing_load(desk) && !desk->idle &&
	       desk->view->source_all <= LOAD_PREVIEWED &&
	       (left = end - clock_ms()) > 0) {
		load_await(parsing_load(desk), (int)left);
		parsing_step(desk);
	}
}

/* A command that wants the whole text waits for the rest of it to be parsed,
 * but not for what nobody has sent yet. */
void desk_want_whole(struct desk *desk)
{
	struct view *view = desk->view;
	struct document *document;

	take_rest(desk);
	if (!parsing_load(desk)) {
		wanted_again(desk);
		return;
	}
	if (!desk->idle) {
		desk->waiting = true;
		say_waiting(view);
		return;
	}
	document = desk->opened->document;
	document->complete = true;
	wanted_again(desk);
	document->complete = false;
	view_say(view, document->text.len ? "So far only this has come; more "
					    "may."
					  : "Nothing has come yet.");
}

void desk_want_marks(struct desk *desk)
{
	/* A preview takes none. */
	if (parsing_shows_preview(desk)) {
		desk_want_whole(desk);
		return;
	}
	keeping_finish(desk);
	dispatch_again(desk->view);
}

void desk_keep_copy(struct desk *desk)
{
	struct buffer trouble = BUFFER_INIT;

	/* Without the copy the mark is kept all the same. */
	if (!keepcopy_write(desk)) {
		buffer_append_string(&trouble,
				     buffer_string(&desk->view->message));
		desk->view->kept.is_fleeting = false;
		dispatch_again(desk->view);
		view_complain(desk->view, "%s No copy of the text: %s",
			      buffer_string(&desk->view->message),
			      buffer_string(&trouble));
		buffer_release(&trouble);
		return;
	}
	dispatch_again(desk->view);
	if (!desk->view->message_is_error)
		view_say(desk->view, "%s The text is kept in %s.",
			 buffer_string(&desk->view->message),
			 buffer_string(&desk->view->kept.path));
}
