/* SPDX-License-Identifier: ISC */
/* The event loop: wait, drain the keys, run commands, paint once. */
#include "terminal/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/load.h"
#include "layout/layout.h"
#include "reader/dispatch.h"
#include "reader/move.h"
#include "reader/view.h"
#include "terminal/help.h"
#include "terminal/input.h"
#include "terminal/labels.h"
#include "terminal/mouse.h"
#include "terminal/page.h"
#include "terminal/panel.h"
#include "terminal/prompt.h"
#include "terminal/screen.h"
#include "terminal/sidebar.h"
#include "terminal/statusline.h"

enum {
	LOADING_PAINT_MS = 100, /* between two paints while reading on */
	READ_SIZE = 4096,
};

struct loop {
	const struct loop_files *files;
	struct view view;
	struct input *input;
	struct load *load;	   /* NULL once the document is complete */
	struct document *document; /* owned: what the view shows */
	struct place *places;	   /* per file: where it was left */
	int64_t painted_ms;
	bool dirty;
	bool waiting;	/* a command waits for the whole document */
	const char *at; /* where to go once everything has come, or NULL */
	bool idle;	/* all that has come so far is in the document */
	bool watched;	/* the text was shown while it was still coming */
	bool quit;
	struct error *error; /* why nothing could be shown, once failed */
	bool failed;
};

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void paint(struct loop *loop)
{
	struct view *view = &loop->view;

	screen_clear();
	if (view->focus == FOCUS_HELP) {
		help_paint(view);
	} else {
		if (!view_contents_over(view)) {
			page_paint(view);
			panel_paint(view);
			labels_paint(view);
		}
		sidebar_paint(view);
	}
	statusline_paint(view);
	if (view->focus == FOCUS_PROMPT)
		prompt_paint(view);
	screen_flush();
	loop->dirty = false;
	loop->watched |= view->arriving;
	loop->painted_ms = now_ms();
}

static void close_file(struct loop *loop)
{
	load_free(loop->load);
	loop->load = NULL;
	document_free(loop->document);
	loop->document = NULL;
	loop->waiting = false;
}

/* Says what the reader should know about how the text was read. */
static void say_reading(struct loop *loop)
{
	const struct document *document = loop->document;
	const char *encoding =
		document_string(document, document->metadata.encoding);
	struct buffer text = BUFFER_INIT;

	if (loop->watched)
		buffer_append_format(&text, "That is all of %s. ",
				     loop->view.name);
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
		view_say(&loop->view, "%.*s", (int)text.len - 1, text.data);
	buffer_release(&text);
}

/* Says what went wrong; where that leaves nothing to be shown, it is for who
 * started the reader. */
static void say_trouble(struct loop *loop, const struct error *error)
{
	if (!loop->document->text.len && loop->files->count == 1) {
		*loop->error = *error;
		loop->failed = true;
		loop->quit = true;
	} else {
		view_complain(&loop->view, "%s", error->sentence);
	}
}

static void finish_loading(struct loop *loop)
{
	struct error error;
	bool trouble = load_trouble(loop->load, &error);

	load_free(loop->load);
	loop->load = NULL;
	loop->view.arriving = false;
	loop->dirty = true;
	if (trouble)
		say_trouble(loop, &error);
	else if (!loop->view.message.len ||
		 (loop->watched && !loop->view.message_is_error))
		say_reading(loop);
	if (loop->at && !loop->view.touched &&
	    !move_to_place(&loop->view, loop->at))
		view_complain(&loop->view, "There is no place \"%.80s\" in it.",
			      loop->at);
	loop->at = NULL;
}

/* A new generation is shown once it reaches as far as the old one, or as far as
 * it will. */
static void show_generation(struct loop *loop, enum load_result result)
{
	struct document *fresh = load_document(loop->load);

	/* A note that is open comes last. */
	if ((result == LOAD_MORE || result == LOAD_AGAIN) &&
	    (fresh->text.len < loop->document->text.len ||
	     note_is_open(&loop->view)))
		return;
	fresh = load_take(loop->load);
	view_replace(&loop->view, fresh);
	document_free(loop->document);
	loop->document = fresh;
	loop->dirty = true;
}

/* One more piece of the document. */
static void load_on(struct loop *loop)
{
	enum load_result result = load_step(loop->load);
	struct view *view = &loop->view;

	loop->idle = result == LOAD_WAIT;
	if (load_document(loop->load) != loop->document)
		show_generation(loop, result);
	/* The figures are of what is shown. */
	if (load_document(loop->load) == loop->document)
		load_progress(loop->load, &view->source_done,
			      &view->source_all);
	view->arriving = load_fd(loop->load) >= 0;
	if (result == LOAD_WAIT)
		return;
	view_grew(view);
	if (result == LOAD_DONE)
		finish_loading(loop);
}

static bool page_is_full(struct loop *loop)
{
	struct view *view = &loop->view;
	struct layout_at at;
	int rows = view->geometry.page_rows;

	if (loop->document->text.len <= view->top.off || !view_top(view, &at))
		return false;
	return layout_move(view->layout, &at, rows) == rows;
}

/* Whether the page is full, or can't be. */
static bool page_is_known(struct loop *loop)
{
	return !loop->load || loop->idle || page_is_full(loop);
}

static const char *name_of(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

static void show_source(struct loop *loop, struct source *source)
{
	struct view *view = &loop->view;

	loop->load = load_open(source, loop->files->from, LOAD_WINDOW);
	loop->document = load_take(loop->load);
	view_open(view, loop->document,
		  name_of(loop->files->paths[view->file_index]));
	view->top = loop->places[view->file_index];
	loop->idle = false;
	loop->watched = false;
	loop->at = NULL;
	while (!page_is_known(loop))
		load_on(loop);
	if (!view->top.off && view->top.above == UINT32_MAX)
		view_go_to_body(view);
	while (!page_is_known(loop))
		load_on(loop);
	loop->dirty = true;
}

/* The next file, or the one before: what can't be read is said and passed
 * over. Where none is left one stays. */
static void open_file(struct loop *loop, long step)
{
	struct view *view = &loop->view;
	struct document *old = loop->document;
	struct error error;
	struct source *source = NULL;
	size_t index = view->file_index;
	bool sorry = false;

	while (!source &&
	       (step < 0 ? index > 0 : index + 1 < view->file_count)) {
		index = step < 0 ? index - 1 : index + 1;
		source = source_open_file(
			&(struct source_file){
				.path = loop->files->paths[index],
				.encoding = loop->files->encoding,
				.arriving = true,
			},
			&error);
		sorry |= !source;
	}
	if (source) {
		loop->places[view->file_index] = view->top;
		load_free(loop->load);
		view->file_index = index;
		show_source(loop, source);
		document_free(old); /* the view has let go of it */
		loop->waiting = false;
	}
	if (sorry)
		view_complain(view, "%s", error.sentence);
}

/* Runs a command that wanted the whole text once more, with what there is. */
static void do_again(struct loop *loop)
{
	loop->waiting = false;
	view_hush(&loop->view);
	dispatch_again(&loop->view);
}

/* A command that wants the whole text waits for the rest of it to be parsed,
 * but not for what nobody has sent yet. */
static void want_whole(struct loop *loop)
{
	struct view *view = &loop->view;

	if (!loop->load || !loop->idle) {
		loop->waiting = loop->load != NULL;
		view_say(view, "Reading on to the end …");
		return;
	}
	loop->document->complete = true;
	do_again(loop);
	loop->document->complete = false;
	view_say(view, loop->document->text.len
			       ? "So far only this has come; more may."
			       : "Nothing has come yet.");
}

static void carry_out(struct loop *loop)
{
	struct view *view = &loop->view;
	enum request request = view->request;

	view->request = REQUEST_NONE;
	switch (request) {
	case REQUEST_NONE:
		break;
	case REQUEST_QUIT:
		loop->quit = true;
		break;
	case REQUEST_SUSPEND:
		screen_suspend();
		screen_resize();
		loop->dirty = true;
		break;
	case REQUEST_REDRAW:
		screen_redraw();
		break;
	case REQUEST_NEXT_FILE:
		open_file(loop, 1);
		break;
	case REQUEST_PREVIOUS_FILE:
		open_file(loop, -1);
		break;
	case REQUEST_WHOLE:
		want_whole(loop);
		break;
	case REQUEST_OPTIONS:
		screen_use_mouse(view->options.mouse);
		screen_use_color(options_allow_color(&view->options));
		break;
	case REQUEST_OPEN:
	case REQUEST_RELOAD:
	case REQUEST_EDIT:
	case REQUEST_OUTSIDE:
	case REQUEST_COPY:
	case REQUEST_WRITE:
	case REQUEST_FORGET:
		break;
	}
}

static void handle(struct loop *loop, const struct input_event *event)
{
	struct view *view = &loop->view;

	/* Any key is more urgent than what waits. */
	if (loop->waiting) {
		loop->waiting = false;
		view_hush(view);
	}
	switch (event->kind) {
	case INPUT_KEY:
		dispatch_key(view, event->key);
		break;
	case INPUT_MOUSE:
		mouse_event(view, event);
		break;
	case INPUT_PASTE:
		dispatch_paste(view, event->paste.ptr, event->paste.len);
		break;
	case INPUT_NOT_ESCAPE:
		view_unescape(view);
		break;
	}
	loop->dirty = true;
	carry_out(loop);
	/* A command that was run once more may have asked for something. */
	if (view->request != REQUEST_NONE)
		carry_out(loop);
}

static void drain_keys(struct loop *loop)
{
	struct input_event event;

	while (!loop->quit && input_next(loop->input, now_ms(), &event))
		handle(loop, &event);
}

static void read_keys(struct loop *loop)
{
	char bytes[READ_SIZE];
	ssize_t len = read(screen_input_fd(), bytes, sizeof(bytes));

	if (len > 0)
		input_feed(loop->input, bytes, (size_t)len, now_ms());
	else if (len == 0 || (errno != EINTR && errno != EAGAIN))
		loop->quit = true; /* the terminal is gone */
}

static void resize(struct loop *loop)
{
	int rows, columns;

	screen_resize();
	screen_size(&rows, &columns);
	view_resize(&loop->view, rows, columns);
	while (!page_is_known(loop))
		load_on(loop);
	loop->dirty = true;
}

static void handle_signals(struct loop *loop)
{
	unsigned signals = screen_signals();

	if (signals & (SCREEN_QUIT | SCREEN_INTERRUPT))
		loop->quit = true;
	if (signals & (SCREEN_RESIZED | SCREEN_CONTINUED))
		resize(loop);
	if (signals & SCREEN_CONTINUED)
		screen_redraw();
}

static int earlier(int one_ms, int other_ms)
{
	if (one_ms < 0 || other_ms < 0)
		return one_ms < 0 ? other_ms : one_ms;
	return one_ms < other_ms ? one_ms : other_ms;
}

/* Until the clock has to be looked at; while there is more to read, not at
 * all. */
static int wait_ms(const struct loop *loop)
{
	int wait = input_wait(loop->input, now_ms());

	if (!loop->load)
		return wait;
	return loop->idle ? earlier(wait, load_wait_ms(loop->load)) : 0;
}

/* Waits for a key, a signal, text or the clock. */
static void wait_for_input(struct loop *loop)
{
	struct pollfd fds[] = {
		{ .fd = screen_input_fd(), .events = POLLIN },
		{ .fd = screen_signal_fd(), .events = POLLIN },
		{ .fd = loop->load ? load_fd(loop->load) : -1,
		  .events = POLLIN },
	};

	if (poll(fds, sizeof(fds) / sizeof(fds[0]), wait_ms(loop)) < 0)
		return;
	if (fds[2].revents)
		load_advance(loop->load);
	if (fds[1].revents)
		handle_signals(loop);
	if (fds[0].revents & POLLIN)
		read_keys(loop);
	else if (fds[0].revents)
		loop->quit = true;
}

static bool more_input(void)
{
	struct pollfd fd = { .fd = screen_input_fd(), .events = POLLIN };

	return poll(&fd, 1, 0) > 0;
}

static void read_on(struct loop *loop)
{
	bool was_idle = loop->idle;

	load_hurry(loop->load, !page_is_full(loop));
	load_on(loop);
	if (!was_idle &&
	    (loop->idle || now_ms() - loop->painted_ms >= LOADING_PAINT_MS))
		loop->dirty = true;
	if (loop->waiting && (!loop->load || loop->idle)) {
		if (loop->load)
			want_whole(loop);
		else
			do_again(loop);
		carry_out(loop);
	}
}

/* Goes to where the command line said; while the text is still coming, at its
 * end, unless the reader has begun to read. */
static bool start_at(struct loop *loop, const char *at, struct error *error)
{
	if (!at)
		return true;
	while (loop->load && !loop->idle)
		load_on(loop);
	if (loop->load) {
		loop->at = at;
		return true;
	}
	if (move_to_place(&loop->view, at))
		return true;
	return error_set(error, "%s: there is no place \"%.80s\" in it",
			 loop->view.name, at);
}

bool loop_run(const struct loop_files *files, const struct options *options,
	      struct error *error)
{
	struct loop loop = {
		.files = files,
		.input = input_new(),
		.error = error,
	};
	int rows, columns;
	bool done;

	loop.places = memory_alloc_zeroed(files->count, sizeof(struct place));
	for (size_t i = 0; i < files->count; i++)
		loop.places[i].above = UINT32_MAX; /* the very top */
	screen_define_keys(loop.input);
	view_init(&loop.view, options, screen_cells());
	loop.view.file_count = files->count;
	loop.view.file_index = files->first_index;
	screen_size(&rows, &columns);
	view_resize(&loop.view, rows, columns);
	show_source(&loop, files->first);
	done = start_at(&loop, files->at, error);
	while (done && !loop.quit) {
		if (loop.dirty && !more_input())
			paint(&loop);
		wait_for_input(&loop);
		drain_keys(&loop);
		if (loop.load && !loop.quit)
			read_on(&loop);
	}
	view_release(&loop.view);
	close_file(&loop);
	input_free(loop.input);
	free(loop.places);
	return done && !loop.failed;
}
