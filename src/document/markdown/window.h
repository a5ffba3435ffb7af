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

/* Lines [first, end) of a source of which all is known that they say (to the
 * blank lines around them): links' definitions. The parser gets the first,
 * which ends what a definition ends, and blank lines for the others. */
struct known_lines {
	uint32_t first;
	uint32_t end;
};

struct window {
	struct source *source;
	const struct known_lines *known; /* borrowed, in order */
	size_t known_count;
	size_t known_next;	   /* the first that is not wholly read */
	struct source_cursor next; /* the first line that was not read */
	struct buffer text;	   /* whole lines, marked (escapes.h) */
	struct buffer scratch;
	struct rewrites rewrites;  /* among them */
	struct drawn_tables drawn; /* likewise */
	uint32_t line;		   /* of the source: the first in text */
	size_t repaired;	   /* bytes replaced while reading */
	bool at_end;		   /* there are no more lines */
};

/* Empties the window, at the source's first line. known must stay. */
void window_start(struct window *window, struct source *source,
		  const struct known_lines *known, size_t known_count);
void window_release(struct window *window);

/* Reads lines until there are wanted bytes, or no more; and as many as a drawn
 * table among them still needs. */
void window_fill(struct window *window, size_t wanted);

/* Drops the lines before line. */
void window_drop(struct window *window, uint32_t line);

#endif
