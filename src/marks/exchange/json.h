/* SPDX-License-Identifier: ISC */
/* JSON of other programs, in and out. */
#ifndef MARKS_EXCHANGE_JSON_H
#define MARKS_EXCHANGE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fields.h"

struct error;
struct mark;

/* --- In --------------------------------------------------------------------
 */

/*
 * Parses a whole file; NULL with a sentence if it is no JSON, a key comes twice
 * in it, or it would take more memory than is reasonable. A BOM before it is
 * passed over; what is no UTF-8, NUL and halves of surrogate pairs (which
 * programs that count in UTF-16 leave at the ends of context) become U+FFFD.
 * Owned.
 */
json_t *json_read(struct span bytes, struct error *error);

/* Whether an object at the top of bytes, or one in an array there, has this
 * key, as far as can be told without parsing. Linear. */
bool json_has_key(struct span bytes, const char *key);

/* The text of a field: a string, or the first one of an array of them; of an
 * object that has it with its language (JSON-LD, "Localizable text") that.
 * NULL: it is none. Borrowed. */
const char *json_text(const json_t *object, const char *field);
/* The same of a value. */
const char *json_text_of(const json_t *value);

/* A whole number, also where it is written as a fraction or a string; forced
 * into a uint32_t. False: it is none, or negative. */
bool json_count(const json_t *object, const char *field, uint32_t *count);
/* A time of RFC 3339; 0: none. */
int64_t json_time(const json_t *object, const char *field);

/* A value as an array: what is none is the only item. */
size_t json_items(const json_t *value);
json_t *json_item(json_t *value, size_t item);

/* Adds the tags of a field to a mark: texts, one or an array of them, of which
 * the first thousand count. */
void json_read_tags(const json_t *object, const char *field, struct mark *mark);

/* --- Out -------------------------------------------------------------------
 */

/* Sets a field to a text of any bytes. */
void json_put(json_t *object, const char *field, const char *bytes, size_t len);
void json_put_buffer(json_t *object, const char *field,
		     const struct buffer *text);
void json_put_string(json_t *object, const char *field, const char *string);
/* To a time, as RFC 3339 has it. */
void json_put_time(json_t *object, const char *field, int64_t ms);
/* To "urn:uuid:ID" of an ID that is a UUID, else to the ID. */
void json_put_urn(json_t *object, const char *field, const char *id);
/* A list of words with a blank between, as an array of them. */
json_t *json_words(const struct buffer *words);

/* Appends a value in one line without the '\n'; the value is given back. */
void json_write(struct buffer *out, json_t *value);
/* The same of an object of which more is to be written: without its '}'. */
void json_write_open(struct buffer *out, json_t *object);

#endif
