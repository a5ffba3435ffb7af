/* SPDX-License-Identifier: ISC */
/* Open files, through filters where they are of other formats. */
#ifndef READER_FILTERING_H
#define READER_FILTERING_H

#include <stdbool.h>

#include "document/source.h"

struct error;
struct filters;

/* How files are read, whichever it is. */
struct filtering {
	const struct filters *filters; /* borrowed; NULL: none */
	const char *format; /* by whose filter; NULL: by the file's name */
	bool keep; /* what programs made is kept, and what was kept is used */
};

/*
 * As source_open_file() does (whose filter is set here): where a filter is for
 * the file, what its programs make of it. A page, or another text whose filter
 * comes with Lectern but not with its program, is read as it is.
 */
struct source *filtering_open(const struct filtering *filtering,
			      const struct source_file *file,
			      struct error *error);

/* Whether it would be read through programs. */
bool filtering_applies(const struct filtering *filtering, const char *path);

#endif
