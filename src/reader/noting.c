/* SPDX-License-Identifier: ISC */
/* The note of a mark, while it is typed in the prompt. */
#include "reader/noting.h"

#include <string.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "marks/store.h"
#include "reader/kept.h"
#include "reader/keys.h"
#include "reader/state.h"
#include "reader/view.h"

void noting_release(struct noting *noting)
{
	buffer_release(&noting->before);
	*noting = (struct noting){ 0 };
}

bool noting_is_open(const struct view *view)
{
	return view->focus == FOCUS_PROMPT && view->prompt_kind == PROMPT_NOTE;
}

static bool is_text(const struct buffer *buffer, const char *bytes, size_t len)
{
	return buffer->len == len &&
	       memcmp(buffer_string(buffer), bytes, len) == 0;
}

/* --- Drafts ----------------------------------------------------------------
 */

static const char *draft_of(const struct view *view)
{
	return view->state ? state_draft(view->state, view->noting.mark) : NULL;
}

/* Keeps the text of the prompt as a draft if it is one; whether it is. */
static bool keep_draft(struct view *view)
{
	const struct buffer *text = &view->prompt.text;
	bool is_draft = text->len &&
			!is_text(&view->noting.before, text->data, text->len);

	if (view->state && (is_draft || draft_of(view)))
		state_keep_draft(view->state, view->noting.mark,
				 is_draft ? text->data : "");
	return is_draft;
}

static void forget_draft(struct view *view)
{
	if (draft_of(view))
		state_keep_draft(view->state, view->noting.mark, "");
}

/* --- The prompt ------------------------------------------------------------
 */

void noting_open(struct view *view, size_t number)
{
	const struct mark *mark = &view->kept.marks.items[number].mark;
	struct noting *noting = &view->noting;
	const char *draft;

	if (mark->read_only) {
		view_complain(view, "This mark is of a newer Lectern, which "
				    "alone can change it.");
		return;
	}
	noting_release(noting);
	memcpy(noting->mark, mark->id, sizeof(noting->mark));
	buffer_append(&noting->before, buffer_string(&mark->note),
		      mark->note.len);
	view_enter_prompt(view, PROMPT_NOTE);
	draft = draft_of(view);
	lineedit_set(&view->prompt,
		     draft ? draft : buffer_string(&noting->before));
	view_say(view,
		 "%sEnter keeps the note, Alt-Enter begins a line, ^X ^E: the "
		 "editor, Esc",
		 draft ? "This is a draft. " : "");
}

bool noting_key(struct view *view, uint32_t key)
{
	struct noting *noting = &view->noting;
	bool after_x = noting->control_x;

	noting->control_x = key == (KEYS_CONTROL | 'x');
	if (after_x && key == (KEYS_CONTROL | 'e')) {
		/* Whatever becomes of the editor, nothing is lost. */
		keep_draft(view);
		view->request = REQUEST_EDIT_NOTE;
		return true;
	}
	if (key == (KEYS_ALT | KEYS_ENTER)) {
		lineedit_insert(&view->prompt, "\n", 1);
		return true;
	}
	return noting->control_x;
}

static void trim_end(struct buffer *text)
{
	size_t len = text->len;

	while (len && strchr(" \n", text->data[len - 1]))
		len--;
	buffer_truncate(text, len);
}

/* What another reader wrote while this one typed is not lost for it. */
static void add_other_note(const struct view *view, const struct mark *mark,
			   struct buffer *text)
{
	const struct buffer *before = &view->noting.before;

	if (!mark->note.len || is_text(before, mark->note.data, mark->note.len))
		return;
	buffer_append_string(text, "\n--- written elsewhere meanwhile ---\n");
	buffer_append(text, mark->note.data, mark->note.len);
}

static void keep(struct view *view, struct mark *mark, struct buffer *text)
{
	bool had = mark->note.len > 0;

	trim_end(text);
	if (is_text(&mark->note, buffer_string(text), text->len)) {
		forget_draft(view);
		view_say(view, text->len ? "The note is as it was."
					 : "There is no note.");
		return;
	}
	add_other_note(view, mark, text);
	mark_set_note(mark, buffer_string(text), text->len);
	mark->deleted = false;
	if (!kept_change(view, mark, "the note")) {
		keep_draft(view);
		return;
	}
	forget_draft(view);
	view_say(view, had && !text->len ? "Note removed; U undoes it."
					 : "Note kept.");
}

void noting_keep(struct view *view)
{
	struct buffer text = BUFFER_INIT;
	struct mark mark;

	view->focus = view->focus_before_prompt;
	mark_init(&mark);
	if (store_mark(view->kept.store, view->noting.mark, &mark)) {
		buffer_append(&text, buffer_string(&view->prompt.text),
			      view->prompt.text.len);
		keep(view, &mark, &text);
	} else {
		keep_draft(view);
		view_complain(view, "This mark is not in the marks file any "
				    "more; the note is kept as a draft.");
	}
	mark_release(&mark);
	buffer_release(&text);
}

void noting_leave(struct view *view)
{
	if (keep_draft(view))
		view_say(view, "Kept as a draft; c goes on with it.");
}

void noting_put_away(struct view *view)
{
	if (noting_is_open(view))
		keep_draft(view);
}

/* --- The editor ------------------------------------------------------------
 */

bool noting_write_file(struct view *view, struct buffer *path,
		       struct error *error)
{
	struct buffer folder = BUFFER_INIT;
	char id[MARK_ID + 1];
	bool done;

	if (!folders_state(&folder)) {
		buffer_release(&folder);
		return error_set(error, "There is no folder for the note");
	}
	store_new_id(id);
	buffer_append_format(path, "%s/note-%s.md", buffer_string(&folder), id);
	done = folders_make(buffer_string(&folder), error) &&
	       files_create(path->data, buffer_string(&view->prompt.text),
			    view->prompt.text.len, error);
	buffer_release(&folder);
	return done;
}

bool noting_read_file(struct view *view, const char *path, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	bool done = files_read(path, MARK_NOTE, &text, error);

	if (done) {
		trim_end(&text);
		lineedit_set(&view->prompt, buffer_string(&text));
	}
	buffer_release(&text);
	return done;
}
