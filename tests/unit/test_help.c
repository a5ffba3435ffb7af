/* SPDX-License-Identifier: ISC */
/* Tests of the rows of help. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "reader/command.h"
#include "reader/help.h"
#include "reader/options.h"
#include "reader/view.h"

struct fixture {
	struct view view;
	struct buffer keys;
	struct buffer text;
	struct buffer name;
	struct help_row row;
};

static struct fixture fixture;

static int open_view(void **state)
{
	struct options options;

	options_init(&options);
	view_init(&fixture.view, &options, CELLS_UNICODE);
	fixture.row.keys = &fixture.keys;
	fixture.row.text = &fixture.text;
	fixture.row.name = &fixture.name;
	*state = &fixture;
	return 0;
}

static int close_view(void **state)
{
	(void)state;
	view_release(&fixture.view);
	buffer_release(&fixture.keys);
	buffer_release(&fixture.text);
	buffer_release(&fixture.name);
	return 0;
}

static const char *text_of(struct fixture *fx, size_t n)
{
	help_row(&fx->view, n, &fx->row);
	return buffer_string(&fx->text);
}

static const char *keys_of(struct fixture *fx, size_t n)
{
	help_row(&fx->view, n, &fx->row);
	return buffer_string(&fx->keys);
}

static const char *name_of(struct fixture *fx, size_t n)
{
	help_row(&fx->view, n, &fx->row);
	return buffer_string(&fx->name);
}

/* What was in the buffers goes; titles and entries say something, blank rows
 * nothing. */
static void test_every_row_is_of_its_kind(void **state)
{
	struct fixture *fx = *state;
	size_t count = help_count();

	for (size_t n = 0; n < count; n++) {
		bool entry;

		buffer_append_string(&fx->keys, "left over");
		buffer_append_string(&fx->text, "left over");
		buffer_append_string(&fx->name, "left over");
		help_row(&fx->view, n, &fx->row);
		entry = fx->row.kind == HELP_ENTRY;
		assert_int_equal(fx->text.len > 0, fx->row.kind != HELP_BLANK);
		assert_true(entry || !fx->name.len);
		assert_int_equal(fx->keys.len > 0, entry);
		assert_null(strstr(buffer_string(&fx->text), "left over"));
		assert_null(strstr(buffer_string(&fx->keys), "left over"));
		assert_null(strstr(buffer_string(&fx->name), "left over"));
	}
}

/* It starts with a title, ends with an entry; above each other title is a
 * blank row, under each an entry. */
static void test_rows_are_in_groups(void **state)
{
	struct fixture *fx = *state;
	size_t count = help_count();
	size_t titles = 0;
	enum help_kind before = HELP_BLANK;

	for (size_t n = 0; n < count; n++) {
		help_row(&fx->view, n, &fx->row);
		assert_int_equal(fx->row.kind == HELP_TITLE,
				 before == HELP_BLANK);
		if (before == HELP_TITLE)
			assert_int_equal(fx->row.kind, HELP_ENTRY);
		titles += fx->row.kind == HELP_TITLE;
		before = fx->row.kind;
	}
	assert_int_equal(before, HELP_ENTRY);
	assert_int_equal(titles, GROUP_COUNT + 1);
}

/* Where it has no keys its name stands for them. */
static void test_every_command_is_named_once(void **state)
{
	struct fixture *fx = *state;
	struct buffer keys = BUFFER_INIT;

	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];
		bool bound = *command->keys != '\0';
		char name[64];
		size_t rows = 0;

		snprintf(name, sizeof(name), "%s%s%s:%s%s%s",
			 command->short_name ? ":" : "",
			 command->short_name ? command->short_name : "",
			 command->short_name ? " " : "", command->name,
			 command->args ? " " : "",
			 command->args ? command->args : "");
		buffer_clear(&keys);
		command_show_keys(command, &keys);
		for (size_t n = 0; n < help_count(); n++) {
			if (strcmp(bound ? name_of(fx, n) : keys_of(fx, n),
				   name) != 0)
				continue;
			assert_string_equal(text_of(fx, n), command->help);
			assert_string_equal(keys_of(fx, n),
					    bound ? buffer_string(&keys)
						  : name);
			assert_string_equal(name_of(fx, n), bound ? name : "");
			rows++;
		}
		assert_int_equal(rows, 1);
	}
	buffer_release(&keys);
}

/* Commands stand under the title of their group, in the table's order. */
static void test_commands_are_in_order(void **state)
{
	struct fixture *fx = *state;
	size_t n = 0;

	for (int group = 0; group < GROUP_COUNT; group++) {
		n++;
		for (size_t i = 0; i < command_count; i++) {
			if ((int)command_table[i].group != group)
				continue;
			assert_non_null(strstr(*command_table[i].keys
						       ? name_of(fx, n)
						       : keys_of(fx, n),
					       command_table[i].name));
			n++;
		}
		n++;
	}
	assert_int_equal(n + 1 + options_table_count, help_count());
}

/* In a window of 80 columns the name of a command gives way to a longer text,
 * and what it is called could not be learnt. */
static void test_names_have_room(void **state)
{
	(void)state;
	for (size_t i = 0; i < command_count; i++) {
		if (strlen(command_table[i].help) > 38)
			fail_msg("%s: help of over 38 bytes",
				 command_table[i].name);
	}
}

/* The last rows are the options with the values they have. */
static void test_options_are_shown_as_they_are(void **state)
{
	struct fixture *fx = *state;
	size_t first = help_count() - options_table_count;
	struct buffer shown = BUFFER_INIT;

	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < options_table_count; i++) {
			buffer_clear(&shown);
			options_show(&fx->view.options, &options_table[i],
				     &shown);
			assert_string_equal(keys_of(fx, first + i),
					    buffer_string(&shown));
			assert_string_equal(text_of(fx, first + i),
					    options_table[i].help);
			assert_string_equal(name_of(fx, first + i), "");
		}
		fx->view.options.width = 71;
		fx->view.options.wrap = !fx->view.options.wrap;
		fx->view.options.color = COLOR_NEVER;
	}
	buffer_release(&shown);
}

#define WITH_VIEW(test) \
	cmocka_unit_test_setup_teardown(test, open_view, close_view)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_VIEW(test_every_row_is_of_its_kind),
		WITH_VIEW(test_rows_are_in_groups),
		WITH_VIEW(test_every_command_is_named_once),
		WITH_VIEW(test_commands_are_in_order),
		WITH_VIEW(test_options_are_shown_as_they_are),
		WITH_VIEW(test_names_have_room),
	};

	return test_run(tests);
}
