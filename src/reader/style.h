/* SPDX-License-Identifier: ISC */
/* One table from what a cell means to how it looks. */
#ifndef READER_STYLE_H
#define READER_STYLE_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/layout.h"
#include "marks/mark.h"
#include "reader/theme.h"

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
	uint8_t ink;	    /* enum ink: what the hue says */
	int8_t basic;	    /* of the 8 colours, or -1 */
	int16_t hue;	    /* of the 256-colour palette, or -1: the default */
	/* Behind the text, likewise. */
	int16_t ground;
	int8_t basic_ground;
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
	PART_TURNED,	  /* the sign where a page that was turned goes on */
	PART_SIDENOTE,	  /* a note beside the text */
	PART_KEY,	  /* a key's name in help */
	PART_LABEL,	  /* a letter that follows a link */
	PART_HIT,	  /* of a search, in the text … */
	PART_HIT_CURRENT, /* … and the one that n goes on from */
	PART_COUNT,
};

/*
 * The theme that all looks are of from now on, THEME_AUTO at first, and the
 * ground of the terminal, by which that is dark or light; while it is unknown,
 * there are attributes, and colours only where they bring their ground. Return
 * whether looks changed.
 */
bool style_use(enum theme theme);
bool style_know(enum ground ground);
/* The theme that is shown. */
enum theme style_theme(void);
/* Whether the six colours of highlights differ in hue. */
bool style_has_tints(void);

/* The look of a cell without text. */
struct look style_ground(void);

/* The look of text: its meaning, and its run's style bits (RUN_…) on top. */
struct look style_look(enum meaning meaning, unsigned run_style);
struct look style_part(enum part part);

/* The look of text that a part lies on: what the text means still shows in its
 * attributes, the hue is the part's. */
struct look style_over(struct look text, enum part part);

/* The look of text that is selected: one for all of it, but for what it means;
 * and of text that others are to be read instead of. */
struct look style_selected(struct look text);
struct look style_faded(struct look text);

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
