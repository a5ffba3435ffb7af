/* SPDX-License-Identifier: ISC */
/* What source.c and open.c share, and nobody else. */
#ifndef DOCUMENT_SOURCE_PARTS_H
#define DOCUMENT_SOURCE_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "document/source.h"
#include "document/source/file.h"
#include "document/source/frontmatter.h"

struct feed;
struct filtered;

/*
 * A regular file is never mapped, for one that is cut short while it is read
 * would kill the program: it is read through a window. Everything else is in
 * memory, where bytes points.
 */
struct source {
	char *name;
	char *kind;	   /* the file name that tells the kind; NULL: name */
	const char *bytes; /* NULL for a file */
	struct feed *feed; /* owns bytes, where they came from a pipe or had to
			    * be converted */
	uint64_t size;	   /* of the snapshot */
	bool whole;	   /* the snapshot is everything */
	struct filtered *filtered; /* who writes into the pipe, or NULL */
	struct file file; /* its fd is -1 where there is none, and the feed's
			   * where there is a feed */
	int failure;	  /* errno of a read that failed, or 0 */
	uint64_t failed_at;
	char *window;
	uint64_t window_off;
	size_t window_len;
	struct source_cursor start;
	struct frontmatter frontmatter;
	bool is_article; /* the front matter is that of a feed reader */
};

/* One of no bytes, without a file. */
struct source *source_new(const char *name);

/* What is at hand from off on: nothing only at the end of the source. */
struct span source_look(struct source *source, uint64_t off);

/* Moves source->start behind the byte-order mark and the front matter. */
void source_find_start(struct source *source);

#endif
