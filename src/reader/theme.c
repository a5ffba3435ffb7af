/* SPDX-License-Identifier: ISC */
/* The themes: which colours there are for what is said in colour. */
#include "reader/theme.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/*
 * tests/unit/test_theme.c holds each of these against the grounds that it may
 * lie on: 4.5:1 at least (WCAG 2.1, 1.4.3). Dark is from #000000 to #2e3440,
 * light from #ffffff to #eee8d5. The 8 colours are as different as VGA's and
 * xterm's, so that few of them will do.
 */
enum {
	NONE = -1,
	BLACK = 0,
	RED = 1,
	GREEN = 2,
	BLUE = 4,
	CYAN = 6,
	WHITE = 7,
};

/* clang-format off */

/*
 * Of the 8 colours four are readable as grounds in any palette; so two of them
 * stand for two colours of highlights each, which their numbers in the margin
 * tell apart.
 */
#define BASIC_TEXT {                                            \
	[MARK_YELLOW] = BLACK, [MARK_GREEN] = BLACK,            \
	[MARK_BLUE] = BLACK, [MARK_PINK] = WHITE,               \
	[MARK_ORANGE] = BLACK, [MARK_PURPLE] = WHITE,           \
	[MARK_COLORS] = BLACK,                                  \
}

/* As of a text marker on paper. */
static const struct tints pastel = {
	.grounds = {
		[MARK_YELLOW] = { 222, WHITE },
		[MARK_GREEN] = { 150, GREEN },
		[MARK_BLUE] = { 153, CYAN },
		[MARK_PINK] = { 218, BLUE },
		[MARK_ORANGE] = { 216, WHITE },
		[MARK_PURPLE] = { 183, BLUE },
		[MARK_COLORS] = { 250, WHITE },
	},
	.inks = {
		[INK_TEXT] = 16, [INK_HEADING] = 16, [INK_LINK] = 19,
		[INK_CODE] = 88, [INK_QUIET] = 16, [INK_HIT] = 16,
		[INK_GOOD] = 16, [INK_BAD] = 88,
	},
	.basic_text = BASIC_TEXT,
};

/* What glares tires on a dark screen. */
static const struct tints dusky = {
	.grounds = {
		[MARK_YELLOW] = { 58, WHITE },
		[MARK_GREEN] = { 22, GREEN },
		[MARK_BLUE] = { 24, CYAN },
		[MARK_PINK] = { 89, BLUE },
		[MARK_ORANGE] = { 94, WHITE },
		[MARK_PURPLE] = { 54, BLUE },
		[MARK_COLORS] = { 240, WHITE },
	},
	.inks = {
		[INK_TEXT] = 231, [INK_HEADING] = 231, [INK_LINK] = 195,
		[INK_CODE] = 229, [INK_QUIET] = 231, [INK_HIT] = 231,
		[INK_GOOD] = 231, [INK_BAD] = 231,
	},
	.basic_text = BASIC_TEXT,
};

static const struct tints bright = {
	.grounds = {
		[MARK_YELLOW] = { 227, WHITE },
		[MARK_GREEN] = { 120, GREEN },
		[MARK_BLUE] = { 123, CYAN },
		[MARK_PINK] = { 218, BLUE },
		[MARK_ORANGE] = { 215, WHITE },
		[MARK_PURPLE] = { 183, BLUE },
		[MARK_COLORS] = { 252, WHITE },
	},
	.inks = {
		[INK_TEXT] = 16, [INK_HEADING] = 16, [INK_LINK] = 18,
		[INK_CODE] = 52, [INK_QUIET] = 16, [INK_HIT] = 16,
		[INK_GOOD] = 16, [INK_BAD] = 52,
	},
	.basic_text = BASIC_TEXT,
};

/* Attributes alone. */
#define COLORLESS                                               \
	.ground = { NONE, NONE },                               \
	.inks = {                                               \
		{ NONE, NONE }, { NONE, NONE }, { NONE, NONE }, \
		{ NONE, NONE }, { NONE, NONE }, { NONE, NONE }, \
		{ NONE, NONE }, { NONE, NONE },                 \
	},                                                      \
	.signs = {                                              \
		{ NONE, NONE }, { NONE, NONE }, { NONE, NONE }, \
		{ NONE, NONE }, { NONE, NONE }, { NONE, NONE }, \
		{ NONE, NONE },                                 \
	}

static const struct theme_colors themes[THEME_COUNT] = {
	/* Highlights bring a ground of their own: they are readable on any. */
	[THEME_AUTO] = { COLORLESS, .is_light = true, .tints = &pastel },
	[THEME_MONO] = { COLORLESS, .is_light = true },
	[THEME_DARK] = {
		.has_inks = true,
		.tints = &dusky,
		.ground = { NONE, NONE },
		.inks = {
			[INK_TEXT] = { NONE, NONE },
			[INK_HEADING] = { 116, CYAN },
			[INK_LINK] = { 111, CYAN },
			[INK_CODE] = { 180, GREEN },
			[INK_QUIET] = { 247, NONE },
			[INK_HIT] = { 183, NONE },
			[INK_GOOD] = { 114, GREEN },
			[INK_BAD] = { 210, NONE },
		},
		.signs = {
			[MARK_YELLOW] = { 221, NONE },
			[MARK_GREEN] = { 114, GREEN },
			[MARK_BLUE] = { 111, CYAN },
			[MARK_PINK] = { 211, NONE },
			[MARK_ORANGE] = { 215, NONE },
			[MARK_PURPLE] = { 141, NONE },
			[MARK_COLORS] = { 247, NONE },
		},
	},
	[THEME_LIGHT] = {
		.has_inks = true,
		.is_light = true,
		.tints = &pastel,
		.ground = { NONE, NONE },
		.inks = {
			[INK_TEXT] = { NONE, NONE },
			[INK_HEADING] = { 23, BLUE },
			[INK_LINK] = { 26, BLUE },
			[INK_CODE] = { 94, RED },
			[INK_QUIET] = { 241, NONE },
			[INK_HIT] = { 91, NONE },
			[INK_GOOD] = { 22, NONE },
			[INK_BAD] = { 124, RED },
		},
		.signs = {
			[MARK_YELLOW] = { 94, NONE },
			[MARK_GREEN] = { 22, NONE },
			[MARK_BLUE] = { 26, BLUE },
			[MARK_PINK] = { 126, NONE },
			[MARK_ORANGE] = { 124, RED },
			[MARK_PURPLE] = { 55, NONE },
			[MARK_COLORS] = { 241, NONE },
		},
	},
	/* Headings in red, as in old books. */
	[THEME_PAPER] = {
		.has_inks = true,
		.is_light = true,
		.tints = &pastel,
		.ground = { 230, WHITE },
		.inks = {
			[INK_TEXT] = { 236, BLACK },
			[INK_HEADING] = { 88, BLUE },
			[INK_LINK] = { 25, BLUE },
			[INK_CODE] = { 94, BLUE },
			[INK_QUIET] = { 241, BLACK },
			[INK_HIT] = { 91, BLACK },
			[INK_GOOD] = { 22, BLACK },
			[INK_BAD] = { 124, BLACK },
		},
		.signs = {
			[MARK_YELLOW] = { 94, BLACK },
			[MARK_GREEN] = { 22, BLACK },
			[MARK_BLUE] = { 26, BLUE },
			[MARK_PINK] = { 126, BLACK },
			[MARK_ORANGE] = { 124, BLACK },
			[MARK_PURPLE] = { 55, BLACK },
			[MARK_COLORS] = { 241, BLACK },
		},
	},
	/* 7:1, WCAG's 1.4.6, where there are 256 colours. */
	[THEME_HIGH_CONTRAST] = {
		.has_inks = true,
		.tints = &bright,
		.ground = { 16, BLACK },
		.inks = {
			[INK_TEXT] = { 231, WHITE },
			[INK_HEADING] = { 227, CYAN },
			[INK_LINK] = { 123, CYAN },
			[INK_CODE] = { 216, GREEN },
			[INK_QUIET] = { 252, WHITE },
			[INK_HIT] = { 219, WHITE },
			[INK_GOOD] = { 120, GREEN },
			[INK_BAD] = { 217, WHITE },
		},
		.signs = {
			[MARK_YELLOW] = { 227, WHITE },
			[MARK_GREEN] = { 120, GREEN },
			[MARK_BLUE] = { 123, CYAN },
			[MARK_PINK] = { 218, WHITE },
			[MARK_ORANGE] = { 215, WHITE },
			[MARK_PURPLE] = { 183, WHITE },
			[MARK_COLORS] = { 252, WHITE },
		},
	},
};

/* clang-format on */

const char *theme_names[THEME_MAX + 1] = {
	"auto", "dark", "light", "mono", "paper", "high-contrast",
};

static const struct theme_colors *own[THEME_OWN_MAX];
static int own_count;

void theme_add(const char *name, const struct theme_colors *colors)
{
	assert(own_count < THEME_OWN_MAX);
	theme_names[THEME_COUNT + own_count] = name;
	own[own_count++] = colors;
}

bool theme_find(const char *name, enum theme *theme)
{
	for (int i = 0; theme_names[i]; i++) {
		if (strcmp(theme_names[i], name) == 0) {
			*theme = (enum theme)i;
			return true;
		}
	}
	return false;
}

const struct theme_colors *theme_colors(enum theme theme)
{
	int index = (int)theme - THEME_COUNT;

	assert(index < own_count);
	return index < 0 ? &themes[theme] : own[index];
}

enum theme theme_shown(enum theme chosen, enum ground ground)
{
	if (chosen != THEME_AUTO || ground == GROUND_UNKNOWN)
		return chosen;
	return ground == GROUND_DARK ? THEME_DARK : THEME_LIGHT;
}

enum theme theme_printed(enum theme chosen)
{
	return theme_colors(chosen)->ground.hue < 0 ? chosen : THEME_AUTO;
}

enum theme theme_other(enum theme shown)
{
	return theme_colors(shown)->is_light ? THEME_DARK : THEME_LIGHT;
}

/* One channel's light. sRGB's curve is taken for a square, which decides
 * between dark and light alike. */
static double light_of(unsigned channel)
{
	double part = channel / 65535.0;

	return part * part;
}

enum ground theme_ground(unsigned red, unsigned green, unsigned blue)
{
	double luminance = 0.2126 * light_of(red) + 0.7152 * light_of(green) +
			   0.0722 * light_of(blue);

	/* Where black and white text are equally readable. */
	return luminance < 0.179 ? GROUND_DARK : GROUND_LIGHT;
}

enum ground theme_ground_of(const char *colorfgbg)
{
	const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
	char *end;
	long number;

	if (!last || last[1] < '0' || last[1] > '9')
		return GROUND_UNKNOWN;
	number = strtol(last + 1, &end, 10);
	if (*end || number > 15)
		return GROUND_UNKNOWN;
	/* 7 is light grey, 8 dark grey, 9 to 15 bright ones. */
	return number < 7 || number == 8 ? GROUND_DARK : GROUND_LIGHT;
}
