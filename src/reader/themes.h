/* SPDX-License-Identifier: ISC */
/* Themes of the reader's own, made of one of the program's. */
#ifndef READER_THEMES_H
#define READER_THEMES_H

#include <stdbool.h>
#include <stddef.h>

#include "reader/theme.h"

struct buffer;
struct error;

enum { THEMES_NAME_MAX = 24 };

enum theme_part_kind {
	THEME_BASE,    /* the theme that it is made of */
	THEME_INK,     /* a colour and attributes of text */
	THEME_GROUND,  /* the ground of all */
	THEME_MARK,    /* the ground of a highlight */
	THEME_ON_MARK, /* text on it */
	THEME_SIGN,    /* the sign of a mark in the margin */
};

/* What may stand left of "=" under [theme NAME]. */
struct theme_part {
	const char *name;
	enum theme_part_kind kind;
	int index; /* enum ink, enum mark_color */
	const char *help;
};

extern const struct theme_part theme_parts[];
extern const size_t theme_parts_count;

/* Themes are about to be read (again): the first line about one makes it anew.
 * One that is not read again stays as it was. */
void themes_restart(void);

/*
 * Sets a part of the theme of that name, which is made of "dark" if it is not
 * there yet. value: a colour (default, a name of the eight, 0 to 255, #rrggbb
 * for the nearest of these), for an ink attributes too, or alone. A terminal of
 * eight colours has those of the theme that it is made of, but where a name was
 * given. False with a sentence, and nothing is changed.
 */
bool themes_set(const char *theme, const char *part, const char *value,
		struct error *error);

/* Whether a part is otherwise than in the theme that this one is made of. */
bool themes_is_set(enum theme theme, const struct theme_part *part);

/* Appends the value of a part as themes_set() takes it. */
void themes_write(enum theme theme, const struct theme_part *part,
		  struct buffer *out);

#endif
