/* SPDX-License-Identifier: ISC */
/* What stands left of a block: the bars, bullets and numbers of the containers
 * it is in. */
#ifndef LAYOUT_FRAME_H
#define LAYOUT_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "layout/layout.h"

struct rows;

/* A quote, an item, a definition or a note. */
struct frame_part {
	uint32_t col;
	uint32_t width; /* with the blank behind it */
	uint32_t container;
	uint32_t depth; /* of a list without numbers: how many around it */
};

/* Parts ascend by column and do not overlap. */
struct frame {
	struct frame_part parts[DOCUMENT_DEPTH_MAX];
	size_t part_count;
	size_t shown;  /* the first of them are drawn at all … */
	size_t marked; /* … and these have had their markers drawn */
	uint32_t col;  /* where the block's text starts */
};

/*
 * Indents take at most about half of the measure: what is nested deeper covers
 * the parts of what it is nested in. At least one column is left for text.
 */
void frame_measure(struct frame *frame, const struct document *document,
		   const struct layout_options *options, uint32_t block);

/* Which of the parts a row shows. */
enum frame_row {
	FRAME_LEAD,  /* bars of quotes that began above the block */
	FRAME_FIRST, /* bars, and markers of what begins with the block */
	FRAME_REST,  /* bars */
};

/* Adds them to the row begun last. */
void frame_draw(const struct frame *frame, const struct document *document,
		const struct layout_options *options, uint32_t block,
		enum frame_row kind, struct rows *rows);

/* What a quote is shown as: a callout, or MEANING_BAR for any other. */
enum meaning frame_callout(const struct document *document,
			   const struct container *quote);

#endif
