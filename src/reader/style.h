/* SPDX-License-Identifier: ISC */
/* One table from what a cell means to how it looks. */
#ifndef READER_STYLE_H
#define READER_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/layout.h"
#include "marks/mark.h"

enum attribute {
	ATTRIBUTE_BOLD = 1 << 0,
	ATTRIBUTE_ITALIC = 1 << 1,
	ATTRIBUTE_UNDERLINE = 1 << 2,
	ATTRIBUTE_REVERSE = 1 << 3,
	ATTRIBUTE_DIM = 1 << 4,
};

/* Attributes say what a hue says, or bare does where there are no colours: the
 * hue is only an addition. */
struct look {
	uint8_t attributes; /* enum attribute */
	uint8_t bare;	    /* more of them, for a terminal without colours */
	int16_t hue;	    /* of the 256-colour palette, or -1: the default */
	int8_t basic;	    /* of the 8 colours, or -1 */
	/* Behind the text, likewise; 0, which is black: the default. One that
	 * sets it sets the hue, for the default may be light or dark. */
	uint8_t ground;
	uint8_t basic_ground;
};

/* The parts of the screen that are not the text. */
enum part {
	PART_SIDEBAR,
	PART_SIDEBAR_CURRENT,  /* the section being read */
	PART_SIDEBAR_SELECTED, /* the entry under the keys */
	PART_SIDEBAR_TITLE,
	PART_BORDER,
	PART_STATUS,
	PART_STATUS_SECTION,
	PART_MESSAGE,
	PART_ERROR,
	PART_PROMPT,
	PART_POINT,	  /* the bar beside the sentence being read */
	PART_CUT,	  /* the sign of a row that goes on to the side */
	PART_KEY,	  /* a key's name in help */
	PART_LABEL,	  /* a letter that follows a link */
	PART_HIT,	  /* of a search, in the text … */
	PART_HIT_CURRENT, /* … and the one that n goes on from */
	PART_COUNT,
};

/* The look of text: its meaning, and its run's style bits (RUN_…) on top. */
struct look style_look(enum meaning meaning, unsigned run_style);
struct look style_part(enum part part);

/* The look of text that a part lies on: what the text means still shows in its
 * attributes, the hue is the part's. */
struct look style_over(struct look text, enum part part);

/* The look of text that is highlighted: what it means still shows in its
 * attributes. One that is doubtful is underlined; in one that is shared other
 * highlights lie under this one. */
struct look style_highlight(struct look text, enum mark_color color,
			    bool doubtful, bool shared);
/* The look of a mark's sign; MARK_COLORS: of marks of several colours. */
struct look style_sign(enum mark_color color);
/* The look of a cell that shows a mark's colour, or a sign on it. */
struct look style_swatch(enum mark_color color);

#endif
