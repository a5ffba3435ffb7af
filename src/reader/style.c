/* SPDX-License-Identifier: ISC */
/* One table from what a cell means to how it looks. */
#include "reader/style.h"

#include <assert.h>

#include "document/document.h"

static enum theme chosen = THEME_AUTO;
static enum theme current = THEME_AUTO;
static enum ground known = GROUND_UNKNOWN;

/* What a cell means in attributes, and what its colour says: which one that is
 * the theme knows. Nothing is said by a hue alone. */
struct sense {
	uint8_t attributes;
	uint8_t bare;
	uint8_t ink;
};

static const struct sense meanings[MEANING_COUNT] = {
	[MEANING_TEXT] = { 0, 0, INK_TEXT },
	[MEANING_HEADING_1] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[MEANING_HEADING_2] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[MEANING_HEADING_3] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[MEANING_HEADING_4] = { ATTRIBUTE_BOLD, 0, INK_TEXT },
	[MEANING_HEADING_5] = { ATTRIBUTE_BOLD | ATTRIBUTE_ITALIC, 0,
				INK_TEXT },
	[MEANING_HEADING_6] = { ATTRIBUTE_ITALIC, 0, INK_TEXT },
	[MEANING_CODE] = { 0, ATTRIBUTE_DIM, INK_CODE },
	[MEANING_QUOTE] = { 0, 0, INK_TEXT },
	[MEANING_NAME] = { ATTRIBUTE_BOLD, 0, INK_TEXT },
	[MEANING_TITLE] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[MEANING_BYLINE] = { ATTRIBUTE_ITALIC, 0, INK_QUIET },
	[MEANING_HEADING_RULE] = { 0, 0, INK_HEADING },
	[MEANING_RULE] = { 0, 0, INK_QUIET },
	[MEANING_BAR] = { 0, 0, INK_QUIET },
	[MEANING_MARKER] = { 0, 0, INK_HEADING },
	[MEANING_REFERENCE] = { 0, ATTRIBUTE_BOLD, INK_LINK },
	[MEANING_BACK] = { 0, ATTRIBUTE_BOLD, INK_LINK },
	[MEANING_LINK] = { ATTRIBUTE_UNDERLINE, 0, INK_LINK },
	[MEANING_CALLOUT] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[MEANING_CALLOUT_NOTE] = { ATTRIBUTE_BOLD, 0, INK_LINK },
	[MEANING_CALLOUT_TIP] = { ATTRIBUTE_BOLD, 0, INK_GOOD },
	[MEANING_CALLOUT_IMPORTANT] = { ATTRIBUTE_BOLD, 0, INK_HIT },
	[MEANING_CALLOUT_WARNING] = { ATTRIBUTE_BOLD, 0, INK_CODE },
	[MEANING_CALLOUT_CAUTION] = { ATTRIBUTE_BOLD, 0, INK_BAD },
	[MEANING_CONTINUED] = { 0, 0, INK_QUIET },
	[MEANING_HYPHEN] = { 0, 0, INK_TEXT },
};

static const struct sense parts[PART_COUNT] = {
	[PART_SIDEBAR] = { 0, 0, INK_TEXT },
	[PART_SIDEBAR_CURRENT] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[PART_SIDEBAR_SELECTED] = { ATTRIBUTE_REVERSE, 0, INK_TEXT },
	[PART_SIDEBAR_TITLE] = { ATTRIBUTE_BOLD, 0, INK_TEXT },
	[PART_BORDER] = { 0, 0, INK_QUIET },
	[PART_STATUS] = { 0, 0, INK_QUIET },
	[PART_STATUS_SECTION] = { 0, 0, INK_TEXT },
	[PART_MESSAGE] = { ATTRIBUTE_BOLD, 0, INK_TEXT },
	[PART_ERROR] = { ATTRIBUTE_BOLD, 0, INK_BAD },
	[PART_PROMPT] = { 0, 0, INK_TEXT },
	[PART_POINT] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[PART_CUT] = { ATTRIBUTE_BOLD, 0, INK_QUIET },
	[PART_TURNED] = { 0, 0, INK_QUIET },
	[PART_SIDENOTE] = { 0, 0, INK_QUIET },
	[PART_KEY] = { ATTRIBUTE_BOLD, 0, INK_HEADING },
	[PART_LABEL] = { ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, 0, INK_TEXT },
	[PART_HIT] = { ATTRIBUTE_BOLD | ATTRIBUTE_UNDERLINE, 0, INK_HIT },
	[PART_HIT_CURRENT] = { ATTRIBUTE_BOLD | ATTRIBUTE_REVERSE, 0, INK_HIT },
};

/* Of highlights without colours: a third of the six each; their numbers, in the
 * margin, tell them apart. Bold and underlined alone would be a hit. */
static const uint8_t bare_tints[MARK_COLORS] = {
	[MARK_YELLOW] = ATTRIBUTE_UNDERLINE,
	[MARK_GREEN] = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE,
	[MARK_BLUE] = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD,
	[MARK_PINK] = ATTRIBUTE_UNDERLINE,
	[MARK_ORANGE] = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE,
	[MARK_PURPLE] =
		ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE | ATTRIBUTE_BOLD,
};

static bool show(void)
{
	enum theme before = current;

	current = theme_shown(chosen, known);
	return current != before;
}

bool style_use(enum theme theme)
{
	chosen = theme;
	return show();
}

bool style_know(enum ground ground)
{
	known = ground;
	return show();
}

enum theme style_theme(void)
{
	return current;
}

bool style_has_tints(void)
{
	return theme_colors(current)->tints != NULL;
}

/* Colours what is on the theme's own ground. */
static struct look inked(struct look look, enum ink ink, struct color color)
{
	const struct theme_colors *colors = theme_colors(current);

	look.ink = (uint8_t)ink;
	look.hue = color.hue;
	look.basic = color.basic;
	look.ground = colors->ground.hue;
	look.basic_ground = colors->ground.basic;
	if (!colors->has_inks)
		look.attributes |= look.bare;
	return look;
}

static struct look in_ink(struct look look, enum ink ink)
{
	const struct theme_colors *colors = theme_colors(current);

	look.attributes |= colors->attributes[ink];
	return inked(look, ink, colors->inks[ink]);
}

static struct look look_of(struct sense sense)
{
	struct look look = { .attributes = sense.attributes,
			     .bare = sense.bare };

	return in_ink(look, (enum ink)sense.ink);
}

struct look style_ground(void)
{
	return in_ink((struct look){ 0 }, INK_TEXT);
}

struct look style_look(enum meaning meaning, unsigned run_style)
{
	struct sense sense;

	assert(meaning < MEANING_COUNT);
	sense = meanings[meaning];
	if (run_style & RUN_EMPHASIS)
		sense.attributes ^= ATTRIBUTE_ITALIC;
	if (run_style & RUN_STRONG)
		sense.attributes |= ATTRIBUTE_BOLD;
	if (run_style & RUN_IMAGE && !(run_style & RUN_LINK))
		sense.attributes ^= ATTRIBUTE_ITALIC;
	if (run_style & RUN_CODE) {
		sense.bare = ATTRIBUTE_DIM;
		sense.ink = INK_CODE;
	}
	/* What is struck has signs around it, for few terminals draw a line
	 * through text; what is marked stays readable. */
	if ((run_style & (RUN_STRIKE | RUN_MARK)) == RUN_STRIKE) {
		sense.bare |= ATTRIBUTE_DIM;
		sense.ink = INK_QUIET;
	}
	if (run_style & RUN_MARK) {
		sense.attributes |= ATTRIBUTE_REVERSE;
		sense.ink = INK_CODE;
	}
	if (run_style & RUN_LINK) {
		sense.attributes |= ATTRIBUTE_UNDERLINE;
		sense.ink = INK_LINK;
	}
	return look_of(sense);
}

struct look style_part(enum part part)
{
	assert(part < PART_COUNT);
	return look_of(parts[part]);
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

struct look style_selected(struct look text)
{
	text.attributes |= ATTRIBUTE_REVERSE;
	text.attributes &= (uint8_t)~ATTRIBUTE_DIM;
	text.bare = 0;
	return in_ink(text, INK_TEXT);
}

struct look style_faded(struct look text)
{
	text.bare |= ATTRIBUTE_DIM;
	return in_ink(text, INK_QUIET);
}

/* Without its ground: it may be of another text. */
static struct look doubtful_look(struct look text, enum mark_color color)
{
	text.attributes |= ATTRIBUTE_UNDERLINE;
	text.bare |= ATTRIBUTE_DIM;
	return inked(text, INK_TEXT, theme_colors(current)->signs[color]);
}

struct look style_highlight(struct look text, enum mark_color color,
			    bool doubtful, bool shared)
{
	const struct tints *tints = theme_colors(current)->tints;
	struct look look = text;

	assert(color < MARK_COLORS);
	look.attributes &= (uint8_t) ~(ATTRIBUTE_REVERSE | ATTRIBUTE_DIM);
	if (doubtful)
		return doubtful_look(look, color);
	if (shared)
		look.attributes |= ATTRIBUTE_UNDERLINE;
	look.bare = bare_tints[color];
	if (shared)
		look.bare = (look.bare | ATTRIBUTE_REVERSE) ^ ATTRIBUTE_BOLD;
	if (!tints) {
		look.attributes |= look.bare;
		return look;
	}
	look.hue = tints->inks[text.ink];
	look.basic = tints->basic_text[color];
	look.ground = tints->grounds[color].hue;
	look.basic_ground = tints->grounds[color].basic;
	return look;
}

struct look style_sign(enum mark_color color)
{
	struct look look = { .attributes = ATTRIBUTE_BOLD };

	assert(color <= MARK_COLORS);
	return inked(look, INK_TEXT, theme_colors(current)->signs[color]);
}

struct look style_swatch(enum mark_color color)
{
	const struct tints *tints = theme_colors(current)->tints;
	struct look look = style_ground();

	assert(color <= MARK_COLORS);
	if (!tints)
		return look;
	look.hue = tints->inks[INK_TEXT];
	look.basic = tints->basic_text[color];
	look.ground = tints->grounds[color].hue;
	look.basic_ground = tints->grounds[color].basic;
	return look;
}
