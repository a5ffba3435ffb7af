/* SPDX-License-Identifier: ISC */
/* Hold the lines of a source that are read but not yet used up. */
#include "document/window.h"

#include <string.h>

void window_start(struct window *window, struct source *source)
{
	buffer_clear(&window->text);
	window->source = source;
	window->next = source_start(source);
	window->line = window->next.line;
	window->repaired = 0;
	window->at_end = false;
}

void window_release(struct window *window)
{
	buffer_release(&window->text);
}

void window_fill(struct window *window, size_t wanted)
{
	while (!window->at_end && window->text.len < wanted)
		window->at_end = !source_line(window->source, &window->next,
					      &window->text, &window->repaired);
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
	memmove(text->data, text->data + off, text->len - off);
	buffer_truncate(text, text->len - off);
}
