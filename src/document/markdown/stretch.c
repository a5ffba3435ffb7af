/* SPDX-License-Identifier: ISC */
/* Find the stretches of a source that may hold link definitions, fast. */
#include "document/markdown/stretch.h"

#include <string.h>

#include "document/markdown/escapes.h"

enum { RAW = 64 * 1024 };

void stretch_open(struct stretch *stretch, struct source *source)
{
	*stretch = (struct stretch){
		.source = source,
		.next = source_start(source),
	};
	stretch->raw_off = stretch->next.off;
}

void stretch_release(struct stretch *stretch)
{
	buffer_release(&stretch->text);
	buffer_release(&stretch->line);
	buffer_release(&stretch->raw);
}

/* Where the byte stands in raw from off on; raw->len if it does not. */
static size_t find_byte(const struct buffer *raw, char byte, size_t off)
{
	const char *found = memchr(raw->data + off, byte, raw->len - off);

	return found ? (size_t)(found - raw->data) : raw->len;
}

/* Reads len bytes from the next line on, or what there is of them. */
static void read_raw(struct stretch *stretch, size_t len)
{
	struct buffer *raw = &stretch->raw;

	buffer_clear(raw);
	buffer_reserve(raw, len);
	raw->len =
		source_read(stretch->source, stretch->next.off, raw->data, len);
	raw->data[raw->len] = '\0';
	stretch->raw_off = stretch->next.off;
	stretch->lf = find_byte(raw, '\n', 0);
	stretch->cr = find_byte(raw, '\r', 0);
}

/* The ends of the line at off of raw, without and with CRLF, LF or a lone CR.
 * False if its end is not all there. */
static bool measure_line(struct stretch *stretch, size_t off, size_t *end,
			 size_t *whole)
{
	const struct buffer *raw = &stretch->raw;

	if (off >= raw->len)
		return false;
	if (stretch->lf < off)
		stretch->lf = find_byte(raw, '\n', off);
	if (stretch->cr < off)
		stretch->cr = find_byte(raw, '\r', off);
	*end = stretch->lf < stretch->cr ? stretch->lf : stretch->cr;
	*whole = *end < raw->len ? *end + 1 : *end;
	if (*end == stretch->cr && *whole == stretch->lf && *whole < raw->len)
		++*whole;
	return *end == stretch->lf ? *end < raw->len : *whole < raw->len;
}

/* The next line, without its end, and moves behind it; false at the end of the
 * source. */
static bool next_line(struct stretch *stretch, struct span *line)
{
	for (;;) {
		size_t off = (size_t)(stretch->next.off - stretch->raw_off);
		size_t have = stretch->raw.len - off;
		size_t end = off;
		size_t whole = off;

		if (!measure_line(stretch, off, &end, &whole)) {
			read_raw(stretch, have < RAW / 2 ? RAW : have * 2);
			if (stretch->raw.len > have)
				continue;
			/* There is no more than this, or less now, in a file
			 * that is cut short. */
			off = end = whole = 0;
			measure_line(stretch, 0, &end, &whole);
		}
		line->ptr = buffer_string(&stretch->raw) + off;
		line->len = end - off;
		stretch->next.off += whole - off;
		stretch->next.line += whole > off;
		return whole > off;
	}
}

static bool is_blank(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] != ' ' && line.ptr[i] != '\t')
			return false;
	return true;
}

static bool has_mark(struct span line)
{
	const char *end = line.ptr + line.len;
	const char *at = line.ptr;

	while ((at = memchr(at, ']', (size_t)(end - at))))
		if (++at < end && *at == ':')
			return true;
	return false;
}

/* Notes where a fenced code block seems to begin or end. Only a guess: of the
 * containers around it nothing is known. */
static void watch_fence(struct stretch *stretch, struct span line)
{
	size_t at = 0;
	size_t len = 0;

	while (at < line.len && strchr(" \t>", line.ptr[at]))
		at++;
	if (at == line.len || (line.ptr[at] != '`' && line.ptr[at] != '~'))
		return;
	while (at + len < line.len && line.ptr[at + len] == line.ptr[at])
		len++;
	if (len < 3)
		return;
	if (!stretch->fence) {
		stretch->fence = line.ptr[at];
		stretch->fence_len = len;
	} else if (stretch->fence == line.ptr[at] &&
		   len >= stretch->fence_len) {
		stretch->fence = '\0';
	}
}

/* Moves behind the stretch that starts here; returns whether it has "]:". */
static bool look_through(struct stretch *stretch)
{
	struct span line;
	bool mark = false;

	stretch->start = stretch->next;
	stretch->fenced = stretch->fence;
	while (next_line(stretch, &line) && !is_blank(line)) {
		watch_fence(stretch, line);
		context_look(&stretch->context, line.ptr, line.len,
			     stretch->next.line - 1);
		mark = mark || has_mark(line);
	}
	context_look_blank(&stretch->context, stretch->next.line - 1);
	return mark;
}

bool stretch_next(struct stretch *stretch)
{
	struct source_cursor cursor;

	while (!look_through(stretch))
		if (stretch->next.off == stretch->start.off)
			return false;
	buffer_clear(&stretch->text);
	cursor = stretch->start;
	while (cursor.line < stretch->next.line) {
		buffer_clear(&stretch->line);
		if (!source_line(stretch->source, &cursor, &stretch->line,
				 NULL))
			break;
		escapes_mark(&stretch->text, stretch->line.data,
			     stretch->line.len);
	}
	return true;
}
