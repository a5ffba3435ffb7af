/* SPDX-License-Identifier: ISC */
/* The one table of filters: which command makes Markdown of which files. */
#ifndef READER_FILTERS_H
#define READER_FILTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arguments.h"

struct error;

/* More filters than these are refused: a table of formats is short. */
enum { FILTERS_MAX = 256, FILTERS_EXTENSION_MAX = 32 };

struct filter {
	char *extension; /* owned; small letters, without the first dot */
	struct arguments command; /* the program's name and its arguments */
};

/* All zero: there are none. */
struct filters {
	struct filter *rows; /* owned */
	size_t count;
	size_t capacity;
};

void filters_release(struct filters *filters);

/*
 * Has files with an extension ("epub", ".epub", "tar.gz"; capitals are small
 * letters) read through a command, instead of one that was set before. It is
 * split into words as arguments_split() does: no shell ever sees it. "" and
 * "nop" take the filter away, also where there is none. False with a sentence
 * where the extension or the command is none, and nothing is changed.
 */
bool filters_set(struct filters *filters, const char *extension,
		 const char *command, struct error *error);

/* The command for a file by the longest extension of its name that has one,
 * or NULL. A name that begins with its only dot (".epub") has no extension.
 * Borrowed until the table changes. */
const struct arguments *filters_find(const struct filters *filters,
				     const char *path);

#endif
