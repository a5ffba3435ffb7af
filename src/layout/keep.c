/* SPDX-License-Identifier: ISC */
/* Keep what was made of the segments used lately. */
#include "layout/keep.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"

/* A screen shows some ten segments; a page on and back again costs nothing
 * with these. Segments are put out by the clock algorithm ("second chance"). */
enum {
	ENTRIES = 512,
	BUCKETS = 1024, /* a power of two */
	NOBODY = ENTRIES,
};
static const size_t size_max = (size_t)8 << 20;

struct entry {
	uint32_t block;
	uint32_t segment;
	uint32_t next; /* in its bucket, or the next vacant one */
	bool used;     /* since the clock's hand last came by */
	size_t size;
	void *memory; /* owned; NULL: vacant */
};

struct keep {
	struct entry entries[ENTRIES];
	uint32_t buckets[BUCKETS]; /* the first entry, or NOBODY */
	uint32_t vacant;	   /* the first one, or NOBODY */
	uint32_t hand;
	size_t size;
};

struct keep *keep_new(void)
{
	struct keep *keep = memory_alloc_zeroed(1, sizeof(*keep));

	keep_clear(keep);
	return keep;
}

void keep_free(struct keep *keep)
{
	if (!keep)
		return;
	keep_clear(keep);
	free(keep);
}

void keep_clear(struct keep *keep)
{
	for (uint32_t i = 0; i < ENTRIES; i++) {
		free(keep->entries[i].memory);
		keep->entries[i].memory = NULL;
		keep->entries[i].next = i + 1;
	}
	for (uint32_t i = 0; i < BUCKETS; i++)
		keep->buckets[i] = NOBODY;
	keep->vacant = 0;
	keep->hand = 0;
	keep->size = 0;
}

static uint32_t *bucket_of(struct keep *keep, uint32_t block, uint32_t segment)
{
	/* Neighbours must not meet in a bucket: any odd factor will do. */
	return &keep->buckets[(block + segment * 0x9e3779b1u) & (BUCKETS - 1)];
}

const void *keep_get(struct keep *keep, uint32_t block, uint32_t segment)
{
	uint32_t i = *bucket_of(keep, block, segment);

	for (; i != NOBODY; i = keep->entries[i].next) {
		struct entry *entry = &keep->entries[i];

		if (entry->block == block && entry->segment == segment) {
			entry->used = true;
			return entry->memory;
		}
	}
	return NULL;
}

/* Makes an entry vacant that is not. */
static void put_out(struct keep *keep, uint32_t i)
{
	struct entry *entry = &keep->entries[i];
	uint32_t *link = bucket_of(keep, entry->block, entry->segment);

	while (*link != i)
		link = &keep->entries[*link].next;
	*link = entry->next;
	keep->size -= entry->size;
	free(entry->memory);
	entry->memory = NULL;
	entry->next = keep->vacant;
	keep->vacant = i;
}

/* Moves the hand behind an entry that can go; not all may be vacant. */
static uint32_t find_victim(struct keep *keep)
{
	for (;;) {
		uint32_t i = keep->hand;
		struct entry *entry = &keep->entries[i];

		keep->hand = (keep->hand + 1) % ENTRIES;
		if (entry->memory && !entry->used)
			return i;
		entry->used = false;
	}
}

void *keep_put(struct keep *keep, uint32_t block, uint32_t segment, size_t size)
{
	uint32_t *bucket = bucket_of(keep, block, segment);
	struct entry *entry;
	uint32_t i;

	while (keep->vacant == NOBODY ||
	       (keep->size > 0 && keep->size + size > size_max))
		put_out(keep, find_victim(keep));
	i = keep->vacant;
	entry = &keep->entries[i];
	keep->vacant = entry->next;
	*entry = (struct entry){
		.block = block,
		.segment = segment,
		.next = *bucket,
		.used = true,
		.size = size,
		.memory = memory_alloc(size),
	};
	*bucket = i;
	keep->size += size;
	return entry->memory;
}
