/* SPDX-License-Identifier: ISC */
/* One table from what a cell means to how it looks. */
#include "reader/style.h"

#include <assert.h>

#include "document/document.h"

/*
 * Hues are of the 256-colour palette and of middling lightness, so that they
 * are readable on a dark and on a light background alike. The background is set
 * for highlights alone, and the text on it with it. Nothing is said by a hue
 * alone.
 */
enum {
	HUE_TEAL = 31,
	HUE_BLUE = 32,
	HUE_GREEN = 64,
	HUE_VIOLET = 97,
	HUE_BROWN = 130,
	HUE_RED = 160,
	HUE_GREY = 244,
	/* Dark ones, for text on a tint. */
	DARK_TEXT = 16,
	DARK_BLUE = 19,
	DARK_TEAL = 23,
	DARK_RED = 88,
};

enum {
	BASIC_BLACK = 0,
	BASIC_RED = 1,
	BASIC_GREEN = 2,
	BASIC_YELLOW = 3,
	BASIC_BLUE = 4,
	BASIC_MAGENTA = 5,
	BASIC_CYAN = 6,
	BASIC_WHITE = 7,
};

/* On the background that there is. */
#define LOOK(attributes, bare, hue, basic)                 \
	{                                                  \
		(attributes), (bare), (hue), (basic), 0, 0 \
	}
#define PLAIN LOOK(0, 0, -1, -1)

static const struct look meanings[MEANING_COUNT] = {
	[MEANING_TEXT] = PLAIN,
	[MEANING_HEADING_1] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_HEADING_2] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_HEADING_3] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_HEADING_4] = LOOK(ATTRIBUTE_BOLD, 0, -1, -1),
	[MEANING_HEADING_5] =
		LOOK(ATTRIBUTE_BOLD | ATTRIBUTE_ITALIC, 0, -1, -1),
	[MEANING_HEADING_6] = LOOK(ATTRIBUTE_ITALIC, 0, -1, -1),
	[MEANING_CODE] = LOOK(0, ATTRIBUTE_DIM, HUE_BROWN, BASIC_YELLOW),
	[MEANING_QUOTE] = PLAIN,
	[MEANING_NAME] = LOOK(ATTRIBUTE_BOLD, 0, -1, -1),
	[MEANING_TITLE] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_BYLINE] = LOOK(ATTRIBUTE_ITALIC, 0, HUE_GREY, -1),
	[MEANING_HEADING_RULE] = LOOK(0, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_RULE] = LOOK(0, 0, HUE_GREY, -1),
	[MEANING_BAR] = LOOK(0, 0, HUE_GREY, -1),
	[MEANING_MARKER] = LOOK(0, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_REFERENCE] = LOOK(0, ATTRIBUTE_BOLD, HUE_BLUE, BASIC_BLUE),
	[MEANING_BACK] = LOOK(0, ATTRIBUTE_BOLD, HUE_BLUE, BASIC_BLUE),
	[MEANING_LINK] = LOOK(ATTRIBUTE_UNDERLINE, 0, HUE_BLUE, BASIC_BLUE),
	[MEANING_CALLOUT] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[MEANING_CALLOUT_NOTE] = LOOK(ATTRIBUTE_BOLD, 0, HUE_BLUE, BASIC_BLUE),
	[MEANING_CALLOUT_TIP] = LOOK(ATTRIBUTE_BOLD, 0, HUE_GREEN, BASIC_GREEN),
	[MEANING_CALLOUT_IMPORTANT] =
		LOOK(ATTRIBUTE_BOLD, 0, HUE_VIOLET, BASIC_MAGENTA),
	[MEANING_CALLOUT_WARNING] =
		LOOK(ATTRIBUTE_BOLD, 0, HUE_BROWN, BASIC_YELLOW),
	[MEANING_CALLOUT_CAUTION] = LOOK(ATTRIBUTE_BOLD, 0, HUE_RED, BASIC_RED),
	[MEANING_CONTINUED] = LOOK(0, 0, HUE_GREY, -1),
	[MEANING_HYPHEN] = PLAIN,
};

static const struct look parts[PART_COUNT] = {
	[PART_SIDEBAR] = PLAIN,
	[PART_SIDEBAR_CURRENT] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[PART_SIDEBAR_SELECTED] = LOOK(ATTRIBUTE_REVERSE, 0, -1, -1),
	[PART_SIDEBAR_TITLE] = LOOK(ATTRIBUTE_BOLD, 0, -1, -1),
	[PART_BORDER] = LOOK(0, 0, HUE_GREY, -1),
	[PART_STATUS] = LOOK(0, 0, HUE_GREY, -1),
	[PART_STATUS_SECTION] = PLAIN,
	[PART_MESSAGE] = LOOK(ATTRIBUTE_BOLD, 0, -1, -1),
	[PART_ERROR] = LOOK(ATTRIBUTE_BOLD, 0, HUE_RED, BASIC_RED),
	[PART_PROMPT] = PLAIN,
	[PART_POINT] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[PART_CUT] = LOOK(ATTRIBUTE_BOLD, 0, HUE_GREY, -1),
	[PART_KEY] = LOOK(ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN),
	[PART_LABEL] = LOOK(ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, 0, -1, -1),
	[PART_HIT] = LOOK(ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE, 0, HUE_VIOLET,
			  BASIC_MAGENTA),
	[PART_HIT_CURRENT] = LOOK(ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, 0,
				  HUE_VIOLET, BASIC_MAGENTA),
};

/* A colour of highlights: its sign, and text on it. */
static const struct tint {
	int16_t hue; /* of the sign, on any background */
	int8_t basic;
	uint8_t ground;
	uint8_t basic_ground;
	int8_t basic_text;
	uint8_t bare; /* a third of the six each: their numbers, in the margin,
		       * tell them apart */
} tints[MARK_COLORS + 1] = {
	[MARK_YELLOW] = { 136, BASIC_YELLOW, 222, BASIC_YELLOW, BASIC_BLACK,
			  ATTRIBUTE_UNDERLINE },
	[MARK_GREEN] = { HUE_GREEN, BASIC_GREEN, 150, BASIC_GREEN, BASIC_BLACK,
			 ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE },
	[MARK_BLUE] = { HUE_BLUE, BASIC_CYAN, 153, BASIC_CYAN, BASIC_BLACK,
			ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE |
				ATTRIBUTE_BOLD },
	[MARK_PINK] = { 168, BASIC_MAGENTA, 218, BASIC_MAGENTA, BASIC_BLACK,
			ATTRIBUTE_UNDERLINE },
	[MARK_ORANGE] = { 166, BASIC_RED, 216, BASIC_RED, BASIC_BLACK,
			  ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE },
	[MARK_PURPLE] = { HUE_VIOLET, BASIC_BLUE, 183, BASIC_BLUE, BASIC_WHITE,
			  ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE |
				  ATTRIBUTE_BOLD },
	[MARK_COLORS] = { HUE_GREY, -1, 250, BASIC_WHITE, BASIC_BLACK, 0 },
};

struct look style_look(enum meaning meaning, unsigned run_style)
{
	struct look look;

	assert(meaning < MEANING_COUNT);
	look = meanings[meaning];
	if (run_style & RUN_EMPHASIS)
		look.attributes ^= ATTRIBUTE_ITALIC;
	if (run_style & RUN_STRONG)
		look.attributes |= ATTRIBUTE_BOLD;
	if (run_style & RUN_IMAGE && !(run_style & RUN_LINK))
		look.attributes ^= ATTRIBUTE_ITALIC;
	if (run_style & RUN_CODE) {
		look.bare = ATTRIBUTE_DIM;
		look.hue = HUE_BROWN;
		look.basic = BASIC_YELLOW;
	}
	/* What is struck has signs around it, for few terminals draw a line
	 * through text; what is marked stays readable. */
	if ((run_style & (RUN_STRIKE | RUN_MARK)) == RUN_STRIKE)
		look.attributes |= ATTRIBUTE_DIM;
	if (run_style & RUN_MARK) {
		look.attributes |= ATTRIBUTE_REVERSE;
		look.hue = HUE_BROWN;
		look.basic = BASIC_YELLOW;
	}
	if (run_style & RUN_LINK) {
		look.attributes |= ATTRIBUTE_UNDERLINE;
		look.hue = HUE_BLUE;
		look.basic = BASIC_BLUE;
	}
	return look;
}

struct look style_part(enum part part)
{
	assert(part < PART_COUNT);
	return parts[part];
}

struct look style_over(struct look text, enum part part)
{
	/* What is dimmed must still be seen, what is marked as with a text
	 * marker is not to be taken for the part. */
	const uint8_t kept = (uint8_t) ~(ATTRIBUTE_DIM | ATTRIBUTE_REVERSE);
	struct look look = style_part(part);

	look.attributes |= text.attributes & kept;
	look.bare |= text.bare & kept;
	return look;
}

/* The dark hue that says on a tint what a hue says elsewhere. */
static int16_t darkened(int16_t hue)
{
	switch (hue) {
	case HUE_BLUE:
		return DARK_BLUE;
	case HUE_TEAL:
	case HUE_GREEN:
		return DARK_TEAL;
	case HUE_BROWN:
	case HUE_RED:
		return DARK_RED;
	default:
		return DARK_TEXT;
	}
}

struct look style_highlight(struct look text, enum mark_color color,
			    bool doubtful, bool shared)
{
	const struct tint *tint = &tints[color];
	struct look look = text;

	assert(color < MARK_COLORS);
	look.attributes &= (uint8_t)~ATTRIBUTE_REVERSE;
	if (doubtful) {
		look.attributes |= ATTRIBUTE_UNDERLINE;
		look.bare |= ATTRIBUTE_DIM;
		look.hue = tint->hue;
		look.basic = tint->basic;
		return look;
	}
	if (shared)
		look.attributes |= ATTRIBUTE_UNDERLINE;
	/* Bold and underlined alone would be a hit. */
	look.bare = tint->bare;
	if (shared)
		look.bare = (tint->bare | ATTRIBUTE_REVERSE) ^ ATTRIBUTE_BOLD;
	look.hue = darkened(text.hue);
	look.ground = tint->ground;
	look.basic = tint->basic_text;
	look.basic_ground = tint->basic_ground;
	return look;
}

struct look style_sign(enum mark_color color)
{
	struct look look = LOOK(ATTRIBUTE_BOLD, 0, -1, -1);

	assert(color <= MARK_COLORS);
	look.hue = tints[color].hue;
	look.basic = tints[color].basic;
	return look;
}

struct look style_swatch(enum mark_color color)
{
	struct look look = LOOK(0, 0, DARK_TEXT, -1);

	assert(color <= MARK_COLORS);
	look.basic = tints[color].basic_text;
	look.ground = tints[color].ground;
	look.basic_ground = tints[color].basic_ground;
	return look;
}
