/* SPDX-License-Identifier: ISC */
/*
 * What is true of an ID, computed from its records.
 *
 * It is a function of the set of records: neither their order, nor one that
 * comes twice, nor one that another dominates, changes it.
 *
 *  G1  A record is dominated by one whose vector dominates its own. Those that
 *      are not are the heads; equal vectors dominate nothing, nor does an event
 *      of which somebody changed the bytes.
 *  G2  Each field is merged by itself. A head's "dots" say which event set a
 *      field, or which events, with blanks between, if it was put together of
 *      what they said ("*": all fields that are not named; without dots it is
 *      the one event that the vector has, if it has but one). What a head says
 *      of a field is superseded by a head that knows of all these events and
 *      says something else.
 *  G3  Of what is left: the notes are joined, the tags are united, of others
 *      the last in event order holds, of those that have it. Event order is by
 *      "ev", then by bytes.
 *  G4  It is deleted if all heads are.
 */
#ifndef MARKS_STORE_MERGE_H
#define MARKS_STORE_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fields.h"
#include "marks/store/vector.h"

struct record {
	json_t *json; /* owned */
	char *bytes;  /* the line; owned */
	size_t len;
	const char *ev; /* of json; "" */
	struct vector vector;
	bool newer; /* of a version that is not known */
};

/* Makes a record of a line; false: it is none. */
bool record_parse(struct record *record, struct span line,
		  struct writers *writers);
void record_release(struct record *record);

struct merged {
	json_t *fields; /* without those that make it an event; owned */
	json_t *dots;	/* of each field that is there or known, as G2 has
			 * them, as far as they are; owned */
	bool deleted;
	bool newer;	    /* a head is of a version that is not known */
	struct vector join; /* what all records know */
	size_t heads;
	const char *at; /* of the last head in event order; borrowed from it */
	const char *by;
};

/* Merges records of an ID, at least one, which it puts into event order. known
 * are names of fields, NULL behind the last. */
void merge_records(struct record *records, size_t count,
		   const char *const *known, struct writers *writers,
		   struct merged *merged);
void merged_release(struct merged *merged);

/* Writes "WRITER:N". */
json_t *merge_dot(const char *writer, int64_t counter);

#endif
