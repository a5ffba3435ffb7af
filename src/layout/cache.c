/* SPDX-License-Identifier: ISC */
/* Keep the rows of the segments that were laid out lately. */
#include "layout/cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/keep.h"

static const size_t size_max = (size_t)8 << 20;

struct cache {
	struct keep *keep; /* owned; of struct cached with what it points to */
};

struct cache *cache_new(void)
{
	struct cache *cache = memory_alloc(sizeof(*cache));

	cache->keep = keep_new(size_max);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	keep_free(cache->keep);
	free(cache);
}

void cache_clear(struct cache *cache)
{
	keep_clear(cache->keep);
}

const struct cached *cache_get(struct cache *cache, uint32_t block,
			       uint32_t segment)
{
	return keep_get(cache->keep, block, segment);
}

static void *copy_to(void *to, const void *from, size_t size)
{
	if (size)
		memcpy(to, from, size);
	return (char *)to + size;
}

const struct cached *cache_put(struct cache *cache, uint32_t block,
			       uint32_t segment, const struct rows *rows)
{
	size_t rows_size = rows->count * sizeof(*rows->rows);
	size_t pieces_size = rows->piece_count * sizeof(*rows->pieces);
	struct cached *cached =
		keep_put(cache->keep, block, segment,
			 sizeof(*cached) + rows_size + pieces_size +
				 rows->decorations.len);
	void *at = cached + 1;

	cached->count = (uint32_t)rows->count;
	cached->lead = rows->lead;
	cached->trail = rows->trail;
	cached->rows = at;
	at = copy_to(at, rows->rows, rows_size);
	cached->pieces = at;
	at = copy_to(at, rows->pieces, pieces_size);
	cached->decorations = at;
	copy_to(at, rows->decorations.data, rows->decorations.len);
	return cached;
}
