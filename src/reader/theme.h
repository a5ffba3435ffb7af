/* SPDX-License-Identifier: ISC */
/* The themes: which colours there are for what is said in colour. */
#ifndef READER_THEME_H
#define READER_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "marks/mark.h"

/* As the option's choices; behind these the reader's own (themes.h). */
enum theme {
	THEME_AUTO, /* dark or light, as the terminal is known to be; as a table
		     * of its own: for one of which nothing is known */
	THEME_DARK,
	THEME_LIGHT,
	THEME_MONO,	     /* attributes alone */
	THEME_PAPER,	     /* a warm ground of its own */
	THEME_HIGH_CONTRAST, /* a black one */
	THEME_COUNT,
	THEME_OWN_MAX = 32,
	THEME_MAX = THEME_COUNT + THEME_OWN_MAX,
};

/* What is behind the text of a terminal. */
enum ground { GROUND_UNKNOWN, GROUND_DARK, GROUND_LIGHT };

/* What a colour says. There are few, for text is read for hours. */
enum ink {
	INK_TEXT,
	INK_HEADING,
	INK_LINK,
	INK_CODE,
	INK_QUIET, /* what is there to be overlooked */
	INK_HIT,
	INK_GOOD,
	INK_BAD,
	INK_COUNT,
};

/* Of the 256-colour palette, of which only 16 to 255 are the same everywhere,
 * and of the 8 colours; -1: the terminal's default. */
struct color {
	int16_t hue;
	int8_t basic;
};

/* What highlights lie on; the last of each: highlights of several colours. */
struct tints {
	struct color grounds[MARK_COLORS + 1];
	int16_t inks[INK_COUNT]; /* the hues of text on any of them */
	int8_t basic_text[MARK_COLORS + 1];
};

struct theme_colors {
	bool has_inks;		   /* else attributes say what they would */
	bool is_light;		   /* D leads to a dark one */
	const struct tints *tints; /* NULL: likewise */
	struct color ground;
	struct color inks[INK_COUNT];
	uint8_t attributes[INK_COUNT];	     /* more of them (enum attribute) */
	struct color signs[MARK_COLORS + 1]; /* of highlights, on the ground */
};

/* Their names, NULL-terminated, as enum theme has them. */
extern const char *theme_names[THEME_MAX + 1];

/* One more, of which there are at most THEME_OWN_MAX; all is borrowed, and
 * colors may change. */
void theme_add(const char *name, const struct theme_colors *colors);

/* False: no theme has this name. */
bool theme_find(const char *name, enum theme *theme);

const struct theme_colors *theme_colors(enum theme theme);

/* The theme whose colours are used where one is chosen. */
enum theme theme_shown(enum theme chosen, enum ground ground);

/* The theme to choose where no ground can be painted behind all of the text: in
 * a stream. */
enum theme theme_printed(enum theme chosen);

/* What D makes of the theme that is shown: light of dark, dark of light. */
enum theme theme_other(enum theme shown);

/* What a colour is as a ground, by its luminance (WCAG 2.1); channels from 0 to
 * 65535. */
enum ground theme_ground(unsigned red, unsigned green, unsigned blue);

/* What COLORFGBG says, such as "15;0" or "0;default;15", of which the last is
 * the ground, by its number among 16; NULL: nothing. Source: rxvt(1). */
enum ground theme_ground_of(const char *colorfgbg);

#endif
