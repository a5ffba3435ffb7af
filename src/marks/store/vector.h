/* SPDX-License-Identifier: ISC */
/*
 * Version vectors: which events of which writers an event knew of.
 *
 * After Parker et al., "Detection of mutual inconsistency in distributed
 * systems" (IEEE TSE 9, 1983). One vector dominates another if it knows of all
 * that the other one does, and of more.
 */
#ifndef MARKS_STORE_VECTOR_H
#define MARKS_STORE_VECTOR_H

#include <stddef.h>
#include <stdint.h>

#include "base/map.h"

/* Writers' names by numbers that hold for this run. */
struct writers {
	struct map numbers;
	char **names; /* owned */
	size_t count;
	size_t room;
	uint32_t last; /* that was asked for */
};

void writers_init(struct writers *writers);
void writers_release(struct writers *writers);
/* The number of a name, new if it was not known. */
uint32_t writers_number(struct writers *writers, const char *name, size_t len);

/* Counters are at most this, so that one more can be counted. */
#define VECTOR_COUNTER (INT64_MAX >> 1)

struct vector_entry {
	uint32_t writer;
	int64_t counter; /* from 1 */
};

/* By writers' numbers, ascending, once vector_settle() was called. */
struct vector {
	struct vector_entry *entries;
	size_t count;
	size_t room;
};

void vector_init(struct vector *vector);
void vector_release(struct vector *vector);
/* Adds an entry; one that no counter can be is left out. */
void vector_add(struct vector *vector, uint32_t writer, int64_t counter);
/* Brings entries into order, from a writer's several the largest. */
void vector_settle(struct vector *vector);
/* How many events of a writer it knows of. */
int64_t vector_counter(const struct vector *vector, uint32_t writer);
/* Adds what another one knows. Both are settled. */
void vector_join(struct vector *vector, const struct vector *other);

enum vector_order {
	VECTOR_EQUAL,
	VECTOR_BEFORE, /* the other one dominates it */
	VECTOR_AFTER,  /* it dominates the other one */
	VECTOR_CONCURRENT,
};

enum vector_order vector_compare(const struct vector_entry *one,
				 size_t one_count,
				 const struct vector_entry *other,
				 size_t other_count);

#endif
