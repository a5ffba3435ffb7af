/* SPDX-License-Identifier: ISC */
/* Memory that is handed out piecemeal but given back all at once. */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum {
	CHUNK = 128 * 1024, /* bytes of a chunk, but for one large block */
	SPARE = 8,	    /* chunks that are kept */
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t size, used; /* of its bytes */
	alignas(max_align_t) char bytes[];
};

/* Before each block. */
struct header {
	alignas(max_align_t) size_t size;
};

/* The room that a block takes with its header. */
static size_t room_of(size_t size)
{
	size_t align = alignof(max_align_t);

	assert(size < SIZE_MAX / 2);
	return sizeof(struct header) + (size + align - 1) / align * align;
}

static void free_chunks(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *next = chunk->next;

		free(chunk);
		chunk = next;
	}
}

/* Counts so many bytes that are asked of the system, instead of others that it
 * had given. */
static void count_held(struct arena *arena, size_t more, size_t less)
{
	arena->held += more - less;
	if (arena->limit && arena->held > arena->limit)
		_exit(EXIT_FAILURE);
}

static void free_chunk(struct arena *arena, struct arena_chunk *chunk)
{
	if (chunk)
		count_held(arena, 0, chunk->size);
	free(chunk);
}

void arena_release(struct arena *arena)
{
	free_chunks(arena->chunks);
	free_chunks(arena->spare);
	*arena = (struct arena){ .limit = arena->limit };
}

void arena_clear(struct arena *arena)
{
	size_t kept = 0;

	for (struct arena_chunk *chunk = arena->spare; chunk;
	     chunk = chunk->next)
		kept++;
	while (arena->chunks) {
		struct arena_chunk *chunk = arena->chunks;

		arena->chunks = chunk->next;
		if (chunk->size != CHUNK || kept == SPARE) {
			free_chunk(arena, chunk);
			continue;
		}
		chunk->next = arena->spare;
		arena->spare = chunk;
		kept++;
	}
}

/* Puts an empty chunk first in which there is so much room. */
static void add_chunk(struct arena *arena, size_t room)
{
	struct arena_chunk *chunk = arena->spare;

	if (room <= CHUNK && chunk) {
		arena->spare = chunk->next;
	} else {
		size_t size = room > CHUNK ? room : CHUNK;

		count_held(arena, size, 0);
		chunk = memory_alloc(sizeof(*chunk) + size);
		chunk->size = size;
	}
	chunk->used = 0;
	chunk->next = arena->chunks;
	arena->chunks = chunk;
}

static void *hand_out(struct arena *arena, size_t size)
{
	size_t room = room_of(size);
	struct arena_chunk *chunk = arena->chunks;
	struct header *header;

	if (!chunk || chunk->size - chunk->used < room) {
		add_chunk(arena, room);
		chunk = arena->chunks;
	}
	header = (struct header *)(void *)(chunk->bytes + chunk->used);
	header->size = size;
	chunk->used += room;
	return header + 1;
}

void *arena_alloc_zeroed(struct arena *arena, size_t count, size_t size)
{
	assert(!size || count <= SIZE_MAX / size);
	return memset(hand_out(arena, count * size), 0, count * size);
}

/* The block, grown in its place or with its chunk; NULL if there is another
 * behind it, or it would have to move away from one before it. */
static void *grow_last(struct arena *arena, void *block, size_t size)
{
	struct arena_chunk *chunk = arena->chunks;
	struct header *header = (struct header *)block - 1;
	/* Far behind the chunk's end where it is another one's. */
	uintptr_t start = (uintptr_t)header - (uintptr_t)chunk->bytes;

	if (start > chunk->used || start + room_of(header->size) != chunk->used)
		return NULL;
	if (room_of(size) > chunk->size - start) {
		if (start)
			return NULL;
		count_held(arena, room_of(size), chunk->size);
		chunk = memory_resize(chunk, 1, sizeof(*chunk) + room_of(size));
		chunk->size = room_of(size);
		arena->chunks = chunk;
	}
	header = (struct header *)(void *)(chunk->bytes + start);
	header->size = size;
	chunk->used = start + room_of(size);
	return header + 1;
}

/* Takes the chunk of a large block, which is all that it holds, out of the
 * arena; returns it owned, or NULL if the block is small or NULL. */
static struct arena_chunk *take_out(struct arena *arena, const void *block)
{
	struct arena_chunk **at = &arena->chunks;
	struct arena_chunk *chunk;

	if (!block || room_of(((const struct header *)block)[-1].size) <= CHUNK)
		return NULL;
	while ((*at)->bytes + sizeof(struct header) != block)
		at = &(*at)->next;
	chunk = *at;
	*at = chunk->next;
	return chunk;
}

void arena_free(struct arena *arena, void *block)
{
	free_chunk(arena, take_out(arena, block));
}

void *arena_resize(struct arena *arena, void *block, size_t size)
{
	size_t had = block ? ((const struct header *)block - 1)->size : 0;
	struct arena_chunk *alone;
	void *grown;

	if (!block)
		return hand_out(arena, size);
	if (size <= had)
		return block;
	grown = grow_last(arena, block, size);
	if (grown)
		return grown;
	alone = take_out(arena, block);
	grown = memcpy(hand_out(arena, size), block, had);
	free_chunk(arena, alone);
	return grown;
}
