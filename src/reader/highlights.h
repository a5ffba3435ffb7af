/* SPDX-License-Identifier: ISC */
/* What a stretch of text shows of the marks in it. */
#ifndef READER_HIGHLIGHTS_H
#define READER_HIGHLIGHTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/mark.h"

struct view;

/* Text that looks alike: of several highlights the shortest is on top. */
struct highlight {
	uint32_t off;
	uint32_t end;
	uint32_t number; /* of the mark on top */
	enum mark_color color;
	bool doubtful;
	bool shared; /* others lie under it */
};

enum {
	HIGHLIGHTS_MAX = 32, /* marks of a row that are told apart */
	HIGHLIGHTS_STRETCHES = 2 * HIGHLIGHTS_MAX,
};

/* What [off, end) shows, ascending, none of them empty; returns how many.
 * O(log n) in all marks; in those found, square. */
size_t highlights_in(struct view *view, uint32_t off, uint32_t end,
		     struct highlight out[HIGHLIGHTS_STRETCHES]);

/* What is said of a mark in the margin, the more important the lower. */
enum mark_sign {
	SIGN_DOUBTFUL, /* "~": it begins here, most likely */
	SIGN_BOOKMARK, /* its letter, or a sign */
	SIGN_NOTE,     /* "*": one that begins here has one */
	SIGN_COLOR,    /* a highlight begins here: its number, where there are
			* no colours */
};

struct margin_sign {
	enum mark_sign sign;
	enum mark_color color;
	uint32_t number; /* of the mark */
	char letter;	 /* of a bookmark; NUL: none */
};

enum { SIGNS_MAX = 8 };

/* Signs for a row that shows the text [off, end), the most important first;
 * returns how many. With colors those that stand for them are left out. */
size_t highlights_signs(struct view *view, uint32_t off, uint32_t end,
			bool colors, struct margin_sign out[SIGNS_MAX]);

/* Marks that begin in [off, end). color, if not NULL: their colour,
 * MARK_COLORS if they have several. In O(log n). */
size_t highlights_count(struct view *view, uint32_t off, uint32_t end,
			enum mark_color *color);

#endif
