/* SPDX-License-Identifier: ISC */
/* Find the lines of a dictionary whose patterns begin as a word goes on. */
#ifndef LAYOUT_HYPHENATE_GROUPS_H
#define LAYOUT_HYPHENATE_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GROUPS_SLOT_BITS = 13, GROUPS_SLOTS = 1 << GROUPS_SLOT_BITS };

/* Lines [off, end) of a dictionary, one behind the other, with the same key. */
struct groups_run {
	uint32_t off;
	uint32_t end;
	uint32_t next;	/* of the slot: its index and 1, or 0 */
	unsigned level; /* of their patterns */
};

/* A hash table of runs by their keys; those of a slot in the dictionary's
 * order. All zero is an empty one. */
struct groups {
	struct groups_run *runs; /* owned */
	size_t count, room;
	uint32_t heads[GROUPS_SLOTS]; /* indices and 1, or 0 */
	uint32_t tails[GROUPS_SLOTS];
	uint32_t last_key; /* of the last run; 0: it has ended */
};

void groups_release(struct groups *groups);

/* Where a key (line_key()) is; Fibonacci hashing (Knuth, volume 3, 6.4). */
static inline uint32_t groups_slot(uint32_t key)
{
	return (key * 2654435769u) >> (32 - GROUPS_SLOT_BITS);
}

/* Adds a run of lines [off, end) behind all that were added. */
void groups_add(struct groups *groups, uint32_t key, unsigned level,
		uint32_t off, uint32_t end);

/* Lets the last run go on to a line that ends there, of the same key and level;
 * what is between them says nothing. */
static inline void groups_extend(struct groups *groups, uint32_t end)
{
	groups->runs[groups->count - 1].end = end;
}

/* No line goes on with the last run. */
static inline void groups_part(struct groups *groups)
{
	groups->last_key = 0;
}

#endif
