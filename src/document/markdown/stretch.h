/* SPDX-License-Identifier: ISC */
/* Find the stretches of a source that may hold link definitions, fast. */
#ifndef DOCUMENT_MARKDOWN_STRETCH_H
#define DOCUMENT_MARKDOWN_STRETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/markdown/context.h"
#include "document/source.h"

/*
 * A stretch is the lines between two blank ones; no definition reaches over
 * one. The source is searched by its raw bytes; only stretches that have "]:"
 * are repaired and given.
 */
struct stretch {
	struct buffer text;	    /* its lines, marked (escapes.h) */
	struct source_cursor start; /* its first line */
	bool fenced; /* it seems to start inside a fenced code block */
	struct context context; /* behind it; it tells what is certain of it */
	/* The search: */
	struct source *source;
	struct source_cursor next; /* the first line not looked at */
	struct buffer line;	   /* scratch */
	struct buffer raw;	   /* bytes of the source, from raw_off on */
	uint64_t raw_off;
	size_t lf; /* where the next ones stand in raw, or its length */
	size_t cr;
	char fence; /* of the code block that seems open: '`', '~' or 0 */
	size_t fence_len;
};

void stretch_open(struct stretch *stretch, struct source *source);
void stretch_release(struct stretch *stretch);

/* Fills it with the next one; false at the end. */
bool stretch_next(struct stretch *stretch);

#endif
