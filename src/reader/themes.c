/* SPDX-License-Identifier: ISC */
/* Themes of the reader's own, made of one of the program's. */
#include "reader/themes.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/nearest.h"
#include "reader/style.h"

const struct theme_part theme_parts[] = {
	{ "base", THEME_BASE, 0, "the theme that it is made of; comes first" },
	{ "ground", THEME_GROUND, 0, "what is behind all" },
	{ "text", THEME_INK, INK_TEXT, "text" },
	{ "heading", THEME_INK, INK_HEADING, "headings, what is current" },
	{ "link", THEME_INK, INK_LINK, "links, numbers of notes" },
	{ "code", THEME_INK, INK_CODE, "code, marked text, warnings" },
	{ "quiet", THEME_INK, INK_QUIET, "rules, the status line, notes" },
	{ "hit", THEME_INK, INK_HIT, "hits of a search" },
	{ "good", THEME_INK, INK_GOOD, "tips" },
	{ "bad", THEME_INK, INK_BAD, "errors, cautions" },
	{ "mark-text", THEME_ON_MARK, 0, "text on highlights" },
	{ "mark-yellow", THEME_MARK, MARK_YELLOW, "a highlight" },
	{ "mark-green", THEME_MARK, MARK_GREEN, "a highlight" },
	{ "mark-blue", THEME_MARK, MARK_BLUE, "a highlight" },
	{ "mark-pink", THEME_MARK, MARK_PINK, "a highlight" },
	{ "mark-orange", THEME_MARK, MARK_ORANGE, "a highlight" },
	{ "mark-purple", THEME_MARK, MARK_PURPLE, "a highlight" },
	{ "mark-several", THEME_MARK, MARK_COLORS, "several on a row" },
	{ "sign-yellow", THEME_SIGN, MARK_YELLOW, "its sign in the margin" },
	{ "sign-green", THEME_SIGN, MARK_GREEN, "its sign in the margin" },
	{ "sign-blue", THEME_SIGN, MARK_BLUE, "its sign in the margin" },
	{ "sign-pink", THEME_SIGN, MARK_PINK, "its sign in the margin" },
	{ "sign-orange", THEME_SIGN, MARK_ORANGE, "its sign in the margin" },
	{ "sign-purple", THEME_SIGN, MARK_PURPLE, "its sign in the margin" },
	{ "sign-several", THEME_SIGN, MARK_COLORS, "the sign of several" },
};
const size_t theme_parts_count = sizeof(theme_parts) / sizeof(theme_parts[0]);

static const char *const basic_names[] = { "black",  "red",  "green",
					   "yellow", "blue", "magenta",
					   "cyan",   "white" };

static const struct {
	const char *name;
	uint8_t attribute;
} attribute_names[] = {
	{ "bold", ATTRIBUTE_BOLD },
	{ "italic", ATTRIBUTE_ITALIC },
	{ "underline", ATTRIBUTE_UNDERLINE },
	{ "reverse", ATTRIBUTE_REVERSE },
	{ "dim", ATTRIBUTE_DIM },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { KEEP = -2 }; /* no colour was said */

struct own_theme {
	char name[THEMES_NAME_MAX + 1];
	struct theme_colors colors;
	struct tints tints;
	enum theme base;
	bool begun;   /* in the file that is read */
	uint32_t set; /* which parts, by their numbers in the table */
};

static struct own_theme own[THEME_OWN_MAX];
static size_t own_count;

void themes_restart(void)
{
	for (size_t i = 0; i < own_count; i++)
		own[i].begun = false;
}

/* --- Colours ----------------------------------------------------------------
 */

static bool hex_byte(const char *digits, int *value)
{
	char text[3] = { digits[0], digits[1], '\0' };
	char *end;

	if (!strchr("0123456789abcdefABCDEF", text[0]))
		return false;
	*value = (int)strtol(text, &end, 16);
	return end == text + 2;
}

static int square(int value)
{
	return value * value;
}

static const int levels[] = { 0, 95, 135, 175, 215, 255 };

static int nearest_level(int value)
{
	int nearest = 0;

	for (int i = 1; i < (int)(sizeof(levels) / sizeof(levels[0])); i++)
		if (abs(levels[i] - value) < abs(levels[nearest] - value))
			nearest = i;
	return nearest;
}

/* The nearest colour of xterm's cube of 6 x 6 x 6, or of its 24 greys. */
static int16_t nearest_hue(const int rgb[3])
{
	int hue = 0, cube_off = 0, grey_off = 0;
	int grey = ((rgb[0] + rgb[1] + rgb[2]) / 3 - 3) / 10;

	grey = grey < 0 ? 0 : grey > 23 ? 23 : grey;
	for (int i = 0; i < 3; i++) {
		int level = nearest_level(rgb[i]);

		hue = 6 * hue + level;
		cube_off += square(levels[level] - rgb[i]);
		grey_off += square(8 + 10 * grey - rgb[i]);
	}
	return (int16_t)(grey_off < cube_off ? 232 + grey : 16 + hue);
}

static bool read_color(const char *word, int16_t *hue)
{
	int rgb[3];
	char *end;
	long number;

	if (strcmp(word, "default") == 0) {
		*hue = -1;
		return true;
	}
	for (size_t i = 0; i < COUNT(basic_names); i++) {
		if (strcmp(word, basic_names[i]) == 0) {
			*hue = (int16_t)i;
			return true;
		}
	}
	if (*word == '#' && strlen(word) == 7 && hex_byte(word + 1, &rgb[0]) &&
	    hex_byte(word + 3, &rgb[1]) && hex_byte(word + 5, &rgb[2])) {
		*hue = nearest_hue(rgb);
		return true;
	}
	number = strtol(word, &end, 10);
	if (*word < '0' || *word > '9' || *end || number > 255)
		return false;
	*hue = (int16_t)number;
	return true;
}

static bool read_attribute(const char *word, uint8_t *attributes)
{
	for (size_t i = 0; i < COUNT(attribute_names); i++) {
		if (strcmp(word, attribute_names[i].name) == 0) {
			*attributes |= attribute_names[i].attribute;
			return true;
		}
	}
	return false;
}

/* Reads "COLOUR ATTRIBUTE …"; hue stays KEEP where no colour is said. */
static bool read_value(const struct theme_part *part, const char *value,
		       int16_t *hue, uint8_t *attributes, struct error *error)
{
	size_t words = 0;

	*hue = KEEP;
	*attributes = 0;
	for (const char *at = value + strspn(value, " \t"); *at;
	     at += strspn(at, " \t"), words++) {
		size_t len = strcspn(at, " \t");
		char word[16];

		if (len < sizeof(word)) {
			memcpy(word, at, len);
			word[len] = '\0';
		}
		if (len < sizeof(word) &&
		    ((*hue == KEEP && read_color(word, hue)) ||
		     (part->kind == THEME_INK &&
		      read_attribute(word, attributes)))) {
			at += len;
			continue;
		}
		return error_set(
			error,
			"%s is default, black, red, green, yellow, blue, "
			"magenta, cyan, white, 0 to 255 or #rrggbb%s, not "
			"\xe2\x80\x9c%.40s\xe2\x80\x9d",
			part->name,
			part->kind == THEME_INK ? ", and bold, italic, "
						  "underline, reverse, dim"
						: "",
			value);
	}
	return words || error_set(error, "%s needs a colour", part->name);
}

/* --- A theme ----------------------------------------------------------------
 */

/* What highlights lie on, where a theme has nothing for them. */
static const struct tints *tints_of(const struct theme_colors *colors)
{
	return colors->tints ? colors->tints : theme_colors(THEME_AUTO)->tints;
}

static void make_of(struct own_theme *theme, enum theme base)
{
	const struct theme_colors *colors = theme_colors(base);

	theme->base = base;
	theme->colors = *colors;
	theme->tints = *tints_of(colors);
	theme->begun = true;
	theme->set = 0;
}

static bool is_name(const char *name)
{
	size_t len = strlen(name);

	return len && len <= THEMES_NAME_MAX &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == len;
}

static struct own_theme *find_or_make(const char *name, struct error *error)
{
	struct own_theme *theme;
	enum theme found;

	if (theme_find(name, &found) && found < THEME_COUNT) {
		error_set(error,
			  "%s is a theme of the program; give yours another "
			  "name, and it the line base = %s",
			  name, name);
		return NULL;
	}
	if (!is_name(name)) {
		error_set(error,
			  "a theme's name is at most %d letters, digits, - and "
			  "_, not \xe2\x80\x9c%.40s\xe2\x80\x9d",
			  (int)THEMES_NAME_MAX, name);
		return NULL;
	}
	for (size_t i = 0; i < own_count; i++)
		if (strcmp(own[i].name, name) == 0)
			return &own[i];
	if (own_count == THEME_OWN_MAX) {
		error_set(error, "there are more than %d themes",
			  (int)THEME_OWN_MAX);
		return NULL;
	}
	theme = &own[own_count++];
	memcpy(theme->name, name, strlen(name) + 1);
	theme_add(theme->name, &theme->colors);
	return theme;
}

static const struct theme_part *find_part(const char *name, struct error *error)
{
	struct nearest nearest;

	nearest_begin(&nearest, name, strlen(name));
	for (size_t i = 0; i < theme_parts_count; i++) {
		if (strcmp(theme_parts[i].name, name) == 0)
			return &theme_parts[i];
		nearest_offer(&nearest, theme_parts[i].name);
	}
	if (nearest.name)
		error_set(error,
			  "a theme has no part \xe2\x80\x9c%.40s\xe2\x80\x9d; "
			  "did you mean %s?",
			  name, nearest.name);
	else
		error_set(error,
			  "a theme has no part \xe2\x80\x9c%.40s\xe2\x80\x9d; "
			  "lectern --print-config lists them",
			  name);
	return NULL;
}

static bool set_base(struct own_theme *theme, const char *value,
		     struct error *error)
{
	enum theme base;

	if (theme->set)
		return error_set(error, "base must stand before the other "
					"lines of its theme");
	if (!theme_find(value, &base) || base >= THEME_COUNT)
		return error_set(error,
				 "base is auto, dark, light, mono, paper or "
				 "high-contrast, not "
				 "\xe2\x80\x9c%.40s\xe2\x80\x9d",
				 value);
	make_of(theme, base);
	return true;
}

/* Of the colour that the theme was made with the one for eight colours stays,
 * unless another one of these was named. */
static void set_color(struct color *color, const struct color *base,
		      int16_t hue)
{
	color->hue = hue;
	color->basic =
		hue < (int16_t)COUNT(basic_names) ? (int8_t)hue : base->basic;
}

static void set_part(struct own_theme *theme, const struct theme_part *part,
		     int16_t hue, uint8_t attributes)
{
	const struct theme_colors *base = theme_colors(theme->base);
	struct theme_colors *colors = &theme->colors;
	int i = part->index;

	switch (part->kind) {
	case THEME_BASE:
		break;
	case THEME_INK:
		if (hue == KEEP)
			colors->inks[i] = base->inks[i];
		else
			set_color(&colors->inks[i], &base->inks[i], hue);
		colors->attributes[i] = attributes;
		colors->has_inks |= hue >= 0;
		break;
	case THEME_GROUND:
		set_color(&colors->ground, &base->ground, hue);
		break;
	case THEME_MARK:
		colors->tints = &theme->tints;
		set_color(&theme->tints.grounds[i], &tints_of(base)->grounds[i],
			  hue);
		break;
	case THEME_ON_MARK:
		colors->tints = &theme->tints;
		for (int ink = 0; ink < INK_COUNT; ink++)
			theme->tints.inks[ink] = hue;
		break;
	case THEME_SIGN:
		set_color(&colors->signs[i], &base->signs[i], hue);
		break;
	}
	theme->set |= 1u << (part - theme_parts);
}

bool themes_set(const char *name, const char *part_name, const char *value,
		struct error *error)
{
	const struct theme_part *part = find_part(part_name, error);
	struct own_theme *theme;
	uint8_t attributes = 0;
	int16_t hue = KEEP;

	if (!part || (part->kind != THEME_BASE &&
		      !read_value(part, value, &hue, &attributes, error)))
		return false;
	theme = find_or_make(name, error);
	if (!theme)
		return false;
	if (!theme->begun)
		make_of(theme, THEME_DARK);
	if (part->kind == THEME_BASE)
		return set_base(theme, value, error);
	set_part(theme, part, hue, attributes);
	return true;
}

/* --- Writing ----------------------------------------------------------------
 */

bool themes_is_set(enum theme theme, const struct theme_part *part)
{
	return theme >= THEME_COUNT &&
	       (part->kind == THEME_BASE ||
		own[theme - THEME_COUNT].set & 1u << (part - theme_parts));
}

static void write_hue(int16_t hue, struct buffer *out)
{
	if (hue < 0)
		buffer_append_string(out, "default");
	else if (hue < (int16_t)COUNT(basic_names))
		buffer_append_string(out, basic_names[hue]);
	else
		buffer_append_format(out, "%d", (int)hue);
}

static enum theme base_of(enum theme theme)
{
	return theme < THEME_COUNT ? theme : own[theme - THEME_COUNT].base;
}

/* What no colour was given for may have attributes alone. */
static void write_ink(const struct theme_colors *colors,
		      const struct theme_colors *base, int ink,
		      struct buffer *out)
{
	const struct color *color = &colors->inks[ink];
	bool alone = colors->attributes[ink] &&
		     color->hue == base->inks[ink].hue &&
		     color->basic == base->inks[ink].basic;
	const char *between = alone ? "" : " ";

	if (!alone)
		write_hue(color->hue, out);
	for (size_t i = 0; i < COUNT(attribute_names); i++) {
		if (!(colors->attributes[ink] & attribute_names[i].attribute))
			continue;
		buffer_append_format(out, "%s%s", between,
				     attribute_names[i].name);
		between = " ";
	}
}

void themes_write(enum theme theme, const struct theme_part *part,
		  struct buffer *out)
{
	const struct theme_colors *colors = theme_colors(theme);
	const struct tints *tints = tints_of(colors);

	switch (part->kind) {
	case THEME_BASE:
		buffer_append_string(out, theme_names[base_of(theme)]);
		break;
	case THEME_INK:
		write_ink(colors, theme_colors(base_of(theme)), part->index,
			  out);
		break;
	case THEME_GROUND:
		write_hue(colors->ground.hue, out);
		break;
	case THEME_MARK:
		write_hue(tints->grounds[part->index].hue, out);
		break;
	case THEME_ON_MARK:
		write_hue(tints->inks[INK_TEXT], out);
		break;
	case THEME_SIGN:
		write_hue(colors->signs[part->index].hue, out);
		break;
	}
}
