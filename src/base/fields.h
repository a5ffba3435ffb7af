/* SPDX-License-Identifier: ISC */
/* Read what stands in the fields of a JSON object. */
#ifndef BASE_FIELDS_H
#define BASE_FIELDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* From then on memory for JSON is had as in base/memory.h. */
void fields_use_memory(void);

/* A line without blanks around it. */
struct span fields_trim(struct span line);

/* Parses a text of max bytes at most, blanks around it and a BOM before it
 * apart; NULL if it is longer or no JSON (a key that comes twice, invalid UTF-8
 * and NUL are none). Owned. */
json_t *fields_parse(struct span text, size_t max);

/* Fields of an object, or of what is none. A string is valid UTF-8, NULL if
 * there is none; an integer is forced between two others, 0 if there is none;
 * a hash is 16 hexadecimal digits, 0 if there is none. */
const char *fields_string(const json_t *object, const char *field);
int64_t fields_int(const json_t *object, const char *field, int64_t min,
		   int64_t max);
uint64_t fields_hash(const json_t *object, const char *field);

#endif
