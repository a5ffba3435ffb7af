/* SPDX-License-Identifier: ISC */
/* Keep the rows of the segments that were laid out lately. */
#ifndef LAYOUT_CACHE_H
#define LAYOUT_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "layout/rows.h"

/* A segment's rows, in memory of their own. */
struct cached {
	uint32_t count; /* rows */
	uint32_t lead;
	uint32_t trail;
	const struct kept_row *rows;
	const struct row_piece *pieces;
	const char *decorations;
};

struct cache;

/* Returns owned. */
struct cache *cache_new(void);
void cache_free(struct cache *cache);
void cache_clear(struct cache *cache);

/* NULL if it is not there; borrowed until something is put in. */
const struct cached *cache_get(struct cache *cache, uint32_t block,
			       uint32_t segment);

/* Copies rows in; others that were not used lately go for it. */
const struct cached *cache_put(struct cache *cache, uint32_t block,
			       uint32_t segment, const struct rows *rows);

#endif
