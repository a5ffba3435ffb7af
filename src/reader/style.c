/* SPDX-License-Identifier: ISC */
/* One table from what a cell means to how it looks. */
#include "reader/style.h"

#include <assert.h>

#include "document/document.h"

/*
 * Hues are of the 256-colour palette and of middling lightness, so that they
 * are readable on a dark and on a light background alike: the background is
 * never set. Nothing is said by a hue alone.
 */
enum {
	HUE_TEAL = 31,
	HUE_BLUE = 32,
	HUE_GREEN = 64,
	HUE_VIOLET = 97,
	HUE_BROWN = 130,
	HUE_RED = 160,
	HUE_GREY = 244,
};

enum {
	BASIC_RED = 1,
	BASIC_GREEN = 2,
	BASIC_YELLOW = 3,
	BASIC_BLUE = 4,
	BASIC_MAGENTA = 5,
	BASIC_CYAN = 6,
};

#define PLAIN                \
	{                    \
		0, 0, -1, -1 \
	}

static const struct look meanings[MEANING_COUNT] = {
	[MEANING_TEXT] = PLAIN,
	[MEANING_HEADING_1] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_HEADING_2] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_HEADING_3] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_HEADING_4] = { ATTRIBUTE_BOLD, 0, -1, -1 },
	[MEANING_HEADING_5] = { ATTRIBUTE_BOLD | ATTRIBUTE_ITALIC, 0, -1, -1 },
	[MEANING_HEADING_6] = { ATTRIBUTE_ITALIC, 0, -1, -1 },
	[MEANING_CODE] = { 0, ATTRIBUTE_DIM, HUE_BROWN, BASIC_YELLOW },
	[MEANING_QUOTE] = PLAIN,
	[MEANING_NAME] = { ATTRIBUTE_BOLD, 0, -1, -1 },
	[MEANING_TITLE] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_BYLINE] = { ATTRIBUTE_ITALIC, 0, HUE_GREY, -1 },
	[MEANING_HEADING_RULE] = { 0, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_RULE] = { 0, 0, HUE_GREY, -1 },
	[MEANING_BAR] = { 0, 0, HUE_GREY, -1 },
	[MEANING_MARKER] = { 0, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_REFERENCE] = { 0, ATTRIBUTE_BOLD, HUE_BLUE, BASIC_BLUE },
	[MEANING_BACK] = { 0, ATTRIBUTE_BOLD, HUE_BLUE, BASIC_BLUE },
	[MEANING_LINK] = { ATTRIBUTE_UNDERLINE, 0, HUE_BLUE, BASIC_BLUE },
	[MEANING_CALLOUT] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[MEANING_CALLOUT_NOTE] = { ATTRIBUTE_BOLD, 0, HUE_BLUE, BASIC_BLUE },
	[MEANING_CALLOUT_TIP] = { ATTRIBUTE_BOLD, 0, HUE_GREEN, BASIC_GREEN },
	[MEANING_CALLOUT_IMPORTANT] = { ATTRIBUTE_BOLD, 0, HUE_VIOLET,
					BASIC_MAGENTA },
	[MEANING_CALLOUT_WARNING] = { ATTRIBUTE_BOLD, 0, HUE_BROWN,
				      BASIC_YELLOW },
	[MEANING_CALLOUT_CAUTION] = { ATTRIBUTE_BOLD, 0, HUE_RED, BASIC_RED },
	[MEANING_CONTINUED] = { 0, 0, HUE_GREY, -1 },
	[MEANING_HYPHEN] = PLAIN,
};

static const struct look parts[PART_COUNT] = {
	[PART_SIDEBAR] = PLAIN,
	[PART_SIDEBAR_CURRENT] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[PART_SIDEBAR_SELECTED] = { ATTRIBUTE_REVERSE, 0, -1, -1 },
	[PART_SIDEBAR_TITLE] = { ATTRIBUTE_BOLD, 0, -1, -1 },
	[PART_BORDER] = { 0, 0, HUE_GREY, -1 },
	[PART_STATUS] = { 0, 0, HUE_GREY, -1 },
	[PART_STATUS_SECTION] = PLAIN,
	[PART_MESSAGE] = { ATTRIBUTE_BOLD, 0, -1, -1 },
	[PART_ERROR] = { ATTRIBUTE_BOLD, 0, HUE_RED, BASIC_RED },
	[PART_PROMPT] = PLAIN,
	[PART_POINT] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[PART_CUT] = { ATTRIBUTE_BOLD, 0, HUE_GREY, -1 },
	[PART_KEY] = { ATTRIBUTE_BOLD, 0, HUE_TEAL, BASIC_CYAN },
	[PART_LABEL] = { ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, 0, -1, -1 },
	[PART_HIT] = { ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE, 0, HUE_VIOLET,
		       BASIC_MAGENTA },
	[PART_HIT_CURRENT] = { ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, 0,
			       HUE_VIOLET, BASIC_MAGENTA },
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
