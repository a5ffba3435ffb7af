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
	/* What a hyphen costs, in squared columns left free; it costs this
	 * twice more behind another one, and in the last line but one. */
	FIT_HYPHEN = 40,
	/* A last line of less than a 6th of the width costs twice as much as a
	 * hyphen. */
	FIT_SHORT = 6,
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

/* Memory that serves one paragraph after the other. */
struct fit {
	struct fit_node *nodes; /* owned */
	size_t count, room;
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
