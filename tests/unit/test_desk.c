/* SPDX-License-Identifier: ISC */
/* Documents on the desk: left and found again, followed, edited. */
#include "test.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "inspect.h"
#include "reader/desk.h"
#include "reader/dispatch.h"
#include "reader/keys.h"
#include "reader/state.h"
#include "reader/view.h"
#include "sitting.h"

enum { ROWS = SITTING_ROWS, PARAGRAPHS = SITTING_PARAGRAPHS };

static void test_opens_where_it_was_left(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("left.md", "# Left\n\n", 0);
	char first[31], second[31];

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "   jj");
	snprintf(first, sizeof(first), "%s", line_at(&sitting, 0));
	snprintf(second, sizeof(second), "%s", line_at(&sitting, 5));
	get_up(&sitting);

	sit_down(&sitting, path, true);
	assert_string_equal(line_at(&sitting, 0), first);
	assert_string_equal(line_at(&sitting, 5), second);
	assert_non_null(strstr(buffer_string(&sitting.view.message),
			       "You left here just now"));
	assert_null(strstr(buffer_string(&sitting.view.message), "edited"));
	get_up(&sitting);
}

static void test_finds_the_place_in_an_edited_text(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("edited.md", "# Edited\n\n", 0);
	char first[31];

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "   ");
	snprintf(first, sizeof(first), "%s", line_at(&sitting, 0));
	get_up(&sitting);

	write_essay("edited.md",
		    "# Edited\n\nA paragraph that was not there.\n\n"
		    "And one more, a little longer than the first one.\n\n",
		    2);
	sit_down(&sitting, path, true);
	assert_string_equal(line_at(&sitting, 0), first);
	assert_non_null(
		strstr(buffer_string(&sitting.view.message), "edited since"));
	get_up(&sitting);
}

static void test_a_killed_reader_loses_a_second(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("killed.md", "# Killed\n\n", 0);
	char first[31];
	int status;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (!child) {
		sit_down(&sitting, path, true);
		type(&sitting, "  j");
		wait_a_second(&sitting);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	sit_down(&sitting, path, false);
	snprintf(first, sizeof(first), "%s", line_at(&sitting, 0));
	type(&sitting, "g  j");
	assert_string_equal(line_at(&sitting, 0), first);
	assert_true(sitting.view.top.off > 0);
	get_up(&sitting);
}

static void test_follows_links_and_comes_back(void **state)
{
	struct sitting sitting;
	const char *path =
		write_essay("one.md", "# One\n\n[two](two.md)\n\n", 0);
	char tops[3][31];

	(void)state;
	write_essay("two.md", "# Two\n\n[three](three.md#end)\n\n", 0);
	write_essay("three.md", "# Three\n\nText.\n\n## End\n\n", 0);
	sit_down(&sitting, path, true);
	type(&sitting, "j");
	snprintf(tops[0], sizeof(tops[0]), "%s", line_at(&sitting, 2));
	type(&sitting, "o");
	assert_string_equal(line_at(&sitting, 0), "Two");
	type(&sitting, "j");
	snprintf(tops[1], sizeof(tops[1]), "%s", line_at(&sitting, 2));
	type(&sitting, "o");
	assert_string_equal(line_at(&sitting, 0), "End");
	snprintf(tops[2], sizeof(tops[2]), "%s", line_at(&sitting, 2));

	type(&sitting, "\x0f");
	assert_non_null(strstr(sitting.view.path, "two.md"));
	assert_string_equal(line_at(&sitting, 2), tops[1]);
	type(&sitting, "\x0f");
	assert_non_null(strstr(sitting.view.path, "one.md"));
	assert_string_equal(line_at(&sitting, 2), tops[0]);
	type(&sitting, "\x0e\x0e");
	assert_string_equal(line_at(&sitting, 2), tops[2]);
	get_up(&sitting);

	/* The jumps are there in another run, too. */
	sit_down(&sitting, scratch_path("three.md"), true);
	type(&sitting, "\x0f\x0f");
	assert_string_equal(line_at(&sitting, 2), tops[0]);
	get_up(&sitting);
}

static void test_asks_before_it_leaves_the_folder(void **state)
{
	struct sitting sitting;
	const char *path;

	(void)state;
	scratch_mkdir("inner");
	path = write_essay("inner/here.md", "[out](../left.md)\n\n", 0);
	sit_down(&sitting, path, true);
	type(&sitting, "o");
	assert_int_equal(sitting.view.focus, FOCUS_ASK);
	assert_non_null(strstr(sitting.view.path, "here.md"));
	type(&sitting, "q");
	assert_int_equal(sitting.view.focus, FOCUS_PAGE);
	assert_non_null(strstr(sitting.view.path, "here.md"));
	type(&sitting, "o\r");
	assert_non_null(strstr(sitting.view.path, "left.md"));
	get_up(&sitting);
}

static void test_a_link_to_nowhere_leaves_all_as_it_is(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("lost.md", "[gone](gone.md)\n\n", 0);

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "o");
	assert_int_equal(sitting.view.focus, FOCUS_ASK);
	assert_true(sitting.view.ask.text.len > 0);
	type(&sitting, "\r");
	assert_non_null(strstr(sitting.view.path, "lost.md"));
	get_up(&sitting);
}

/* Edits a file while it is read: the first paragraph that begins on the page
 * must begin on the same row of it. */
static void edit_and_look(struct sitting *sitting, const char *name,
			  const char *before, int changed)
{
	char number[16];
	int y = 0;

	while (strncmp(line_at(sitting, y), "Paragraph", 9) != 0)
		y++;
	assert_true(y < ROWS - 2);
	snprintf(number, sizeof(number), "%.13s", line_at(sitting, y));
	write_essay(name, before, changed);
	command(sitting, "reload");
	assert_true(strncmp(line_at(sitting, y), number, strlen(number)) == 0);
}

static void test_an_edit_keeps_the_rows(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("live.md", "# Live\n\n", 0);

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "   jj");
	edit_and_look(&sitting, "live.md", "# Live\n\nNew.\n\nAnd newer.\n\n",
		      0);
	assert_non_null(strstr(buffer_string(&sitting.view.message), "2 new"));
	for (int i = 1; i < PARAGRAPHS; i++)
		edit_and_look(&sitting, "live.md", "# Live\n\nNew.\n\n", i);
	get_up(&sitting);
}

static void test_a_reload_keeps_point_and_folds(void **state)
{
	struct sitting sitting;
	const char *path =
		write_essay("folds.md", "# A\n\n## B\n\n### C\n\n## D\n\n", 0);
	struct contents *contents = &sitting.view.contents;
	size_t shown;
	uint32_t len;

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "  ))");
	len = sitting.view.point_end - sitting.view.point_off;
	assert_true(len > 0);
	contents_fold(contents, sitting.view.document, 1, true);
	shown = contents->entry_count;
	write_essay("folds.md", "# A\n\n## B\n\nText.\n\n### C\n\n## D\n\n", 0);
	command(&sitting, "reload");
	assert_int_equal(sitting.view.point_end - sitting.view.point_off, len);
	assert_int_equal(contents->entry_count, shown);
	get_up(&sitting);
}

static void test_g_is_not_finished(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("far.md", "# Far\n\n", 0);
	const struct state_document *kept;
	char real[SCRATCH_MAX];

	(void)state;
	sit_down(&sitting, path, true);
	view_follow_reader(&sitting.view, sitting.now_ms);
	type(&sitting, "G");
	view_follow_reader(&sitting.view, sitting.now_ms + 60000);
	get_up(&sitting);
	sit_down(&sitting, path, true);
	assert_non_null(realpath(path, real));
	kept = state_document(sitting.state, real, 0);
	assert_non_null(kept);
	assert_true(kept->percent < 20);
	assert_false(kept->finished);
	assert_string_equal(kept->title, "Far");
	assert_true(kept->words > 500);
	get_up(&sitting);
}

static void test_forgets(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("secret.md", "# Secret\n\n", 0);

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "  ");
	wait_a_second(&sitting);
	assert_true(state_has("secret.md"));
	command(&sitting, "forget");
	type(&sitting, "  ");
	wait_a_second(&sitting);
	get_up(&sitting);
	assert_false(state_has("secret.md"));
}

static void test_private_leaves_no_trace(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("private.md", "# Private\n\n", 0);

	(void)state;
	sit_down(&sitting, path, false);
	type(&sitting, "  ");
	wait_a_second(&sitting);
	get_up(&sitting);
	assert_false(state_has("private.md"));
	sit_down(&sitting, path, true);
	command(&sitting, "set nohistory");
	type(&sitting, "    ");
	wait_a_second(&sitting);
	get_up(&sitting);
	sit_down(&sitting, path, true);
	assert_int_equal(sitting.view.top.off, 0);
	get_up(&sitting);
}

/* --- Files that change for the worse --------------------------------------
 */

/* What a file may become while it is read. */
static void become_empty(const char *name)
{
	scratch_write(name, "");
}

static void become_binary(const char *name)
{
	scratch_write_bytes(name, "\0\1\2\3\0\0\0\1\2\3", 10);
}

static void become_folder(const char *name)
{
	assert_int_equal(unlink(scratch_path(name)), 0);
	scratch_mkdir(name);
}

static void become_fifo(const char *name)
{
	assert_int_equal(unlink(scratch_path(name)), 0);
	assert_int_equal(mkfifo(scratch_path(name), 0600), 0);
}

static void become_nothing(const char *name)
{
	assert_int_equal(unlink(scratch_path(name)), 0);
}

static void become_device(const char *name)
{
	assert_int_equal(unlink(scratch_path(name)), 0);
	scratch_link("/dev/zero", name);
}

static void become_dangling(const char *name)
{
	assert_int_equal(unlink(scratch_path(name)), 0);
	scratch_link("nowhere", name);
}

/* The text stays, with a complaint; and is renewed when the file is one
 * again, with the same row on top. */
static void test_a_text_survives_its_file(void **state)
{
	static void (*const become[])(const char *) = {
		become_empty,	become_binary, become_folder,	become_fifo,
		become_nothing, become_device, become_dangling,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(become) / sizeof(become[0]); i++) {
		struct sitting sitting;
		char top[31];

		sit_down(&sitting, write_essay("worse.md", "# W\n\n", 0),
			 false);
		type(&sitting, "  j");
		snprintf(top, sizeof(top), "%s", line_at(&sitting, 0));
		become[i]("worse.md");
		command(&sitting, "reload");
		assert_true(sitting.view.message_is_error);
		assert_true(says(&sitting, "worse.md"));
		assert_string_equal(line_at(&sitting, 0), top);
		assert_false(desk_is_loading(&sitting.desk));
		wait_a_second(&sitting);
		assert_int_equal(
			remove(scratch_path("worse.md")) && errno != ENOENT, 0);
		write_essay("worse.md", "# W\n\nNew.\n\n", 0);
		command(&sitting, "reload");
		assert_true(says(&sitting, "1 new"));
		assert_string_equal(line_at(&sitting, 0), top);
		get_up(&sitting);
	}
}

/* A file that has to be converted, and is larger than what is read at once. */
static void test_reloads_what_is_converted(void **state)
{
	struct sitting sitting;
	struct buffer text = BUFFER_INIT;
	const char *path;

	(void)state;
	for (int i = 0; i < 40000; i++)
		buffer_append_format(&text,
				     "Stra\xdf"
				     "e %d, gr\xfcn und sch\xf6n.\n\n",
				     i);
	path = scratch_write("latin.md", buffer_string(&text));
	sit_down(&sitting, path, false);
	settle(&sitting);
	while (desk_is_loading(&sitting.desk)) {
		desk_advance(&sitting.desk);
		desk_step(&sitting.desk);
	}
	buffer_append_string(&text, "Neu.\n");
	scratch_write("latin.md", buffer_string(&text));
	command(&sitting, "reload");
	assert_true(says(&sitting, "1 new"));
	get_up(&sitting);
	buffer_release(&text);
}

/* --- Forgetting ------------------------------------------------------------
 */

static void test_forgotten_jumps_stay_so(void **state)
{
	struct sitting sitting;
	const char *path =
		write_essay("hidden.md", "# Hidden\n\n[on](plain.md)\n\n", 0);

	(void)state;
	write_essay("plain.md", "# Plain\n\n", 0);
	sit_down(&sitting, path, true);
	type(&sitting, "Gg");
	command(&sitting, "forget");
	type(&sitting, "Gg");
	type(&sitting, "o");
	assert_true(reads(&sitting, "plain.md"));
	type(&sitting, "G");
	wait_a_second(&sitting);
	get_up(&sitting);
	assert_true(state_has("plain.md"));
	assert_false(state_has("hidden.md"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_opens_where_it_was_left),
		cmocka_unit_test(test_finds_the_place_in_an_edited_text),
		cmocka_unit_test(test_a_killed_reader_loses_a_second),
		cmocka_unit_test(test_follows_links_and_comes_back),
		cmocka_unit_test(test_asks_before_it_leaves_the_folder),
		cmocka_unit_test(test_a_link_to_nowhere_leaves_all_as_it_is),
		cmocka_unit_test(test_an_edit_keeps_the_rows),
		cmocka_unit_test(test_a_reload_keeps_point_and_folds),
		cmocka_unit_test(test_g_is_not_finished),
		cmocka_unit_test(test_forgets),
		cmocka_unit_test(test_private_leaves_no_trace),
		cmocka_unit_test(test_a_text_survives_its_file),
		cmocka_unit_test(test_reloads_what_is_converted),
		cmocka_unit_test(test_forgotten_jumps_stay_so),
	};

	return test_run_in_scratch(tests);
}
