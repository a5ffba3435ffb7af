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
	assert_true(look.ground >= -1 && look.ground <= 255);
	assert_true(look.basic_ground >= -1 && look.basic_ground <= 7);
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

/* Text on a tint has a colour of its own with it, whatever the terminal's are;
 * what it means still shows. */
static void test_highlights_are_readable(void **state)
{
	(void)state;
	for (int meaning = 0; meaning < MEANING_COUNT; meaning++) {
		for (unsigned style = 0; style < RUN_STYLES; style++) {
			struct look text =
				style_look((enum meaning)meaning, style);
			const uint8_t kept =
				text.attributes &
				(uint8_t) ~(ATTRIBUTE_REVERSE | ATTRIBUTE_DIM);

			for (int color = 0; color < MARK_COLORS; color++) {
				struct look look = style_highlight(
					text, (enum mark_color)color, false,
					false);

				assert_showable(look);
				assert_true(look.ground >= 16);
				assert_true(look.hue >= 16);
				assert_true(look.basic_ground >= 0);
				assert_int_not_equal(look.basic,
						     look.basic_ground);
				assert_true(look.basic >= 0);
				assert_int_equal(look.attributes & kept, kept);
				assert_int_not_equal(look.bare, 0);
			}
		}
	}
}

/* Six colours; where there are as few as eight, their numbers tell two pairs
 * apart. */
static void test_highlights_differ(void **state)
{
	struct look text = style_look(MEANING_TEXT, 0);
	int alike = 0;

	(void)state;
	style_use(THEME_DARK);
	for (int i = 0; i < MARK_COLORS; i++) {
		for (int j = 0; j < i; j++) {
			struct look a = style_highlight(
				text, (enum mark_color)i, false, false);
			struct look b = style_highlight(
				text, (enum mark_color)j, false, false);

			assert_int_not_equal(a.ground, b.ground);
			alike += a.basic_ground == b.basic_ground;
			assert_int_not_equal(
				style_sign((enum mark_color)i).hue,
				style_sign((enum mark_color)j).hue);
			assert_int_equal(
				style_swatch((enum mark_color)i).ground,
				a.ground);
		}
	}
	assert_int_equal(alike, 2);
	style_use(THEME_AUTO);
}

/* What is doubtful and what lies over others are told from what is sure, also
 * without colours; none of them is taken for a hit. */
static void test_highlights_tell_states(void **state)
{
	struct look text = style_look(MEANING_TEXT, 0);
	struct look hit = style_over(text, PART_HIT);
	struct look current = style_over(text, PART_HIT_CURRENT);

	(void)state;
	for (int i = 0; i < MARK_COLORS; i++) {
		enum mark_color color = (enum mark_color)i;
		struct look sure = style_highlight(text, color, false, false);
		struct look shared = style_highlight(text, color, false, true);
		struct look doubt = style_highlight(text, color, true, false);

		assert_int_equal(doubt.ground, -1);
		assert_int_not_equal(doubt.attributes | doubt.bare,
				     sure.attributes | sure.bare);
		assert_int_not_equal(shared.attributes, sure.attributes);
		assert_int_not_equal(shared.bare, sure.bare);
		assert_int_not_equal(sure.attributes | sure.bare,
				     hit.attributes | hit.bare);
		assert_int_not_equal(sure.attributes | sure.bare,
				     current.attributes | current.bare);
		assert_int_not_equal(shared.attributes | shared.bare,
				     hit.attributes | hit.bare);
		assert_int_equal(hit.ground, -1);
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
		cmocka_unit_test(test_highlights_are_readable),
		cmocka_unit_test(test_highlights_differ),
		cmocka_unit_test(test_highlights_tell_states),
	};

	return test_run(tests);
}
