/* SPDX-License-Identifier: ISC */
/* Copy the rows of a segment into the keep of those laid out lately. */
#include "layout/cache.h"

#include <string.h>

#include "layout/keep.h"

static void *copy_to(void *to, const void *from, size_t size)
{
	if (size)
		memcpy(to, from, size);
	return (char *)to + size;
}

const struct cached *cache_put(struct keep *keep, uint32_t block,
			       uint32_t segment, const struct rows *rows)
{
	size_t rows_size = rows->count * sizeof(*rows->rows);
	size_t pieces_size = rows->piece_count * sizeof(*rows->pieces);
	struct cached *cached =
		keep_put(keep, block, segment,
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
