/* SPDX-License-Identifier: ISC */
/* What is kept of a document while it is read, and found when it is again. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "inspect.h"
#include "reader/session.h"
#include "sitting.h"

enum { MANY = 4000 }; /* paragraphs: more than a window of source */

static void test_ago(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} cases[] = {
		{ -100000, "just now" },
		{ 0, "just now" },
		{ 89, "just now" },
		{ 90, "2 minutes ago" },
		{ 3600, "60 minutes ago" },
		{ 5399, "90 minutes ago" },
		{ 5400, "2 hours ago" },
		{ 36 * 3600 - 1, "36 hours ago" },
		{ 36 * 3600, "2 days ago" },
		{ 13 * 86400, "13 days ago" },
		{ 14 * 86400, "2 weeks ago" },
		{ 60 * 86400, "2 months ago" },
		{ 729 * 86400, "24 months ago" },
		{ 730 * 86400, "2 years ago" },
		{ INT64_C(36500) * 86400, "100 years ago" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buffer text = BUFFER_INIT;

		session_append_ago(&text, 1000000, 1000000 + cases[i].seconds);
		assert_string_equal(buffer_string(&text), cases[i].text);
		buffer_release(&text);
	}
}

/* A text of several windows. */
static const char *write_long(const char *name, const char *before, int count)
{
	struct buffer text = BUFFER_INIT;
	const char *path;

	buffer_append_string(&text, before);
	for (int i = 1; i <= count; i++)
		buffer_append_format(&text,
				     "Paragraph %d of a long text, which goes "
				     "on for more than a row.\n\n",
				     i);
	path = scratch_write(name, buffer_string(&text));
	buffer_release(&text);
	return path;
}

/* What is kept of a file; its strings hold until the state is asked again. */
static const struct state_document *kept(struct sitting *sitting,
					 const char *path)
{
	char real[SCRATCH_MAX];

	assert_non_null(realpath(path, real));
	return state_document(sitting->state, real, 0);
}

/* As if all up to a share of the text had been read. */
static void read_up_to(struct sitting *sitting, unsigned percent)
{
	progress_add(
		&sitting->view.progress, 0,
		(uint32_t)(sitting->view.document->text.len * percent / 100));
}

static void sit_down_while_loading(struct sitting *sitting, const char *path)
{
	sit_prepare(sitting, true);
	sitting->paths[0] = path;
	sitting->files.count = 1;
	assert_true(sit_start(sitting));
	assert_true(desk_is_loading(&sitting->desk));
}

static void test_loading_forgets_nothing_that_was_read(void **state)
{
	struct sitting sitting;
	const char *path = write_long("long.md", "# Long\n\n", MANY);
	const struct state_document *document;
	uint32_t words, minutes;

	(void)state;
	sit_down(&sitting, path, true);
	read_up_to(&sitting, 60);
	get_up(&sitting);

	/* Opened again and left before all of it was parsed. */
	sit_down_while_loading(&sitting, path);
	document = kept(&sitting, path);
	assert_int_equal(document->percent, 59);
	words = document->words;
	minutes = document->minutes;
	assert_true(words > 10 * MANY);
	wait_a_second(&sitting);
	type(&sitting, "");
	get_up(&sitting);
	sit_down_while_loading(&sitting, path);
	wait_a_second(&sitting);
	document = kept(&sitting, path);
	assert_int_equal(document->percent, 59);
	assert_int_equal(document->words, words);
	assert_int_equal(document->minutes, minutes);
	assert_int_equal(document->read_count, 1);

	/* And known once it is. */
	settle(&sitting);
	assert_int_equal(
		progress_percent(&sitting.view.progress,
				 (uint32_t)sitting.view.document->text.len),
		59);
	get_up(&sitting);
}

static void test_a_new_text_is_not_finished_while_it_comes(void **state)
{
	struct sitting sitting;
	const char *path = write_long("new.md", "# New\n\n", MANY);
	const struct state_document *document;

	(void)state;
	sit_down_while_loading(&sitting, path);
	read_up_to(&sitting, 100);
	wait_a_second(&sitting);
	document = kept(&sitting, path);
	assert_non_null(document);
	assert_false(document->finished);
	assert_int_equal(document->percent, 0);
	settle(&sitting);
	/* Nobody moved: that all of it is there is news enough. */
	wait_a_second(&sitting);
	document = kept(&sitting, path);
	assert_true(document->words > 10 * MANY);
	assert_in_range(document->percent, 1, 70);
	get_up(&sitting);
}

static void test_the_place_is_kept_while_loading(void **state)
{
	struct sitting sitting;
	const char *path = write_long("place.md", "# Place\n\n", MANY);
	char top[31];

	(void)state;
	sit_down_while_loading(&sitting, path);
	view_wish(&sitting.view, scratch_path("copy.md"));
	sitting.view.request = REQUEST_WRITE;
	carry_out(&sitting);
	assert_true(says(&sitting, "is a file already"));
	dispatch_key(&sitting.view, ' ');
	dispatch_key(&sitting.view, 'j');
	snprintf(top, sizeof(top), "%s", line_at(&sitting, 0));
	wait_a_second(&sitting);
	get_up(&sitting);
	sit_down(&sitting, path, true);
	assert_string_equal(line_at(&sitting, 0), top);
	get_up(&sitting);
}

/* Ranges of what was read lie where their text is now. */
static void test_what_was_read_moves_with_an_edit(void **state)
{
	struct sitting sitting;
	const char *path = write_long("moved.md", "# Moved\n\n", 200);
	const struct progress *progress = &sitting.view.progress;
	uint32_t len, added, end;

	(void)state;
	sit_down(&sitting, path, true);
	len = (uint32_t)sitting.view.document->text.len;
	read_up_to(&sitting, 50);
	end = progress->ranges[0].end;
	get_up(&sitting);
	write_long("moved.md",
		   "# Moved\n\nA foreword, which is as long as it wants to be, "
		   "and nobody has read it.\n\nAnd more of it.\n\n",
		   200);
	sit_down(&sitting, path, true);
	added = (uint32_t)sitting.view.document->text.len - len;
	assert_int_equal(progress->range_count, 1);
	assert_in_range(progress->ranges[0].end, end + added - 2,
			end + added + 2);
	get_up(&sitting);

	/* A text that became short: nothing is behind its end. */
	write_long("moved.md", "# Moved\n\n", 10);
	sit_down(&sitting, path, true);
	assert_true(progress_furthest(progress) <=
		    sitting.view.document->text.len);
	get_up(&sitting);
}

/* Nothing that is kept is believed to lie within the text. */
static void test_ranges_outside_the_text(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("beyond.md", "# Beyond\n\n", 0);
	const struct progress *progress = &sitting.view.progress;
	struct state_document document;

	(void)state;
	sit_down(&sitting, path, true);
	wait_a_second(&sitting);
	document = *kept(&sitting, path);
	document.read[0] = (struct state_range){ 10, UINT32_MAX - 1 };
	document.read_count = 1;
	assert_true(state_keep(sitting.state, &document));
	sitting.desk.session.forgotten = true;
	get_up(&sitting);
	sit_down(&sitting, path, true);
	assert_true(progress_furthest(progress) <=
		    sitting.view.document->text.len);
	get_up(&sitting);
}

static void test_a_moved_file_is_known_again(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("before.md", "# Moves\n\n", 0);
	char top[31];

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, " G");
	type(&sitting, "\x0f");
	snprintf(top, sizeof(top), "%s", line_at(&sitting, 0));
	assert_int_equal(sitting.view.jumps.count, 2);
	wait_a_second(&sitting);
	get_up(&sitting);
	assert_int_equal(rename(path, scratch_path("behind.md")), 0);
	sit_down(&sitting, scratch_path("behind.md"), true);
	assert_string_equal(line_at(&sitting, 0), top);
	assert_int_equal(sitting.view.jumps.count, 2);
	type(&sitting, "\x0e");
	assert_true(view_at_end(&sitting.view));
	get_up(&sitting);
}

static void test_nothing_new_is_not_written(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("still.md", "# Still\n\n", 0);
	int64_t at;

	(void)state;
	sit_down(&sitting, path, true);
	assert_int_equal(desk_wait_ms(&sitting.desk, sitting.now_ms), 0);
	wait_a_second(&sitting);
	at = sitting.desk.session.kept_ms;
	assert_true(at > 0);
	wait_a_second(&sitting);
	assert_int_equal(sitting.desk.session.kept_ms, at);
	/* Movement is, but no more often than each second. */
	type(&sitting, "j");
	assert_in_range(session_wait_ms(&sitting.desk.session, &sitting.view,
					sitting.desk.opened, at + 1),
			SESSION_KEEP_MS - 1, SESSION_KEEP_MS - 1);
	desk_tick(&sitting.desk, at + SESSION_KEEP_MS - 1);
	assert_int_equal(sitting.desk.session.kept_ms, at);
	desk_tick(&sitting.desk, at + SESSION_KEEP_MS);
	assert_int_equal(sitting.desk.session.kept_ms, at + SESSION_KEEP_MS);
	get_up(&sitting);
}

static void test_a_place_that_is_not_there_moves_none(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("at.md", "# At\n\n", 0);
	char top[31];

	(void)state;
	sit_down(&sitting, path, true);
	type(&sitting, "  ");
	snprintf(top, sizeof(top), "%s", line_at(&sitting, 0));
	get_up(&sitting);

	sit_prepare(&sitting, true);
	sitting.paths[0] = path;
	sitting.files.count = 1;
	sitting.files.at = "#no-such-heading";
	assert_true(sit_start(&sitting));
	settle(&sitting);
	assert_true(says(&sitting, "no-such-heading"));
	assert_string_equal(line_at(&sitting, 0), top);
	get_up(&sitting);

	sit_down(&sitting, path, true);
	assert_string_equal(line_at(&sitting, 0), top);
	get_up(&sitting);
}

/* The same row is on top at any width, also the last. */
static void test_places_at_other_widths(void **state)
{
	static const int widths[] = { 20, 41, 60, 97, 150, 60 };
	static const char *const keys[] = { "", "j", "  jj", "G" };

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct sitting sitting;
		const char *path = write_essay("width.md", "# Width\n\n", 0);
		uint32_t off;

		sit_down(&sitting, path, true);
		type(&sitting, "g");
		type(&sitting, keys[i]);
		off = sitting.view.top.off;
		get_up(&sitting);
		for (size_t j = 0; j < sizeof(widths) / sizeof(widths[0]);
		     j++) {
			struct layout_at at;
			struct row row;

			sit_prepare(&sitting, true);
			view_resize(&sitting.view, SITTING_ROWS, widths[j]);
			sitting.paths[0] = path;
			sitting.files.count = 1;
			assert_true(sit_start(&sitting));
			settle(&sitting);
			assert_true(view_top(&sitting.view, &at));
			layout_row(sitting.view.layout, at, &row);
			/* What has no full page behind it is no top; the
			 * blank row behind a heading is one before what
			 * follows. */
			if ((off + 1 < row.off || off > row.end) &&
			    !view_at_end(&sitting.view))
				fail_msg("%s: %d columns: %u is not in %u-%u",
					 keys[i], widths[j], off, row.off,
					 row.end);
			sitting.desk.session.forgotten = true;
			get_up(&sitting);
		}
	}
}

/* A text that is gone, short, or other takes no one beyond its end. */
static void test_places_in_texts_that_shrank(void **state)
{
	static const char *const texts[] = {
		"",  "\n",    "x",	  "# A\n",
		" ", "---\n", "[a]: b\n", "One paragraph.\n\nAnother.\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct sitting sitting;
		const char *path = write_essay("shrink.md", "# S\n\n", 0);

		sit_down(&sitting, path, true);
		type(&sitting, "G");
		get_up(&sitting);
		scratch_write("shrink.md", texts[i]);
		sit_down(&sitting, path, true);
		assert_true(sitting.view.top.off <=
			    sitting.view.document->text.len);
		type(&sitting, "jkG\x0f\x0e");
		get_up(&sitting);
	}
}

static void test_two_readers_of_one_text(void **state)
{
	struct sitting one, two;
	const char *path = write_essay("both.md", "# Both\n\n", 0);
	char top[31];

	(void)state;
	sit_down(&one, path, true);
	sit_down(&two, path, true);
	type(&one, "  ");
	wait_a_second(&one);
	type(&two, "   j");
	wait_a_second(&two);
	snprintf(top, sizeof(top), "%s", line_at(&two, 0));
	get_up(&one);
	get_up(&two);
	sit_down(&one, path, true);
	assert_string_equal(line_at(&one, 0), top);
	get_up(&one);
}

static void test_without_a_state(void **state)
{
	struct sitting sitting;
	const char *path = write_essay("none.md", "# None\n\n", 0);

	(void)state;
	sit_prepare(&sitting, true);
	state_free(sitting.state);
	sitting.state = NULL;
	sitting.paths[0] = path;
	sitting.files.count = 1;
	assert_true(sit_start(&sitting));
	settle(&sitting);
	type(&sitting, " jG\x0f");
	wait_a_second(&sitting);
	command(&sitting, "forget");
	type(&sitting, "Sq");
	get_up(&sitting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ago),
		cmocka_unit_test(test_loading_forgets_nothing_that_was_read),
		cmocka_unit_test(
			test_a_new_text_is_not_finished_while_it_comes),
		cmocka_unit_test(test_the_place_is_kept_while_loading),
		cmocka_unit_test(test_what_was_read_moves_with_an_edit),
		cmocka_unit_test(test_ranges_outside_the_text),
		cmocka_unit_test(test_a_moved_file_is_known_again),
		cmocka_unit_test(test_nothing_new_is_not_written),
		cmocka_unit_test(test_a_place_that_is_not_there_moves_none),
		cmocka_unit_test(test_places_at_other_widths),
		cmocka_unit_test(test_places_in_texts_that_shrank),
		cmocka_unit_test(test_two_readers_of_one_text),
		cmocka_unit_test(test_without_a_state),
	};

	return test_run_in_scratch(tests);
}
