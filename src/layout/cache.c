/* SPDX-License-Identifier: ISC */
/* Keep the rows of the segments that were laid out lately. */
#include "layout/cache.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A screen shows some ten segments; a page on and back again costs nothing
 * with these. Segments are put out by the clock algorithm ("second chance"). */
enum {
	ENTRIES = 512,
	BUCKETS = 1024, /* a power of two */
	NOBODY = ENTRIES,
};
static const size_t size_max = (size_t)8 << 20;

struct cache {
	struct cached entries[ENTRIES];
	uint32_t buckets[BUCKETS]; /* the first entry, or NOBODY */
	uint32_t vacant;	   /* the first entry without rows, or NOBODY */
	uint32_t hand;
	size_t size;
};

struct cache *cache_new(void)
{
	struct cache *cache = memory_alloc_zeroed(1, sizeof(*cache));

	cache_clear(cache);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	cache_clear(cache);
	free(cache);
}

void cache_clear(struct cache *cache)
{
	for (uint32_t i = 0; i < ENTRIES; i++) {
		free(cache->entries[i].rows);
		cache->entries[i].rows = NULL;
		cache->entries[i].next = i + 1;
	}
	for (uint32_t i = 0; i < BUCKETS; i++)
		cache->buckets[i] = NOBODY;
	cache->vacant = 0;
	cache->hand = 0;
	cache->size = 0;
}

static uint32_t *bucket_of(struct cache *cache, uint32_t block,
			   uint32_t segment)
{
	/* Neighbours must not meet in a bucket: any odd factor will do. */
	return &cache->buckets[(block + segment * 0x9e3779b1u) & (BUCKETS - 1)];
}

const struct cached *cache_get(struct cache *cache, uint32_t block,
			       uint32_t segment)
{
	uint32_t i = *bucket_of(cache, block, segment);

	for (; i != NOBODY; i = cache->entries[i].next) {
		struct cached *entry = &cache->entries[i];

		if (entry->block == block && entry->segment == segment) {
			entry->used = true;
			return entry;
		}
	}
	return NULL;
}

/* Makes an entry that holds rows vacant. */
static void put_out(struct cache *cache, uint32_t i)
{
	struct cached *entry = &cache->entries[i];
	uint32_t *link = bucket_of(cache, entry->block, entry->segment);

	while (*link != i)
		link = &cache->entries[*link].next;
	*link = entry->next;
	cache->size -= entry->size;
	free(entry->rows);
	entry->rows = NULL;
	entry->next = cache->vacant;
	cache->vacant = i;
}

/* Moves the hand behind an entry that can go; there must be one with rows. */
static uint32_t find_victim(struct cache *cache)
{
	for (;;) {
		uint32_t i = cache->hand;
		struct cached *entry = &cache->entries[i];

		cache->hand = (cache->hand + 1) % ENTRIES;
		if (entry->rows && !entry->used)
			return i;
		entry->used = false;
	}
}

static void *copy_to(void *to, const void *from, size_t size)
{
	if (size)
		memcpy(to, from, size);
	return (char *)to + size;
}

/* Copies rows into one piece of memory of entry->size bytes. */
static void fill(struct cached *entry, const struct rows *rows)
{
	void *at = memory_alloc(entry->size);

	entry->rows = at;
	at = copy_to(at, rows->rows, rows->count * sizeof(*rows->rows));
	entry->pieces = at;
	at = copy_to(at, rows->pieces,
		     rows->piece_count * sizeof(*rows->pieces));
	entry->decorations = at;
	copy_to(at, rows->decorations.data, rows->decorations.len);
}

const struct cached *cache_put(struct cache *cache, uint32_t block,
			       uint32_t segment, const struct rows *rows)
{
	size_t size = rows->count * sizeof(*rows->rows) +
		      rows->piece_count * sizeof(*rows->pieces) +
		      rows->decorations.len + 1;
	uint32_t *bucket = bucket_of(cache, block, segment);
	struct cached *entry;
	uint32_t i;

	/* A vacant entry has no rows, so there are rows where none is vacant.
	 */
	while (cache->vacant == NOBODY ||
	       (cache->size > 0 && cache->size + size > size_max))
		put_out(cache, find_victim(cache));
	i = cache->vacant;
	entry = &cache->entries[i];
	cache->vacant = entry->next;
	*entry = (struct cached){
		.block = block,
		.segment = segment,
		.count = (uint32_t)rows->count,
		.lead = rows->lead,
		.trail = rows->trail,
		.next = *bucket,
		.size = size,
		.used = true,
	};
	*bucket = i;
	cache->size += size;
	fill(entry, rows);
	return entry;
}
