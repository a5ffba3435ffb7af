/* SPDX-License-Identifier: ISC */
/* A hash table from byte strings to 32-bit numbers. */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

struct map_slot {
	char *key; /* owned; NULL: the slot is free */
	size_t len;
	uint64_t hash;
	uint32_t value;
};

/*
 * FNV-1a, 64 bits (Fowler, Noll, Vo 1991), with a start that differs between
 * runs, so that no document can be written to collide on purpose.
 */
static uint64_t hash_bytes(const char *key, size_t len)
{
	static uint64_t start;

	if (!start) {
		struct timespec now;

		clock_gettime(CLOCK_MONOTONIC, &now);
		start = 0xcbf29ce484222325u ^ ((uint64_t)now.tv_nsec << 20) ^
			(uint64_t)now.tv_sec;
	}

	uint64_t hash = start;

	for (size_t i = 0; i < len; i++) {
		hash ^= (unsigned char)key[i];
		hash *= 0x100000001b3u;
	}
	return hash ^ hash >> 32;
}

void map_init(struct map *map)
{
	*map = (struct map)MAP_INIT;
}

void map_release(struct map *map)
{
	for (size_t i = 0; i < map->slot_count; i++)
		free(map->slots[i].key);
	free(map->slots);
	map_init(map);
}

static struct map_slot *find_slot(struct map_slot *slots, size_t slot_count,
				  const char *key, size_t len, uint64_t hash)
{
	size_t i = hash & (slot_count - 1);

	while (slots[i].key && (slots[i].hash != hash || slots[i].len != len ||
				memcmp(slots[i].key, key, len) != 0))
		i = (i + 1) & (slot_count - 1);
	return &slots[i];
}

static void map_grow(struct map *map)
{
	size_t wider = map->slot_count ? map->slot_count * 2 : 16;
	struct map_slot *slots = memory_alloc_zeroed(wider, sizeof(*slots));

	for (size_t i = 0; i < map->slot_count; i++) {
		const struct map_slot *old = &map->slots[i];

		if (old->key)
			*find_slot(slots, wider, old->key, old->len,
				   old->hash) = *old;
	}
	free(map->slots);
	map->slots = slots;
	map->slot_count = wider;
}

void map_put(struct map *map, const char *key, size_t len, uint32_t value)
{
	uint64_t hash = hash_bytes(key, len);
	struct map_slot *slot;

	if (map->count * 2 >= map->slot_count)
		map_grow(map);
	slot = find_slot(map->slots, map->slot_count, key, len, hash);
	if (!slot->key) {
		slot->key = memory_copy_string(key, len);
		slot->len = len;
		slot->hash = hash;
		map->count++;
	}
	slot->value = value;
}

bool map_get(const struct map *map, const char *key, size_t len,
	     uint32_t *value)
{
	const struct map_slot *slot;

	if (!map->slot_count)
		return false;
	slot = find_slot(map->slots, map->slot_count, key, len,
			 hash_bytes(key, len));
	if (!slot->key)
		return false;
	*value = slot->value;
	return true;
}
