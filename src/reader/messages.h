/* SPDX-License-Identifier: ISC */
/* What was said in the status line, to be read again. */
#ifndef READER_MESSAGES_H
#define READER_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct view;

enum { MESSAGES_MAX = 100 };

struct message {
	struct buffer text;
	int64_t time; /* of day, in s; what is said again is of that time */
	bool is_error;
	bool typing; /* something was being typed */
};

/* The last ones; all zero: none. */
struct messages {
	struct message items[MESSAGES_MAX]; /* a ring */
	size_t count;			    /* that were ever added */
};

void messages_release(struct messages *messages);

/* What is the same as the last one is not added again; what is said at each
 * letter that is typed takes the place of what was said at the one before. */
void messages_add(struct messages *messages, const struct buffer *text,
		  bool is_error, bool typing);

/* Opens the list of them, the last one first. */
void messages_open(struct view *view);

#endif
