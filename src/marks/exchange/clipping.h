/* SPDX-License-Identifier: ISC */
/* A record of a Kindle's "My Clippings.txt", in any of its languages. */
#ifndef MARKS_EXCHANGE_CLIPPING_H
#define MARKS_EXCHANGE_CLIPPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum clipping_kind {
	CLIPPING_HIGHLIGHT,
	CLIPPING_NOTE,
	CLIPPING_BOOKMARK,
};

/*
 * What one says; spans are of the file. A record of an unknown language is a
 * highlight if it has text, else a bookmark. Where it stands are ranges of
 * pages, locations or both: of several the last one counts.
 */
struct clipping {
	struct span title;
	struct span author; /* what is in the last brackets; "" */
	struct span meta;   /* the second line */
	struct span text;
	enum clipping_kind kind;
	uint32_t from;
	uint32_t to;
	size_t ranges; /* how many it has; 0: it doesn't say where it stands */
	int64_t at_ms; /* 0: not known */
};

/* Takes a record off the front of a file (valid UTF-8, lines end in '\n'):
 * up to a line of "==========". False at the end. */
bool clipping_next(struct span *rest, struct span *record);

/* False: it is no record. */
bool clipping_read(struct clipping *clipping, struct span record);

#endif
