/* SPDX-License-Identifier: ISC */
/* A hash table from 64-bit hashes to 32-bit numbers. */
#include "marks/store/table.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/memory.h"

struct table_slot {
	uint64_t hash;
	uint32_t number;
};

void table_release(struct table *table)
{
	free(table->slots);
	memset(table, 0, sizeof(*table));
}

/* The slot of a hash, or the free one where it would be. */
static struct table_slot *find_slot(struct table_slot *slots, size_t count,
				    uint64_t hash)
{
	size_t i = hash & (count - 1);

	while (slots[i].number != TABLE_NONE && slots[i].hash != hash)
		i = (i + 1) & (count - 1);
	return &slots[i];
}

/* wider is a power of two. */
static void grow(struct table *table, size_t wider)
{
	struct table_slot *slots = memory_alloc(wider * sizeof(*slots));

	for (size_t i = 0; i < wider; i++)
		slots[i].number = TABLE_NONE;
	for (size_t i = 0; i < table->slot_count; i++)
		if (table->slots[i].number != TABLE_NONE)
			*find_slot(slots, wider, table->slots[i].hash) =
				table->slots[i];
	free(table->slots);
	table->slots = slots;
	table->slot_count = wider;
}

void table_reserve(struct table *table, size_t count)
{
	size_t wider = table->slot_count ? table->slot_count : 64;

	while (wider / 2 < count)
		wider *= 2;
	if (wider > table->slot_count)
		grow(table, wider);
}

void table_prepare(const struct table *table, uint64_t hash)
{
	if (table->slot_count)
		__builtin_prefetch(
			&table->slots[hash & (table->slot_count - 1)], 1);
}

uint32_t table_get(const struct table *table, uint64_t hash)
{
	if (!table->slot_count)
		return TABLE_NONE;
	return find_slot(table->slots, table->slot_count, hash)->number;
}

uint32_t *table_slot(struct table *table, uint64_t hash)
{
	struct table_slot *slot;

	if (table->count * 2 >= table->slot_count)
		grow(table, table->slot_count ? table->slot_count * 2 : 64);
	slot = find_slot(table->slots, table->slot_count, hash);
	if (slot->number == TABLE_NONE) {
		slot->hash = hash;
		table->count++;
	}
	return &slot->number;
}

static uint64_t start_of_run(void)
{
	static uint64_t start;

	if (start)
		return start;
	if (getentropy(&start, sizeof(start)) < 0) {
		struct timespec now;

		clock_gettime(CLOCK_MONOTONIC, &now);
		start = (uint64_t)now.tv_nsec << 32 ^ (uint64_t)now.tv_sec;
	}
	start |= 1;
	return start;
}

/* The finalizer of splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t mix(uint64_t hash)
{
	hash = (hash ^ hash >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	hash = (hash ^ hash >> 27) * UINT64_C(0x94d049bb133111eb);
	return hash ^ hash >> 31;
}

uint64_t table_hash(struct span bytes, uint64_t kind)
{
	uint64_t hash = start_of_run() ^ kind ^ (uint64_t)bytes.len << 32;
	uint64_t word;

	while (bytes.len >= sizeof(word)) {
		memcpy(&word, bytes.ptr, sizeof(word));
		hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		hash ^= hash >> 32;
		bytes.ptr += sizeof(word);
		bytes.len -= sizeof(word);
	}
	word = 0;
	if (bytes.len)
		memcpy(&word, bytes.ptr, bytes.len);
	return mix(hash ^ word);
}
