/* SPDX-License-Identifier: ISC */
/* Tests of the table of options and of their values. */
#include "test.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "layout/layout.h"
#include "reader/options.h"

static struct options defaults(void)
{
	struct options options;

	/* Padding too, so that two can be compared as bytes. */
	memset(&options, 0, sizeof(options));
	options_init(&options);
	return options;
}

static size_t choices_of(const struct options_row *option)
{
	size_t count = 0;

	while (option->choices[count])
		count++;
	return count;
}

static void test_the_table_is_sound(void **state)
{
	(void)state;
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *option = &options_table[i];

		assert_true(option->name[0] && option->help[0]);
		assert_null(strpbrk(option->name, " =\t"));
		assert_ptr_equal(
			options_find(option->name, strlen(option->name)),
			option);
		if (i)
			assert_true(strcmp(options_table[i - 1].name,
					   option->name) < 0);
		if (option->type == OPTION_NUMBER) {
			assert_true(option->min < option->max);
			assert_in_range(option->initial, option->min,
					option->max);
		} else if (option->type == OPTION_CHOICE) {
			assert_in_range(option->initial, 0,
					choices_of(option) - 1);
		}
	}
}

/* Each row has a field of its own. */
static void test_no_two_options_share_a_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < options_table_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct options_row *a = &options_table[i];
			const struct options_row *b = &options_table[j];
			size_t size = a->type == OPTION_BOOL ? sizeof(bool)
							     : sizeof(int);

			assert_true(b->offset >= a->offset + size ||
				    b->offset < a->offset);
		}
	}
}

static void test_what_is_not_there(void **state)
{
	static const char *const names[] = { "",      "widt",	"widths",
					     "Width", "nowrap", "set" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_null(options_find(names[i], strlen(names[i])));
	/* A name is bytes of a length. */
	assert_non_null(options_find("width=70", 5));
}

static void test_what_is_right_at_the_start(void **state)
{
	struct options options = defaults();

	(void)state;
	assert_int_equal(options.width, 66);
	assert_int_equal(options.color, COLOR_AUTO);
	assert_true(options.sidebar);
	assert_true(options.mouse);
	assert_true(options.inferred);
	assert_false(options.wrap);
	assert_int_equal(options.breaks, LAYOUT_BREAKS_TOTAL);
	assert_int_equal(options.paragraphs, PARAGRAPHS_BLANK);
	assert_true(options.hyphens);
	assert_false(options.justify);
	assert_string_equal(options.lang, "");
}

static void set(struct options *options, const char *assignment)
{
	struct error error;

	if (!options_set(options, assignment, &error))
		fail_msg("%s: %s", assignment, error.sentence);
}

/* Refused with a sentence that names the option and changes nothing. */
static void refuse(const char *assignment, const char *said)
{
	struct options options = defaults();
	struct options before = options;
	struct error error = { "" };

	assert_false(options_set(&options, assignment, &error));
	if (!strstr(error.sentence, said))
		fail_msg("%s: %s", assignment, error.sentence);
	assert_memory_equal(&options, &before, sizeof(options));
}

static void test_assignments(void **state)
{
	struct options options = defaults();

	(void)state;
	set(&options, "width=72");
	assert_int_equal(options.width, 72);
	set(&options, "sidebar-width=40");
	assert_int_equal(options.sidebar_width, 40);
	set(&options, "color=never");
	assert_int_equal(options.color, COLOR_NEVER);
	set(&options, "breaks=greedy");
	assert_int_equal(options.breaks, LAYOUT_BREAKS_GREEDY);
	set(&options, "breaks=total");
	assert_int_equal(options.breaks, LAYOUT_BREAKS_TOTAL);
	set(&options, "paragraphs=indent");
	assert_int_equal(options.paragraphs, PARAGRAPHS_INDENT);
	set(&options, "nohyphens");
	assert_false(options.hyphens);
	set(&options, "lang=en-GB");
	assert_string_equal(options.lang, "en-GB");
	set(&options, "lang=none");
	set(&options, "lang=");
	assert_string_equal(options.lang, "");
	set(&options, "wrap");
	assert_true(options.wrap);
	set(&options, "nowrap");
	assert_false(options.wrap);
	set(&options, "wrap=yes");
	assert_true(options.wrap);
	set(&options, "wrap=off");
	assert_false(options.wrap);
	set(&options, "nosidebar");
	assert_false(options.sidebar);
	set(&options, "sidebar=1");
	assert_true(options.sidebar);
}

static void test_refusals(void **state)
{
	(void)state;
	refuse("", "there is no option");
	refuse("=", "there is no option");
	refuse("widht=70", "width");
	refuse("no", "there is no option");
	refuse("nowidth", "width needs a value");
	refuse("width", "width needs a value");
	refuse("width=", "from 20 to 400");
	refuse("width=wide", "\xe2\x80\x9cwide\xe2\x80\x9d");
	refuse("width=70 ", "width");
	refuse("width=70x", "width");
	refuse("width=0x50", "width");
	refuse("width=99999999999999999999", "width");
	refuse("width=-66", "width");
	refuse("wrap=maybe", "on or off");
	refuse("wrap=", "on or off");
	refuse("nowrap=on", "there is no option");
	refuse("color=blue", "auto, always, never");
	refuse("color", "color needs a value");
}

static void number_is(const struct options_row *option, long number, bool fits)
{
	char assignment[80];
	struct options options = defaults();
	struct error error;
	struct buffer shown = BUFFER_INIT;

	snprintf(assignment, sizeof(assignment), "%s=%ld", option->name,
		 number);
	assert_int_equal(options_set(&options, assignment, &error), fits);
	options_show(&options, option, &shown);
	assert_int_equal(strcmp(buffer_string(&shown), assignment) == 0,
			 fits || number == option->initial);
	buffer_release(&shown);
}

static void test_numbers_keep_to_their_limits(void **state)
{
	(void)state;
	for (size_t i = 0; i < options_table_count; i++) {
		const struct options_row *option = &options_table[i];

		if (option->type != OPTION_NUMBER)
			continue;
		number_is(option, option->min, true);
		number_is(option, option->max, true);
		number_is(option, (long)option->min - 1, false);
		number_is(option, (long)option->max + 1, false);
		number_is(option, (long)INT_MAX + 1 + option->min, false);
	}
}

/* What is shown can be typed, whatever the values are. */
static void test_what_is_shown_sets_the_same(void **state)
{
	uint64_t random = 3;
	struct buffer shown = BUFFER_INIT;

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct options options = defaults();
		struct options read = defaults();

		options.wrap = test_random(&random) & 1;
		options.sidebar = test_random(&random) & 1;
		options.mouse = test_random(&random) & 1;
		options.inferred = test_random(&random) & 1;
		options.color = (int)(test_random(&random) % 3);
		options.width = 20 + (int)(test_random(&random) % 381);
		options.sidebar_width = 12 + (int)(test_random(&random) % 109);
		for (size_t i = 0; i < options_table_count; i++) {
			buffer_clear(&shown);
			options_show(&options, &options_table[i], &shown);
			set(&read, buffer_string(&shown));
		}
		assert_memory_equal(&read, &options, sizeof(read));
	}
	buffer_release(&shown);
}

/* Whatever is typed: it is set, or it is refused with nothing changed. */
static void test_any_text_is_harmless(void **state)
{
	static const char *const parts[] = { "width", "wrap",	 "no", "=",
					     "color", "-",	 "7",  "0",
					     "on",    "sidebar", " ",  "never",
					     "\xff",  "é",	 "+",  "400" };
	uint64_t random = 11;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct options options = defaults();
		struct options before = options;
		struct buffer text = BUFFER_INIT;
		struct error error = { "" };

		for (uint64_t n = test_random(&random) % 5; n > 0; n--)
			buffer_append_string(&text,
					     parts[test_random(&random) % 16]);
		if (!options_set(&options, buffer_string(&text), &error)) {
			assert_true(error.sentence[0]);
			assert_memory_equal(&options, &before, sizeof(options));
		}
		assert_in_range(options.width, 20, 400);
		assert_in_range(options.color, COLOR_AUTO, COLOR_NEVER);
		buffer_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_table_is_sound),
		cmocka_unit_test(test_no_two_options_share_a_value),
		cmocka_unit_test(test_what_is_not_there),
		cmocka_unit_test(test_what_is_right_at_the_start),
		cmocka_unit_test(test_assignments),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_numbers_keep_to_their_limits),
		cmocka_unit_test(test_what_is_shown_sets_the_same),
		cmocka_unit_test(test_any_text_is_harmless),
	};

	return test_run(tests);
}
