/* SPDX-License-Identifier: ISC */
/* Tests of the table from meaning to look. */
#include "test.h"

#include "document/document.h"
#include "reader/style.h"

enum { ATTRIBUTES = (ATTRIBUTE_DIM << 1) - 1, RUN_STYLES = RUN_NOTE << 1 };

static void assert_showable(struct look look)
{
	assert_int_equal(look.attributes & ~ATTRIBUTES, 0);
	assert_true(look.hue >= -1 && look.hue <= 255);
	assert_true(look.basic >= -1 && look.basic <= 7);
}

static void test_every_look_can_be_shown(void **state)
{
	(void)state;
	for (int meaning = 0; meaning < MEANING_COUNT; meaning++)
		for (unsigned style = 0; style < RUN_STYLES; style++)
			assert_showable(
				style_look((enum meaning)meaning, style));
	for (int part = 0; part < PART_COUNT; part++)
		assert_showable(style_part((enum part)part));
}

/* On a terminal without colours too. */
static void test_attributes_tell_text_apart(void **state)
{
	unsigned plain = style_look(MEANING_TEXT, 0).attributes;
	unsigned looks[] = {
		plain,
		style_look(MEANING_TEXT, RUN_EMPHASIS).attributes,
		style_look(MEANING_TEXT, RUN_STRONG).attributes,
		style_look(MEANING_TEXT, RUN_EMPHASIS | RUN_STRONG).attributes,
		style_look(MEANING_TEXT, RUN_LINK).attributes,
		style_look(MEANING_TEXT, RUN_STRIKE).attributes,
		style_look(MEANING_TEXT, RUN_MARK).attributes,
		style_look(MEANING_TEXT, RUN_MARK | RUN_STRONG).attributes,
	};

	(void)state;
	assert_int_equal(plain, 0);
	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		for (size_t j = 0; j < i; j++)
			assert_int_not_equal(looks[i], looks[j]);
	for (int level = MEANING_HEADING_1; level <= MEANING_HEADING_6; level++)
		assert_int_not_equal(
			style_look((enum meaning)level, 0).attributes, plain);
}

/* Names stand out of text without colours, and so do callouts' kinds and the
 * names of links. */
static void test_attributes_tell_names_from_text(void **state)
{
	static const enum meaning names[] = {
		MEANING_NAME,
		MEANING_LINK,
		MEANING_CALLOUT,
		MEANING_CALLOUT_NOTE,
		MEANING_CALLOUT_TIP,
		MEANING_CALLOUT_IMPORTANT,
		MEANING_CALLOUT_WARNING,
		MEANING_CALLOUT_CAUTION,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_not_equal(style_look(names[i], 0).attributes, 0);
	assert_int_not_equal(style_look(MEANING_REFERENCE, 0).bare, 0);
	assert_int_equal(style_look(MEANING_LINK, 0).attributes,
			 style_look(MEANING_TEXT, RUN_LINK).attributes);
}

/* An image's words are set apart, but inside a link they are its text. */
static void test_a_linked_image_is_a_link(void **state)
{
	struct look link = style_look(MEANING_TEXT, RUN_LINK);
	struct look image = style_look(MEANING_TEXT, RUN_LINK | RUN_IMAGE);

	(void)state;
	assert_int_equal(image.attributes, link.attributes);
	assert_int_equal(image.hue, link.hue);
	assert_int_not_equal(style_look(MEANING_TEXT, RUN_IMAGE).attributes, 0);
}

static void test_attributes_tell_parts_apart(void **state)
{
	unsigned plain = style_part(PART_SIDEBAR).attributes;
	unsigned current = style_part(PART_SIDEBAR_CURRENT).attributes;
	unsigned selected = style_part(PART_SIDEBAR_SELECTED).attributes;

	(void)state;
	assert_int_not_equal(current, plain);
	assert_int_not_equal(selected, plain);
	assert_int_not_equal(selected, current);
	assert_int_not_equal(style_part(PART_MESSAGE).attributes,
			     style_part(PART_STATUS).attributes);
}

/* Emphasis stands out of what is italic already. */
static void test_emphasis_is_seen_everywhere(void **state)
{
	(void)state;
	for (int meaning = 0; meaning < MEANING_COUNT; meaning++)
		assert_int_not_equal(
			style_look((enum meaning)meaning, RUN_EMPHASIS)
				.attributes,
			style_look((enum meaning)meaning, 0).attributes);
}

/* A link is one in a heading, in emphasis, in code; strong stays bold. */
static void test_styles_add_up(void **state)
{
	(void)state;
	for (int meaning = 0; meaning < MEANING_COUNT; meaning++) {
		for (unsigned style = 0; style < RUN_STYLES; style++) {
			struct look look =
				style_look((enum meaning)meaning, style);

			if (style & RUN_LINK)
				assert_true(look.attributes &
					    ATTRIBUTE_UNDERLINE);
			if (style & RUN_STRONG)
				assert_true(look.attributes & ATTRIBUTE_BOLD);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_look_can_be_shown),
		cmocka_unit_test(test_attributes_tell_text_apart),
		cmocka_unit_test(test_attributes_tell_names_from_text),
		cmocka_unit_test(test_a_linked_image_is_a_link),
		cmocka_unit_test(test_attributes_tell_parts_apart),
		cmocka_unit_test(test_emphasis_is_seen_everywhere),
		cmocka_unit_test(test_styles_add_up),
	};

	return test_run(tests);
}
