/* SPDX-License-Identifier: ISC */
/* Choose the lines that suit a paragraph as a whole. */
#ifndef LAYOUT_FIT_H
#define LAYOUT_FIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/candidates.h"
#include "layout/paragraph.h"

enum {
	/* What lines cost, in squared columns that are left free: one that ends
	 * in a hyphen; that too where the line before it does so; where it is
	 * the last but one; a last line of less than a 6th of the width. */
	FIT_HYPHEN = 32,
	FIT_HYPHENS = 64,
	FIT_LAST_HYPHEN = 32,
	FIT_SHORT = 8,
	FIT_SHORT_SHARE = 6,
	/* More candidates are not considered for one line: a bound for text
	 * of characters without columns. */
	FIT_REACH = 1024,
};

/* The room for a paragraph. */
struct fit_shape {
	uint32_t width;	 /* columns of a line */
	uint32_t indent; /* of the first one, less than width */
	uint32_t hang;	 /* columns of punctuation that may hang right of it */
	bool justify;	 /* choose lines that can be widened, and widen them */
};

struct fit_node;
struct fit_start;

/* Memory that serves one paragraph after the other. */
struct fit {
	struct fit_node *nodes;	  /* owned */
	struct fit_start *starts; /* owned: a part of each of them */
	uint32_t *least;	  /* owned: some of them by what they cost */
	size_t count;
	size_t room; /* of each */
};

void fit_release(struct fit *fit);

/*
 * Appends to lines those of least cost (Knuth and Plass, "Breaking Paragraphs
 * into Lines", 1981, without shrinking). A ragged line costs the square of what
 * it leaves free. In a justified paragraph it costs 10 times the sum of the
 * squares of what its blanks grow by, and 100 times the square of what is too
 * much for one column each, by blank. A line that ends a paragraph or stands
 * before a '\n' costs nothing, but see above. At an emergency a line ends only
 * where none else would fit; where there is none either, each takes as many
 * clusters as fit, at least one. text and widths are those that the candidates
 * were found in. O(candidates * candidates in a line).
 */
void fit_lines(struct fit *fit, struct lines *lines,
	       const struct candidates *candidates, const char *text,
	       const uint8_t *widths, const struct fit_shape *shape);

/* Has the lines' blanks widened to the full width, but where a line ends a
 * paragraph, stands before a '\n', or its blanks would take more than two
 * columns in the mean. */
void fit_justify(struct lines *lines, const char *text, size_t len,
		 const uint8_t *widths, const struct fit_shape *shape);

#endif
