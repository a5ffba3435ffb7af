/* SPDX-License-Identifier: ISC */
/* Put the pieces of rows in the order in which they stand from left to right,
 * where text runs from right to left. */
#ifndef LAYOUT_BIDIRECTIONAL_H
#define LAYOUT_BIDIRECTIONAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "layout/layout.h"
#include "layout/paragraph.h"

struct setting;

/* Memory that serves one row after the other; part of the scratch. */
struct ordering {
	uint8_t *levels; /* of the segment's bytes, as bidi_levels() has them */
	uint8_t *joins;
	struct row_piece *units; /* of a row, in reading order … */
	uint8_t *unit_levels;
	uint32_t *order; /* … and which stands where */
	struct item *items;
	struct buffer bytes;
	size_t levels_room, joins_room, units_room, unit_levels_room,
		order_room, items_room;
	size_t unit_count, item_count;
};

void ordering_release(struct ordering *ordering);

/*
 * A block has one direction, that of its first letter, and each of its lines
 * is resolved by itself, as HTML has it with dir="auto"; a cell of a table is
 * a block here. Code runs from the left (UAX #9, HL3): words that run to the
 * left are ordered in it, but never its lines. Rows of text that runs to the
 * left are mirrored whole: flush right, bullets and bars right of the text.
 */

/* Finds out whether and which way the segment runs: fills the scratch's
 * ordering, sets setting->bidi and setting->runs_left. Before rows are added;
 * costs next to nothing where no letter runs from right to left. */
void bidirectional_begin(struct setting *setting);

/* Whether the line of text (up to '\n') at off runs to the left as a whole. */
bool bidirectional_runs_left(const struct setting *setting, uint32_t off);

/*
 * Orders the pieces of the row begun last from piece first on, which are the
 * line's in reading order, within the columns that they take. All of a line
 * that runs to the left have a level then, decorations too.
 */
void bidirectional_order(struct setting *setting, struct line line,
			 size_t first);

/* Mirrors the segment's rows, if it runs to the left. */
void bidirectional_mirror(struct setting *setting);

#endif
