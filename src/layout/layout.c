/* SPDX-License-Identifier: ISC */
/* A document at a width: rows, made on demand, block by block. */
#include "layout/layout.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "document/document.h"
#include "layout/cache.h"
#include "layout/compose.h"
#include "layout/keep.h"
#include "layout/segment.h"

struct layout {
	const struct document *document; /* borrowed; it may grow */
	struct layout_options options;
	struct keep *cache; /* owned; of struct cached */
	struct scratch scratch;
};

struct layout *layout_open(const struct document *document,
			   const struct layout_options *options)
{
	struct layout *layout = memory_alloc_zeroed(1, sizeof(*layout));

	layout->document = document;
	layout->cache = keep_new();
	scratch_init(&layout->scratch);
	layout_configure(layout, options);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	keep_free(layout->cache);
	scratch_release(&layout->scratch);
	free(layout);
}

void layout_configure(struct layout *layout,
		      const struct layout_options *options)
{
	const struct layout_options *old = &layout->options;

	assert(options->width > 0);
	/* Where lines may end does not hang on their width. */
	if (options->hyphenator != old->hyphenator ||
	    options->breaks != old->breaks || options->cells != old->cells ||
	    options->inferred != old->inferred)
		keep_clear(layout->scratch.analyses);
	layout->options = *options;
	layout->scratch.columns.known = false;
	keep_clear(layout->cache);
}

const struct layout_options *layout_options(const struct layout *layout)
{
	return &layout->options;
}

const struct document *layout_document(const struct layout *layout)
{
	return layout->document;
}

/* The rows of a segment; borrowed until the next call of this. */
static const struct cached *rows_of(struct layout *layout, uint32_t block,
				    uint32_t segment)
{
	const struct cached *cached = keep_get(layout->cache, block, segment);

	if (cached)
		return cached;
	compose_segment(&layout->scratch, layout->document, &layout->options,
			block, segment);
	return cache_put(layout->cache, block, segment, &layout->scratch.rows);
}

void layout_row(struct layout *layout, struct layout_at at, struct row *row)
{
	const struct cached *cached = rows_of(layout, at.block, at.segment);

	assert(at.row < cached->count);
	kept_row_show(&cached->rows[at.row], cached->pieces,
		      cached->decorations, row);
	row->block = at.block;
}

/* The first row of the segment after this one that has any. */
static bool next_segment(struct layout *layout, struct layout_at *at)
{
	const struct document *document = layout->document;
	struct layout_at next = { at->block, at->segment, 0 };

	do {
		if (++next.segment == segment_count(document, next.block)) {
			next.segment = 0;
			next.block++;
		}
		if (next.block == document->block_count)
			return false;
	} while (!rows_of(layout, next.block, next.segment)->count);
	*at = next;
	return true;
}

/* The last row of the segment before this one that has any. */
static bool previous_segment(struct layout *layout, struct layout_at *at)
{
	struct layout_at previous = *at;
	uint32_t count;

	do {
		if (previous.segment == 0) {
			if (previous.block-- == 0)
				return false;
			previous.segment =
				segment_count(layout->document, previous.block);
		}
		previous.segment--;
		count = rows_of(layout, previous.block, previous.segment)
				->count;
	} while (count == 0);
	previous.row = count - 1;
	*at = previous;
	return true;
}

long layout_move(struct layout *layout, struct layout_at *at, long count)
{
	long left = count;

	while (left > 0) {
		long below =
			(long)rows_of(layout, at->block, at->segment)->count -
			1 - (long)at->row;

		if (left <= below) {
			at->row += (uint32_t)left;
			return count;
		}
		at->row += (uint32_t)below;
		left -= below;
		if (!next_segment(layout, at))
			return count - left;
		left--;
	}
	while (left < 0) {
		if (-left <= (long)at->row) {
			at->row -= (uint32_t)-left;
			return count;
		}
		left += (long)at->row;
		at->row = 0;
		if (!previous_segment(layout, at))
			return count - left;
		left++;
	}
	return count;
}

bool layout_next(struct layout *layout, struct layout_at *at)
{
	return layout_move(layout, at, 1) == 1;
}

bool layout_previous(struct layout *layout, struct layout_at *at)
{
	return layout_move(layout, at, -1) == -1;
}

bool layout_last(struct layout *layout, struct layout_at *at)
{
	struct layout_at end = { (uint32_t)layout->document->block_count, 0,
				 0 };

	if (!end.block)
		return false;
	/* From behind the last block. */
	previous_segment(layout, &end);
	*at = end;
	return true;
}

const struct columns *layout_columns(struct layout *layout, uint32_t block)
{
	const struct document *document = layout->document;
	const struct columns *columns = &layout->scratch.columns;

	if (document->blocks[block].kind != BLOCK_ROW)
		return NULL;
	if (!columns->known ||
	    columns->table != document->blocks[block].container)
		compose_segment(&layout->scratch, document, &layout->options,
				block, 0);
	return columns->records ? NULL : columns;
}

/* The last row of text that starts at or before off. */
static uint32_t row_of(const struct cached *cached, uint32_t off)
{
	uint32_t low = cached->lead;
	uint32_t high = cached->count - cached->trail;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (cached->rows[middle].off <= off)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* The row of cells that shows off, or the text before it in its cell: that of
 * the last piece that starts at or before it. The place of a row is where it
 * starts; guess is the row whose range off is in. */
static uint32_t row_of_cells(const struct cached *cached, uint32_t off,
			     uint32_t guess)
{
	uint32_t found = guess;
	uint32_t nearest = 0;
	bool any = false;

	if (cached->rows[guess].off == off)
		return guess;
	for (uint32_t i = cached->lead; i < cached->count - cached->trail;
	     i++) {
		const struct kept_row *row = &cached->rows[i];

		for (uint32_t p = 0; p < row->piece_count; p++) {
			const struct row_piece *piece =
				&cached->pieces[row->piece + p];

			if (piece->off == piece->end || piece->off > off ||
			    (any && piece->off <= nearest))
				continue;
			any = true;
			nearest = piece->off;
			found = i;
		}
	}
	return found;
}

/* The row of text that shows off. */
static uint32_t row_showing(const struct cached *cached, uint32_t off)
{
	uint32_t row = row_of(cached, off);

	return cached->rows[row].flags & ROW_CELLS
		       ? row_of_cells(cached, off, row)
		       : row;
}

/* Whether a place in the block is in its trail, if it has one. */
static bool in_trail(const struct block *block, struct place place)
{
	return place.above > 0 && place.off == block->end - 1 &&
	       place.off > block->off;
}

bool layout_find(struct layout *layout, struct place place,
		 struct layout_at *at)
{
	const struct document *document = layout->document;
	const struct cached *cached;
	const struct block *block;
	uint32_t rows;

	if (!document->block_count)
		return false;
	at->block = (uint32_t)document_block_at(document, place.off);
	block = &document->blocks[at->block];
	if (place.off >= block->end)
		place.off = block->end - 1;
	at->segment = segment_at(document, at->block, place.off);
	cached = rows_of(layout, at->block, at->segment);
	at->row = row_showing(cached, place.off);
	if (in_trail(block, place)) {
		rows = cached->trail;
		at->row = cached->count - cached->trail - 1;
		at->row += place.above < rows ? place.above : rows;
	} else if (at->row == cached->lead) {
		rows = cached->lead;
		at->row -= place.above < rows ? place.above : rows;
	}
	return true;
}

bool layout_same_place(struct place a, struct place b)
{
	return a.off == b.off && a.above == b.above;
}

struct place layout_place(struct layout *layout, struct layout_at at)
{
	const struct cached *cached = rows_of(layout, at.block, at.segment);
	uint32_t text_end = cached->count - cached->trail;

	assert(at.row < cached->count);
	if (at.row < cached->lead)
		return (struct place){ cached->rows[at.row].off,
				       cached->lead - at.row };
	if (at.row >= text_end)
		return (struct place){ cached->rows[at.row].off - 1,
				       at.row - text_end + 1 };
	return (struct place){ cached->rows[at.row].off, 0 };
}
