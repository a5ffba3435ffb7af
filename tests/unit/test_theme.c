/* SPDX-License-Identifier: ISC */
/* Tests of the themes: contrast, the grounds of terminals, what D does. */
#include "test.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "document/document.h"
#include "reader/options.h"
#include "reader/style.h"
#include "reader/theme.h"

/* Raised and lowered text and notes look as their text does. */
enum { RUN_STYLES = RUN_SUPERSCRIPT };

/* WCAG 2.1: 1.4.3 for text, 1.4.6 where it is enhanced. */
static const double enough = 4.5;
static const double enhanced = 7;

struct rgb {
	uint8_t red, green, blue;
};

static const struct rgb black = { 0, 0, 0 };
static const struct rgb white = { 255, 255, 255 };

/* What terminals are: black, xterm's, Gruvbox's, Nord's; white, xterm's grey,
 * Solarized's two. */
static const struct rgb dark_grounds[] = {
	{ 0, 0, 0 },
	{ 0x1e, 0x1e, 0x1e },
	{ 0x28, 0x28, 0x28 },
	{ 0x2e, 0x34, 0x40 },
};
static const struct rgb light_grounds[] = {
	{ 255, 255, 255 },
	{ 0xfd, 0xf6, 0xe3 },
	{ 0xee, 0xe8, 0xd5 },
};

/* The 8 colours on the Linux console, which are VGA's, and in xterm. */
static const struct rgb basics[][8] = {
	{
		{ 0, 0, 0 },
		{ 0xaa, 0, 0 },
		{ 0, 0xaa, 0 },
		{ 0xaa, 0x55, 0 },
		{ 0, 0, 0xaa },
		{ 0xaa, 0, 0xaa },
		{ 0, 0xaa, 0xaa },
		{ 0xaa, 0xaa, 0xaa },
	},
	{
		{ 0, 0, 0 },
		{ 0xcd, 0, 0 },
		{ 0, 0xcd, 0 },
		{ 0xcd, 0xcd, 0 },
		{ 0, 0, 0xee },
		{ 0xcd, 0, 0xcd },
		{ 0, 0xcd, 0xcd },
		{ 0xe5, 0xe5, 0xe5 },
	},
};
enum { PALETTES = sizeof(basics) / sizeof(basics[0]) };

/* Those of an 8-colour terminal, dark and light. */
static const struct rgb basic_dark[] = { { 0, 0, 0 } };
static const struct rgb basic_light[] = {
	{ 255, 255, 255 },
	{ 0xe5, 0xe5, 0xe5 },
};

/* A hue of the cube or of the greys (XTerm's 256colres.pl). */
static struct rgb rgb_of(int hue)
{
	static const uint8_t levels[] = { 0, 95, 135, 175, 215, 255 };

	assert_in_range(hue, 16, 255);
	if (hue >= 232) {
		uint8_t grey = (uint8_t)(8 + 10 * (hue - 232));

		return (struct rgb){ grey, grey, grey };
	}
	hue -= 16;
	return (struct rgb){ levels[hue / 36], levels[hue / 6 % 6],
			     levels[hue % 6] };
}

static double light_of(uint8_t channel)
{
	double part = channel / 255.0;

	return part <= 0.04045 ? part / 12.92
			       : pow((part + 0.055) / 1.055, 2.4);
}

static double luminance(struct rgb color)
{
	return 0.2126 * light_of(color.red) + 0.7152 * light_of(color.green) +
	       0.0722 * light_of(color.blue);
}

static double contrast(struct rgb a, struct rgb b)
{
	double first = luminance(a), second = luminance(b);

	return first > second ? (first + 0.05) / (second + 0.05)
			      : (second + 0.05) / (first + 0.05);
}

static uint8_t blend(uint8_t ink, uint8_t ground)
{
	return (uint8_t)((2 * ink + ground) / 3);
}

/* Dimmed as xterm and VTE do it: two parts ink, one part ground. */
static struct rgb dimmed(struct rgb ink, struct rgb ground)
{
	return (struct rgb){ blend(ink.red, ground.red),
			     blend(ink.green, ground.green),
			     blend(ink.blue, ground.blue) };
}

/* What is looked at: a theme on a ground that it may lie on. */
struct setting {
	enum theme theme;
	struct rgb ground, text; /* the terminal's own */
	double least;
};

static void fail_contrast(const struct setting *setting, const char *what,
			  int index, double ratio)
{
	fail_msg("%s %d of theme %d has %.2f:1 on #%02x%02x%02x", what, index,
		 (int)setting->theme, ratio, setting->ground.red,
		 setting->ground.green, setting->ground.blue);
}

/* Reverse changes the two for one another, and not how they differ. */
static void check_look(const struct setting *setting, struct look look,
		       const char *what, int index)
{
	struct rgb ink = look.hue < 0 ? setting->text : rgb_of(look.hue);
	struct rgb ground =
		look.ground < 0 ? setting->ground : rgb_of(look.ground);
	double ratio;

	if (look.attributes & ATTRIBUTE_DIM)
		ink = dimmed(ink, ground);
	ratio = contrast(ink, ground);
	if (ratio < setting->least)
		fail_contrast(setting, what, index, ratio);
}

static void check_basic(const struct setting *setting, struct look look,
			const char *what, int index)
{
	for (int i = 0; i < PALETTES; i++) {
		struct rgb ink =
			look.basic < 0 ? setting->text : basics[i][look.basic];
		struct rgb ground = look.basic_ground < 0
					    ? setting->ground
					    : basics[i][look.basic_ground];
		double ratio;

		if (look.attributes & ATTRIBUTE_DIM)
			ink = dimmed(ink, ground);
		ratio = contrast(ink, ground);
		if (ratio < setting->least)
			fail_contrast(setting, what, index, ratio);
	}
}

typedef void check_function(const struct setting *setting, struct look look,
			    const char *what, int index);

static void check_highlights(const struct setting *setting, struct look text,
			     int index, check_function *check)
{
	for (int color = 0; color < MARK_COLORS; color++)
		for (int state = 0; state < 4; state++)
			check(setting,
			      style_highlight(text, (enum mark_color)color,
					      state & 1, state & 2),
			      "highlighted meaning", index);
}

/* Every look that text can have. */
static void check_text(const struct setting *setting, check_function *check)
{
	for (int meaning = 0; meaning < MEANING_COUNT; meaning++) {
		for (unsigned style = 0; style < RUN_STYLES; style++) {
			struct look text =
				style_look((enum meaning)meaning, style);

			check(setting, text, "meaning", meaning);
			check(setting, style_selected(text), "selected meaning",
			      meaning);
			check(setting, style_faded(text), "faded meaning",
			      meaning);
			for (int part = 0; part < PART_COUNT; part++)
				check(setting,
				      style_over(text, (enum part)part), "over",
				      part);
			check_highlights(setting, text, meaning, check);
		}
	}
}

static void check_theme(const struct setting *setting, check_function *check)
{
	style_use(setting->theme);
	check(setting, style_ground(), "ground", 0);
	check_text(setting, check);
	for (int part = 0; part < PART_COUNT; part++)
		check(setting, style_part((enum part)part), "part", part);
	for (int color = 0; color <= MARK_COLORS; color++) {
		check(setting, style_sign((enum mark_color)color), "sign",
		      color);
		check(setting, style_swatch((enum mark_color)color), "swatch",
		      color);
	}
	style_use(THEME_AUTO);
}

static void check_on(enum theme theme, const struct rgb *grounds, size_t count,
		     struct rgb text, double least, check_function *check)
{
	for (size_t i = 0; i < count; i++) {
		const struct setting setting = {
			.theme = theme,
			.ground = grounds[i],
			.text = text,
			.least = least,
		};

		check_theme(&setting, check);
	}
}

#define ON(theme, grounds, text, least, check)                                 \
	check_on(theme, grounds, sizeof(grounds) / sizeof((grounds)[0]), text, \
		 least, check)

static void test_dark_is_readable(void **state)
{
	(void)state;
	ON(THEME_DARK, dark_grounds, white, enough, check_look);
	ON(THEME_DARK, basic_dark, white, enough, check_basic);
}

static void test_light_is_readable(void **state)
{
	(void)state;
	ON(THEME_LIGHT, light_grounds, black, enough, check_look);
	ON(THEME_LIGHT, basic_light, black, enough, check_basic);
}

/* Whatever the terminal is. */
static void test_unknown_grounds_are_readable(void **state)
{
	static const enum theme themes[] = { THEME_AUTO, THEME_MONO };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		ON(themes[i], dark_grounds, white, enough, check_look);
		ON(themes[i], light_grounds, black, enough, check_look);
		ON(themes[i], basic_dark, white, enough, check_basic);
		ON(themes[i], basic_light, black, enough, check_basic);
	}
}

/* What brings its ground leaves nothing to the terminal. */
static void test_own_grounds_are_readable(void **state)
{
	static const struct rgb grounds[] = { { 0x80, 0x80, 0x80 } };

	(void)state;
	ON(THEME_PAPER, grounds, grounds[0], enough, check_look);
	ON(THEME_PAPER, grounds, grounds[0], enough, check_basic);
	ON(THEME_HIGH_CONTRAST, grounds, grounds[0], enhanced, check_look);
	ON(THEME_HIGH_CONTRAST, grounds, grounds[0], enough, check_basic);
}

static bool look_equal(struct look a, struct look b)
{
	return a.attributes == b.attributes && a.hue == b.hue &&
	       a.ground == b.ground;
}

/* In every theme: what a reader must not take for one another. */
static void test_meanings_differ(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		struct look looks[16];
		size_t count = 0;
		struct look text;

		style_use((enum theme)theme);
		text = style_look(MEANING_TEXT, 0);
		looks[count++] = text;
		looks[count++] = style_look(MEANING_HEADING_1, 0);
		looks[count++] = style_look(MEANING_TEXT, RUN_LINK);
		looks[count++] = style_look(MEANING_TEXT, RUN_CODE);
		looks[count++] = style_look(MEANING_TEXT, RUN_EMPHASIS);
		looks[count++] =
			style_look(MEANING_TEXT, RUN_EMPHASIS | RUN_STRONG);
		looks[count++] = style_over(text, PART_HIT);
		looks[count++] = style_over(text, PART_HIT_CURRENT);
		looks[count++] = style_selected(text);
		looks[count++] =
			style_highlight(text, MARK_YELLOW, false, false);
		looks[count++] =
			style_highlight(text, MARK_GREEN, false, false);
		looks[count++] = style_highlight(text, MARK_BLUE, false, false);
		for (size_t i = 0; i < count; i++)
			for (size_t j = 0; j < i; j++)
				if (look_equal(looks[i], looks[j]) &&
				    !(style_theme() == THEME_MONO && j == 2 &&
				      i == 9))
					fail_msg("%zu and %zu of theme %d", i,
						 j, theme);
	}
	style_use(THEME_AUTO);
}

/* A highlight covers all of a link, and the links in it are still seen. */
static void test_links_are_seen_in_highlights(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		style_use((enum theme)theme);
		if (!style_has_tints())
			continue;
		for (int color = 0; color < MARK_COLORS; color++)
			assert_false(look_equal(
				style_highlight(style_look(MEANING_TEXT, 0),
						(enum mark_color)color, false,
						false),
				style_highlight(
					style_look(MEANING_TEXT, RUN_LINK),
					(enum mark_color)color, false, false)));
	}
	style_use(THEME_AUTO);
}

static void test_mono_has_no_color(void **state)
{
	(void)state;
	style_use(THEME_MONO);
	for (int meaning = 0; meaning < MEANING_COUNT; meaning++) {
		struct look look = style_look((enum meaning)meaning, RUN_CODE);
		struct look tint =
			style_highlight(look, MARK_PINK, false, false);

		assert_true(look.hue == -1 && look.ground == -1);
		assert_true(tint.hue == -1 && tint.ground == -1);
		assert_true(tint.attributes & ATTRIBUTE_UNDERLINE);
	}
	assert_false(style_has_tints());
	style_use(THEME_AUTO);
}

static void test_grounds_of_terminals(void **state)
{
	static const struct {
		unsigned red, green, blue;
		enum ground ground;
	} cases[] = {
		{ 0, 0, 0, GROUND_DARK },
		{ 0x2e2e, 0x3434, 0x4040, GROUND_DARK },
		{ 0, 0x2b2b, 0x3636, GROUND_DARK },
		{ 0, 0, 0xffff, GROUND_DARK },
		{ 0xffff, 0xffff, 0xffff, GROUND_LIGHT },
		{ 0xeeee, 0xe8e8, 0xd5d5, GROUND_LIGHT },
		{ 0xffff, 0xffff, 0, GROUND_LIGHT },
		{ 0x8080, 0x8080, 0x8080, GROUND_LIGHT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(theme_ground(cases[i].red, cases[i].green,
					      cases[i].blue),
				 cases[i].ground);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(theme_ground(light_grounds[i].red * 257u,
					      light_grounds[i].green * 257u,
					      light_grounds[i].blue * 257u),
				 GROUND_LIGHT);
}

static void test_colorfgbg(void **state)
{
	static const struct {
		const char *value;
		enum ground ground;
	} cases[] = {
		{ "15;0", GROUND_DARK },
		{ "0;15", GROUND_LIGHT },
		{ "0;default;15", GROUND_LIGHT },
		{ "12;8", GROUND_DARK },
		{ "0;7", GROUND_LIGHT },
		{ "15;default", GROUND_UNKNOWN },
		{ "15;", GROUND_UNKNOWN },
		{ "15", GROUND_UNKNOWN },
		{ "", GROUND_UNKNOWN },
		{ "0;16", GROUND_UNKNOWN },
		{ "0;-1", GROUND_UNKNOWN },
		{ "0;7x", GROUND_UNKNOWN },
		{ "0; 7", GROUND_UNKNOWN },
		{ "0;99999999999999999999", GROUND_UNKNOWN },
		{ NULL, GROUND_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(theme_ground_of(cases[i].value),
				 cases[i].ground);
}

static void test_which_theme_is_shown(void **state)
{
	(void)state;
	assert_int_equal(theme_shown(THEME_AUTO, GROUND_UNKNOWN), THEME_AUTO);
	assert_int_equal(theme_shown(THEME_AUTO, GROUND_DARK), THEME_DARK);
	assert_int_equal(theme_shown(THEME_AUTO, GROUND_LIGHT), THEME_LIGHT);
	assert_int_equal(theme_shown(THEME_PAPER, GROUND_DARK), THEME_PAPER);
	assert_int_equal(theme_printed(THEME_PAPER), THEME_AUTO);
	assert_int_equal(theme_printed(THEME_HIGH_CONTRAST), THEME_AUTO);
	assert_int_equal(theme_printed(THEME_LIGHT), THEME_LIGHT);
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		enum theme other = theme_other((enum theme)theme);

		assert_int_not_equal(other, theme);
		assert_true(other == THEME_DARK || other == THEME_LIGHT);
	}
}

/* The option's names are those of the themes. */
static void test_names(void **state)
{
	static const struct {
		const char *name;
		enum theme theme;
	} cases[] = {
		{ "theme=auto", THEME_AUTO },
		{ "theme=dark", THEME_DARK },
		{ "theme=light", THEME_LIGHT },
		{ "theme=mono", THEME_MONO },
		{ "theme=paper", THEME_PAPER },
		{ "theme=high-contrast", THEME_HIGH_CONTRAST },
	};
	struct options options;
	struct error error;

	(void)state;
	options_init(&options);
	assert_int_equal(options.theme, THEME_AUTO);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(options_set(&options, cases[i].name, &error));
		assert_int_equal(options.theme, cases[i].theme);
	}
	assert_false(options_set(&options, "theme=sepia", &error));
	assert_non_null(strstr(error.sentence, "mono, paper, high-contrast"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dark_is_readable),
		cmocka_unit_test(test_light_is_readable),
		cmocka_unit_test(test_unknown_grounds_are_readable),
		cmocka_unit_test(test_own_grounds_are_readable),
		cmocka_unit_test(test_meanings_differ),
		cmocka_unit_test(test_links_are_seen_in_highlights),
		cmocka_unit_test(test_mono_has_no_color),
		cmocka_unit_test(test_grounds_of_terminals),
		cmocka_unit_test(test_colorfgbg),
		cmocka_unit_test(test_which_theme_is_shown),
		cmocka_unit_test(test_names),
	};

	return test_run(tests);
}
