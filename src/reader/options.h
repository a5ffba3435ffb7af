/* SPDX-License-Identifier: ISC */
/* The one table of options, and their values. */
#ifndef READER_OPTIONS_H
#define READER_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;

enum { OPTIONS_STRING = 1024 }; /* bytes of a string, its NUL too */

enum options_color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
/* Whether Hebrew, Arabic and the like are put in the order they are read in. */
enum options_bidi { BIDI_AUTO, BIDI_OFF };
enum options_paragraphs { PARAGRAPHS_BLANK, PARAGRAPHS_INDENT };

/* Where notes are shown to who reads what refers to them. */
enum options_notes {
	NOTES_MARGIN, /* beside the text, where there is room */
	NOTES_FOOT,   /* in the panel, when they are asked for */
};

struct options {
	int width;	   /* columns of text at most: the measure */
	int sidebar_width; /* columns */
	int color;	   /* enum options_color */
	int bidi;	   /* enum options_bidi */
	int breaks;	   /* enum layout_breaks */
	int keys;	   /* enum bindings_preset */
	int paragraphs;	   /* enum options_paragraphs */
	int notes;	   /* enum options_notes */
	int theme;	   /* enum theme */
	bool sidebar;
	bool inferred;
	bool mouse;
	bool wrap;
	bool history;
	bool snapshots;
	bool hyphens;
	bool justify;
	char lang[OPTIONS_STRING]; /* "": found out */
	char state_dir[OPTIONS_STRING];
};

enum option_type {
	OPTION_BOOL,
	OPTION_NUMBER,
	OPTION_CHOICE,
	OPTION_STRING,
	OPTION_LANGUAGE, /* a string that languages_accept() takes */
};

struct options_row {
	const char *name;
	enum option_type type;
	size_t offset;		    /* of the value in struct options */
	int initial;		    /* a string is empty */
	int min, max;		    /* OPTION_NUMBER */
	const char *const *choices; /* OPTION_CHOICE: NULL-terminated */
	const char *help;
};

/* Sorted by name. */
extern const struct options_row options_table[];
extern const size_t options_table_count;

void options_init(struct options *options);

/* NULL if there is no such option. */
const struct options_row *options_find(const char *name, size_t len);

/*
 * Carries out "NAME=VALUE"; a bare NAME or noNAME switches an option of on and
 * off. False with a sentence that says what would be right.
 */
bool options_set(struct options *options, const char *assignment,
		 struct error *error);

/* Whether an option has the same value in both; and from's value for to. */
bool options_same(const struct options_row *option, const struct options *a,
		  const struct options *b);
void options_copy(const struct options_row *option, struct options *to,
		  const struct options *from);

/* Whether colours may be used where the terminal has them: as the option says,
 * under auto unless NO_COLOR is set (no-color.org). */
bool options_allow_color(const struct options *options);

/* Appends "NAME=VALUE". */
void options_show(const struct options *options,
		  const struct options_row *option, struct buffer *out);

#endif
