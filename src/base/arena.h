/* SPDX-License-Identifier: ISC */
/* Memory that is handed out piecemeal but given back all at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

/*
 * For a library that allocates much and whose allocations end together. What it
 * frees in between stays taken, but for blocks so large that each has a chunk
 * of its own, so an arena is as large as the sum of all small ones that were
 * asked for; but the block that was handed out last grows in its place.
 */
struct arena {
	struct arena_chunk *chunks; /* the one in use first */
	struct arena_chunk *spare;  /* those emptied */
	size_t held;		    /* bytes of both */
	/* More than this ends the process at once, and without a word: for one
	 * whose end somebody else knows how to take (apart.h). 0: as much as
	 * there is. */
	size_t limit;
};

#define ARENA_INIT               \
	{                        \
		NULL, NULL, 0, 0 \
	}

void arena_release(struct arena *arena);
/* Takes all blocks back but keeps some of the room. */
void arena_clear(struct arena *arena);

/* Blocks are aligned for everything, and the arena's; never NULL, as those of
 * memory.h. */
void *arena_alloc_zeroed(struct arena *arena, size_t count, size_t size);
/* block may be NULL; where it grows, what is new has no value. */
void *arena_resize(struct arena *arena, void *block, size_t size);
/* Gives a large block back at once; a small one, or NULL, is left to the
 * arena. */
void arena_free(struct arena *arena, void *block);

#endif
