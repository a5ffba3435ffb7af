/* SPDX-License-Identifier: ISC */
/* A growing array of rows, as a segment is set into them. */
#include "layout/rows.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "text/bidi.h"

void rows_init(struct rows *rows)
{
	*rows = (struct rows){ 0 };
}

void rows_release(struct rows *rows)
{
	free(rows->rows);
	free(rows->pieces);
	buffer_release(&rows->decorations);
	rows_init(rows);
}

void rows_clear(struct rows *rows)
{
	rows->count = 0;
	rows->piece_count = 0;
	rows->lead = 0;
	rows->trail = 0;
	buffer_clear(&rows->decorations);
}

void rows_begin(struct rows *rows, uint32_t off, uint32_t shown_end,
		uint32_t end, unsigned flags)
{
	MEMORY_RESERVE(rows->rows, rows->room, rows->count + 1);
	rows->rows[rows->count++] = (struct kept_row){
		.piece = (uint32_t)rows->piece_count,
		.off = off,
		.shown_end = shown_end,
		.end = end,
		.flags = (uint8_t)flags,
	};
}

void rows_text(struct rows *rows, struct row_piece piece)
{
	struct kept_row *row = &rows->rows[rows->count - 1];

	MEMORY_RESERVE(rows->pieces, rows->piece_room, rows->piece_count + 1);
	rows->pieces[rows->piece_count++] = piece;
	row->piece_count++;
	row->width = piece.col + piece.width;
}

/* Makes a piece of the decoration bytes from start on, if there are any. */
static void draw_bytes(struct rows *rows, enum meaning meaning, uint32_t off,
		       uint32_t col, size_t start, uint32_t width)
{
	size_t len = rows->decorations.len - start;

	if (!len)
		return;
	assert(len <= UINT16_MAX);
	rows_text(rows, (struct row_piece){
				.off = off,
				.end = off,
				.run = DOCUMENT_NONE,
				.col = col,
				.width = width,
				.decoration = (uint32_t)start,
				.decoration_len = (uint16_t)len,
				.meaning = (uint8_t)meaning,
			});
}

void rows_draw_bytes(struct rows *rows, struct row_piece piece,
		     const char *bytes, size_t len)
{
	assert(len <= UINT16_MAX);
	if (!len)
		return;
	piece.decoration = (uint32_t)rows->decorations.len;
	piece.decoration_len = (uint16_t)len;
	buffer_append(&rows->decorations, bytes, len);
	rows_text(rows, piece);
}

void rows_draw(struct rows *rows, enum meaning meaning, uint32_t off,
	       uint32_t col, const char *bytes, enum cells_mode mode)
{
	rows_draw_line(rows, meaning, off, col, bytes, 1, mode);
}

void rows_draw_line(struct rows *rows, enum meaning meaning, uint32_t off,
		    uint32_t col, const char *bytes, uint32_t count,
		    enum cells_mode mode)
{
	size_t start = rows->decorations.len;
	size_t len = strlen(bytes);
	uint32_t width = (uint32_t)cells_width(mode, bytes, len);

	if (count > UINT16_MAX / len)
		count = (uint32_t)(UINT16_MAX / len);
	for (uint32_t i = 0; i < count; i++)
		buffer_append(&rows->decorations, bytes, len);
	draw_bytes(rows, meaning, off, col, start, width * count);
}

/* Puts the bytes drawn from start on in the order in which they stand. What
 * stands before text runs as the rows do. */
static void order_drawn(struct rows *rows, enum meaning meaning, size_t start)
{
	const char *drawn = buffer_string(&rows->decorations) + start;
	size_t len = rows->decorations.len - start;
	struct buffer shown = BUFFER_INIT;

	if (!rows->bidi || !len || !bidi_needed(drawn, len))
		return;
	bidi_append_shown(&shown, drawn, len,
			  meaning != MEANING_MARKER &&
				  bidi_runs_left(drawn, len));
	rows->decorations.len = start;
	buffer_append(&rows->decorations, shown.data, shown.len);
	buffer_release(&shown);
}

void rows_draw_foreign(struct rows *rows, enum meaning meaning, uint32_t off,
		       uint32_t col, const char *bytes, size_t len,
		       enum cells_mode mode)
{
	size_t start = rows->decorations.len;
	uint32_t width = 0;

	for (size_t i = 0; i < len;) {
		struct cluster cluster;

		cells_next(mode, bytes + i, len - i, &cluster);
		if (rows->decorations.len - start + (size_t)cluster.shown_len >
		    UINT16_MAX)
			break;
		buffer_append(&rows->decorations, cluster.shown,
			      (size_t)cluster.shown_len);
		width += (uint32_t)cluster.width;
		i += cluster.len;
	}
	order_drawn(rows, meaning, start);
	draw_bytes(rows, meaning, off, col, start, width);
}

uint32_t rows_width(const struct rows *rows)
{
	return rows->rows[rows->count - 1].width;
}

void kept_row_show(const struct kept_row *kept, const struct row_piece *pieces,
		   const char *decorations, struct row *row)
{
	row->pieces = pieces + kept->piece;
	row->piece_count = kept->piece_count;
	row->decorations = decorations;
	row->off = kept->off;
	row->shown_end = kept->shown_end;
	row->end = kept->end;
	row->width = kept->width;
	row->frozen = kept->frozen;
	row->flags = kept->flags;
}

bool row_piece_is_gap(const char *text, const struct row_piece *piece)
{
	if (piece->off == piece->end || piece->decoration_len > 0)
		return false;
	return text[piece->off] == '\t' ||
	       (text[piece->off] == ' ' && piece->end - piece->off == 1 &&
		piece->width > 1);
}

struct span row_piece_bytes(const char *text, const struct row *row,
			    const struct row_piece *piece)
{
	if (piece->decoration_len > 0)
		return (struct span){ row->decorations + piece->decoration,
				      piece->decoration_len };
	return (struct span){ text + piece->off, piece->end - piece->off };
}

bool row_shows(const struct row *row, uint32_t off, uint32_t end)
{
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		if (piece->off < piece->end && piece->off < end &&
		    piece->end > off)
			return true;
	}
	return false;
}
