/* SPDX-License-Identifier: ISC */
/* Take the marks and indents of containers off a line of Markdown. */
#include "document/markdown/prefix.h"

#include <string.h>

#include "base/buffer.h"

enum {
	TAB_STOP = 4,
	CODE_INDENT = 4,
	NUMBER_DIGITS_MAX = 9,
};

static size_t next_stop(size_t column)
{
	return column + TAB_STOP - column % TAB_STOP;
}

/* Finds the text that is next. */
static void find_text(struct prefix_cursor *cursor)
{
	const char *at = cursor->at;
	size_t column = cursor->column;

	for (; at < cursor->end && (*at == ' ' || *at == '\t'); at++)
		column = *at == '\t' ? next_stop(column) : column + 1;
	cursor->text = at;
	cursor->text_column = column;
}

/* Passes over so many columns of white space, which must be there. */
static void pass_columns(struct prefix_cursor *cursor, size_t columns)
{
	size_t goal = cursor->column + columns;

	while (cursor->column < goal) {
		size_t next = *cursor->at == '\t' ? next_stop(cursor->column)
						  : cursor->column + 1;

		if (next > goal) {
			cursor->column = goal;
			return;
		}
		cursor->column = next;
		cursor->at++;
	}
}

/* Passes over white space and a mark of len bytes. */
static void pass_mark(struct prefix_cursor *cursor, size_t len)
{
	cursor->at = cursor->text + len;
	cursor->column = cursor->text_column + len;
	find_text(cursor);
}

struct prefix_cursor prefix_start(const char *line, size_t len)
{
	struct prefix_cursor cursor = { .at = line, .end = line + len };

	while (cursor.end > line &&
	       (cursor.end[-1] == '\n' || cursor.end[-1] == '\r'))
		cursor.end--;
	find_text(&cursor);
	return cursor;
}

size_t prefix_indent(const struct prefix_cursor *cursor)
{
	return cursor->text_column - cursor->column;
}

bool prefix_blank(const struct prefix_cursor *cursor)
{
	return cursor->text == cursor->end;
}

/* CommonMark 5.1: up to three columns, '>', and a column if it is blank. */
static bool pass_quote(struct prefix_cursor *cursor)
{
	if (prefix_indent(cursor) >= CODE_INDENT || prefix_blank(cursor) ||
	    *cursor->text != '>')
		return false;
	pass_mark(cursor, 1);
	if (prefix_indent(cursor))
		pass_columns(cursor, 1);
	return true;
}

/* CommonMark 5.2: the columns up to its text, or a blank line. */
static bool pass_item(struct prefix_cursor *cursor, size_t width)
{
	size_t indent = prefix_indent(cursor);

	if (indent < width && !prefix_blank(cursor))
		return false;
	pass_columns(cursor, indent < width ? indent : width);
	return true;
}

size_t prefix_strip(struct prefix_cursor *cursor, const struct prefix *chain,
		    size_t depth)
{
	for (size_t i = 0; i < depth; i++) {
		bool passed = chain[i].quote
				      ? pass_quote(cursor)
				      : pass_item(cursor, chain[i].width);

		if (!passed)
			return i;
	}
	return depth;
}

/* The length of the bullet or number at the text; 0 if there is none. */
static size_t marker_len(const struct prefix_cursor *cursor)
{
	size_t left = (size_t)(cursor->end - cursor->text);
	const char *text = cursor->text;
	size_t len = 0;

	if (!left)
		return 0;
	if (*text == '-' || *text == '+' || *text == '*') {
		len = 1;
	} else {
		while (len < left && len < NUMBER_DIGITS_MAX &&
		       text[len] >= '0' && text[len] <= '9')
			len++;
		if (!len || len == left ||
		    (text[len] != '.' && text[len] != ')'))
			return 0;
		len++;
	}
	/* cmark takes any white space here, but only these two for columns. */
	if (len < left && !strchr(" \t\v\f", text[len]))
		return 0;
	return len;
}

bool prefix_open(struct prefix_cursor *cursor, struct prefix *opened)
{
	size_t indent = prefix_indent(cursor);
	size_t len;
	size_t blank;

	if (indent >= CODE_INDENT)
		return false;
	*opened = (struct prefix){ .quote = pass_quote(cursor) };
	if (opened->quote)
		return true;
	len = marker_len(cursor);
	if (!len)
		return false;
	pass_mark(cursor, len);
	/* With five columns behind the marker, the text is indented code, one
	 * column away; an item that starts blank has its text there as well. */
	blank = prefix_indent(cursor);
	if (prefix_blank(cursor) || blank > CODE_INDENT)
		blank = blank ? 1 : 0;
	pass_columns(cursor, blank);
	opened->width = indent + len + (blank ? blank : 1);
	return true;
}

void prefix_write(struct buffer *out, const struct prefix *chain, size_t depth)
{
	for (size_t i = 0; i < depth; i++) {
		if (chain[i].quote) {
			buffer_append_string(out, "> ");
			continue;
		}
		for (size_t j = 0; j < chain[i].width; j++)
			buffer_append_byte(out, ' ');
	}
}
