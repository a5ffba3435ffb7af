/* SPDX-License-Identifier: ISC */
/* Set one segment of a block into rows. */
#ifndef LAYOUT_COMPOSE_H
#define LAYOUT_COMPOSE_H

#include <stddef.h>
#include <stdint.h>

#include "layout/analysis.h"
#include "layout/bidirectional.h"
#include "layout/candidates.h"
#include "layout/columns.h"
#include "layout/fit.h"
#include "layout/insets.h"
#include "layout/layout.h"
#include "layout/paragraph.h"
#include "layout/rows.h"

struct document;

/* Memory that serves one segment after the other. */
struct scratch {
	struct rows rows;
	struct lines lines;
	struct insets insets;
	struct candidates candidates;
	struct fit fit;
	struct keep *analyses;	/* owned; of struct analysis */
	struct columns columns; /* of the table laid out last */
	uint8_t *widths;
	uint8_t *kinds;
	struct ordering ordering;
	size_t *firsts; /* of each cell: its first line */
	size_t firsts_room;
	size_t widths_room;
	size_t kinds_room;
};

void scratch_init(struct scratch *scratch);
void scratch_release(struct scratch *scratch);

/* Sets a segment; the rows are scratch->rows until the next call. An empty
 * segment has none, any other at least one. */
void compose_segment(struct scratch *scratch, const struct document *document,
		     const struct layout_options *options, uint32_t block,
		     uint32_t segment);

#endif
