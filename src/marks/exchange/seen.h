/* SPDX-License-Identifier: ISC */
/* Which marks a Markdown file has been given, as a comment in it says. */
#ifndef MARKS_EXCHANGE_SEEN_H
#define MARKS_EXCHANGE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/*
 *	<!-- lectern:seen
 *	1a2b3c4d5e6f-0123abcd 2b3c4d5e6f1a-89abcdef …
 *	-->
 *
 * A mark's key (mark_block_key()) and the low 32 bits of its block's hash each.
 */
struct seen_entry {
	uint64_t key;
	uint32_t hash;
};

struct seen {
	struct seen_entry *entries; /* by key, each once, after seen_settle() */
	size_t count;
	size_t room;
};

/* Where the comment is in a file, with the end of its last line if nothing else
 * stands there; false if there is none, or if more than entries is in it. Reads
 * what it has into seen, which is empty before. */
bool seen_read(struct seen *seen, struct span file, size_t *off, size_t *end);
void seen_release(struct seen *seen);

void seen_add(struct seen *seen, uint64_t key, uint32_t hash);
/* Sorts them, each key once. */
void seen_settle(struct seen *seen);
/* NULL: it has not been given. */
const struct seen_entry *seen_find(const struct seen *seen, uint64_t key);

/* Appends the comment; nothing if there are no entries. */
void seen_write(struct buffer *out, const struct seen *seen);

#endif
