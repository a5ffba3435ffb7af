/* SPDX-License-Identifier: ISC */
/* Hold the lines of a source that are read but not yet used up. */
#include "document/markdown/window.h"

#include <string.h>

#include "document/markdown/escapes.h"

void window_start(struct window *window, struct source *source,
		  const struct known_lines *known, size_t known_count)
{
	buffer_clear(&window->text);
	rewrites_clear(&window->rewrites);
	drawn_tables_clear(&window->drawn);
	window->source = source;
	window->known = known;
	window->known_count = known_count;
	window->known_next = 0;
	window->next = source_start(source);
	window->line = window->next.line;
	window->repaired = 0;
	window->at_end = false;
}

void window_release(struct window *window)
{
	buffer_release(&window->text);
	buffer_release(&window->scratch);
	rewrites_release(&window->rewrites);
	drawn_tables_release(&window->drawn);
}

/* Marks what is escaped in the line at off, if anything is. */
static void mark_line(struct window *window, size_t off)
{
	struct buffer *text = &window->text;
	size_t len = text->len - off;

	if (!memchr(text->data + off, '\\', len) &&
	    !memchr(text->data + off, *ESCAPES_MARK, len))
		return;
	buffer_clear(&window->scratch);
	buffer_append(&window->scratch, text->data + off, len);
	buffer_truncate(text, off);
	escapes_mark(text, window->scratch.data, len);
}

/* Whether nothing of this line need be parsed. Lines are asked for in order. */
static bool is_known(struct window *window, uint32_t line)
{
	const struct known_lines *known = window->known;

	while (window->known_next < window->known_count &&
	       known[window->known_next].end <= line)
		window->known_next++;
	return window->known_next < window->known_count &&
	       known[window->known_next].first < line;
}

/* Reads a line; false if there is none. */
static bool read_line(struct window *window)
{
	uint32_t line = window->next.line;
	size_t off = window->text.len;

	if (!source_line(window->source, &window->next, &window->text,
			 &window->repaired)) {
		drawn_tables_look(&window->drawn, &window->text, off, line);
		return false;
	}
	if (is_known(window, line)) {
		buffer_truncate(&window->text, off);
		buffer_append_byte(&window->text, '\n');
	}
	mark_line(window, off);
	rewrites_look(&window->rewrites, window->text.data + off,
		      window->text.len - off, line);
	if (drawn_tables_look(&window->drawn, &window->text, off, line)) {
		const struct tables *tables = &window->drawn.tables;

		rewrites_pass_table(&window->rewrites,
				    tables->items[tables->count - 1].column);
	}
	return true;
}

void window_fill(struct window *window, size_t wanted)
{
	while (!window->at_end && (window->text.len < wanted ||
				   drawn_is_open(&window->drawn.drawn)))
		window->at_end = !read_line(window);
}

void window_drop(struct window *window, uint32_t line)
{
	struct buffer *text = &window->text;
	size_t off = 0;

	while (off < text->len && window->line < line) {
		const char *end =
			memchr(text->data + off, '\n', text->len - off);

		off = (size_t)(end - text->data) + 1;
		window->line++;
	}
	rewrites_drop(&window->rewrites, line);
	drawn_tables_drop(&window->drawn, line);
	memmove(text->data, text->data + off, text->len - off);
	buffer_truncate(text, text->len - off);
}
