/* SPDX-License-Identifier: ISC */
/* Cut a document into what a search looks through at once. */
#include "document/search/unit.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/document.h"
#include "text/cells.h"
#include "text/clusters.h"
#include "text/fold.h"
#include "text/utf8.h"

enum {
	CUT_REACH = 1024,    /* how far a cut is moved back */
	CLUSTER_REACH = 256, /* how far a cluster is followed either way */
};

static uint32_t character_start(const char *text, uint32_t off)
{
	while (((unsigned char)text[off] & 0xc0) == 0x80)
		off--;
	return off;
}

/* The start of the cluster that holds off, but not before lowest, where a
 * character starts; off < last. */
static uint32_t cluster_start(const char *text, uint32_t lowest, uint32_t last,
			      uint32_t off)
{
	if (off - lowest > CLUSTER_REACH)
		lowest = character_start(text, off - CLUSTER_REACH);
	return lowest + (uint32_t)cells_start(text + lowest, last - lowest,
					      off - lowest);
}

/* --- Cutting ---------------------------------------------------------------
 */

enum looseness { LOOSE_NOT, LOOSE_NOTHING, LOOSE_BLANK };

/* Whether the character before off folds to a blank or to nothing. */
static enum looseness looseness_before(const char *text, uint32_t off,
				       uint32_t *before)
{
	struct fold_point folded;
	uint32_t point;

	/* Of ASCII white space alone is loose. */
	*before = off - 1;
	if (text[off - 1] > ' ' && !(text[off - 1] & 0x80))
		return LOOSE_NOT;
	*before = (uint32_t)utf8_previous(text, off);
	utf8_decode(text + *before, off - *before, &point);
	folded = fold_point(point, FOLD_CASE | FOLD_ACCENTS);
	if (folded.kind == FOLD_BLANK)
		return LOOSE_BLANK;
	return folded.kind == FOLD_NOTHING ? LOOSE_NOTHING : LOOSE_NOT;
}

/* Where the run of white space before off begins, with what is invisible in
 * it. */
static uint32_t before_white(const char *text, uint32_t lowest, uint32_t off)
{
	uint32_t before;

	while (off > lowest &&
	       looseness_before(text, off, &before) != LOOSE_NOT)
		off = before;
	return off;
}

/* Where stretch number index of [first, last) begins. */
static uint32_t cut(const char *text, uint32_t first, uint32_t last,
		    uint32_t index)
{
	uint64_t nominal = first + (uint64_t)index * UNIT_SIZE;
	uint32_t at, lowest, off, before;

	if (index == 0)
		return first;
	if (nominal >= last)
		return last;
	at = character_start(text, (uint32_t)nominal);
	lowest = character_start(text, at - CUT_REACH);
	off = at;
	while (off > lowest &&
	       looseness_before(text, off, &before) != LOOSE_BLANK)
		off = before;
	if (off > lowest)
		at = before_white(text, lowest, off);
	return cluster_start(text, lowest, last, at);
}

static void cut_around(const char *text, uint32_t off, struct unit *unit)
{
	uint32_t index = (off - unit->first) / UNIT_SIZE;

	unit->off = unit->first;
	unit->end = unit->last;
	if (unit->last - unit->first <= UNIT_SIZE)
		return;
	unit->off = cut(text, unit->first, unit->last, index);
	unit->end = cut(text, unit->first, unit->last, index + 1);
	if (off >= unit->end && unit->end < unit->last) {
		unit->off = unit->end;
		unit->end = cut(text, unit->first, unit->last, index + 2);
	}
}

/* --- Units -----------------------------------------------------------------
 */

/* The unit that holds off in its block, which is set. */
static void find_in_block(const struct document *document, bool rows,
			  uint32_t off, struct unit *unit)
{
	const struct block *block = &document->blocks[unit->block];

	unit->first = block->off;
	unit->last = block->end - 1;
	if (block->kind == BLOCK_ROW && !rows) {
		const struct cell *cell =
			&document->cells[document_cell_at(document, off)];

		unit->first = cell->off;
		unit->last = cell->end - 1;
	}
	cut_around(document->text.data, off, unit);
}

bool unit_at(const struct document *document, bool rows, uint32_t off,
	     struct unit *unit)
{
	if (off >= document->text.len)
		return false;
	unit->block = document_block_at(document, off);
	find_in_block(document, rows, off, unit);
	return true;
}

uint32_t unit_behind(const struct unit *unit)
{
	return unit->end < unit->last ? unit->end : unit->last + 1;
}

uint32_t unit_far(const struct document *document, uint32_t off)
{
	uint32_t len = (uint32_t)document->text.len;

	return off < len && len - off > UNIT_HIT_MAX ? off + UNIT_HIT_MAX : len;
}

bool unit_next(const struct document *document, bool rows, struct unit *unit)
{
	uint32_t next = unit_behind(unit);

	if (next == document->blocks[unit->block].end) {
		if (unit->block + 1 == document->block_count)
			return false;
		unit->block++;
	}
	find_in_block(document, rows, next, unit);
	return true;
}

uint32_t unit_reach(const struct document *document, const struct unit *unit,
		    uint32_t more)
{
	if (unit->last - unit->end <= more)
		return unit->last;
	return character_start(document->text.data, unit->end + more);
}

/* --- Hits ------------------------------------------------------------------
 */

/* Between two ASCII characters there is a boundary: the text has no '\r'. */
static bool is_between_ascii(const char *text, uint32_t off)
{
	return !((text[off - 1] | text[off]) & 0x80);
}

/* The end of the cluster that starts at off and reaches over it. */
static uint32_t cluster_end(const char *text, uint32_t start, uint32_t last)
{
	bool solitary;

	if (last - start > 2 * CLUSTER_REACH)
		last = character_start(text, start + 2 * CLUSTER_REACH);
	return start +
	       (uint32_t)clusters_length(text + start, last - start, &solitary);
}

void unit_widen(const struct document *document, const struct unit *unit,
		uint32_t lowest, struct hit *hit)
{
	const char *text = document->text.data;

	if (hit->off > lowest && !is_between_ascii(text, hit->off))
		hit->off = cluster_start(text, lowest, unit->last, hit->off);
	if (hit->end < unit->last && !is_between_ascii(text, hit->end)) {
		uint32_t start =
			cluster_start(text, lowest, unit->last, hit->end);

		if (start < hit->end)
			start = cluster_end(text, start, unit->last);
		if (start > hit->end)
			hit->end = start;
	}
}

void hits_add(struct hits *hits, struct hit hit)
{
	MEMORY_RESERVE(hits->items, hits->room, hits->count + 1);
	hits->items[hits->count++] = hit;
}

void hits_release(struct hits *hits)
{
	free(hits->items);
	*hits = (struct hits)HITS_INIT;
}
