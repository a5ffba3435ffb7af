/* SPDX-License-Identifier: ISC */
/* Tests of a store in odd places, and of files that change oddly. */
#include "storing.h"

/* Whose the process says it is. */
static uid_t other_user;

uid_t getuid(void)
{
	return geteuid() + other_user;
}

/* --- Places --------------------------------------------------------------- */

static struct store *open_options(const char *path, const char *state,
				  bool read_only)
{
	const struct store_options options = { path, state, read_only };
	struct store *store = store_open(&options);

	store_read(store);
	return store;
}

static void test_without_a_home(void **unused)
{
	struct store *store;
	struct error error;
	struct mark mark;
	size_t count;

	(void)unused;
	mark_init(&mark);
	SET_STRING(mark.id, "i");
	unsetenv("HOME");
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_STATE_HOME");
	store = open_options(NULL, NULL, false);
	assert_string_equal(store_path(store), "");
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "set HOME"));
	assert_false(store_compact(store, &count, &error));
	store_free(store);
	/* A file that is named needs none; what cannot be written is lost. */
	scratch_mkdir("homeless");
	store = open_options(scratch_path("homeless/marks.jsonl"), NULL, false);
	must_put(store, &mark);
	assert_int_equal(unlink(store_path(store)), 0);
	assert_int_equal(mkdir(store_path(store), 0700), 0);
	set_text(&mark.note, "later");
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "it is lost if"));
	mark_release(&mark);
	store_free(store);
	store = open_options(scratch_path("homeless/other.jsonl"),
			     scratch_path("state"), false);
	store_free(store);
	/* Nor does a state need a file. */
	store = open_options("", scratch_path("state"), false);
	store_free(store);
	assert_int_equal(setenv("HOME", scratch_folder, 1), 0);
}

/* Only of the usual file's folder it is told that others may write there. */
static void test_folders_of_others(void **unused)
{
	static const char *const names[] = {
		"data/lectern/marks.jsonl",
		"data/lectern/other.jsonl",
		"elsewhere/than/in/the/usual.jsonl",
	};
	struct store *store;
	struct error error;

	(void)unused;
	assert_int_equal(setenv("XDG_DATA_HOME", scratch_path("data"), 1), 0);
	scratch_mkdir("data");
	scratch_mkdir("data/lectern");
	assert_int_equal(chmod(scratch_path("data/lectern"), 0770), 0);
	other_user = 1;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		store = open_options(scratch_path(names[i]),
				     scratch_path("state"), true);
		assert_int_equal(store_trouble(store, &error), i == 0);
		store_free(store);
	}
	other_user = 0;
	assert_int_equal(unsetenv("XDG_DATA_HOME"), 0);
	/* At the top of all folders, and below what is none. */
	store = open_options("/lectern-has-no-marks-here.jsonl",
			     scratch_path("state"), true);
	assert_false(store_trouble(store, &error));
	store_free(store);
	scratch_write("plain", "");
	store = open_options(scratch_path("plain/marks.jsonl"),
			     scratch_path("state"), true);
	assert_false(store_trouble(store, &error));
	store_free(store);
}

static void test_a_name_without_a_folder(void **unused)
{
	char *before = getcwd(NULL, 0);
	struct store *store;
	struct error error;
	struct mark mark;
	size_t count;

	(void)unused;
	scratch_mkdir("here");
	assert_int_equal(chdir(scratch_path("here")), 0);
	scratch_write("here/notes.sync-conflict-1.jsonl",
		      MARK_LINE("\"id\":\"copied\""));
	mark_init(&mark);
	store = open_options("notes", "state", false);
	put_new(store, &mark, "d", "quote");
	assert_true(store_compact(store, &count, &error));
	assert_true(store_mark(store, "copied", &mark));
	store_free(store);
	assert_true(access("notes.sync-conflict-1.jsonl", F_OK) < 0);
	assert_true(has_text("here/notes", "\"copied\""));
	assert_int_equal(chdir(before), 0);
	mark_release(&mark);
	free(before);
}

static void test_what_is_no_file_is_left_alone(void **unused)
{
	struct store *store;
	struct error error;
	struct mark mark;

	(void)unused;
	scratch_mkdir("pipe");
	close(scratch_fifo("pipe/marks.jsonl"));
	store = open_store("pipe");
	mark_init(&mark);
	SET_STRING(mark.id, "i");
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "no plain file"));
	mark_release(&mark);
	store_free(store);
}

static void test_a_link_within_its_folder(void **unused)
{
	struct store *store = open_lines("linked", MARK_LINE("\"id\":\"i\""));
	struct mark mark;

	(void)unused;
	store_free(store);
	scratch_write("linked/other.jsonl", MARK_LINE("\"id\":\"j\""));
	assert_int_equal(unlink(scratch_path("linked/marks.jsonl")), 0);
	scratch_link("other.jsonl", "linked/marks.jsonl");
	store = open_store("linked");
	mark_init(&mark);
	assert_true(store_mark(store, "j", &mark));
	store_free(store);
	/* Or below it. */
	scratch_mkdir("linked/below");
	scratch_write("linked/below/marks.jsonl", MARK_LINE("\"id\":\"k\""));
	scratch_write("linked/below/marks.2.jsonl", MARK_LINE("\"id\":\"l\""));
	assert_int_equal(unlink(scratch_path("linked/marks.jsonl")), 0);
	scratch_link("below/marks.jsonl", "linked/marks.jsonl");
	store = open_store("linked");
	assert_true(store_mark(store, "k", &mark));
	assert_true(store_mark(store, "l", &mark));
	mark_release(&mark);
	store_free(store);
}

/* More copies than are read cost none of those that are. */
static void test_many_copies(void **unused)
{
	struct store *store = open_lines("many", MARK_LINE("\"id\":\"i\""));
	struct store_report report;

	(void)unused;
	store_free(store);
	for (int i = 0; i < 300; i++) {
		char name[64];

		snprintf(name, sizeof(name), "many/marks.%d.jsonl", i);
		scratch_write(name, "\n" MARK_LINE("\"id\":\"i\""));
	}
	store = open_store("many");
	store_check(store, &report, NULL, NULL);
	assert_int_equal(report.files, 257);
	assert_int_equal(report.highlights, 1);
	store_free(store);
}

static void test_a_copy_gets_another_name(void **unused)
{
	struct store *store;
	struct error error;
	struct mark mark;
	size_t count;

	(void)unused;
	scratch_mkdir("names");
	store = open_store("names");
	assert_true(store_compact(store, &count, &error));
	assert_true(access(scratch_path("names/marks.jsonl"), F_OK) < 0);
	scratch_write("names/marks.a.jsonl", MARK_LINE("\"id\":\"i\""));
	catch_up(store);
	assert_int_equal(rename(scratch_path("names/marks.a.jsonl"),
				scratch_path("names/marks.b.jsonl")),
			 0);
	assert_true(store_look(store));
	store_read(store);
	mark_init(&mark);
	assert_true(store_mark(store, "i", &mark));
	assert_true(store_compact(store, &count, &error));
	assert_true(has_text("names/marks.jsonl", "\"i\""));
	mark_release(&mark);
	store_free(store);
}

static void test_a_machine_that_has_no_name(void **unused)
{
	struct store *store;
	struct buffer name;
	struct mark mark;

	(void)unused;
	scratch_mkdir("nameless");
	scratch_mkdir("nameless/state");
	scratch_write("nameless/state/writer-id", "A!\n");
	store = open_store("nameless");
	put_new(store, &mark, "d", "quote");
	read_whole("nameless/state/writer-id", &name);
	assert_int_equal(name.len, 5);
	assert_string_not_equal(name.data, "A!\n");
	buffer_release(&name);
	mark_release(&mark);
	store_free(store);
}

/* --- Emergencies ---------------------------------------------------------- */

static void test_an_emergency_file_that_was_edited(void **unused)
{
	struct store *store;
	struct error error;
	struct mark mark;
	char path[512] = "";

	(void)unused;
	scratch_mkdir("late");
	scratch_mkdir("late/marks.jsonl");
	store = open_store("late");
	mark_init(&mark);
	SET_STRING(mark.id, "late");
	assert_false(put_one(store, &mark, &error));
	assert_non_null(strstr(error.sentence, "; kept in "));
	SET_STRING(path, strstr(error.sentence, "; kept in ") +
				 strlen("; kept in ") + strlen(scratch_folder) +
				 1);
	store_free(store);
	append_whole(path, "\n" MARK_LINE("\"id\":\"typed\"") "{torn");
	assert_int_equal(rmdir(scratch_path("late/marks.jsonl")), 0);
	store = open_store("late");
	assert_int_equal(store_unsaved(store), 3);
	assert_true(store_retry(store, &error));
	assert_int_equal(store_unsaved(store), 0);
	assert_true(has_text("late/marks.jsonl", "\"typed\""));
	assert_true(has_text("late/marks.jsonl", "{torn"));
	assert_true(store_mark(store, "late", &mark));
	mark_release(&mark);
	store_free(store);
}

static void test_who_only_reads_writes_nothing(void **unused)
{
	static const char line[] = MARK_LINE("\"id\":\"i\"");
	struct store *store;
	struct error error;
	size_t count;

	(void)unused;
	scratch_mkdir("read");
	store = open_options(scratch_path("read/marks.jsonl"),
			     scratch_path("read/state"), true);
	assert_true(store_retry(store, &error));
	assert_false(store_compact(store, &count, &error));
	assert_false(store_put_lines(store,
				     (struct span){ line, sizeof(line) - 1 },
				     &count, &error));
	assert_int_equal(count, 0);
	store_free(store);
	assert_true(access(scratch_path("read/marks.jsonl"), F_OK) < 0);
}

static void test_more_lines_than_are_remembered(void **unused)
{
	struct buffer lines = BUFFER_INIT;
	struct store *store = open_lines("bulk", "");
	struct error error;
	size_t count;

	(void)unused;
	for (int i = 0; i < 6; i++) {
		buffer_append_format(&lines,
				     "{\"v\":1,\"t\":\"mark\",\"id\":\"%d\","
				     "\"note\":\"",
				     i);
		for (int k = 0; k < 900000; k++)
			buffer_append_byte(&lines, 'x');
		buffer_append_string(&lines, "\"}\n");
	}
	assert_true(store_put_lines(
		store, (struct span){ lines.data, lines.len }, &count, &error));
	assert_int_equal(count, 6);
	assert_int_equal(store_mark_count(store), 6);
	buffer_release(&lines);
	store_free(store);
}

/* --- Reading -------------------------------------------------------------- */

static void test_a_file_is_read_in_steps(void **unused)
{
	const struct store_options options = {
		scratch_path("steps/marks.jsonl"), scratch_path("steps/state"),
		false
	};
	struct store *store;
	struct mark mark;
	size_t steps = 0;

	(void)unused;
	store_free(open_lines("steps", MARK_LINE("\"id\":\"i\"") "\n" MARK_LINE(
					       "\"id\":\"j\",\"doc\":\"d\"")));
	store = store_open(&options);
	while (store_step(store, 16)) {
		assert_true(store_look(store));
		steps++;
	}
	assert_true(steps > 3);
	assert_int_equal(store_mark_count(store), 2);
	/* What is being read anew is not asked whether it changed. */
	append_whole("steps/marks.jsonl", MARK_LINE("\"id\":\"k\""));
	assert_true(store_look(store));
	mark_init(&mark);
	assert_true(store_mark(store, "i", &mark));
	mark_release(&mark);
	store_read(store);
	assert_int_equal(store_mark_count(store), 3);
	/* Touched, or rewritten as it is. */
	assert_int_equal(
		utimensat(AT_FDCWD, scratch_path("steps/marks.jsonl"),
			  (const struct timespec[]){ { 1, 0 }, { 1, 0 } }, 0),
		0);
	catch_up(store);
	assert_int_equal(store_mark_count(store), 3);
	store_free(store);
}

/* Writes over a stretch of the first line and appends one, so that the end of
 * what was read is as it was. */
static void write_over(const char *name, const char *from, const char *to)
{
	struct buffer bytes;
	char *at;

	read_whole(name, &bytes);
	at = strstr(bytes.data, from);
	assert_non_null(at);
	memcpy(at, to, strlen(to));
	write_whole(name, bytes.data, bytes.len);
	buffer_release(&bytes);
	append_whole(name, MARK_LINE("\"id\":\"appended\""));
}

static void write_longer(const char *name)
{
	scratch_write(name, "");
	for (int i = 0; i < 500; i++) {
		char line[128];

		snprintf(line, sizeof(line), MARK_LINE("\"id\":\"new-%d\""), i);
		append_whole(name, line);
	}
}

static void test_a_line_that_became_another(void **unused)
{
	static const struct {
		const char *from, *to;
		bool found;
	} changes[] = {
		{ "\"changed\"", "\"nothing\"", false },
		{ "\"changed\"", "\"another\"", false },
		{ "\"mark\"", "\"ink\" ", false },
		{ "\"mark\"", "\"doc\" ", false },
		{ "\"ev\":\"1\"", "\"ev\":\"2\"", false },
		{ "\"ev\":\"1\"", "\"xx\":\"1\"", false },
		{ "\"del\":false", "\"del\":true ", true },
		{ "{\"v\"", "[\"v\"", false },
	};

	(void)unused;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct buffer lines = BUFFER_INIT;
		char folder[32], path[64];
		struct store *store;
		struct mark mark;

		snprintf(folder, sizeof(folder), "over-%zu", i);
		snprintf(path, sizeof(path), "%s/marks.jsonl", folder);
		buffer_append_string(
			&lines,
			MARK_LINE(
				"\"id\":\"changed\",\"doc\":\"d\",\"ev\":\"1\","
				"\"del\":false"));
		buffer_append_string(&lines, "{\"v\":1,\"t\":\"mark\",\"id\":"
					     "\"another\",\"note\":\"");
		for (int k = 0; k < 5000; k++)
			buffer_append_byte(&lines, 'x');
		buffer_append_string(&lines, "\"}\n");
		store = open_lines(folder, lines.data);
		buffer_release(&lines);
		write_over(path, changes[i].from, changes[i].to);
		mark_init(&mark);
		if (store_mark(store, "changed", &mark) != changes[i].found)
			fail_msg("%s as %s", changes[i].from, changes[i].to);
		assert_true(store_mark(store, "another", &mark));
		/* More lines than before, and none of them the same. */
		write_longer(path);
		assert_false(store_mark(store, "another", &mark));
		assert_true(store_mark(store, "new-1", &mark));
		mark_release(&mark);
		store_free(store);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_a_home),
		cmocka_unit_test(test_folders_of_others),
		cmocka_unit_test(test_a_name_without_a_folder),
		cmocka_unit_test(test_what_is_no_file_is_left_alone),
		cmocka_unit_test(test_a_link_within_its_folder),
		cmocka_unit_test(test_many_copies),
		cmocka_unit_test(test_a_copy_gets_another_name),
		cmocka_unit_test(test_a_machine_that_has_no_name),
		cmocka_unit_test(test_an_emergency_file_that_was_edited),
		cmocka_unit_test(test_who_only_reads_writes_nothing),
		cmocka_unit_test(test_more_lines_than_are_remembered),
		cmocka_unit_test(test_a_file_is_read_in_steps),
		cmocka_unit_test(test_a_line_that_became_another),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1
									   : 0;
}
