/* SPDX-License-Identifier: ISC */
/* Hold the lines of a source that are read but not yet used up. */
#ifndef DOCUMENT_MARKDOWN_WINDOW_H
#define DOCUMENT_MARKDOWN_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/markdown/drawntables.h"
#include "document/markdown/rewrites.h"
#include "document/source.h"

struct window {
	struct source *source;
	struct source_cursor next; /* the first line that was not read */
	struct buffer text;	   /* whole lines, marked (escapes.h) */
	struct buffer scratch;
	struct rewrites rewrites;  /* among them */
	struct drawn_tables drawn; /* likewise */
	uint32_t line;		   /* of the source: the first in text */
	size_t repaired;	   /* bytes replaced while reading */
	bool at_end;		   /* there are no more lines */
};

/* Empties the window, at the source's first line. */
void window_start(struct window *window, struct source *source);
void window_release(struct window *window);

/* Reads lines until there are wanted bytes, or no more; and as many as a drawn
 * table among them still needs. */
void window_fill(struct window *window, size_t wanted);

/* Drops the lines before line. */
void window_drop(struct window *window, uint32_t line);

#endif
