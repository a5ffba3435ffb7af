/* SPDX-License-Identifier: ISC */
/* The name that somebody who typed another one may have meant. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

/* Of names that are offered one by one. */
struct nearest {
	const char *typed;
	size_t len;
	const char *name; /* the nearest so far; NULL: none is near */
	size_t slips;	  /* that lead to it */
};

void nearest_begin(struct nearest *nearest, const char *typed, size_t len);

/* One name; that with the fewest slips is kept, of several the first: letters
 * that are missing, too many, wrong, or swapped with the next one. More than
 * two, or a third of the name, make it another one. Borrowed. */
void nearest_offer(struct nearest *nearest, const char *name);

#endif
