/* SPDX-License-Identifier: ISC */
/* A growing array of rows, as a segment is set into them. */
#ifndef LAYOUT_ROWS_H
#define LAYOUT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "layout/layout.h"

/* A row without its pointers. */
struct kept_row {
	uint32_t piece; /* its first piece */
	uint32_t piece_count;
	uint32_t off;
	uint32_t shown_end;
	uint32_t end;
	uint32_t width;
	uint32_t frozen;
	uint8_t flags;
};

struct rows {
	struct kept_row *rows;	  /* owned */
	struct row_piece *pieces; /* owned */
	struct buffer decorations;
	size_t count, room;
	size_t piece_count, piece_room;
	uint32_t lead;	/* the first of them are the block's lead */
	bool bidi;	/* order what is drawn and runs from right to left */
	uint32_t trail; /* the last of them are drawn under the block */
};

void rows_init(struct rows *rows);
void rows_release(struct rows *rows);
/* Empties them but keeps the room. */
void rows_clear(struct rows *rows);

/* Starts a row; what is added to it afterwards ascends by column. */
void rows_begin(struct rows *rows, uint32_t off, uint32_t shown_end,
		uint32_t end, unsigned flags);
/* Text [off, end) in one run or none. */
void rows_text(struct rows *rows, struct row_piece piece);
/* A piece that shows bytes: a decoration, or text in other characters. Nothing
 * without bytes. */
void rows_draw_bytes(struct rows *rows, struct row_piece piece,
		     const char *bytes, size_t len);
/* Something drawn, at the text off; its width is that of bytes. */
void rows_draw(struct rows *rows, enum meaning meaning, uint32_t off,
	       uint32_t col, const char *bytes, enum cells_mode mode);
/* One cluster, again and again. */
void rows_draw_line(struct rows *rows, enum meaning meaning, uint32_t off,
		    uint32_t col, const char *bytes, uint32_t count,
		    enum cells_mode mode);
/* Foreign bytes, as cells.h shows them, as far as a piece can hold. */
void rows_draw_foreign(struct rows *rows, enum meaning meaning, uint32_t off,
		       uint32_t col, const char *bytes, size_t len,
		       enum cells_mode mode);

/* Columns used by the row that was begun last. */
uint32_t rows_width(const struct rows *rows);

/* Fills row, but for its block, from the i-th. */
void kept_row_show(const struct kept_row *kept, const struct row_piece *pieces,
		   const char *decorations, struct row *row);

#endif
