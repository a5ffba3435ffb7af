/* SPDX-License-Identifier: ISC */
/* Find where a row shows a byte of text, or what it shows in a column. */
#include "layout/layout.h"

#include "document/document.h"
#include "text/cells.h"

/* Columns from the start of a piece of text to byte off in it. */
static uint32_t columns_before(const struct layout *layout,
			       const struct row_piece *piece, uint32_t off)
{
	const char *text = layout_document(layout)->text.data;
	uint32_t col = 0;

	for (uint32_t i = piece->off; i < off;) {
		struct cluster cluster;

		cells_next(layout_options(layout)->cells, text + i,
			   piece->end - i, &cluster);
		i += (uint32_t)cluster.len;
		if (i <= off)
			col += (uint32_t)cluster.width;
	}
	return col;
}

/* The end of the cluster of a piece of text that holds off. */
static uint32_t cluster_end(const struct layout *layout,
			    const struct row_piece *piece, uint32_t off)
{
	const char *text = layout_document(layout)->text.data;
	uint32_t end = piece->off;

	while (end <= off) {
		struct cluster cluster;

		cells_next(layout_options(layout)->cells, text + end,
			   piece->end - end, &cluster);
		end += (uint32_t)cluster.len;
	}
	return end;
}

/* Whether the characters of a piece of text stand from the right to the left.
 */
static bool runs_left(const struct row_piece *piece)
{
	return piece->level % 2 && piece->off < piece->end;
}

/* The first column of text [off, end) of a piece. */
static uint32_t column_of(const struct layout *layout,
			  const struct row_piece *piece, uint32_t off,
			  uint32_t end)
{
	if (!runs_left(piece))
		return piece->col + columns_before(layout, piece, off);
	if (end == piece->end)
		return piece->col;
	return piece->col + piece->width - columns_before(layout, piece, end);
}

bool layout_column(struct layout *layout, const struct row *row, uint32_t off,
		   uint32_t *col)
{
	const char *text = layout_document(layout)->text.data;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		if (off < piece->off || off >= piece->end)
			continue;
		if (row_piece_is_gap(text, piece))
			*col = piece->col;
		else
			*col = column_of(layout, piece, off,
					 cluster_end(layout, piece, off));
		return true;
	}
	return false;
}

void layout_part(struct layout *layout, const struct row *row,
		 const struct row_piece *piece, uint32_t off, uint32_t end,
		 struct row_part *part)
{
	const char *text = layout_document(layout)->text.data;
	enum cells_mode cells = layout_options(layout)->cells;

	part->col = piece->col;
	part->width = piece->width;
	part->bytes = row_piece_bytes(text, row, piece);
	if ((off <= piece->off && end >= piece->end) ||
	    row_piece_is_gap(text, piece))
		return;
	if (runs_left(piece) && piece->decoration_len) {
		uint32_t left = columns_before(layout, piece, end);
		uint32_t right = columns_before(layout, piece, off);
		size_t skipped;

		left = end < piece->end ? piece->width - left : 0;
		part->width = piece->width - right - left;
		part->col += left;
		skipped = cells_fit(cells, part->bytes.ptr, part->bytes.len,
				    left, NULL);
		part->bytes.ptr += skipped;
		part->bytes.len -= skipped;
		part->bytes.len = cells_fit(cells, part->bytes.ptr,
					    part->bytes.len, part->width, NULL);
	} else if (!piece->decoration_len) {
		part->col = column_of(layout, piece, off, end);
		part->bytes = (struct span){ text + off, end - off };
		part->width =
			(uint32_t)cells_width(cells, text + off, end - off);
	}
}

/* The byte of the cluster that a piece of text shows in a column of it; the
 * last one's beyond. */
static uint32_t byte_in_piece(const struct layout *layout,
			      const struct row_piece *piece, uint32_t col)
{
	const char *text = layout_document(layout)->text.data;
	uint32_t right = 0; /* column behind cluster i */
	uint32_t found = piece->off;

	for (uint32_t i = piece->off; i < piece->end && right <= col;) {
		struct cluster cluster;

		cells_next(layout_options(layout)->cells, text + i,
			   piece->end - i, &cluster);
		if (cluster.width > 0)
			found = i;
		right += (uint32_t)cluster.width;
		i += (uint32_t)cluster.len;
	}
	return found;
}

/* How many columns a piece is away from one. */
static uint32_t distance(const struct row_piece *piece, uint32_t col)
{
	uint32_t end = piece->col + piece->width;

	if (col < piece->col)
		return piece->col - col;
	return col < end ? 0 : col - end + 1;
}

/* The piece of text at a column: what is left of it counts, if anything is;
 * among cells what is nearest. NULL if there is none. */
static const struct row_piece *piece_near(const struct row *row, uint32_t col)
{
	const struct row_piece *nearest = NULL;

	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		if (piece->off == piece->end)
			continue;
		if (nearest && row->flags & ROW_CELLS
			    ? distance(nearest, col) < distance(piece, col)
			    : nearest && piece->col > col)
			break;
		nearest = piece;
	}
	return nearest;
}

bool layout_offset(struct layout *layout, const struct row *row, uint32_t col,
		   uint32_t *off)
{
	const struct row_piece *nearest = piece_near(row, col);

	if (!nearest)
		return false;
	col = col > nearest->col ? col - nearest->col : 0;
	if (runs_left(nearest))
		col = col < nearest->width ? nearest->width - 1 - col : 0;
	*off = byte_in_piece(layout, nearest, col);
	return true;
}
