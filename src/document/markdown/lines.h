/* SPDX-License-Identifier: ISC */
/* Find lines of a text by their numbers. */
#ifndef DOCUMENT_MARKDOWN_LINES_H
#define DOCUMENT_MARKDOWN_LINES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct lines {
	const char *text; /* whole lines; borrowed */
	size_t len;
	uint32_t first;	  /* the number of the first */
	uint32_t *starts; /* offsets of the lines found so far */
	size_t count, room;
};

/* Forgets what it knew, but keeps the room. */
void lines_set(struct lines *lines, const char *text, size_t len,
	       uint32_t first);
void lines_release(struct lines *lines);

/* A line without its '\n'; empty, at the end, where there is none. All lines
 * up to the last one asked for are looked through once. */
struct span lines_at(struct lines *lines, uint32_t number);

/* The lines [from, to) with their ends. */
struct span lines_between(struct lines *lines, uint32_t from, uint32_t to);

#endif
