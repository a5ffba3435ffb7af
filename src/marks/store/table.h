/* SPDX-License-Identifier: ISC */
/* A hash table from 64-bit hashes to 32-bit numbers. */
#ifndef MARKS_STORE_TABLE_H
#define MARKS_STORE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

#define TABLE_NONE UINT32_MAX

/* All zero is an empty one. */
struct table {
	struct table_slot *slots;
	size_t slot_count; /* a power of two, or 0 */
	size_t count;
};

void table_release(struct table *table);

/* Has its slot fetched into the cache, for one who goes on to other things
 * before asking for it. */
void table_prepare(const struct table *table, uint64_t hash);

/* The number of a hash, TABLE_NONE if it has none; borrowed until the next
 * call of table_slot(). */
uint32_t table_get(const struct table *table, uint64_t hash);
/* The same, to be written; TABLE_NONE if it is new. */
uint32_t *table_slot(struct table *table, uint64_t hash);

/* Makes room for so many numbers, to save growing. */
void table_reserve(struct table *table, size_t count);

/* A hash of bytes that differs between runs; equal ones of different bytes do
 * not happen: one pair in 2^64. kind makes it another one. */
uint64_t table_hash(struct span bytes, uint64_t kind);

#endif
