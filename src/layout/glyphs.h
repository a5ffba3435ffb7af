/* SPDX-License-Identifier: ISC */
/* The characters that the page is drawn with. */
#ifndef LAYOUT_GLYPHS_H
#define LAYOUT_GLYPHS_H

#include "text/cells.h"

enum { GLYPHS_BULLETS = 3 };

/* Each of width 1, but where it says otherwise. */
struct glyphs {
	const char *bar;
	const char *bullets[GLYPHS_BULLETS]; /* by depth, over and over */
	const char *signs[3];		     /* headings of level 4, 5, 6 */
	const char *under_1;		     /* drawn under a heading */
	const char *under_2;
	const char *rule; /* any width */
	const char *continued;
	const char *tasks[2]; /* open and done; of any width */
	const char *back;     /* at the end of a note */
	const char *more;     /* where something is cut */
	const char *image;    /* before an image's text; any width */
	const char *strike;   /* around text that is struck; any width */
	const char *between;  /* author and date; any width */
};

const struct glyphs *glyphs_of(enum cells_mode mode);

#endif
