/* SPDX-License-Identifier: ISC */
/* Back and forward through jumps, in a document and across documents. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inspect.h"
#include "reader/jumps.h"
#include "sitting.h"

#define BACK	"\x0f"
#define FORWARD "\x0e"

/* An essay with links in its first rows: "[name](target)". */
static const char *write_linked(const char *name, const char *target)
{
	struct buffer before = BUFFER_INIT;
	const char *path;

	buffer_append_format(&before, "# %s\n\n[on](%s)\n\n", name, target);
	path = write_essay(name, buffer_string(&before), 0);
	buffer_release(&before);
	return path;
}

static void test_a_list_at_its_limit(void **state)
{
	struct sitting sitting;
	uint32_t tops[JUMPS_KEPT + 20];
	size_t count = sizeof(tops) / sizeof(tops[0]);

	(void)state;
	sit_down(&sitting, write_essay("limit.md", "# Limit\n\n", 0), true);
	for (size_t i = 0; i < count; i++) {
		tops[i] = sitting.view.top.off;
		jumps_remember(&sitting.view);
		type(&sitting, "j");
		/* A row that is not at the place the last one was. */
		while (sitting.view.top.off == tops[i])
			type(&sitting, "j");
	}
	assert_int_equal(sitting.view.jumps.count, JUMPS_KEPT);
	/* The place gone from takes the room of the oldest one. */
	for (size_t i = 1; i < JUMPS_KEPT; i++) {
		type(&sitting, BACK);
		assert_int_equal(sitting.view.top.off, tops[count - i]);
		assert_int_equal(sitting.view.jumps.count, JUMPS_KEPT);
	}
	type(&sitting, BACK);
	assert_true(says(&sitting, "no jump to go back"));
	for (size_t i = JUMPS_KEPT - 2; i > 0; i--) {
		type(&sitting, FORWARD);
		assert_int_equal(sitting.view.top.off, tops[count - i]);
	}
	type(&sitting, FORWARD);
	type(&sitting, FORWARD);
	assert_true(says(&sitting, "where the last jump led"));
	/* The full list comes back in another run. */
	get_up(&sitting);
	sit_down(&sitting, scratch_path("limit.md"), true);
	assert_int_equal(sitting.view.jumps.count, JUMPS_KEPT);
	get_up(&sitting);
}

static void test_jumps_forget(void **state)
{
	static const char *const paths[] = { "/a", "/b", "/a", "/c", "/a" };
	struct anchor anchor;

	(void)state;
	anchor_init(&anchor);
	for (size_t at = 0; at <= 5; at++) {
		struct jumps jumps = { .count = 0 };
		size_t left = (at > 1) + (at > 3);

		for (size_t i = 0; i < 5; i++)
			jumps_add(&jumps, paths[i], &anchor, (uint32_t)i);
		jumps.at = at;
		jumps_forget(&jumps, "/none");
		assert_int_equal(jumps.count, 5);
		assert_int_equal(jumps.changes, 0);
		jumps_forget(&jumps, "/a");
		assert_int_equal(jumps.changes, 1);
		assert_int_equal(jumps.count, 2);
		assert_string_equal(jumps.places[0].path, "/b");
		assert_int_equal(jumps.places[1].above, 3);
		assert_int_equal(jumps.at, left);
		jumps_release(&jumps);
	}
	anchor_release(&anchor);
}

static void test_a_gone_document_stops_no_one(void **state)
{
	struct sitting sitting;
	const char *path = write_linked("first.md", "middle.md");

	(void)state;
	write_linked("middle.md", "last.md");
	write_linked("last.md", "first.md");
	sit_down(&sitting, path, true);
	type(&sitting, "oo");
	assert_true(reads(&sitting, "last.md"));
	assert_int_equal(unlink(scratch_path("middle.md")), 0);
	type(&sitting, BACK);
	assert_true(reads(&sitting, "last.md"));
	assert_true(sitting.view.message_is_error);
	assert_true(says(&sitting, "middle.md"));
	type(&sitting, BACK);
	assert_true(reads(&sitting, "first.md"));
	type(&sitting, FORWARD);
	assert_true(reads(&sitting, "first.md"));
	type(&sitting, FORWARD);
	assert_true(reads(&sitting, "last.md"));
	get_up(&sitting);
}

static void test_a_cycle_of_links(void **state)
{
	struct sitting sitting;
	const char *path = write_linked("a.md", "b.md");

	(void)state;
	write_linked("b.md", "a.md");
	sit_down(&sitting, path, true);
	for (int i = 0; i < 2 * JUMPS_KEPT; i++) {
		type(&sitting, "o");
		assert_true(reads(&sitting, i % 2 ? "a.md" : "b.md"));
	}
	for (int i = 0; i < JUMPS_KEPT - 1; i++) {
		type(&sitting, BACK);
		assert_true(reads(&sitting, i % 2 ? "a.md" : "b.md"));
	}
	get_up(&sitting);
}

/* Its own name in another spelling opens nothing. */
static void test_a_link_to_the_document_itself(void **state)
{
	static const struct {
		const char *target;
		bool top; /* leads to the top, not the heading */
	} cases[] = {
		{ "./self.md", true },
		{ "self.md#end", false },
		{ "./self.md#end", false },
		{ "alias.md#end", false },
		{ "../self/self.md#end", false },
		{ "self#end", false },
		{ "alias.md", true },
	};

	(void)state;
	scratch_mkdir("self");
	scratch_link("self.md", "self/alias.md");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sitting sitting;
		struct buffer text = BUFFER_INIT;
		const struct document *document;

		buffer_append_string(&text, "# Self\n\n");
		for (int row = 0; row < 40; row++)
			buffer_append_string(&text, "A paragraph.\n\n");
		buffer_append_format(&text, "[on](%s)\n\n# End\n\n",
				     cases[i].target);
		for (int row = 0; row < 40; row++)
			buffer_append_string(&text, "A paragraph.\n\n");
		scratch_write("self/self.md", buffer_string(&text));
		sit_down(&sitting, scratch_path("self/self.md"), false);
		document = sitting.view.document;
		type(&sitting, "]");
		type(&sitting, "kkkk");
		type(&sitting, "o");
		assert_ptr_equal(sitting.view.document, document);
		assert_int_equal(sitting.view.focus, FOCUS_PAGE);
		if (cases[i].top)
			assert_int_equal(sitting.view.top.off, 0);
		else
			assert_string_equal(line_at(&sitting, 0), "End");
		type(&sitting, BACK);
		assert_string_equal(line_at(&sitting, 4), "End");
		get_up(&sitting);
		buffer_release(&text);
	}
}

static void test_a_fragment_that_is_not_there(void **state)
{
	struct sitting sitting;
	const char *path = write_linked("from.md", "to.md#nowhere");

	(void)state;
	write_linked("to.md", "to.md#nothing");
	sit_down(&sitting, path, true);
	type(&sitting, "o");
	assert_true(reads(&sitting, "to.md"));
	assert_true(says(&sitting, "#nowhere"));
	assert_true(sitting.view.message_is_error);
	type(&sitting, "o");
	assert_true(says(&sitting, "nothing"));
	assert_true(reads(&sitting, "to.md"));
	type(&sitting, BACK);
	assert_true(reads(&sitting, "from.md"));
	get_up(&sitting);
}

/* A text of several windows: what is far in it is waited for. */
static void test_jumps_into_what_is_not_parsed(void **state)
{
	struct sitting sitting;
	struct buffer text = BUFFER_INIT;
	const char *path;
	uint32_t off;

	(void)state;
	buffer_append_string(&text, "# Far\n\n[end](#end)\n\n");
	for (int i = 0; i < 8000; i++)
		buffer_append_format(&text, "Paragraph %d of many.\n\n", i);
	buffer_append_string(&text, "## End\n\nAll.\n");
	path = scratch_write("far.md", buffer_string(&text));
	sit_prepare(&sitting, true);
	sitting.paths[0] = path;
	sitting.files.count = 1;
	assert_true(sit_start(&sitting));
	assert_true(desk_is_loading(&sitting.desk));
	type(&sitting, "o");
	assert_true(view_at_end(&sitting.view));
	off = sitting.view.top.off;
	type(&sitting, "g");
	assert_int_equal(sitting.view.top.off, 0);
	get_up(&sitting);

	/* In another run the place is kept as a jump. */
	sit_prepare(&sitting, true);
	sitting.paths[0] = path;
	sitting.files.count = 1;
	assert_true(sit_start(&sitting));
	assert_true(desk_is_loading(&sitting.desk));
	type(&sitting, BACK);
	assert_int_equal(sitting.view.top.off, off);
	assert_false(desk_is_loading(&sitting.desk));
	get_up(&sitting);
	buffer_release(&text);
}

/* A letter that is chosen waits for the rest, too, not the last command. */
static void test_a_letter_waits_for_its_target(void **state)
{
	struct sitting sitting;
	struct buffer text = BUFFER_INIT;

	(void)state;
	buffer_append_string(&text, "[one](#end), [two](#end), [^1]\n\n");
	for (int i = 0; i < 8000; i++)
		buffer_append_format(&text, "Paragraph %d of many.\n\n", i);
	buffer_append_string(&text, "## End\n\nAll.\n\n[^1]: A note.\n");
	for (int label = 0; label < 3; label++) {
		char letters[3];

		sit_prepare(&sitting, false);
		sitting.paths[0] =
			scratch_write("letters.md", buffer_string(&text));
		sitting.files.count = 1;
		assert_true(sit_start(&sitting));
		dispatch_key(&sitting.view, 'o');
		assert_int_equal(sitting.view.labels.count, 3);
		labels_letters(&sitting.view.labels, (size_t)label, letters);
		assert_true(desk_is_loading(&sitting.desk));
		type(&sitting, letters);
		if (label == 2)
			assert_true(note_is_open(&sitting.view));
		else
			assert_true(view_at_end(&sitting.view));
		get_up(&sitting);
	}
	buffer_release(&text);
}

/* Files in a row and files followed: one list of jumps. */
static void test_next_files_are_jumps(void **state)
{
	struct sitting sitting;

	(void)state;
	write_linked("aside.md", "one.md");
	write_linked("two.md", "aside.md");
	sit_prepare(&sitting, true);
	sitting.paths[0] = write_linked("one.md", "aside.md");
	sitting.paths[1] = scratch_path("two.md");
	sitting.files.count = 2;
	assert_true(sit_start(&sitting));
	settle(&sitting);
	type(&sitting, "o");
	assert_true(reads(&sitting, "aside.md"));
	command(&sitting, "next");
	assert_true(reads(&sitting, "two.md"));
	type(&sitting, BACK);
	assert_true(reads(&sitting, "aside.md"));
	type(&sitting, BACK);
	assert_true(reads(&sitting, "one.md"));
	type(&sitting, FORWARD FORWARD);
	assert_true(reads(&sitting, "two.md"));
	command(&sitting, "previous");
	assert_true(reads(&sitting, "one.md"));
	get_up(&sitting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_list_at_its_limit),
		cmocka_unit_test(test_jumps_forget),
		cmocka_unit_test(test_a_gone_document_stops_no_one),
		cmocka_unit_test(test_a_cycle_of_links),
		cmocka_unit_test(test_a_link_to_the_document_itself),
		cmocka_unit_test(test_a_fragment_that_is_not_there),
		cmocka_unit_test(test_jumps_into_what_is_not_parsed),
		cmocka_unit_test(test_a_letter_waits_for_its_target),
		cmocka_unit_test(test_next_files_are_jumps),
	};

	return test_run_in_scratch(tests);
}
