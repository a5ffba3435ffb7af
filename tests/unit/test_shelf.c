/* SPDX-License-Identifier: ISC */
/* The shelf: what it lists, sorts, forgets and leads back to. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "inspect.h"
#include "reader/shelf.h"
#include "sitting.h"

#define ESCAPE "\x1b"
#define BACK   "\x0f"

/* Sits down at a folder of the scratch folder; NULL: at what was read. */
static void sit_at_shelf(struct sitting *sitting, const char *folder)
{
	sit_prepare(sitting, true);
	sitting->files.folder = folder ? scratch_path(folder) : NULL;
	assert_true(sit_start(sitting));
	settle(sitting);
	assert_true(list_is_open(&sitting->view));
}

/* The titles that show, each with a '|' behind it. */
static const char *titles(struct sitting *sitting)
{
	static char text[4096];
	const struct shelf *shelf = &sitting->view.shelf;
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < shelf->shown_count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s|",
					shelf->entries[shelf->shown[i]].title);
	return text;
}

static const char *selected_title(struct sitting *sitting)
{
	const struct shelf *shelf = &sitting->view.shelf;
	size_t item = list_item(&sitting->view.list);

	return item == SIZE_MAX ? "" : shelf->entries[shelf->shown[item]].title;
}

/* What the row of an item shows at its end. */
static const char *right_of(struct sitting *sitting, size_t index)
{
	static char text[256];
	struct list_row row = { 0 };

	list_measure(&sitting->view, index, &row);
	snprintf(text, sizeof(text), "%s", buffer_string(&row.right));
	list_row_release(&row);
	return text;
}

static void forget_all(void)
{
	struct sitting sitting;

	sit_at_shelf(&sitting, NULL);
	command(&sitting, "forget all");
	assert_int_equal(sitting.view.shelf.count, 0);
	get_up(&sitting);
}

/* Reads a text for a moment, at a time. */
static void read_at(const char *path, int64_t at, unsigned percent)
{
	const struct state_document *kept;
	struct state_document document;
	struct sitting sitting;

	sit_down(&sitting, path, true);
	wait_a_second(&sitting);
	kept = state_document(sitting.state, sitting.view.path, 0);
	assert_non_null(kept);
	document = *kept;
	document.at = at;
	document.percent = percent;
	document.finished = percent == 100;
	assert_true(state_keep(sitting.state, &document));
	sitting.desk.session.forgotten = true;
	get_up(&sitting);
}

static void make_three(void)
{
	int64_t now = (int64_t)time(NULL);

	scratch_write("three/a.md", "# Gamma\n\nText.\n");
	scratch_write("three/b.md", "# alpha 10\n\nText.\n");
	scratch_write("three/c.md", "# Alpha 9\n\nText.\n");
	read_at(scratch_path("three/a.md"), now - 7200, 40);
	read_at(scratch_path("three/b.md"), now - 60000, 100);
	read_at(scratch_path("three/c.md"), now - 300, 0);
}

static void test_sorts_and_shows(void **state)
{
	struct sitting sitting;

	(void)state;
	forget_all();
	scratch_mkdir("three");
	make_three();
	sit_at_shelf(&sitting, NULL);
	assert_string_equal(titles(&sitting), "Alpha 9|Gamma|alpha 10|");
	assert_non_null(strstr(right_of(&sitting, 1), "40%"));
	assert_non_null(strstr(right_of(&sitting, 2), "read"));
	/* The same text stays selected, wherever it goes. */
	type(&sitting, "j");
	assert_string_equal(selected_title(&sitting), "Gamma");
	type(&sitting, "s");
	assert_string_equal(titles(&sitting), "Alpha 9|alpha 10|Gamma|");
	assert_string_equal(selected_title(&sitting), "Gamma");
	type(&sitting, "f");
	assert_string_equal(titles(&sitting), "Gamma|");
	assert_string_equal(selected_title(&sitting), "Gamma");
	type(&sitting, "f");
	assert_string_equal(titles(&sitting), "Alpha 9|");
	type(&sitting, "f");
	assert_string_equal(titles(&sitting), "alpha 10|");
	type(&sitting, "f");
	assert_string_equal(titles(&sitting), "Alpha 9|alpha 10|Gamma|");
	assert_string_equal(selected_title(&sitting), "alpha 10");
	/* Also among those that words left. */
	type(&sitting, "/alpha\r");
	get_up(&sitting);
	sit_at_shelf(&sitting, NULL);
	type(&sitting, "/alpha\t");
	assert_int_equal(sitting.view.list.count, 2);
	type(&sitting, "j");
	assert_string_equal(selected_title(&sitting), "alpha 10");
	type(&sitting, "s");
	assert_int_equal(sitting.view.list.count, 2);
	assert_string_equal(selected_title(&sitting), "alpha 10");
	get_up(&sitting);
}

static void test_esc_never_leaves(void **state)
{
	struct sitting sitting;

	(void)state;
	sit_at_shelf(&sitting, "three");
	type(&sitting, ESCAPE ESCAPE);
	assert_true(list_is_open(&sitting.view));
	assert_false(sitting.quit);
	type(&sitting, "q");
	assert_true(sitting.quit);
	get_up(&sitting);
}

static void test_q_leads_back_and_then_out(void **state)
{
	struct sitting sitting;

	(void)state;
	scratch_write("three/a.md", "# Gamma\n\n[on](b.md)\n");
	sit_at_shelf(&sitting, "three");
	type(&sitting, "s");
	type(&sitting, "G");
	assert_string_equal(selected_title(&sitting), "Gamma");
	type(&sitting, "\r");
	assert_true(reads(&sitting, "a.md"));
	/* There was nothing before it. */
	type(&sitting, BACK);
	assert_true(reads(&sitting, "a.md"));
	assert_true(says(&sitting, "no jump to go back"));
	/* By way of another text, too. */
	type(&sitting, "o");
	assert_true(reads(&sitting, "b.md"));
	type(&sitting, "q");
	assert_true(list_is_open(&sitting.view));
	assert_string_equal(selected_title(&sitting), "Gamma");
	assert_false(sitting.quit);
	type(&sitting, "q");
	assert_true(sitting.quit);
	get_up(&sitting);
}

static void test_s_and_back(void **state)
{
	struct sitting sitting;

	(void)state;
	sit_down(&sitting, write_essay("start.md", "# Start\n\n", 0), true);
	type(&sitting, " j");
	type(&sitting, "S");
	assert_true(list_is_open(&sitting.view));
	type(&sitting, "q");
	assert_false(sitting.quit);
	assert_false(list_is_open(&sitting.view));
	assert_true(reads(&sitting, "start.md"));
	type(&sitting, "S/gamma\r");
	assert_true(reads(&sitting, "a.md"));
	type(&sitting, BACK);
	assert_true(reads(&sitting, "start.md"));
	type(&sitting, "Q");
	assert_true(sitting.quit);
	get_up(&sitting);
}

static void test_forgets_for_good(void **state)
{
	struct sitting sitting;
	const char *path = scratch_path("three/b.md");
	char real[SCRATCH_MAX];

	(void)state;
	assert_non_null(realpath(path, real));
	/* Even what is being read, and was jumped from. */
	sit_down(&sitting, path, true);
	type(&sitting, "G");
	wait_a_second(&sitting);
	assert_non_null(state_document(sitting.state, real, 0));
	type(&sitting, "S/alpha 10\t");
	assert_string_equal(selected_title(&sitting), "alpha 10");
	type(&sitting, "x");
	assert_non_null(state_document(sitting.state, real, 0));
	type(&sitting, "x");
	assert_null(state_document(sitting.state, real, 0));
	assert_null(strstr(titles(&sitting), "alpha 10"));
	type(&sitting, "q");
	wait_a_second(&sitting);
	assert_null(state_document(sitting.state, real, 0));
	type(&sitting, "S/gamma\r");
	assert_true(reads(&sitting, "a.md"));
	wait_a_second(&sitting);
	for (size_t i = 0; i < sitting.view.jumps.count; i++)
		assert_null(strstr(sitting.view.jumps.places[i].path, "b.md"));
	get_up(&sitting);
}

/* What was jumped from and is forgotten is no place to go back to. */
static void test_forgets_jumps(void **state)
{
	struct sitting sitting;

	(void)state;
	sit_down(&sitting, scratch_path("three/a.md"), true);
	type(&sitting, "o");
	assert_true(reads(&sitting, "b.md"));
	assert_true(sitting.view.jumps.count > 0);
	type(&sitting, "S/gamma\txx");
	assert_null(strstr(titles(&sitting), "Gamma"));
	for (size_t i = 0; i < sitting.view.jumps.count; i++)
		assert_null(strstr(sitting.view.jumps.places[i].path, "a.md"));
	get_up(&sitting);
}

static void test_forgets_to_the_last(void **state)
{
	struct sitting sitting;

	(void)state;
	make_three();
	sit_at_shelf(&sitting, NULL);
	for (size_t left = sitting.view.shelf.count; left > 0; left--) {
		assert_int_equal(sitting.view.list.count, left);
		type(&sitting, "xx");
	}
	assert_int_equal(sitting.view.list.count, 0);
	type(&sitting, "xx\rsfjkG");
	assert_true(list_is_open(&sitting.view));
	get_up(&sitting);

	/* In a folder they stay, unread. */
	make_three();
	sit_at_shelf(&sitting, "three");
	assert_string_equal(selected_title(&sitting), "Alpha 9");
	type(&sitting, "xx");
	assert_int_equal(sitting.view.list.count, 3);
	assert_string_equal(selected_title(&sitting), "Alpha 9");
	assert_string_equal(titles(&sitting), "Gamma|alpha 10|Alpha 9|");
	get_up(&sitting);
}

/* Every entry is looked at, also where some before it were forgotten. */
static void test_looks_at_all(void **state)
{
	struct sitting sitting;
	struct shelf *shelf = &sitting.view.shelf;

	(void)state;
	forget_all();
	make_three();
	sit_prepare(&sitting, true);
	assert_true(sit_start(&sitting));
	view_work(&sitting.view);
	assert_int_equal(shelf->looked, 1);
	type(&sitting, "");
	dispatch_key(&sitting.view, 'x');
	dispatch_key(&sitting.view, 'x');
	carry_out(&sitting);
	assert_int_equal(shelf->count, 2);
	settle(&sitting);
	assert_int_equal(shelf->looked, 2);
	for (size_t i = 0; i < shelf->count; i++)
		assert_true(shelf->entries[i].looked);
	get_up(&sitting);
}

static void test_what_cannot_be_opened(void **state)
{
	struct sitting sitting;

	(void)state;
	scratch_mkdir("bad");
	scratch_write("bad/binary.md", "x");
	scratch_write_bytes("bad/binary.md", "\0\1\2\3\0\0\0\1\2\3", 10);
	scratch_write("bad/gone.md", "# Gone\n");
	sit_at_shelf(&sitting, "bad");
	assert_string_equal(titles(&sitting), "binary.md|Gone|");
	assert_int_equal(unlink(scratch_path("bad/gone.md")), 0);
	type(&sitting, "G\r");
	assert_true(list_is_open(&sitting.view));
	assert_true(says(&sitting, "is gone"));
	/* By a filter, which does not look first. */
	type(&sitting, "/gone\r");
	assert_true(list_is_open(&sitting.view));
	assert_true(sitting.view.message_is_error);
	assert_string_equal(titles(&sitting), "binary.md|");
	type(&sitting, "\r");
	assert_true(list_is_open(&sitting.view));
	assert_true(sitting.view.message_is_error);
	assert_true(says(&sitting, "binary.md"));
	assert_false(sitting.quit);
	get_up(&sitting);
}

static void test_a_folder_that_vanishes(void **state)
{
	struct sitting sitting;

	(void)state;
	scratch_mkdir("brief");
	scratch_write("brief/only.md", "# Only\n\nText.\n");
	sit_at_shelf(&sitting, "brief");
	type(&sitting, "\r");
	assert_true(reads(&sitting, "only.md"));
	assert_int_equal(unlink(scratch_path("brief/only.md")), 0);
	assert_int_equal(rmdir(scratch_path("brief")), 0);
	type(&sitting, "q");
	assert_true(list_is_open(&sitting.view));
	assert_int_equal(sitting.view.list.count, 0);
	assert_true(sitting.view.message_is_error);
	type(&sitting, "jx\rq");
	assert_true(sitting.quit);
	get_up(&sitting);

	sit_prepare(&sitting, true);
	sitting.files.folder = scratch_path("brief");
	assert_false(sit_start(&sitting));
	assert_non_null(strstr(sitting.error.sentence, "brief"));
	get_up(&sitting);
}

/* Keeps that a text was read which is not there. */
static void keep_gone(struct state *state, const char *path, const char *title)
{
	struct state_document document;

	state_document_init(&document);
	document.path = memory_copy_string(path, strlen(path));
	document.title = memory_copy_string(title, strlen(title));
	assert_true(state_keep(state, &document));
	state_document_release(&document);
}

static void test_gone_files(void **state)
{
	struct sitting sitting;

	(void)state;
	forget_all();
	sit_prepare(&sitting, true);
	keep_gone(sitting.state, "/tmp/lectern-no-such-folder/a.md",
		  "Where nothing stays");
	keep_gone(sitting.state, "/var/tmp/lectern-no-such-folder/a.md",
		  "Where nothing stays");
	keep_gone(sitting.state, "/lectern-no-such-folder/b.md", "Missed");
	keep_gone(sitting.state, "/tmpfoo/b.md", "Also");
	get_up(&sitting);
	sit_at_shelf(&sitting, NULL);
	assert_int_equal(sitting.view.shelf.count, 2);
	assert_non_null(strstr(titles(&sitting), "Missed|"));
	assert_non_null(strstr(right_of(&sitting, 0), "gone"));
	type(&sitting, "\r");
	assert_true(list_is_open(&sitting.view));
	assert_true(says(&sitting, "is gone"));
	get_up(&sitting);
}

static void test_hostile_names(void **state)
{
	struct sitting sitting;
	struct list_row row = { 0 };

	(void)state;
	scratch_mkdir("hostile");
	scratch_write("hostile/a\n\x1b[2J.md", "Text without a title.\n");
	scratch_write("hostile/b.md",
		      "---\ntitle: \"Two\\nlines\"\n---\n\nText.\n");
	scratch_write("hostile/c\xff.txt", "x\n");
	sit_at_shelf(&sitting, "hostile");
	assert_int_equal(sitting.view.list.count, 3);
	for (size_t i = 0; i < 3; i++) {
		list_measure(&sitting.view, i, &row);
		assert_null(
			memchr(buffer_string(&row.text), '\n', row.text.len));
	}
	list_row_release(&row);
	type(&sitting, "j\rq\rq");
	get_up(&sitting);
}

static void test_many_texts(void **state)
{
	struct sitting sitting;
	char name[32];

	(void)state;
	scratch_mkdir("many");
	for (int i = 0; i < 2000; i++) {
		snprintf(name, sizeof(name), "many/%d.md", i);
		scratch_write(name, "");
	}
	sit_prepare(&sitting, true);
	sitting.files.folder = scratch_path("many");
	assert_true(sit_start(&sitting));
	assert_int_equal(sitting.view.list.count, 2000);
	/* Before anything was looked at all keys do. */
	dispatch_key(&sitting.view, 'G');
	assert_string_equal(selected_title(&sitting), "1999.md");
	dispatch_key(&sitting.view, 's');
	assert_string_equal(selected_title(&sitting), "1999.md");
	view_work(&sitting.view);
	assert_in_range(sitting.view.shelf.looked, 1, 100);
	get_up(&sitting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sorts_and_shows),
		cmocka_unit_test(test_esc_never_leaves),
		cmocka_unit_test(test_q_leads_back_and_then_out),
		cmocka_unit_test(test_s_and_back),
		cmocka_unit_test(test_forgets_for_good),
		cmocka_unit_test(test_forgets_jumps),
		cmocka_unit_test(test_forgets_to_the_last),
		cmocka_unit_test(test_looks_at_all),
		cmocka_unit_test(test_what_cannot_be_opened),
		cmocka_unit_test(test_a_folder_that_vanishes),
		cmocka_unit_test(test_gone_files),
		cmocka_unit_test(test_hostile_names),
		cmocka_unit_test(test_many_texts),
	};

	return test_run_in_scratch(tests);
}
