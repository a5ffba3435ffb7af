/* SPDX-License-Identifier: ISC */
/* Fold a stretch of text, knowing where in it each byte came from. */
#ifndef TEXT_FOLDED_H
#define TEXT_FOLDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "text/fold.h"

struct fold_table;

/* What is known of a character. */
struct fold_entry {
	struct fold_point point; /* what it becomes */
	bool known;
	bool composes; /* with what stands before it, fold_composes() */
	bool plain;    /* stays, whatever stands beside it */
	/* Canonical combining classes of its first and last character. */
	uint8_t first_class;
	uint8_t last_class;
};

/* What characters fold to, worked out once each. counting is of enum
 * fold_counting (text/fold.h). Returns owned. */
struct fold_table *fold_table_new(unsigned counting);
void fold_table_free(struct fold_table *table); /* NULL is harmless */

/* Borrowed from the table. */
const struct fold_entry *fold_table_at(struct fold_table *table,
				       uint32_t point);

/*
 * Where folding moved text: from byte pos of what is folded on, up to the next
 * shift, it came from off on, byte by byte; or, with a len, all of it together
 * from [off, off + len).
 */
struct folded_shift {
	uint32_t pos;
	uint32_t off;
	uint32_t len;
};

/* Folded text. Besides what folding does to characters (text/fold.h), a run of
 * white space is one blank, marks are in canonical order, and what composes
 * (fold_composes()) is composed. */
struct folded {
	struct buffer text;
	struct folded_shift *shifts; /* ascending; none for no text */
	size_t shift_count, shift_room;
};

#define FOLDED_INIT                     \
	{                               \
		BUFFER_INIT, NULL, 0, 0 \
	}

void folded_release(struct folded *folded);

/* Replaces what is in folded by bytes folded (valid UTF-8, less than 4 GiB).
 * Linear; at least 8 bytes at a time where they are ASCII. */
void folded_fill(struct folded *folded, struct fold_table *table,
		 const char *bytes, size_t len);

/* Where in the bytes the character came from whose folded bytes hold pos, less
 * than text.len. O(log shifts), as the next one. */
size_t folded_start(const struct folded *folded, size_t pos);

/* Where the character ends that the byte before pos, at least 1, came from;
 * what became nothing behind it not included. */
size_t folded_end(const struct folded *folded, size_t pos);

#endif
