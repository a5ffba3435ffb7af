/* SPDX-License-Identifier: ISC */
/* Find the tables of GitHub Flavored Markdown among the lines of a source. */
#include "document/markdown/table.h"

#include <string.h>

#include "document/markdown/blockstart.h"

/* What GitHub's parser takes for white space inside a line. */
static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f';
}

static bool is_trimmed(char byte)
{
	return is_blank(byte) || byte == '\n' || byte == '\r';
}

static struct span behind(struct span text, size_t len)
{
	return (struct span){ text.ptr + len, text.len - len };
}

static struct span behind_blanks(struct span text)
{
	while (text.len && is_blank(*text.ptr))
		text = behind(text, 1);
	return text;
}

static struct span trim(struct span text)
{
	while (text.len && is_trimmed(text.ptr[text.len - 1]))
		text.len--;
	while (text.len && is_trimmed(*text.ptr))
		text = behind(text, 1);
	return text;
}

/* --- Cells --------------------------------------------------------------- */

/* A line without its indent and line end. GitHub's parser, like others, takes
 * spaces and tabs only for an indent. */
static struct span line_content(struct span line)
{
	while (line.len && (line.ptr[line.len - 1] == '\n' ||
			    line.ptr[line.len - 1] == '\r'))
		line.len--;
	while (line.len && (*line.ptr == ' ' || *line.ptr == '\t'))
		line = behind(line, 1);
	return line;
}

/* Where a row's cells are: behind its first pipe, if that is the first thing
 * in it. */
static struct span row_content(struct span row)
{
	row = line_content(row);
	if (row.len && *row.ptr == '|')
		row = behind_blanks(behind(row, 1));
	return row;
}

/* The length of the cell that text starts with: up to a pipe without a
 * backslash before it. */
static size_t cell_len(struct span text)
{
	const char *at = text.ptr;
	const char *end = text.ptr + text.len;

	while ((at = memchr(at, '|', (size_t)(end - at)))) {
		if (at == text.ptr || at[-1] != '\\')
			return (size_t)(at - text.ptr);
		at++;
	}
	return text.len;
}

/* Takes the next cell of a row's content, and its pipe; false if there is
 * none. */
static bool next_cell(struct span *content, struct span *cell)
{
	size_t len = cell_len(*content);

	if (!content->len)
		return false;
	*cell = trim((struct span){ content->ptr, len });
	*content = behind(*content, len);
	if (content->len)
		*content = behind_blanks(behind(*content, 1));
	return true;
}

/* At most one more than most. */
static size_t count_cells(struct span row, size_t most)
{
	struct span content = row_content(row);
	struct span cell;
	size_t count = 0;

	while (count <= most && next_cell(&content, &cell))
		count++;
	return count;
}

static bool ends_in_pipe(struct span text)
{
	return text.len && text.ptr[text.len - 1] == '|' &&
	       (text.len == 1 || text.ptr[text.len - 2] != '\\');
}

void table_cells(struct span row, struct span *cells, size_t columns)
{
	struct span content = row_content(row);
	struct span rest = content;

	for (size_t i = 0; i < columns; i++) {
		rest = content;
		if (!next_cell(&content, &cells[i]))
			cells[i] = (struct span){ content.ptr, 0 };
	}
	if (!content.len)
		return;
	/* Pipes at the end part nothing. */
	rest = trim(rest);
	while (ends_in_pipe(rest))
		rest = trim((struct span){ rest.ptr, rest.len - 1 });
	cells[columns - 1] = rest;
}

void table_cell_source(struct buffer *out, struct span cell)
{
	const char *at = cell.ptr;
	const char *end = cell.ptr + cell.len;
	const char *pipe;

	while (at < end && (pipe = memchr(at, '|', (size_t)(end - at)))) {
		bool escaped = pipe > at && pipe[-1] == '\\';

		buffer_append(out, at, (size_t)(pipe - at) - escaped);
		buffer_append_byte(out, escaped ? '|' : ' ');
		at = pipe + 1;
	}
	buffer_append(out, at, (size_t)(end - at));
}

/* --- The delimiter row ---------------------------------------------------- */

/* ':', '-' as often as you like, ':'. */
static bool read_alignment(struct span cell, char *alignment)
{
	bool left = cell.len && *cell.ptr == ':';
	bool right = cell.len > 1 && cell.ptr[cell.len - 1] == ':';

	for (size_t i = left; i < cell.len - right; i++)
		if (cell.ptr[i] != '-')
			return false;
	if (cell.len <= (size_t)left + right)
		return false;
	*alignment = '-';
	if (left)
		*alignment = right ? 'c' : 'l';
	else if (right)
		*alignment = 'r';
	return true;
}

/* Only '=' or only '-', which makes a heading of a paragraph above it. */
static bool is_underline(struct span line)
{
	line = line_content(line);
	while (line.len && strchr(" \t", line.ptr[line.len - 1]))
		line.len--;
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != *line.ptr)
			return false;
	return line.len && (*line.ptr == '-' || *line.ptr == '=');
}

/* Reads a delimiter row below a header into table. */
static bool read_delimiter(const struct table_line *line,
			   const struct table_line *header, struct table *table)
{
	struct span content = row_content(line->text);
	struct span cell;
	size_t count = 0;

	if (line->lazy || line->indented || !content.len ||
	    is_underline(line->text))
		return false;
	for (; next_cell(&content, &cell); count++)
		if (count == TABLE_COLUMNS_MAX ||
		    !read_alignment(cell, &table->alignment[count]))
			return false;
	table->alignment[count] = '\0';
	table->columns = count;
	return count_cells(header->text, count) == count;
}

static bool is_delimiter(char byte)
{
	return byte == '|' || byte == ':' || byte == '-' || is_blank(byte);
}

/* Whether a line of source ends with a delimiter row, which begins the line or
 * stands behind a '>'. */
static bool may_delimit(const char *line, size_t len)
{
	bool dash = false;

	while (len && is_trimmed(line[len - 1]))
		len--;
	for (; len && is_delimiter(line[len - 1]); len--)
		dash = dash || line[len - 1] == '-';
	return dash && (!len || line[len - 1] == '>');
}

bool table_hint(const char *lines, size_t len)
{
	const char *end = lines + len;

	while (lines < end) {
		const char *newline =
			memchr(lines, '\n', (size_t)(end - lines));
		const char *line_end = newline ? newline : end;

		if (may_delimit(lines, (size_t)(line_end - lines)))
			return true;
		lines = newline ? newline + 1 : end;
	}
	return false;
}

/* --- Tables --------------------------------------------------------------- */

static bool is_row(const struct table_line *line)
{
	struct span text = line_content(line->text);

	return !line->lazy && !line->indented && row_content(text).len &&
	       !blockstart_at(text.ptr, text.len);
}

bool table_find(const struct table_line *lines, size_t paragraph, size_t count,
		size_t from, struct table *table)
{
	size_t at = from + 1;
	size_t most;

	while (at < paragraph &&
	       !read_delimiter(&lines[at], &lines[at - 1], table))
		at++;
	if (at >= paragraph)
		return false;
	table->first = at - 1;
	most = TABLE_CELLS_MAX / table->columns;
	for (at++; at < count && is_row(&lines[at]); at++)
		if (at - table->first > most)
			break;
	table->count = at - table->first;
	return true;
}
