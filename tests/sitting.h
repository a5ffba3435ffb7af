/* SPDX-License-Identifier: ISC */
/*
 * A reader at a desk, whose clock is the test's: sit down at a file, type, get
 * up. Include it behind test.h.
 */
#ifndef TESTS_SITTING_H
#define TESTS_SITTING_H

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "inspect.h"
#include "reader/desk.h"
#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/state.h"
#include "reader/view.h"

enum {
	SITTING_ROWS = 20,
	SITTING_COLUMNS = 60,
	SITTING_PARAGRAPHS = 60,
	SITTING_STEPS = 100000
};

/* A reader at a desk; the clock is the test's. */
struct sitting {
	struct view view;
	struct desk desk;
	struct state *state;
	struct desk_files files;
	const char *paths[4];
	struct error error;
	int64_t now_ms;
	bool quit; /* that was asked for */
};

static inline void settle(struct sitting *sitting)
{
	int steps = 0;

	while (desk_is_loading(&sitting->desk) && !sitting->desk.idle) {
		desk_await(&sitting->desk);
		desk_step(&sitting->desk);
		assert_true(steps++ < SITTING_STEPS);
	}
	while (view_work(&sitting->view))
		assert_true(steps++ < SITTING_STEPS);
}

/* A desk with nothing on it: files and options may be set, then sit_start(). */
static inline void sit_prepare(struct sitting *sitting, bool keep)
{
	struct options options;
	struct state_options remembered = {
		.dir = scratch_path("state"),
		.keep = keep,
	};

	memset(sitting, 0, sizeof(*sitting));
	/* What a machine has for itself is not beside what may be shared. */
	assert_int_equal(setenv("XDG_STATE_HOME", scratch_folder, 1), 0);
	options_init(&options);
	sitting->now_ms = 1000;
	sitting->state = state_open(&remembered);
	sitting->files.paths = sitting->paths;
	view_init(&sitting->view, &options, CELLS_UNICODE);
	view_resize(&sitting->view, SITTING_ROWS, SITTING_COLUMNS);
}

/* Nothing but what is needed for the first page is parsed. */
static inline bool sit_start(struct sitting *sitting)
{
	const char *first = sitting->paths[0];

	if (first)
		sitting->files.first = opened_new(
			first, &sitting->files.options, &sitting->error);
	desk_init(&sitting->desk, &sitting->view, sitting->state,
		  &sitting->files, &sitting->error);
	return desk_start(&sitting->desk);
}

static inline void sit_down(struct sitting *sitting, const char *path,
			    bool keep)
{
	sit_prepare(sitting, keep);
	sitting->paths[0] = path;
	sitting->files.count = 1;
	assert_true(sit_start(sitting));
	settle(sitting);
}

/* A second passes. */
static inline void wait_a_second(struct sitting *sitting)
{
	sitting->now_ms += 1000;
	desk_tick(&sitting->desk, sitting->now_ms);
}

static inline void get_up(struct sitting *sitting)
{
	desk_release(&sitting->desk);
	view_release(&sitting->view);
	state_free(sitting->state);
}

/* Carries out what is asked for, as the loop does. */
static inline void carry_out(struct sitting *sitting)
{
	enum request request = sitting->view.request;

	sitting->view.request = REQUEST_NONE;
	if (request == REQUEST_OPEN)
		desk_open_wish(&sitting->desk);
	else if (request == REQUEST_RELOAD)
		desk_reload(&sitting->desk);
	else if (request == REQUEST_SHELF)
		desk_open_shelf(&sitting->desk);
	else if (request == REQUEST_FORGET)
		desk_forget(&sitting->desk);
	else if (request == REQUEST_WRITE)
		desk_write(&sitting->desk);
	else if (request == REQUEST_WHOLE)
		desk_want_whole(&sitting->desk);
	else if (request == REQUEST_END)
		desk_want_end(&sitting->desk);
	else if (request == REQUEST_HEAD)
		desk_want_head(&sitting->desk);
	else if (request == REQUEST_NEXT_FILE)
		desk_open_file(&sitting->desk, 1);
	else if (request == REQUEST_PREVIOUS_FILE)
		desk_open_file(&sitting->desk, -1);
	else if (request == REQUEST_QUIT)
		sitting->quit = true;
}

/* Types keys. */
static inline void type(struct sitting *sitting, const char *keys)
{
	for (; *keys; keys++) {
		uint32_t key = (unsigned char)*keys;

		if (key < ' ')
			key = keys_make(key, 0);
		dispatch_key(&sitting->view, key);
		carry_out(sitting);
		settle(sitting);
		carry_out(sitting);
		settle(sitting);
	}
}

/* Whether the status line says something with these words. */
static inline bool says(const struct sitting *sitting, const char *words)
{
	return strstr(buffer_string(&sitting->view.message), words) != NULL;
}

/* Whether the file that is read has this name. */
static inline bool reads(const struct sitting *sitting, const char *name)
{
	const char *path = sitting->view.path;

	return path && strlen(path) > strlen(name) &&
	       strcmp(path + strlen(path) - strlen(name), name) == 0;
}

static inline void command(struct sitting *sitting, const char *line)
{
	type(sitting, ":");
	type(sitting, line);
	type(sitting, "\r");
}

/* The text that row y of the page begins with, up to 30 bytes; the fourth call
 * after it overwrites it. */
static inline const char *line_at(struct sitting *sitting, int y)
{
	static char lines[4][31];
	static unsigned turn;
	char *line = lines[turn++ % 4];
	struct view *view = &sitting->view;
	struct layout_at at;
	struct row row;
	size_t len;

	line[0] = '\0';
	if (!view_top(view, &at) || layout_move(view->layout, &at, y) != y)
		return line;
	layout_row(view->layout, at, &row);
	len = row.shown_end - row.off;
	len = len < sizeof(lines[0]) ? len : sizeof(lines[0]) - 1;
	memcpy(line, view->document->text.data + row.off, len);
	line[len] = '\0';
	return line;
}

/* An essay of numbered paragraphs, of which some may be others. */
static inline const char *write_essay(const char *name, const char *before,
				      int changed)
{
	struct buffer text = BUFFER_INIT;
	const char *path;

	buffer_append_string(&text, before);
	for (int i = 1; i <= SITTING_PARAGRAPHS; i++)
		buffer_append_format(
			&text,
			"Paragraph %d of %s%s says %d things, and goes on "
			"long enough for three rows of a narrow page, as %d "
			"paragraphs do.\n\n",
			i, name, i == changed ? ", which is edited," : "",
			i * 7, i + 3);
	path = scratch_write(name, buffer_string(&text));
	buffer_release(&text);
	return path;
}

/* Whether any file of the state's folder has these bytes. */
static inline bool state_has(const char *bytes)
{
	DIR *dir = opendir(scratch_path("state"));
	struct dirent *entry;
	bool any = false;

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		struct buffer name = BUFFER_INIT;
		struct buffer content = BUFFER_INIT;

		buffer_append_format(&name, "state/%s", entry->d_name);
		if (entry->d_name[0] != '.')
			scratch_read(name.data, &content);
		any |= strstr(buffer_string(&content), bytes) != NULL;
		buffer_release(&name);
		buffer_release(&content);
	}
	closedir(dir);
	return any;
}

#endif
