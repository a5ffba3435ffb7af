/* SPDX-License-Identifier: ISC */
/* The one table of filters: which command makes Markdown of which files. */
#ifndef READER_FILTERS_H
#define READER_FILTERS_H

#include <stdbool.h>
#include <stddef.h>

struct error;

/* More filters than these are refused: a table of formats is short. */
enum { FILTERS_MAX = 256, FILTERS_EXTENSION_MAX = 32 };

struct filter {
	char *extension; /* owned; small letters, without the first dot */
	char *command;	 /* owned; arguments_split() takes it */
	bool is_shipped; /* nobody asked for it … */
	bool is_text;	 /* … and without it the file can be read */
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
 * letters) read through a command, instead of one that was set before. Its
 * words are those of arguments_split(): no shell ever sees it. "" and "nop"
 * take the filter away, also where there is none. False with a sentence where
 * the extension or the command is none, and nothing is changed.
 */
bool filters_set(struct filters *filters, const char *extension,
		 const char *command, struct error *error);

/* Adds those that come with the program, but for extensions that have one. */
void filters_ship(struct filters *filters);

/* The extensions of those; NULL behind the last. */
const char *filters_shipped(size_t index);

/* The filter for a file by the longest extension of its name that has one, or
 * NULL. A name that begins with its only dot (".epub") has no extension.
 * Borrowed until the table changes. */
const struct filter *filters_find(const struct filters *filters,
				  const char *path);

/* The same by the extension itself. */
const struct filter *filters_named(const struct filters *filters,
				   const char *extension);

/* Whether files of this extension are others that were packed, so that what
 * stands before it in their names tells of what kind they are. */
bool filters_unpack(const char *extension);

#endif
