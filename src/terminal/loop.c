/* SPDX-License-Identifier: ISC */
/* The event loop: wait, drain the keys, run commands, paint once. */
#include "terminal/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arguments.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/spawn.h"
#include "document/document.h"
#include "document/locate.h"
#include "layout/layout.h"
#include "marks/store.h"
#include "reader/bindings.h"
#include "reader/config.h"
#include "reader/desk.h"
#include "reader/dispatch.h"
#include "reader/editor.h"
#include "reader/filtering.h"
#include "reader/noting.h"
#include "reader/outside.h"
#include "reader/shelf.h"
#include "reader/state.h"
#include "reader/view.h"
#include "terminal/clipboard.h"
#include "terminal/input.h"
#include "terminal/known.h"
#include "terminal/mouse.h"
#include "terminal/paint.h"
#include "terminal/screen.h"
#include "terminal/terminfo.h"
#include "text/utf8.h"

enum {
	LOADING_PAINT_MS = 100, /* between two paints while reading on */
	LOADING_SLICE_MS = 2,	/* of that, before a key is looked for */
	READ_SIZE = 4096,
	WAITS_MAX = 100, /* that fail one after the other: none will not */
};

struct loop {
	struct view view;
	struct desk desk;
	struct input *input;
	struct known known;
	int64_t painted_ms;
	bool dirty;
	bool busy; /* a search or a list has more to do */
	bool quit;
	int failed_waits;
};

static void paint(struct loop *loop)
{
	paint_view(&loop->view);
	screen_flush();
	known_ask(&loop->known, loop->input);
	loop->dirty = false;
	desk_painted(&loop->desk);
	loop->painted_ms = clock_ms();
}

static void resize(struct loop *loop)
{
	int rows, columns;

	screen_resize();
	screen_size(&rows, &columns);
	view_resize(&loop->view, rows, columns);
	desk_fill_page(&loop->desk);
	loop->dirty = true;
}

/* --- What commands ask for ------------------------------------------------ */

/* Runs a program that needs the terminal; false with a sentence. */
static bool run_in_terminal(struct loop *loop, const struct arguments *argv,
			    struct error *error)
{
	int status = 0;
	bool done;

	progress_pause(&loop->view.progress, clock_ms());
	screen_lend();
	done = spawn_run(argv, screen_input_fd(), &status, error);
	screen_reclaim();
	resize(loop);
	if (done && status)
		done = error_set(error, "%s ended with status %d.",
				 arguments_program(argv), status);
	return done;
}

/* The source line of the point, else of the first row that has text; 0: what is
 * shown is not what the file has. */
static size_t line_being_read(struct loop *loop)
{
	struct view *view = &loop->view;
	uint32_t off = view->point_off;
	uint32_t end;

	if (!view_has_point(view))
		view_visible(view, &off, &end);
	if (!view->document->block_count || view->tail ||
	    filtering_applies(&loop->desk.files->options.filtering, view->path))
		return 0;
	return locate_line_of(view->document, off);
}

static void edit(struct loop *loop)
{
	struct view *view = &loop->view;
	struct arguments argv = ARGUMENTS_INIT;
	struct error error;
	bool done = editor_command(view->path, line_being_read(loop), &argv,
				   &error);

	if (done && editor_runs_in_terminal(&argv))
		done = run_in_terminal(loop, &argv, &error);
	else if (done)
		done = spawn_detached(&argv, &error);
	if (!done)
		view_complain(view, "%s", error.sentence);
	arguments_release(&argv);
	desk_tick(&loop->desk, clock_ms());
}

/* Has the note edited in a file of its own, until the editor ends. */
static bool edit_note_file(struct loop *loop, const char *path,
			   struct error *error)
{
	struct arguments argv = ARGUMENTS_INIT;
	bool done = editor_command(path, 0, &argv, error);

	if (done && !editor_runs_in_terminal(&argv))
		done = error_set(error,
				 "%s has windows of its own: the note wants an "
				 "editor that runs in the terminal",
				 arguments_program(&argv));
	if (done)
		done = run_in_terminal(loop, &argv, error);
	arguments_release(&argv);
	return done;
}

static void edit_note(struct loop *loop)
{
	struct buffer path = BUFFER_INIT;
	struct error error;
	bool done = noting_write_file(&loop->view, &path, &error);
	bool edited = false;

	if (done) {
		done = edited = edit_note_file(loop, path.data, &error);
		if (done)
			done = noting_read_file(&loop->view, path.data, &error);
		/* What was written and cannot be taken stays there. */
		if (done || !edited)
			unlink(path.data);
	}
	if (edited && !done)
		view_complain(&loop->view, "%s; the note stays there.",
			      error.sentence);
	else if (!done)
		view_complain(&loop->view, "%s", error.sentence);
	buffer_release(&path);
}

static void open_outside(struct loop *loop)
{
	struct view *view = &loop->view;
	const struct outside *target = &view->ask.target;
	struct arguments argv = ARGUMENTS_INIT;
	struct error error;
	bool done = outside_command(target, &argv, &error);

	if (done && outside_wants_terminal(&argv))
		done = run_in_terminal(loop, &argv, &error);
	else if (done)
		done = spawn_detached(&argv, &error);
	if (done)
		view_say(view, "Opened with %s.", arguments_program(&argv));
	else
		view_complain(view, "%s", error.sentence);
	arguments_release(&argv);
}

static void copy(struct loop *loop)
{
	struct view *view = &loop->view;
	struct buffer how = BUFFER_INIT;
	struct error error;
	const char *what = buffer_string(&view->copied);
	size_t count =
		utf8_count(buffer_string(&view->outgoing), view->outgoing.len);

	if (!clipboard_copy(buffer_string(&view->outgoing), view->outgoing.len,
			    &how, &error))
		view_complain(view, "%s", error.sentence);
	else if (strcmp(buffer_string(&how), "copied") == 0)
		view_say(view, "Copied %s: %zu character%s.", what, count,
			 count == 1 ? "" : "s");
	else
		view_say(view, "Sent %s to the terminal: %zu character%s.",
			 what, count, count == 1 ? "" : "s");
	buffer_release(&how);
}

static void suspend(struct loop *loop)
{
	progress_pause(&loop->view.progress, clock_ms());
	screen_suspend();
	screen_resize();
	loop->dirty = true;
}

static void use_options(const struct options *options)
{
	screen_use_mouse(options->mouse);
	screen_use_bidi(options->bidi == BIDI_AUTO);
	screen_use_color(options_allow_color(options));
}

static void open_next(struct desk *desk)
{
	desk_open_file(desk, 1);
}

static void open_previous(struct desk *desk)
{
	desk_open_file(desk, -1);
}

static void reload(struct desk *desk)
{
	desk->asked = true;
	desk_reload(desk);
}

/* What only the desk is asked for. */
static void (*const of_desk[])(struct desk *desk) = {
	[REQUEST_NEXT_FILE] = open_next,
	[REQUEST_PREVIOUS_FILE] = open_previous,
	[REQUEST_WHOLE] = desk_want_whole,
	[REQUEST_END] = desk_want_end,
	[REQUEST_HEAD] = desk_want_head,
	[REQUEST_STOP_FILTER] = desk_stop_filter,
	[REQUEST_OPEN] = desk_open_wish,
	[REQUEST_RELOAD] = reload,
	[REQUEST_WRITE] = desk_write,
	[REQUEST_SHELF] = desk_open_shelf,
	[REQUEST_FORGET] = desk_forget,
	[REQUEST_MARKS] = desk_want_marks,
	[REQUEST_MARKS_OF] = keeping_answered,
	[REQUEST_KEEP_COPY] = desk_keep_copy,
};

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
		suspend(loop);
		break;
	case REQUEST_REDRAW:
		screen_redraw();
		break;
	case REQUEST_OPTIONS:
		use_options(&view->options);
		break;
	case REQUEST_EDIT:
		edit(loop);
		break;
	case REQUEST_OUTSIDE:
		open_outside(loop);
		break;
	case REQUEST_COPY:
		copy(loop);
		break;
	case REQUEST_EDIT_NOTE:
		edit_note(loop);
		break;
	case REQUEST_NEXT_FILE:
	case REQUEST_PREVIOUS_FILE:
	case REQUEST_WHOLE:
	case REQUEST_END:
	case REQUEST_HEAD:
	case REQUEST_STOP_FILTER:
	case REQUEST_OPEN:
	case REQUEST_RELOAD:
	case REQUEST_WRITE:
	case REQUEST_SHELF:
	case REQUEST_FORGET:
	case REQUEST_MARKS:
	case REQUEST_MARKS_OF:
	case REQUEST_KEEP_COPY:
		of_desk[request](&loop->desk);
		break;
	}
}

/* A command that is run once more may ask for something else: all of the text,
 * the marks, a copy of the text, then the editor. */
static void carry_out_all(struct loop *loop)
{
	for (int i = 0; i < 4 && loop->view.request != REQUEST_NONE; i++)
		carry_out(loop);
}

/* All is laid out for the cells that the terminal shows. */
static void take_answer(struct loop *loop, const struct answer *answer)
{
	struct view *view = &loop->view;

	loop->dirty |= known_take(&loop->known, answer);
	if (view->cells == screen_cells())
		return;
	view->cells = screen_cells();
	resize(loop);
}

static void handle(struct loop *loop, const struct input_event *event)
{
	struct view *view = &loop->view;
	struct place top = view->top;

	if (event->kind == INPUT_ANSWER) {
		take_answer(loop, &event->answer);
		return;
	}
	desk_interrupt(&loop->desk);
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
	case INPUT_ANSWER:
		break;
	}
	loop->dirty = true;
	carry_out_all(loop);
	/* Without a text there is nothing to see but the shelf. */
	if (desk_is_empty(&loop->desk) && view->focus == FOCUS_PAGE)
		shelf_open(view);
	marknote_follow(view);
	/* What moved the page and did not say how was a jump. */
	if (!layout_same_place(top, view->top) &&
	    view->progress.way == PROGRESS_STAY)
		progress_move(&view->progress, PROGRESS_JUMP);
	/* What it began is painted with it, or goes on where no key waits. */
	loop->busy = view_work(view);
	view_follow_reader(view, clock_ms());
}

static void drain_keys(struct loop *loop)
{
	struct input_event event;

	while (!loop->quit && input_next(loop->input, clock_ms(), &event))
		handle(loop, &event);
}

static void read_keys(struct loop *loop)
{
	char bytes[READ_SIZE];
	ssize_t len = read(screen_input_fd(), bytes, sizeof(bytes));

	if (len > 0)
		input_feed(loop->input, bytes, (size_t)len, clock_ms());
	else if (len == 0 || (errno != EINTR && errno != EAGAIN))
		loop->quit = true; /* the terminal is gone */
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

/* Of two waits, of which -1 is for ever. */
static int sooner(int one_ms, int other_ms)
{
	if (one_ms < 0 || other_ms < 0)
		return one_ms < 0 ? other_ms : one_ms;
	return one_ms < other_ms ? one_ms : other_ms;
}

/* Until what came while reading on may be painted. */
static int paint_wait_ms(const struct loop *loop, int64_t now)
{
	int64_t due = loop->painted_ms + LOADING_PAINT_MS;

	return due > now ? (int)(due - now) : 0;
}

/* Until the clock has to be looked at; while there is more to do, not at all.
 */
static int wait_ms(const struct loop *loop)
{
	int64_t now = clock_ms();
	int input = input_wait(loop->input, now);
	int desk = desk_wait_ms(&loop->desk, now);

	if (loop->busy)
		return 0;
	if (loop->desk.grew)
		input = sooner(input, paint_wait_ms(loop, now));
	return sooner(input, desk);
}

/* Waits for a key, a signal, text, a change or the clock. */
static void wait_for_input(struct loop *loop)
{
	struct pollfd fds[] = {
		{ .fd = screen_input_fd(), .events = POLLIN },
		{ .fd = screen_signal_fd(), .events = POLLIN },
		{ .fd = desk_source_fd(&loop->desk), .events = POLLIN },
		{ .fd = desk_watch_fd(&loop->desk), .events = POLLIN },
		{ .fd = desk_marks_fd(&loop->desk), .events = POLLIN },
		{ .fd = desk_worker_fd(&loop->desk), .events = POLLIN },
	};

	if (poll(fds, sizeof(fds) / sizeof(fds[0]), wait_ms(loop)) < 0) {
		if (errno != EINTR && ++loop->failed_waits == WAITS_MAX)
			loop->quit = true;
		return;
	}
	loop->failed_waits = 0;
	if (fds[2].revents)
		desk_advance(&loop->desk);
	if (fds[1].revents)
		handle_signals(loop);
	/* An editor that would not end may have taken what was to be read. */
	if (loop->quit)
		return;
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

/* Takes what was parsed, for a moment or until a key comes. */
static void load_on(struct loop *loop)
{
	struct desk *desk = &loop->desk;
	int64_t until = clock_ms() + LOADING_SLICE_MS;

	do
		desk_step(desk);
	while (desk_has_step(desk) && !more_input() && clock_ms() < until);
	if (desk->grew && !paint_wait_ms(loop, clock_ms()))
		loop->dirty = true;
	carry_out_all(loop);
}

/* What is to be done where no key waits: parsing, searching, keeping. */
static void work_on(struct loop *loop)
{
	struct desk *desk = &loop->desk;
	struct view *view = &loop->view;
	bool was_busy;

	if (desk_is_loading(desk))
		load_on(loop);
	was_busy = loop->busy;
	loop->busy = view_work(view);
	if (!loop->busy)
		loop->busy = desk_keep_marks(desk);
	if (was_busy && (!loop->busy || !paint_wait_ms(loop, clock_ms())))
		loop->dirty = true;
	desk_tick(desk, clock_ms());
	loop->dirty |= desk->dirty;
	loop->quit |= desk->failed;
}

/* What could not be written is tried once more; then it is said. */
static bool keep_the_rest(struct store *store, struct error *error)
{
	return !store || !store_unsaved(store) || store_retry(store, error);
}

/* The keys, and what is wrong in the file that says them. */
static void use_config(struct view *view, struct config *config)
{
	view->config = config;
	if (config->keys.count || config->options.keys != PRESET_DEFAULT)
		bindings_use((enum bindings_preset)config->options.keys,
			     &config->keys);
	config_complain(config, view);
}

bool loop_run(const struct desk_files *files, struct config *config,
	      bool private, struct error *error)
{
	const struct options *options = &config->options;
	struct state_options remembered = {
		.dir = *options->state_dir ? options->state_dir : NULL,
		.keep = options->history && !private,
	};
	struct state *state = state_open(&remembered);
	struct loop loop = { .input = input_new() };
	int rows, columns;
	bool done;

	terminfo_define_keys(loop.input);
	view_init(&loop.view, options, screen_cells());
	known_init(&loop.known, state, &loop.view.options, config->theme_given);
	loop.view.help_known = loop.known.help;
	screen_use_wide(loop.known.terminal.wide);
	loop.view.cells = screen_cells();
	desk_init(&loop.desk, &loop.view, state, files, error);
	screen_size(&rows, &columns);
	view_resize(&loop.view, rows, columns);
	done = desk_start(&loop.desk);
	use_config(&loop.view, config);
	view_follow_reader(&loop.view, clock_ms());
	loop.dirty = loop.busy = true;
	while (done && !loop.quit) {
		if (loop.dirty && !more_input())
			paint(&loop);
		wait_for_input(&loop);
		drain_keys(&loop);
		/* What a key did is seen before anything else is done. */
		if (loop.dirty)
			loop.busy = true;
		else if (!loop.quit)
			work_on(&loop);
	}
	if (loop.view.help_known)
		known_note_help(&loop.known);
	done &= !loop.desk.failed;
	if (done && loop.failed_waits == WAITS_MAX)
		done = error_set(error, "the system cannot wait for keys");
	progress_pause(&loop.view.progress, clock_ms());
	desk_release(&loop.desk);
	view_release(&loop.view);
	state_settle(state);
	if (done && state_trouble(state, error))
		done = false;
	state_free(state);
	known_release(&loop.known);
	input_free(loop.input);
	return done && keep_the_rest(files->store, error);
}
