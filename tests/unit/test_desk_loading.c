/* SPDX-License-Identifier: ISC */
/* A large text on the desk, while it is still being read. */
#include "test.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/load.h"
#include "inspect.h"
#include "sitting.h"

enum { LARGE = 15000 }; /* paragraphs, together more than LOAD_PREVIEWED */

/* A text of numbered paragraphs with a heading to each hundred, and notes. */
static const char *write_large(const char *name)
{
	struct buffer text = BUFFER_INIT;
	const char *path;

	for (int i = 0; i < LARGE; i++) {
		if (i % 100 == 0)
			buffer_append_format(&text, "## Part %d\n\n", i / 100);
		buffer_append_format(&text,
				     "Paragraph %d says %d things, and goes on "
				     "for two rows[^n%d] of a narrow page.\n\n",
				     i, i * 7, i % 9);
	}
	for (int i = 0; i < 9; i++)
		buffer_append_format(&text, "[^n%d]: Note %d.\n", i, i);
	assert_true(text.len > LOAD_PREVIEWED);
	path = scratch_write(name, buffer_string(&text));
	buffer_release(&text);
	return path;
}

/* Opens it, as far as its first page wants it. */
static void begin(struct sitting *sitting, const char *path, bool keep)
{
	sit_prepare(sitting, keep);
	sitting->paths[0] = path;
	sitting->files.count = 1;
	assert_true(sit_start(sitting));
	assert_true(desk_is_loading(&sitting->desk));
}

/* Presses a key; nothing is waited for. */
static void press_now(struct sitting *sitting, char key)
{
	desk_interrupt(&sitting->desk);
	sitting->view.touched = true;
	dispatch_key(&sitting->view,
		     key < ' ' ? keys_make((uint32_t)key, 0) : (uint32_t)key);
	carry_out(sitting);
	carry_out(sitting);
}

/* Of the last paragraph that begins on the page. */
static int last_paragraph(struct sitting *sitting)
{
	int number = -1;

	for (int y = 0; y < SITTING_ROWS; y++)
		sscanf(line_at(sitting, y), "Paragraph %d", &number);
	return number;
}

static void test_the_end_at_once(void **state)
{
	struct sitting sitting;
	char top[31];

	(void)state;
	begin(&sitting, write_large("large.md"), false);
	press_now(&sitting, 'G');
	assert_true(sitting.view.tail);
	assert_true(view_at_end(&sitting.view));
	assert_true(desk_is_loading(&sitting.desk));
	/* The reader goes on moving. */
	for (int i = 0; i < 3; i++)
		press_now(&sitting, 'b');
	assert_true(sitting.view.tail);
	assert_false(view_at_end(&sitting.view));
	assert_true(last_paragraph(&sitting) > LARGE - 100);
	snprintf(top, sizeof(top), "%s", line_at(&sitting, 0));
	settle(&sitting);
	assert_false(sitting.view.tail);
	assert_string_equal(line_at(&sitting, 0), top);
	/* What was left for it is where jumps lead back to. */
	type(&sitting, "\x0f");
	assert_string_equal(line_at(&sitting, 0), "Part 0");
	get_up(&sitting);
}

static void test_from_the_end_to_the_start(void **state)
{
	static const char keys[] = { 'g', '\x0f' };
	struct sitting sitting;

	(void)state;
	for (size_t i = 0; i < sizeof(keys); i++) {
		begin(&sitting, write_large("back.md"), false);
		press_now(&sitting, 'G');
		assert_true(sitting.view.tail);
		press_now(&sitting, keys[i]);
		assert_false(sitting.view.tail);
		assert_string_equal(line_at(&sitting, 0), "Part 0");
		settle(&sitting);
		assert_string_equal(line_at(&sitting, 0), "Part 0");
		get_up(&sitting);
	}
}

/* What stands before the end by itself is waited for. */
static void test_up_from_the_end(void **state)
{
	struct sitting sitting;

	(void)state;
	begin(&sitting, write_large("up.md"), false);
	press_now(&sitting, 'G');
	for (const char *keys = "9999k"; *keys; keys++)
		press_now(&sitting, *keys);
	assert_true(sitting.desk.waiting);
	settle(&sitting);
	assert_false(sitting.view.tail);
	assert_false(sitting.desk.waiting);
	assert_true(last_paragraph(&sitting) > 0);
	assert_true(last_paragraph(&sitting) < LARGE - 2000);
	get_up(&sitting);
}

/* A command goes on as soon as there is enough of the text. */
static void test_no_more_is_waited_for_than_wanted(void **state)
{
	struct sitting sitting;

	(void)state;
	begin(&sitting, write_large("enough.md"), false);
	for (const char *keys = "30]"; *keys; keys++)
		press_now(&sitting, *keys);
	while (sitting.desk.waiting) {
		desk_await(&sitting.desk);
		desk_step(&sitting.desk);
	}
	assert_true(desk_is_loading(&sitting.desk));
	assert_string_equal(line_at(&sitting, 0), "Part 30");
	settle(&sitting);
	assert_string_equal(line_at(&sitting, 0), "Part 30");
	get_up(&sitting);
}

static void test_goes_where_it_was_left(void **state)
{
	struct sitting sitting;
	const char *path = write_large("left.md");
	char top[31];

	(void)state;
	begin(&sitting, path, true);
	settle(&sitting);
	type(&sitting, "Gbbb");
	snprintf(top, sizeof(top), "%s", line_at(&sitting, 0));
	get_up(&sitting);

	/* Who leaves before it is known leaves it as it was. */
	begin(&sitting, path, true);
	assert_string_equal(line_at(&sitting, 0), "Part 0");
	get_up(&sitting);

	begin(&sitting, path, true);
	settle(&sitting);
	assert_string_equal(line_at(&sitting, 0), top);
	get_up(&sitting);

	/* Who begins to read elsewhere stays there. */
	begin(&sitting, path, true);
	press_now(&sitting, 'j');
	settle(&sitting);
	assert_true(last_paragraph(&sitting) < 100);
	type(&sitting, "\x0e");
	assert_string_equal(line_at(&sitting, 0), top);
	get_up(&sitting);
}

static void come(struct sitting *sitting, int fd, int from, int to)
{
	for (int i = from; i < to; i++) {
		char text[64];
		int len = snprintf(text, sizeof(text), "Paragraph %d.\n\n", i);

		assert_int_equal(write(fd, text, (size_t)len), len);
	}
	while (sitting->view.document->block_count < (size_t)to) {
		desk_advance(&sitting->desk);
		desk_step(&sitting->desk);
	}
}

static void test_a_pipe_is_followed_at_its_end(void **state)
{
	struct sitting sitting;
	int fd = scratch_fifo("followed");
	int out;

	(void)state;
	out = open(scratch_path("followed"), O_WRONLY | O_CLOEXEC);
	assert_true(out >= 0);
	close(fd);
	sit_prepare(&sitting, false);
	sitting.paths[0] = scratch_path("followed");
	sitting.files.count = 1;
	assert_true(sit_start(&sitting));
	/* At its start one stays there. */
	come(&sitting, out, 0, 4);
	come(&sitting, out, 4, 40);
	assert_string_equal(line_at(&sitting, 0), "Paragraph 0.");
	press_now(&sitting, 'G');
	settle(&sitting);
	assert_int_equal(last_paragraph(&sitting), 39);
	come(&sitting, out, 40, 80);
	assert_int_equal(last_paragraph(&sitting), 79);
	/* Until one moves up. */
	type(&sitting, "kk");
	come(&sitting, out, 80, 99);
	assert_true(last_paragraph(&sitting) < 80);
	close(out);
	get_up(&sitting);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_end_at_once),
		cmocka_unit_test(test_from_the_end_to_the_start),
		cmocka_unit_test(test_up_from_the_end),
		cmocka_unit_test(test_no_more_is_waited_for_than_wanted),
		cmocka_unit_test(test_goes_where_it_was_left),
		cmocka_unit_test(test_a_pipe_is_followed_at_its_end),
	};

	return test_run_in_scratch(tests);
}
