/* SPDX-License-Identifier: ISC */
/* Read the lines of plain text that stand together, between blank ones. */
#include "document/plain/group.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/character.h"
#include "text/letters.h"
#include "text/utf8.h"

enum { TAB = 8, PAGE_GAP = 2 };

void group_release(struct group *group)
{
	buffer_release(&group->text);
	free(group->lines);
	*group = (struct group)GROUP_INIT;
}

struct span group_line(const struct group *group, size_t line)
{
	return (struct span){ group->text.data + group->lines[line].off,
			      group->lines[line].len };
}

uint32_t group_first_word(const struct group *group, size_t line)
{
	struct span text = group_line(group, line);
	size_t len = 0;

	while (len < text.len) {
		uint32_t point;
		size_t used =
			utf8_decode(text.ptr + len, text.len - len, &point);

		if (letters_space(point))
			break;
		len += used;
		if (character_unspaced(point))
			break;
	}
	return letters_columns(text.ptr, len);
}

static bool is_page_break(uint32_t point)
{
	return point == '\f' || point == '\v';
}

/* Whether white space is all that [off, len) of text holds. */
static bool is_blank(const struct buffer *text, size_t off)
{
	while (off < text->len) {
		uint32_t point;

		off += utf8_decode(text->data + off, text->len - off, &point);
		if (!letters_space(point) && !is_page_break(point) &&
		    point != '\n')
			return false;
	}
	return true;
}

/* Moves line behind the white space at its start and measures that. */
static void trim_start(const struct buffer *text, struct line *line)
{
	while (line->len) {
		uint32_t point;
		size_t used =
			utf8_decode(text->data + line->off, line->len, &point);

		if (!letters_space(point) && !is_page_break(point))
			return;
		if (point == '\t')
			line->indent += TAB - line->indent % TAB;
		else if (!is_page_break(point))
			line->indent += character_unspaced(point) ? 2 : 1;
		line->off += used;
		line->len -= used;
	}
}

static void trim_end(const struct buffer *text, struct line *line)
{
	while (line->len) {
		size_t start = utf8_previous(text->data + line->off, line->len);
		uint32_t point;

		utf8_decode(text->data + line->off + start, line->len - start,
			    &point);
		if (!letters_space(point) && !is_page_break(point))
			return;
		line->len = start;
	}
}

/* Puts spaces for the tabs, and for page breaks, inside the text's last
 * line. */
static void expand_tabs(struct buffer *text, struct line *line)
{
	struct buffer spaced = BUFFER_INIT;
	const char *start = text->data + line->off;
	size_t column = line->indent; /* of what was counted, … */
	size_t counted = 0;	      /* … which is up to here in spaced */

	if (!memchr(start, '\t', line->len) &&
	    !memchr(start, '\f', line->len) && !memchr(start, '\v', line->len))
		return;
	for (size_t i = 0; i < line->len; i++) {
		char byte = text->data[line->off + i];

		if (byte != '\t') {
			buffer_append_byte(&spaced, is_page_break((uint8_t)byte)
							    ? ' '
							    : byte);
			continue;
		}
		column += letters_columns(spaced.data + counted,
					  spaced.len - counted);
		do
			buffer_append_byte(&spaced, ' ');
		while (++column % TAB);
		counted = spaced.len;
	}
	buffer_truncate(text, line->off);
	buffer_append(text, spaced.data, spaced.len);
	line->len = spaced.len;
	buffer_release(&spaced);
}

/* Whether what was between two words stands at a line's end: one blank, or two
 * behind a sentence, as typists put them. */
static bool keeps_blank(const struct buffer *text, const struct line *line)
{
	const char *start = text->data + line->off;
	size_t len = line->len;

	if (len < 4 || start[len - 1] != ' ')
		return false;
	if (start[len - 2] == ' ' && strchr(".!?\"')", start[len - 3]))
		len--;
	return !letters_space((uint8_t)start[len - 2]);
}

/* Enters the line that stands behind off in text. */
static void enter_line(struct group *group, size_t off,
		       const struct source_cursor *behind)
{
	struct buffer *text = &group->text;
	struct line *line;

	buffer_truncate(text, text->len - 1); /* its '\n' */
	MEMORY_RESERVE(group->lines, group->room, group->count + 1);
	line = &group->lines[group->count++];
	*line = (struct line){ .off = off,
			       .len = text->len - off,
			       .number = behind->line - 1,
			       .end = behind->off };
	trim_start(text, line);
	line->flowed = keeps_blank(text, line);
	trim_end(text, line);
	expand_tabs(text, line);
	line->columns = letters_columns(text->data + line->off, line->len);
}

bool group_read(struct group *group, struct source *source,
		struct source_cursor *cursor, size_t *repaired)
{
	struct buffer *text = &group->text;

	buffer_clear(text);
	group->count = 0;
	group->gap = 0;
	group->page = false;
	while (group->count < GROUP_LINES_MAX) {
		struct source_cursor before = *cursor;
		size_t off = text->len;
		size_t replaced = 0;

		if (!source_line(source, cursor, text, &replaced))
			break;
		if (group->count && (is_blank(text, off) ||
				     is_page_break((uint8_t)text->data[off]))) {
			buffer_truncate(text, off);
			*cursor = before; /* it belongs to the next gap */
			break;
		}
		*repaired += replaced;
		if (is_page_break((uint8_t)text->data[off])) {
			group->page = true;
			if (group->gap < PAGE_GAP)
				group->gap = PAGE_GAP;
		}
		if (is_blank(text, off)) {
			group->gap++;
			buffer_truncate(text, off);
		} else {
			enter_line(group, off, cursor);
		}
	}
	return group->count > 0;
}
