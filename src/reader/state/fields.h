/* SPDX-License-Identifier: ISC */
/* What is common to reading and writing records as JSON. */
#ifndef READER_STATE_FIELDS_H
#define READER_STATE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fields.h"
#include "reader/state/record.h"

enum { FIELDS_VERSION = 1 }; /* of a record, its field "v" */

/* A kind's name, its field "t". */
const char *fields_kind_name(enum record_kind kind);
/* The field that says what a record is of; NULL: it is of nothing. */
const char *fields_kind_of(enum record_kind kind);

/* Parses a line of RECORD_MAX bytes at most; NULL if it is no JSON. Owned. */
json_t *fields_parse_line(struct span line);
/* The same, only if it is a record of this kind. */
json_t *fields_parse_kind(struct span line, enum record_kind kind);

/* What a record is that was parsed (NULL: it could not be), and what it is of,
 * borrowed from it: NULL if that is missing. */
enum record_kind fields_classify(const json_t *json, const char **of);

/* The first (or the last) code points of valid UTF-8, max at most. */
struct span fields_cut(struct span string, size_t max, bool last);

#endif
