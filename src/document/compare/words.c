/* SPDX-License-Identifier: ISC */
/* Say how many of their words two texts share. */
#include "document/compare/words.h"

#include <stdlib.h>

#include "base/memory.h"
#include "text/character.h"
#include "text/utf8.h"

enum { LOOKED_AT = 16 * 1024 }; /* bytes */

void bag_release(struct bag *bag)
{
	free(bag->hashes);
	*bag = (struct bag)BAG_INIT;
}

static int compare_hashes(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left;
	uint32_t b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static void add(struct bag *bag, uint32_t hash)
{
	MEMORY_RESERVE(bag->hashes, bag->room, bag->count + 1);
	bag->hashes[bag->count++] = hash;
}

void bag_fill(struct bag *bag, struct span text)
{
	/* FNV-1a over characters (Fowler, Noll, Vo 1991). */
	const uint32_t start = 0x811c9dc5u;
	uint32_t hash = start;
	size_t len = text.len < LOOKED_AT ? text.len : LOOKED_AT;

	bag->count = 0;
	for (size_t off = 0; off < len;) {
		uint32_t point;

		off += utf8_decode(text.ptr + off, text.len - off, &point);
		if (character_wordlike(point)) {
			hash = (hash ^ point) * 0x01000193u;
			if (!character_unspaced(point))
				continue;
		}
		if (hash != start)
			add(bag, hash);
		hash = start;
	}
	if (hash != start)
		add(bag, hash);
	if (bag->count)
		qsort(bag->hashes, bag->count, sizeof(*bag->hashes),
		      compare_hashes);
}

unsigned bag_common(const struct bag *a, const struct bag *b)
{
	size_t i = 0, j = 0, common = 0;

	while (i < a->count && j < b->count) {
		common += a->hashes[i] == b->hashes[j];
		if (a->hashes[i] < b->hashes[j]) {
			i++;
		} else {
			i += a->hashes[i] == b->hashes[j];
			j++;
		}
	}
	if (!common)
		return 0;
	return (unsigned)(2000 * common / (a->count + b->count));
}
