/* SPDX-License-Identifier: ISC */
/* Assert the invariants of a block's rows. */
#include "layout/layout.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "layout/segment.h"
#include "text/character.h"
#include "text/utf8.h"

/* A block as its rows come. */
struct walk {
	struct layout *layout;
	const struct document *document;
	const struct block *block;
	uint32_t shown;	 /* text up to here was in a row */
	uint8_t *widths; /* cells of the block's segments, owned */
	bool *seen; /* bytes that were in a piece of a row of cells, owned */
	bool cells_seen;
	bool text_seen;
	bool trail_seen;
};

static void fail(const struct walk *walk, const char *invariant,
		 const struct row *row)
{
	fprintf(stderr, "layout: %s does not hold: block %u, row of %u\n",
		invariant, (unsigned)(walk->block - walk->document->blocks),
		(unsigned)row->off);
	abort();
}

#define HOLDS(name, condition)                     \
	do {                                       \
		if (!(condition))                  \
			fail(walk, (name), (row)); \
	} while (0)

/* Measures segment by segment, as the rows are made. */
static void measure(struct walk *walk, uint32_t index)
{
	const struct block *block = walk->block;

	walk->widths = memory_alloc(block->end - block->off);
	for (uint32_t i = 0; i < segment_count(walk->document, index); i++) {
		struct segment segment =
			segment_range(walk->document, index, i);

		if (segment.off < segment.end)
			cells_measure(layout_options(walk->layout)->cells,
				      walk->document->text.data + segment.off,
				      segment.end - segment.off,
				      walk->widths +
					      (segment.off - block->off));
	}
}

static uint8_t width_at(const struct walk *walk, uint32_t off)
{
	return off == walk->block->end ? 0
				       : walk->widths[off - walk->block->off];
}

/* L3, and that a piece is as wide as its text. */
static void check_text(const struct walk *walk, const struct row *row,
		       const struct row_piece *piece)
{
	const struct document *document = walk->document;
	size_t run = document_run_at(document, piece->off);
	uint32_t width = 0;

	HOLDS("L3", width_at(walk, piece->off) != CELLS_INSIDE);
	HOLDS("L3", width_at(walk, piece->end) != CELLS_INSIDE);
	if (piece->run == DOCUMENT_NONE) {
		HOLDS("L3", run == document->run_count ||
				    document->runs[run].off >= piece->end);
	} else {
		HOLDS("L3", piece->run == run);
		HOLDS("L3", document->runs[run].off <= piece->off &&
				    document->runs[run].end >= piece->end);
	}
	if (piece->decoration_len > 0)
		HOLDS("L1",
		      piece->width ==
			      cells_width(layout_options(walk->layout)->cells,
					  row->decorations + piece->decoration,
					  piece->decoration_len));
	if (document->text.data[piece->off] == '\t')
		return;
	if (row_piece_is_gap(document->text.data, piece)) {
		HOLDS("L1", layout_options(walk->layout)->justify);
		return;
	}
	for (uint32_t i = piece->off; i < piece->end; i++) {
		if (width_at(walk, i) != CELLS_INSIDE)
			width += width_at(walk, i);
	}
	HOLDS("L1", piece->width == width);
}

/* Clusters of the row's text or, where it has none, of what is drawn last. */
static uint32_t count_clusters(const struct walk *walk, const struct row *row)
{
	const struct row_piece *last = &row->pieces[row->piece_count - 1];
	struct cluster cluster;
	uint32_t count = 0;

	for (size_t p = 0; p < row->piece_count; p++) {
		for (uint32_t i = row->pieces[p].off; i < row->pieces[p].end;
		     i++)
			count += width_at(walk, i) != CELLS_INSIDE;
	}
	if (count > 0)
		return count;
	for (size_t i = 0; i < last->decoration_len; i += cluster.len) {
		cells_next(layout_options(walk->layout)->cells,
			   row->decorations + last->decoration + i,
			   last->decoration_len - i, &cluster);
		count++;
	}
	return count;
}

/* The columns of the row that hang in the margin: those of a comma or full stop
 * that is shown last, as far as the options let them. */
static uint32_t count_hanging(const struct walk *walk, const struct row *row)
{
	static const char *const marks[] = { "\u3001", "\u3002", "\uff0c",
					     "\uff0e" };
	uint32_t start = row->shown_end - 3;

	if (row->shown_end < row->off + 3)
		return 0;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (memcmp(walk->document->text.data + start, marks[i], 3) == 0)
			return layout_options(walk->layout)->hang;
	}
	return 0;
}

/* A hyphen that is no text is a row's last, and nothing is left out there. */
static void check_hyphens(const struct walk *walk, const struct row *row)
{
	if (row->flags & ROW_CELLS)
		return;
	for (size_t i = 0; i < row->piece_count; i++) {
		if (row->pieces[i].meaning == MEANING_HYPHEN)
			HOLDS("L2", (i + 1 == row->piece_count ||
				     row->pieces[i].level > 0) &&
					    row->shown_end == row->end);
	}
}

/* L2 where pieces stand in another order than their text. */
static void see_text(struct walk *walk, const struct row *row,
		     const struct row_piece *piece)
{
	const struct block *block = walk->block;

	HOLDS("L2", piece->off >= block->off && piece->end < block->end);
	for (uint32_t i = piece->off; i < piece->end; i++) {
		bool *seen = &walk->seen[i - block->off];

		HOLDS("L2", !*seen);
		HOLDS("L2", walk->document->text.data[i] != '\n');
		*seen = true;
	}
}

/* Whether pieces of a row stand in another order than their text. */
static bool has_levels(const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++) {
		if (row->pieces[i].level)
			return true;
	}
	return false;
}

static void check_pieces(struct walk *walk, const struct row *row)
{
	bool cells = row->flags & ROW_CELLS;
	bool ordered = cells || has_levels(row);
	bool starts = row->off == walk->block->off;
	uint32_t col = 0;
	uint32_t off = row->off;
	uint32_t shown = 0;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		HOLDS("L1", piece->col >= col);
		col = piece->col + piece->width;
		HOLDS("L2", ordered || piece->off == off);
		HOLDS("L2", cells || (piece->off >= row->off &&
				      piece->end <= row->end));
		off = piece->end;
		shown += piece->end - piece->off;
		starts = starts || piece->off == row->off;
		if (piece->off == piece->end) {
			HOLDS("L1", piece->decoration_len > 0);
			continue;
		}
		check_text(walk, row, piece);
		if (ordered)
			see_text(walk, row, piece);
	}
	HOLDS("L1", row->width == col);
	walk->cells_seen = walk->cells_seen || cells;
	/* No byte is in two pieces: as many as there are, are all. */
	HOLDS("L2", cells ? starts && row->shown_end == row->end
			  : shown == row->shown_end - row->off);
	HOLDS("L2", ordered || off == row->shown_end);
	if (!(row->flags & ROW_WIDE) &&
	    col > layout_options(walk->layout)->width +
			    count_hanging(walk, row))
		HOLDS("L1", count_clusters(walk, row) == 1);
}

/* L4, and that the rows tile the text. */
static void check_row(struct walk *walk, const struct row *row)
{
	HOLDS("L2", row->off == walk->shown);
	HOLDS("L2", row->shown_end >= row->off && row->end >= row->shown_end);
	if (row->flags & ROW_LEAD) {
		HOLDS("L4", !walk->text_seen);
		HOLDS("L4", row->end == walk->block->off);
	} else if (row->flags & ROW_TRAIL) {
		walk->trail_seen = true;
		HOLDS("L4", row->off == walk->block->end);
	} else {
		HOLDS("L4", !walk->trail_seen);
		HOLDS("L2", row->end > row->off);
		walk->text_seen = true;
	}
	check_pieces(walk, row);
	check_hyphens(walk, row);
	walk->shown = row->end;
}

/* L2: what no row of cells shows is white space. */
static void check_seen(const struct walk *walk, const struct row *row)
{
	const struct block *block = walk->block;
	const char *text = walk->document->text.data;
	uint32_t off = block->off;

	while (walk->cells_seen && off < block->end) {
		uint32_t point;
		uint32_t len = (uint32_t)utf8_decode(text + off,
						     block->end - off, &point);

		HOLDS("L2",
		      walk->seen[off - block->off] || character_white(point));
		off += len;
	}
}

void layout_check(struct layout *layout, uint32_t block)
{
	const struct document *document = layout_document(layout);
	struct walk state = {
		.layout = layout,
		.document = document,
		.block = &document->blocks[block],
		.shown = document->blocks[block].off,
	};
	struct walk *walk = &state;
	struct layout_at at;
	struct row storage;
	const struct row *row = &storage;
	bool more;

	measure(walk, block);
	walk->seen = memory_alloc_zeroed(walk->block->end - walk->block->off,
					 sizeof(*walk->seen));
	more = layout_find(layout, (struct place){ walk->shown, UINT32_MAX },
			   &at);
	assert(more && at.block == block && at.row == 0);
	do {
		layout_row(layout, at, &storage);
		check_row(walk, row);
		more = layout_next(layout, &at) && at.block == block;
		HOLDS("L4", more == !(row->flags & ROW_LAST));
	} while (more);
	HOLDS("L2", walk->shown == walk->block->end);
	check_seen(walk, row);
	free(walk->widths);
	free(walk->seen);
}
