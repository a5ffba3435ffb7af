/* SPDX-License-Identifier: ISC */
/* Text that somebody is typing: a line, or several. */
#include "reader/lineedit.h"

#include <string.h>

#include "reader/keys.h"
#include "text/cells.h"
#include "text/sink.h"
#include "text/utf8.h"

void lineedit_release(struct lineedit *line)
{
	buffer_release(&line->text);
	line->cursor = 0;
}

void lineedit_set(struct lineedit *line, const char *text)
{
	buffer_clear(&line->text);
	line->cursor = 0;
	lineedit_insert(line, text, strlen(text));
}

/* off, or the end of the cluster that it is inside. */
static size_t behind_cluster(const struct lineedit *line, size_t off)
{
	const char *text = buffer_string(&line->text);
	size_t len = line->text.len;
	size_t start = cells_start(text, len, off);
	struct cluster cluster;

	if (start == off)
		return off;
	cells_next(CELLS_UNICODE, text + start, len - start, &cluster);
	return start + cluster.len;
}

/* Puts bytes in place of [off, end). What stands at the seam may have joined
 * into one cluster: the cursor goes behind it. */
static void replace(struct lineedit *line, size_t off, size_t end,
		    const char *bytes, size_t len)
{
	struct buffer tail = BUFFER_INIT;

	buffer_append(&tail, buffer_string(&line->text) + end,
		      line->text.len - end);
	buffer_truncate(&line->text, off);
	buffer_append(&line->text, bytes, len);
	buffer_append(&line->text, buffer_string(&tail), tail.len);
	buffer_release(&tail);
	line->cursor = behind_cluster(line, off + len);
}

/* Lines end in "\n", "\r\n" or "\r" (what terminals paste). */
static void append_lines(struct buffer *out, const char *bytes, size_t len)
{
	size_t off = 0;

	for (;;) {
		size_t end = off;

		while (end < len && bytes[end] != '\n' && bytes[end] != '\r')
			end++;
		sink_append(out, bytes + off, end - off);
		if (end == len)
			return;
		buffer_append_byte(out, '\n');
		off = end + 1;
		if (bytes[end] == '\r' && off < len && bytes[off] == '\n')
			off++;
	}
}

/* Cuts what there is no room for, at a character. */
static void cut_to_room(const struct lineedit *line, struct buffer *added)
{
	size_t room =
		line->max > line->text.len ? line->max - line->text.len : 0;

	if (!line->max || added->len <= room)
		return;
	while (room && (added->data[room] & 0xc0) == 0x80)
		room--;
	buffer_truncate(added, room);
}

void lineedit_insert(struct lineedit *line, const char *bytes, size_t len)
{
	struct buffer safe = BUFFER_INIT;

	if (line->lines)
		append_lines(&safe, bytes, len);
	else
		sink_append(&safe, bytes, len);
	cut_to_room(line, &safe);
	replace(line, line->cursor, line->cursor, buffer_string(&safe),
		safe.len);
	buffer_release(&safe);
}

static size_t previous_cluster(const struct lineedit *line)
{
	if (!line->cursor)
		return 0;
	return cells_start(line->text.data, line->text.len,
			   utf8_previous(line->text.data, line->cursor));
}

static size_t next_cluster(const struct lineedit *line)
{
	struct cluster cluster;

	if (line->cursor == line->text.len)
		return line->cursor;
	cells_next(CELLS_UNICODE, line->text.data + line->cursor,
		   line->text.len - line->cursor, &cluster);
	return line->cursor + cluster.len;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

static size_t word_start(const struct lineedit *line)
{
	size_t off = line->cursor;
	const char *text = buffer_string(&line->text);

	while (off && is_blank(text[off - 1]))
		off--;
	while (off && !is_blank(text[off - 1]))
		off--;
	return off;
}

/* The ends of the line that holds a byte. */
static size_t line_start(const struct lineedit *line, size_t off)
{
	while (off && line->text.data[off - 1] != '\n')
		off--;
	return off;
}

static size_t line_end(const struct lineedit *line, size_t off)
{
	while (off < line->text.len && line->text.data[off] != '\n')
		off++;
	return off;
}

/* As many characters into another line; it is drawn wrapped, so that columns
 * would not be what is seen. */
static void move_line(struct lineedit *line, bool down)
{
	size_t start = line_start(line, line->cursor);
	size_t end = line_end(line, line->cursor);
	size_t count = utf8_count(buffer_string(&line->text) + start,
				  line->cursor - start);

	if (down ? end == line->text.len : start == 0)
		return;
	line->cursor = down ? end + 1 : line_start(line, start - 1);
	end = line_end(line, line->cursor);
	while (count-- && line->cursor < end)
		line->cursor = next_cluster(line);
}

static bool is_text(uint32_t key)
{
	return key >= 0x20 && key < KEYS_UP && key != 0x7f &&
	       sink_classify(key) != SINK_CONTROL;
}

static bool move_cursor(struct lineedit *line, uint32_t key)
{
	switch (key) {
	case KEYS_LEFT:
	case KEYS_CONTROL | 'b':
		line->cursor = previous_cluster(line);
		return true;
	case KEYS_RIGHT:
	case KEYS_CONTROL | 'f':
		line->cursor = next_cluster(line);
		return true;
	case KEYS_HOME:
	case KEYS_CONTROL | 'a':
		line->cursor = line_start(line, line->cursor);
		return true;
	case KEYS_END:
	case KEYS_CONTROL | 'e':
		line->cursor = line_end(line, line->cursor);
		return true;
	case KEYS_UP:
	case KEYS_DOWN:
		move_line(line, key == KEYS_DOWN);
		return line->lines;
	default:
		return false;
	}
}

bool lineedit_key(struct lineedit *line, uint32_t key)
{
	if (is_text(key)) {
		char bytes[4];

		lineedit_insert(line, bytes, utf8_encode(key, bytes));
		return true;
	}
	if (move_cursor(line, key))
		return true;
	switch (key) {
	case KEYS_BACKSPACE:
	case KEYS_CONTROL | 'h':
		replace(line, previous_cluster(line), line->cursor, "", 0);
		return true;
	case KEYS_DELETE:
	case KEYS_CONTROL | 'd':
		replace(line, line->cursor, next_cluster(line), "", 0);
		return true;
	case KEYS_CONTROL | 'k':
		replace(line, line->cursor, line_end(line, line->cursor), "",
			0);
		return true;
	case KEYS_CONTROL | 'u':
		replace(line, line_start(line, line->cursor), line->cursor, "",
			0);
		return true;
	case KEYS_CONTROL | 'w':
		replace(line, word_start(line), line->cursor, "", 0);
		return true;
	default:
		return false;
	}
}
