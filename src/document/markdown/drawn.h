/* SPDX-License-Identifier: ISC */
/* Find the tables that are drawn with dashes, line by line. */
#ifndef DOCUMENT_MARKDOWN_DRAWN_H
#define DOCUMENT_MARKDOWN_DRAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Pandoc's manual, "Tables": simple ones (a header, dashes, a line a row),
 * multiline ones (blank lines between the rows, dashes above and below; of
 * both kinds some without a header) and grids. In a quote each line has its
 * marks. This finds which lines may be one, by their ends and their dashes;
 * whether the text stands in columns is for drawn_write() to say.
 */
enum drawn_kind { DRAWN_SIMPLE, DRAWN_MULTILINE, DRAWN_GRID };

enum drawn_line_kind {
	DRAWN_BLANK,
	DRAWN_TEXT,
	DRAWN_DASHES,	 /* in one group */
	DRAWN_GROUPS,	 /* in several, which say where columns are */
	DRAWN_GRID_LINE, /* "+---+---+" */
	DRAWN_GRID_ROW,	 /* begins with '|' or '+' */
	DRAWN_FENCE,	 /* of code */
	DRAWN_DIV,	 /* begins with ":::" */
};

struct drawn_line {
	enum drawn_line_kind kind;
	size_t quotes; /* marks of quotes in front */
	size_t prefix; /* bytes of them */
	size_t text;   /* bytes before the text */
};

/* Looks at one line of len bytes; its '\n' may be there. O(len). */
struct drawn_line drawn_line_read(const char *line, size_t len);

enum drawn_state {
	DRAWN_NONE,
	DRAWN_IN_SIMPLE,   /* behind its dashes */
	DRAWN_IN_HEADLESS, /* behind dashes that begin a table */
	DRAWN_IN_HEADER,   /* of a multiline one */
	DRAWN_IN_BODY,	   /* likewise */
	DRAWN_IN_CLOSED,   /* behind what may be the last line */
	DRAWN_IN_GRID,
};

/* {0}: before the first line. */
struct drawn {
	enum drawn_state state;
	enum drawn_kind kind;
	uint32_t first; /* its first line, */
	uint32_t end;	/* and the one behind its last, once it is found */
	size_t quotes;
	size_t rows;  /* lines of text since the last dashes */
	size_t bytes; /* since it began */
	bool reopens; /* if it was not closed, a simple one began there */
	/* Of the line above: */
	enum drawn_line_kind above;
	size_t above_quotes;
	bool above_fresh; /* a paragraph may begin there */
	unsigned ahead;	  /* lines that a caption still wants to see */
};

/*
 * Looks at the next line, which has this number. True if lines [first, end)
 * may be a table; this line is then behind it. Time is linear in all lines.
 */
bool drawn_look(struct drawn *drawn, const char *line, size_t len,
		uint32_t number);

/* Likewise, where the text ends behind the line number - 1. */
bool drawn_end(struct drawn *drawn, uint32_t number);

/* Whether lines seen so far may still turn out to be a table, or a caption of
 * one to come. */
bool drawn_is_open(const struct drawn *drawn);

/* The length of the mark that a caption begins with, ": " or "Table:"; 0 if a
 * text begins with neither. */
size_t drawn_caption_mark(const char *text, size_t len);

/* More bytes than these are not looked through for the end of a table whose
 * rows are parted by blank lines. */
enum { DRAWN_LEN_MAX = 256 * 1024 };

#endif
