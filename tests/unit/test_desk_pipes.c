/* SPDX-License-Identifier: ISC */
/* Pipes on the desk: left and come back to, put aside, written into a file. */
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inspect.h"
#include "sitting.h"

/* Makes a FIFO that holds a text; closing what it returns is its end. */
static int make_fifo(const char *name, const char *text)
{
	int fd;

	assert_int_equal(mkfifo(scratch_path(name), 0600), 0);
	fd = open(scratch_path(name), O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	return fd;
}

static void test_from_a_pipe_and_back(void **state)
{
	struct sitting sitting;
	struct buffer text = BUFFER_INIT;
	const char *target = write_essay("target.md", "# Target\n\n", 0);
	char top[31];
	int fd;

	(void)state;
	buffer_append_format(&text, "# Piped\n\n[on](%s)\n\n", target);
	for (int i = 0; i < 60; i++)
		buffer_append_format(&text, "Piped paragraph %d.\n\n", i);
	fd = make_fifo("pipe", buffer_string(&text));
	sit_down(&sitting, scratch_path("pipe"), true);
	assert_null(sitting.view.path);
	type(&sitting, "j");
	snprintf(top, sizeof(top), "%s", line_at(&sitting, 3));
	/* Nothing is below it: it asks. */
	type(&sitting, "o");
	assert_int_equal(sitting.view.focus, FOCUS_ASK);
	type(&sitting, "\r");
	assert_true(reads(&sitting, "target.md"));
	assert_false(sitting.view.arriving);
	type(&sitting, " j");
	wait_a_second(&sitting);
	/* Nothing of the pipe is kept: neither its name nor its words. */
	assert_true(state_has("target.md"));
	assert_false(state_has("Piped"));
	assert_false(state_has("pipe\""));
	type(&sitting, "\x0f");
	assert_string_equal(sitting.view.name, scratch_path("pipe"));
	assert_string_equal(line_at(&sitting, 3), top);
	assert_true(desk_is_loading(&sitting.desk));
	/* More of it comes to where it lay. */
	assert_int_equal(write(fd, "Last.\n", 6), 6);
	close(fd);
	while (desk_is_loading(&sitting.desk)) {
		desk_advance(&sitting.desk);
		desk_step(&sitting.desk);
	}
	assert_string_equal(line_at(&sitting, 3), top);
	type(&sitting, "G");
	assert_string_equal(line_at(&sitting, SITTING_ROWS - 3), "Last.");
	type(&sitting, "\x0f\x0e\x0e\x0e");
	get_up(&sitting);
	assert_false(state_has("Piped"));
	buffer_release(&text);
}

/* More pipes than are put aside: the first is gone, and nobody waits for it.
 */
static void test_many_pipes(void **state)
{
	enum { PIPES = DESK_ASIDE + 3 };

	struct sitting sitting;
	const char *paths[PIPES];
	char names[PIPES][16];
	char *kept[PIPES];
	int fds[PIPES];

	(void)state;
	for (int i = 0; i < PIPES; i++) {
		snprintf(names[i], sizeof(names[i]), "fifo%d", i);
		fds[i] = make_fifo(names[i], "# A pipe\n\nIts text.\n\n");
		kept[i] = strdup(scratch_path(names[i]));
		paths[i] = kept[i];
	}
	sit_prepare(&sitting, true);
	sitting.files.paths = paths;
	sitting.paths[0] = paths[0];
	sitting.files.count = PIPES;
	assert_true(sit_start(&sitting));
	for (int i = 1; i < PIPES; i++) {
		command(&sitting, "next");
		assert_string_equal(sitting.view.name, paths[i]);
		assert_string_equal(line_at(&sitting, 0), "A pipe");
	}
	assert_int_equal(sitting.desk.aside_count, DESK_ASIDE);
	for (int i = PIPES - 2; i >= PIPES - 1 - DESK_ASIDE; i--) {
		command(&sitting, "previous");
		assert_string_equal(sitting.view.name, paths[i]);
		assert_string_equal(line_at(&sitting, 0), "A pipe");
	}
	for (int i = 0; i < PIPES; i++) {
		close(fds[i]);
		free(kept[i]);
	}
	/* What is shown borrows its name from nobody. */
	type(&sitting, "jk");
	get_up(&sitting);
}

/* Keeps what has come in a file: what that file then has, or NULL. */
static void assert_file(const char *name, const char *expected)
{
	struct buffer text = BUFFER_INIT;

	scratch_read(name, &text);
	assert_string_equal(buffer_string(&text), expected);
	buffer_release(&text);
}

static void write_to(struct sitting *sitting, const char *how, const char *name)
{
	struct buffer line = BUFFER_INIT;

	buffer_append_format(&line, "%s %s", how, scratch_path(name));
	command(sitting, line.data);
	buffer_release(&line);
}

/* One that has come whole is so, whatever else is still coming. */
static void test_a_whole_pipe_does_not_arrive(void **state)
{
	struct sitting sitting;
	int whole = make_fifo("whole", "All of it.\n");
	int coming = make_fifo("coming", "Some of it.\n");

	(void)state;
	sit_prepare(&sitting, true);
	sitting.paths[0] = scratch_path("whole");
	sitting.paths[1] = scratch_path("coming");
	sitting.files.count = 2;
	assert_true(sit_start(&sitting));
	close(whole);
	while (desk_is_loading(&sitting.desk)) {
		desk_advance(&sitting.desk);
		desk_step(&sitting.desk);
	}
	command(&sitting, "next");
	assert_true(sitting.view.arriving);
	command(&sitting, "previous");
	assert_string_equal(line_at(&sitting, 0), "All of it.");
	assert_false(sitting.view.arriving);
	close(coming);
	get_up(&sitting);
}

static void test_writes_a_pipe(void **state)
{
	struct sitting sitting;
	int fd = make_fifo("writing", "One.\n\nTwo.\n");
	int reader = scratch_fifo("full");

	(void)state;
	sit_down(&sitting, scratch_path("writing"), true);
	write_to(&sitting, "write", "kept.md");
	assert_true(says(&sitting, "11 bytes, all that has come so far"));
	assert_file("kept.md", "One.\n\nTwo.\n");
	write_to(&sitting, "write", "kept.md");
	assert_true(says(&sitting, "is there already"));
	/* Over a longer one. */
	scratch_write("kept.md", "What was there was longer than that.\n");
	write_to(&sitting, "write!", "kept.md");
	assert_file("kept.md", "One.\n\nTwo.\n");
	/* Into itself, a pipe that nobody reads, a folder, nowhere. */
	write_to(&sitting, "write!", "writing");
	assert_true(sitting.view.message_is_error);
	write_to(&sitting, "write!", "full");
	assert_true(says(&sitting, strerror(ENOTSUP)));
	assert_int_equal(mkfifo(scratch_path("deaf"), 0600), 0);
	write_to(&sitting, "write!", "deaf");
	assert_true(sitting.view.message_is_error);
	write_to(&sitting, "write!", ".");
	assert_true(sitting.view.message_is_error);
	write_to(&sitting, "write", "none/kept.md");
	assert_true(sitting.view.message_is_error);
	assert_true(says(&sitting, "No such file"));
	command(&sitting, "write! /dev/full");
	assert_true(sitting.view.message_is_error);
	close(fd);
	close(reader);
	get_up(&sitting);

	/* A file is one already, also while it is parsed. */
	sit_down(&sitting, write_essay("file.md", "# File\n\n", 0), true);
	write_to(&sitting, "write", "copy.md");
	assert_true(says(&sitting, "is a file already"));
	get_up(&sitting);
}

/* A text that cannot be read to its start ends the reader only where nothing
 * else was read. */
static void test_a_bad_pipe(void **state)
{
	struct sitting sitting;
	int fd;

	(void)state;
	assert_int_equal(mkfifo(scratch_path("bad"), 0600), 0);
	fd = open(scratch_path("bad"), O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	sit_down(&sitting, scratch_path("bad"), true);
	assert_int_equal(write(fd, "\0\1\2\3\0\0\0\1\2\3", 10), 10);
	close(fd);
	while (desk_is_loading(&sitting.desk) && !sitting.desk.failed) {
		desk_advance(&sitting.desk);
		desk_step(&sitting.desk);
	}
	assert_true(sitting.desk.failed);
	get_up(&sitting);

	sit_down(&sitting, write_essay("good.md", "# Good\n\n", 0), true);
	assert_int_equal(unlink(scratch_path("bad")), 0);
	assert_int_equal(mkfifo(scratch_path("bad"), 0600), 0);
	fd = open(scratch_path("bad"), O_RDWR | O_CLOEXEC);
	view_wish(&sitting.view, scratch_path("bad"));
	carry_out(&sitting);
	assert_string_equal(sitting.view.name, scratch_path("bad"));
	assert_int_equal(write(fd, "\0\1\2\3\0\0\0\1\2\3", 10), 10);
	close(fd);
	while (desk_is_loading(&sitting.desk)) {
		desk_advance(&sitting.desk);
		desk_step(&sitting.desk);
	}
	assert_false(sitting.desk.failed);
	assert_true(sitting.view.message_is_error);
	type(&sitting, "\x0f");
	assert_true(reads(&sitting, "good.md"));
	get_up(&sitting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_from_a_pipe_and_back),
		cmocka_unit_test(test_many_pipes),
		cmocka_unit_test(test_a_whole_pipe_does_not_arrive),
		cmocka_unit_test(test_writes_a_pipe),
		cmocka_unit_test(test_a_bad_pipe),
	};

	return test_run_in_scratch(tests);
}
