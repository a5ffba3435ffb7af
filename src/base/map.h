/* SPDX-License-Identifier: ISC */
/* A hash table from byte strings to 32-bit numbers. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* Keys are copied, and take less than 4 GiB together. Open addressing; nothing
 * is ever removed. */
struct map {
	struct map_slot *slots;
	size_t slot_count; /* a power of two, or 0 */
	size_t count;
	struct buffer keys; /* one after the other */
};

#define MAP_INIT                        \
	{                               \
		NULL, 0, 0, BUFFER_INIT \
	}

void map_init(struct map *map);
void map_release(struct map *map);

/* Sets the key's value, new or not. */
void map_put(struct map *map, const char *key, size_t len, uint32_t value);

/* Returns whether the key is there; *value is written only then. */
bool map_get(const struct map *map, const char *key, size_t len,
	     uint32_t *value);

#endif
