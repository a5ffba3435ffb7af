/* SPDX-License-Identifier: ISC */
/* A hash table from byte strings to 32-bit numbers. */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

enum { SLOTS_MIN = 4 };

/* Four of them share a line of the cache, and a hash that differs spares a look
 * at the key. */
struct map_slot {
	uint32_t hash;
	uint32_t key; /* where it ends in the keys, past 0; 0: a free slot */
	uint32_t len;
	uint32_t value;
};

/*
 * FNV-1a, 64 bits (Fowler, Noll, Vo 1991), with a start that differs between
 * runs, so that no document can be written to collide on purpose.
 */
static uint32_t hash_bytes(const char *key, size_t len)
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
	return (uint32_t)(hash ^ hash >> 32);
}

void map_init(struct map *map)
{
	*map = (struct map)MAP_INIT;
}

void map_release(struct map *map)
{
	free(map->slots);
	buffer_release(&map->keys);
	map_init(map);
}

/* The slot of the key, or where it would go. */
static struct map_slot *find_slot(const struct map *map, const char *key,
				  size_t len, uint32_t hash)
{
	struct map_slot *slots = map->slots;
	size_t last = map->slot_count - 1;
	size_t i = hash & last;

	while (slots[i].key &&
	       (slots[i].hash != hash || slots[i].len != len ||
		memcmp(map->keys.data + slots[i].key - len, key, len) != 0))
		i = (i + 1) & last;
	return &slots[i];
}

static void map_grow(struct map *map)
{
	size_t wider = map->slot_count ? map->slot_count * 2 : SLOTS_MIN;
	struct map_slot *slots = memory_alloc_zeroed(wider, sizeof(*slots));

	for (size_t i = 0; i < map->slot_count; i++) {
		const struct map_slot *old = &map->slots[i];
		size_t at = old->hash & (wider - 1);

		if (!old->key)
			continue;
		while (slots[at].key)
			at = (at + 1) & (wider - 1);
		slots[at] = *old;
	}
	free(map->slots);
	map->slots = slots;
	map->slot_count = wider;
}

/* Copies a key; returns where it ends. The byte between them makes that of an
 * empty one differ from 0. */
static uint32_t add_key(struct map *map, const char *key, size_t len)
{
	struct buffer *keys = &map->keys;

	buffer_append_byte(keys, '\0');
	buffer_append(keys, key, len);
	assert(keys->len <= UINT32_MAX);
	return (uint32_t)keys->len;
}

void map_put(struct map *map, const char *key, size_t len, uint32_t value)
{
	uint32_t hash = hash_bytes(key, len);
	struct map_slot *slot;

	if (map->count * 2 >= map->slot_count)
		map_grow(map);
	slot = find_slot(map, key, len, hash);
	if (!slot->key) {
		slot->key = add_key(map, key, len);
		slot->len = (uint32_t)len;
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
	slot = find_slot(map, key, len, hash_bytes(key, len));
	if (!slot->key)
		return false;
	*value = slot->value;
	return true;
}
