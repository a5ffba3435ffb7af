/* SPDX-License-Identifier: ISC */
/*
 * What is kept of a mark or a sighting, as fields of a JSON object.
 *
 * An object made here has the fields that this program knows, and no others:
 * neither those that make it an event nor those of other programs. Numbers are
 * integers, for floats do not survive being read.
 */
#ifndef MARKS_STORE_RECORD_H
#define MARKS_STORE_RECORD_H

#include <stddef.h>

#include "base/fields.h"
#include "marks/mark.h"
#include "marks/store.h"

/* The names of the fields that an object of a kind may have, in their order,
 * NULL behind the last. */
extern const char *const record_mark_fields[];
extern const char *const record_sighting_fields[];

/* Makes an object, owned. Text that is not valid is repaired. */
json_t *record_of_mark(const struct mark *mark);
json_t *record_of_sighting(const struct sighting *sighting);

/* Reads what an object says; what it lacks, or says in a way that is not
 * known, is empty. The mark and the sighting are initialised and empty. ID,
 * deleted, read_only, changed_ms, at_ms and by are not among it. */
void record_read_mark(const json_t *object, struct mark *mark);
void record_read_sighting(const json_t *object, struct sighting *sighting);

/* "2026-10-11T09:12:33Z" of milliseconds since the epoch. */
json_t *record_time(int64_t ms);
/* The opposite, of a field; 0: it has none. */
int64_t record_read_time(const json_t *object, const char *field);
/* Copies a string; what is longer than size - 1 bytes is left out. */
void record_copy(char *to, size_t size, const char *from);

#endif
