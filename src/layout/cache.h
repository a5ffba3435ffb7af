/* SPDX-License-Identifier: ISC */
/* Copy the rows of a segment into the keep of those laid out lately. */
#ifndef LAYOUT_CACHE_H
#define LAYOUT_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "layout/rows.h"

struct keep;

/* A segment's rows, in memory of their own. */
struct cached {
	uint32_t count; /* rows */
	uint32_t lead;
	uint32_t trail;
	const struct kept_row *rows;
	const struct row_piece *pieces;
	const char *decorations;
};

/* Copies rows into the keep, of which each is a struct cached. */
const struct cached *cache_put(struct keep *keep, uint32_t block,
			       uint32_t segment, const struct rows *rows);

#endif
