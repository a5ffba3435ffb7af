/* SPDX-License-Identifier: ISC */
/* The lines of a file of state, found by what they are of. */
#include "reader/state/ledger.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char byte_order_mark[] = "\xef\xbb\xbf";

void ledger_init(struct ledger *ledger)
{
	memset(ledger, 0, sizeof(*ledger));
}

void ledger_release(struct ledger *ledger)
{
	buffer_release(&ledger->text);
	free(ledger->lines);
	map_release(&ledger->last);
	ledger_init(ledger);
}

void ledger_clear(struct ledger *ledger)
{
	ledger_release(ledger);
}

/* The map's key: the kind, then what the record is of. */
static void make_key(struct buffer *key, enum record_kind kind, const char *of,
		     size_t len)
{
	buffer_append_byte(key, (char)('0' + (int)kind));
	buffer_append(key, of, len);
}

/* Makes a line the last one of what it is of. */
static void link_line(struct ledger *ledger, struct line *line,
		      const struct buffer *of)
{
	struct buffer key = BUFFER_INIT;
	uint32_t previous = LEDGER_NONE;

	make_key(&key, line->kind, buffer_string(of), of->len);
	if (map_get(&ledger->last, key.data, key.len, &previous)) {
		ledger->lines[previous].superseded = true;
		ledger->wasted += ledger->lines[previous].len;
	} else {
		ledger->distinct[line->kind]++;
	}
	line->previous = previous;
	map_put(&ledger->last, key.data, key.len,
		(uint32_t)(line - ledger->lines));
	buffer_release(&key);
}

static void add_line(struct ledger *ledger, size_t off, size_t len)
{
	struct buffer of = BUFFER_INIT;
	struct line *line;

	MEMORY_RESERVE(ledger->lines, ledger->room, ledger->count + 1);
	line = &ledger->lines[ledger->count++];
	*line = (struct line){ (uint32_t)off, (uint32_t)len, LEDGER_NONE, 0,
			       false };
	line->kind = (uint8_t)record_kind(
		(struct span){ ledger->text.data + off, len }, &of);
	if (line->kind < RECORD_KINDS)
		link_line(ledger, line, &of);
	else if (line->kind == RECORD_NEWER)
		ledger->newer++;
	else if (line->kind == RECORD_DAMAGED)
		ledger->wasted += len;
	buffer_release(&of);
}

void ledger_append(struct ledger *ledger, const char *bytes, size_t len)
{
	struct buffer *text = &ledger->text;
	size_t off;

	assert(len < UINT32_MAX - text->len);
	if (text->len && text->data[text->len - 1] != '\n') {
		buffer_append_byte(text, '\n');
		if (ledger->count)
			ledger->lines[ledger->count - 1].len++;
	}
	off = text->len;
	buffer_append(text, bytes, len);
	if (!off && len >= 3 && memcmp(bytes, byte_order_mark, 3) == 0)
		off = 3;
	while (off < text->len) {
		const char *start = text->data + off;
		const char *end = memchr(start, '\n', text->len - off);
		size_t length =
			end ? (size_t)(end - start) + 1 : text->len - off;

		add_line(ledger, off, length);
		off += length;
	}
}

struct span ledger_get(const struct ledger *ledger, uint32_t index)
{
	const struct line *line = &ledger->lines[index];

	assert(index < ledger->count);
	return (struct span){ ledger->text.data + line->off, line->len };
}

uint32_t ledger_find(const struct ledger *ledger, enum record_kind kind,
		     const char *of, size_t len)
{
	struct buffer key = BUFFER_INIT;
	uint32_t index = LEDGER_NONE;

	make_key(&key, kind, of, len);
	map_get(&ledger->last, key.data, key.len, &index);
	buffer_release(&key);
	return index;
}
