/* SPDX-License-Identifier: ISC */
/* Take the marks and indents of containers off a line of Markdown. */
#ifndef DOCUMENT_MARKDOWN_PREFIX_H
#define DOCUMENT_MARKDOWN_PREFIX_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * A place in a line, in bytes and in columns (CommonMark 2.2: tab stops are
 * four columns apart). A tab may be used up in part; then at is still on it,
 * and the columns from column to the next stop are left.
 */
struct prefix_cursor {
	const char *at;
	const char *end; /* of the line, without its line end */
	size_t column;	 /* from 0 */
	/* The first byte behind at that is neither space nor tab, and its
	 * column; good until at is behind it. */
	const char *text;
	size_t text_column;
};

/* A container as the lines behind its first have to show it. */
struct prefix {
	bool quote;   /* a quote, else a list's item */
	size_t width; /* item: columns from where its list stands to its text */
};

/* At the start of a line of len bytes; a line end there is none of it. */
struct prefix_cursor prefix_start(const char *line, size_t len);

/* Columns of white space before the text. */
size_t prefix_indent(const struct prefix_cursor *cursor);

/* Whether there is no text. */
bool prefix_blank(const struct prefix_cursor *cursor);

/*
 * Passes over the marks and indents of a chain of containers, the outermost
 * first, as far as the line has them. Returns how many of them it has: with
 * fewer than depth, what is left belongs to none of the others, unless it goes
 * on with a paragraph lazily (CommonMark 5.1). O(bytes passed + containers).
 */
size_t prefix_strip(struct prefix_cursor *cursor, const struct prefix *chain,
		    size_t depth);

/* The same for the first line of a container: passes over the mark that opens
 * it and says what its other lines have. False, at the same place, if none
 * stands here. A number may have nine digits. */
bool prefix_open(struct prefix_cursor *cursor, struct prefix *opened);

/* Writes what a line in these containers begins with. */
void prefix_write(struct buffer *out, const struct prefix *chain, size_t depth);

#endif
