/* SPDX-License-Identifier: ISC */
/* Looks as curses' attributes and pairs of colours. */
#include "terminal/palette.h"

#define NCURSES_NOMACROS	 1
#define NCURSES_WIDECHAR	 1
#define NCURSES_ENABLE_STDBOOL_H 1

#include <curses.h>
#include <string.h>

#include "base/buffer.h"
#include "reader/style.h"

enum { HUES = 256, BASICS = 8 };

enum kind { KIND_NONE, KIND_BASIC, KIND_HUES };

static struct {
	enum kind kind;
	attr_t can; /* attributes that the terminal has */
	short pairs[HUES + 1]
		   [HUES + 1]; /* by one more than the colour, and than
				* what is behind it; 0: none yet */
	short pair_count;
} palette;

void palette_start(void)
{
	memset(&palette, 0, sizeof(palette));
	palette.can = term_attrs();
}

void palette_use(bool color)
{
	palette.kind = KIND_NONE;
	/* A terminal without a default colour would be painted white on
	 * black, whatever it is: better none. */
	if (!color || !has_colors() || start_color() != OK ||
	    use_default_colors() != OK)
		return;
	if (COLORS >= HUES)
		palette.kind = KIND_HUES;
	else if (COLORS >= BASICS)
		palette.kind = KIND_BASIC;
}

bool palette_has_colors(void)
{
	return palette.kind != KIND_NONE;
}

bool palette_has_hues(void)
{
	return palette.kind == KIND_HUES;
}

uint32_t palette_attributes(struct look look)
{
	attr_t attributes = A_NORMAL;

	if (palette.kind == KIND_NONE)
		look.attributes |= look.bare;
	if (look.attributes & ATTRIBUTE_BOLD)
		attributes |= A_BOLD;
	if (look.attributes & ATTRIBUTE_ITALIC)
		attributes |= palette.can & A_ITALIC ? A_ITALIC : A_UNDERLINE;
	if (look.attributes & ATTRIBUTE_UNDERLINE)
		attributes |= A_UNDERLINE;
	if (look.attributes & ATTRIBUTE_REVERSE)
		attributes |= palette.can & A_REVERSE ? A_REVERSE : A_STANDOUT;
	if (look.attributes & ATTRIBUTE_DIM)
		attributes |= A_DIM;
	return attributes;
}

short palette_pair(struct look look)
{
	int color = -1;
	int ground = -1;
	short *pair;

	if (palette.kind == KIND_HUES) {
		color = look.hue;
		ground = look.ground;
	} else if (palette.kind == KIND_BASIC) {
		color = look.basic;
		ground = look.basic_ground;
	}
	if (color < -1 || color >= HUES || (color < 0 && ground < 0))
		return 0;
	pair = &palette.pairs[color + 1][ground + 1];
	if (!*pair) {
		short made = (short)(palette.pair_count + 1);

		if (made >= COLOR_PAIRS ||
		    init_pair(made, (short)color, (short)ground) != OK)
			return 0;
		palette.pair_count = *pair = made;
	}
	return *pair;
}

/* vid_puts() takes a function without a context. */
static struct buffer *collecting;

static int collect_byte(int byte)
{
	buffer_append_byte(collecting, (char)byte);
	return byte;
}

void palette_append(struct buffer *out, uint32_t attributes, short pair)
{
	collecting = out;
	vid_puts(attributes, pair, NULL, collect_byte);
	collecting = NULL;
}
