/* SPDX-License-Identifier: ISC */
/* Compare a text with a sighting. */
#ifndef MARKS_IDENTITY_COMPARE_H
#define MARKS_IDENTITY_COMPARE_H

#include <stdbool.h>

#include "marks/identity.h"

/* Whether it is the very same text. */
bool compare_equal(const struct identity_text *text,
		   const struct sighting *sighting);

/* Whether it was at the same path; a pipe has none. */
bool compare_here(const struct identity_text *text,
		  const struct sighting *sighting);

unsigned compare_likeness(const struct identity_text *text,
			  const struct sighting *sighting);

enum compare_file {
	COMPARE_GONE,  /* nothing is at its path, or it has none */
	COMPARE_THERE, /* something is, or that cannot be known */
	COMPARE_SAME,  /* the same file by another name */
};

/* What is now where it was. Asks the file system. */
enum compare_file compare_file(const struct identity_text *text,
			       const struct sighting *sighting);

#endif
