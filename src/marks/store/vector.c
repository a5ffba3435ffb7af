/* SPDX-License-Identifier: ISC */
/* Version vectors: which events of which writers an event knew of. */
#include "marks/store/vector.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* --- Writers -------------------------------------------------------------- */

void writers_init(struct writers *writers)
{
	memset(writers, 0, sizeof(*writers));
	map_init(&writers->numbers);
}

void writers_release(struct writers *writers)
{
	for (size_t i = 0; i < writers->count; i++)
		free(writers->names[i]);
	free(writers->names);
	map_release(&writers->numbers);
	writers_init(writers);
}

static uint32_t find_number(struct writers *writers, const char *name,
			    size_t len)
{
	uint32_t number = (uint32_t)writers->count;

	if (map_get(&writers->numbers, name, len, &number))
		return number;
	MEMORY_RESERVE(writers->names, writers->room, writers->count + 1);
	writers->names[writers->count++] = memory_copy_string(name, len);
	map_put(&writers->numbers, name, len, number);
	return number;
}

uint32_t writers_number(struct writers *writers, const char *name, size_t len)
{
	uint32_t number = writers->last;

	/* Who wrote a line mostly wrote the next one too. */
	if (number < writers->count && strlen(writers->names[number]) == len &&
	    memcmp(writers->names[number], name, len) == 0)
		return number;
	number = find_number(writers, name, len);
	writers->last = number;
	return number;
}

/* --- Vectors -------------------------------------------------------------- */

void vector_init(struct vector *vector)
{
	memset(vector, 0, sizeof(*vector));
}

void vector_release(struct vector *vector)
{
	free(vector->entries);
	vector_init(vector);
}

void vector_add(struct vector *vector, uint32_t writer, int64_t counter)
{
	if (counter < 1 || counter > VECTOR_COUNTER)
		return;
	MEMORY_RESERVE(vector->entries, vector->room, vector->count + 1);
	vector->entries[vector->count++] =
		(struct vector_entry){ writer, counter };
}

/* By writer; the largest counter first. */
static int compare_entries(const void *one, const void *other)
{
	const struct vector_entry *a = one;
	const struct vector_entry *b = other;

	if (a->writer != b->writer)
		return a->writer < b->writer ? -1 : 1;
	if (a->counter != b->counter)
		return a->counter > b->counter ? -1 : 1;
	return 0;
}

void vector_settle(struct vector *vector)
{
	size_t kept = 0;

	if (vector->count < 2)
		return;
	qsort(vector->entries, vector->count, sizeof(*vector->entries),
	      compare_entries);
	for (size_t i = 0; i < vector->count; i++)
		if (!kept || vector->entries[kept - 1].writer !=
				     vector->entries[i].writer)
			vector->entries[kept++] = vector->entries[i];
	vector->count = kept;
}

int64_t vector_counter(const struct vector *vector, uint32_t writer)
{
	size_t low = 0, high = vector->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (vector->entries[middle].writer < writer)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < vector->count && vector->entries[low].writer == writer)
		return vector->entries[low].counter;
	return 0;
}

void vector_join(struct vector *vector, const struct vector *other)
{
	for (size_t i = 0; i < other->count; i++)
		vector_add(vector, other->entries[i].writer,
			   other->entries[i].counter);
	vector_settle(vector);
}

enum vector_order vector_compare(const struct vector_entry *one,
				 size_t one_count,
				 const struct vector_entry *other,
				 size_t other_count)
{
	bool less = false, more = false;
	size_t i = 0, j = 0;

	while (i < one_count || j < other_count) {
		if (j == other_count ||
		    (i < one_count && one[i].writer < other[j].writer)) {
			more = true;
			i++;
		} else if (i == one_count || other[j].writer < one[i].writer) {
			less = true;
			j++;
		} else {
			more = more || one[i].counter > other[j].counter;
			less = less || one[i].counter < other[j].counter;
			i++;
			j++;
		}
	}
	if (more)
		return less ? VECTOR_CONCURRENT : VECTOR_AFTER;
	return less ? VECTOR_BEFORE : VECTOR_EQUAL;
}
