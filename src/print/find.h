/* SPDX-License-Identifier: ISC */
/* Where words stand in documents, for scripts. */
#ifndef PRINT_FIND_H
#define PRINT_FIND_H

#include <stdbool.h>

struct document;
struct error;
struct query;

struct print_find {
	struct query *query; /* borrowed */
	bool color;	     /* the words are bold */
	bool whole;	     /* no terminal reads it */
};

/* FILE<TAB>PLACE<TAB>line, for each hit: a line of the source as --at takes it
 * (":12"), and the text around it. As print.h says of all that is printed. */
bool print_find(int fd, const char *name, const struct document *document,
		const struct print_find *find, struct error *error);

#endif
