/* SPDX-License-Identifier: ISC */
/* A line of text that somebody is typing. */
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

void lineedit_insert(struct lineedit *line, const char *bytes, size_t len)
{
	struct buffer safe = BUFFER_INIT;

	sink_append(&safe, bytes, len);
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

static size_t word_start(const struct lineedit *line)
{
	size_t off = line->cursor;
	const char *text = buffer_string(&line->text);

	while (off && text[off - 1] == ' ')
		off--;
	while (off && text[off - 1] != ' ')
		off--;
	return off;
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
		line->cursor = 0;
		return true;
	case KEYS_END:
	case KEYS_CONTROL | 'e':
		line->cursor = line->text.len;
		return true;
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
		replace(line, line->cursor, line->text.len, "", 0);
		return true;
	case KEYS_CONTROL | 'u':
		replace(line, 0, line->cursor, "", 0);
		return true;
	case KEYS_CONTROL | 'w':
		replace(line, word_start(line), line->cursor, "", 0);
		return true;
	default:
		return false;
	}
}
