/* SPDX-License-Identifier: ISC */
/* Make the line of an event out of what is known and what is said now. */
#ifndef MARKS_STORE_COMPOSE_H
#define MARKS_STORE_COMPOSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/fields.h"
#include "marks/store/merge.h"

struct compose {
	const char *type; /* "mark", "doc" */
	const char *id;
	const char *const *known; /* names of fields, as in record.h */
	const json_t *said;	  /* fields as they are to be … */
	const json_t *read; /* … and as they were read; NULL: it is new */
	const struct merged *merged; /* what that was read from, or NULL */
	bool deleted;
	const char *writer;
	const char *by;
	int64_t now_ms;
	struct writers *writers;
};

/* Appends a line with its newline; nothing, and false, if nothing is said that
 * is not known. */
bool compose_event(const struct compose *compose, struct buffer *line);

#endif
