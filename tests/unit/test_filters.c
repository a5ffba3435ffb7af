/* SPDX-License-Identifier: ISC */
/* Tests of the table of filters. */
#include "test.h"

#include <stdio.h>
#include <string.h>

#include "base/arguments.h"
#include "base/error.h"
#include "reader/filters.h"

static void set(struct filters *filters, const char *extension,
		const char *command)
{
	struct error error;

	if (!filters_set(filters, extension, command, &error))
		fail_msg("%s = %s: %s", extension, command, error.sentence);
}

/* The command for a path, its words in brackets; "" where there is none. */
static const char *found(const struct filters *filters, const char *path)
{
	static char line[512];
	const struct filter *filter = filters_find(filters, path);
	struct arguments words = ARGUMENTS_INIT;
	size_t len = 0;

	line[0] = '\0';
	if (filter)
		assert_true(arguments_split(&words, filter->command,
					    strlen(filter->command)));
	for (size_t i = 0; i < words.count; i++)
		len += (size_t)snprintf(line + len, sizeof(line) - len, "[%s]",
					words.items[i]);
	arguments_release(&words);
	return line;
}

static void test_commands_are_found_by_extension(void **state)
{
	static const struct {
		const char *path;
		const char *command;
	} cases[] = {
		{ "a.epub", "[pandoc][-t][commonmark]" },
		{ "/books/A.EPUB", "[pandoc][-t][commonmark]" },
		{ "a.b.epub", "[pandoc][-t][commonmark]" },
		{ "notes.tar.gz", "[tar]" },
		{ "notes.gz", "[gzip][-dc]" },
		{ "notes.x.gz", "[gzip][-dc]" },
		{ "a.org", "[a b][c'd][$HOME][*]" },
		{ "a.Ö", "[o]" },
		{ "a.epub/b", "" },
		{ ".epub", "" },
		{ "epub", "" },
		{ "a.epub.", "" },
		{ "a.", "" },
		{ "", "" },
		{ "/", "" },
		{ "a.md", "" },
	};
	struct filters filters = { 0 };

	(void)state;
	set(&filters, "epub", "pandoc -t commonmark");
	set(&filters, ".GZ", "  gzip\t-dc ");
	set(&filters, "tar.gz", "tar");
	set(&filters, "org", "'a b' \"c'd\" $HOME \\*");
	set(&filters, "Ö", "o");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *command = found(&filters, cases[i].path);

		if (strcmp(command, cases[i].command) != 0)
			fail_msg("%s: %s, not %s", cases[i].path, command,
				 cases[i].command);
	}
	filters_release(&filters);
}

static void test_the_last_command_counts(void **state)
{
	struct filters filters = { 0 };

	(void)state;
	set(&filters, "a", "one");
	set(&filters, "b", "two");
	set(&filters, "c", "three");
	set(&filters, "B", "four");
	assert_int_equal(filters.count, 3);
	assert_string_equal(found(&filters, "x.b"), "[four]");
	set(&filters, "a", "nop");
	set(&filters, "c", " ");
	set(&filters, "none", "");
	assert_int_equal(filters.count, 1);
	assert_string_equal(found(&filters, "x.a"), "");
	assert_string_equal(found(&filters, "x.b"), "[four]");
	assert_string_equal(found(&filters, "x.c"), "");
	/* A program of that name has a path, or an argument. */
	set(&filters, "a", "nop -x");
	assert_string_equal(found(&filters, "x.a"), "[nop][-x]");
	filters_release(&filters);
	assert_null(filters_find(&filters, "x.b"));
}

static void test_what_is_no_filter_changes_nothing(void **state)
{
	static const struct {
		const char *extension;
		const char *command;
		const char *said;
	} cases[] = {
		{ "", "x", "is no extension" },
		{ ".", "x", "is no extension" },
		{ "..gz", "x", "is no extension" },
		{ "gz.", "x", "is no extension" },
		{ "a/b", "x", "is no extension" },
		{ "*", "x", "is no extension" },
		{ "a b", "x", "is no extension" },
		{ "a\x7f", "x", "is no extension" },
		{ "abcdefghijklmnopqrstuvwxyzabcdefg", "x", "is no extension" },
		{ "gz", "gzip 'dc", "no end" },
		{ "gz", "\"gzip", "no end" },
		{ "gz", "'' x", "no name" },
	};
	struct filters filters = { 0 };
	struct error error;
	char name[16];

	(void)state;
	set(&filters, "gz", "gzip -dc");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_false(filters_set(&filters, cases[i].extension,
					 cases[i].command, &error));
		assert_non_null(strstr(error.sentence, cases[i].said));
		assert_string_equal(found(&filters, "x.gz"), "[gzip][-dc]");
	}
	for (int i = 1; i < FILTERS_MAX; i++) {
		snprintf(name, sizeof(name), "e%d", i);
		set(&filters, name, "x");
	}
	assert_false(filters_set(&filters, "more", "x", &error));
	assert_non_null(strstr(error.sentence, "more than 256"));
	set(&filters, "e7", "y");
	assert_string_equal(found(&filters, "x.e7"), "[y]");
	assert_int_equal(filters.count, FILTERS_MAX);
	filters_release(&filters);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_commands_are_found_by_extension),
		cmocka_unit_test(test_the_last_command_counts),
		cmocka_unit_test(test_what_is_no_filter_changes_nothing),
	};

	return test_run(tests);
}
