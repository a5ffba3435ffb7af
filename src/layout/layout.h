/* SPDX-License-Identifier: ISC */
/*
 * A document at a width: rows, made on demand, block by block.
 *
 * A pure function of the document's text and the options. Rows belong to
 * segments, segments to leaf blocks; a block's text of over 16 KiB has several
 * segments, cut at break opportunities by the text alone, and a segment starts
 * a row. Rows are cached and dropped as memory asks; a row made again is equal.
 *
 * Invariants, which layout_check() asserts for a row:
 *  L1  Pieces ascend by column and do not overlap; one of text is as wide as
 *      that, but for a tab and a blank that is widened, which are pieces of
 *      their own (row_piece_is_gap()); none reaches behind options.width unless
 *      the row is ROW_WIDE, one cluster is wider, or it is punctuation that
 *      hangs in the margin, at most options.hang columns.
 *  L2  The text pieces of a block's rows, in the text's order (which is that
 *      of their columns where none has a level), and the rows' breaks
 *      [shown_end, end) tile the block's range: every byte of text is in one
 *      piece or in one break. In a table's row with ROW_CELLS, whose rows hold
 *      text of one cell beside text of the next: the rows' ranges tile the
 *      block's, each starts where one of its pieces does (but for the first);
 *      every byte is in one piece of some row or it is white space.
 *  L3  Pieces begin and end at cluster starts (of the segment's text) and lie
 *      in one run or none.
 *  L4  The rows of a block are its lead (space, and what is drawn above), its
 *      text, its trail (what is drawn under it); lead and trail have an empty
 *      range, at the start and the end of the block.
 */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "text/cells.h"

struct columns;
struct document;
struct hyphenator;
struct layout;

/* What a piece of a row means; reader/style.h gives it its look. */
enum meaning {
	MEANING_TEXT,
	MEANING_HEADING_1,
	MEANING_HEADING_2,
	MEANING_HEADING_3,
	MEANING_HEADING_4,
	MEANING_HEADING_5,
	MEANING_HEADING_6,
	MEANING_CODE,
	MEANING_QUOTE, /* text inside a quote */
	MEANING_NAME,  /* a term, a caption, the title of a column */
	/* decorations from here on */
	MEANING_TITLE,	      /* front matter's title */
	MEANING_BYLINE,	      /* its author and date */
	MEANING_HEADING_RULE, /* drawn under headings of level 1 and 2 */
	MEANING_RULE,
	MEANING_BAR,	   /* left of quotes */
	MEANING_MARKER,	   /* bullets, numbers, heading signs, "image:" */
	MEANING_REFERENCE, /* a note's number in the text; has its run */
	MEANING_BACK,	   /* at a note's end: the way back to its reference */
	MEANING_LINK,	   /* the name of a link that has no text */
	MEANING_CALLOUT,   /* what kind of quote it is, and its bars: any … */
	MEANING_CALLOUT_NOTE, /* … or one of these */
	MEANING_CALLOUT_TIP,
	MEANING_CALLOUT_IMPORTANT,
	MEANING_CALLOUT_WARNING,
	MEANING_CALLOUT_CAUTION,
	MEANING_CONTINUED, /* the sign of a wrapped line of code */
	MEANING_HYPHEN,
	MEANING_COUNT,
};

/*
 * Cells of a row that belong together. Either text: [off, end) of the reading
 * text, not empty, inside one run (or none); or a decoration: off == end, and
 * the row's decoration bytes [decoration, decoration + decoration_len). Text
 * that has such bytes too is shown by them, its characters one for one: raised
 * or lowered; or, of an odd level, in the order in which they stand, which is
 * from its end to its start. row_piece_bytes() gives what is to be shown.
 */
struct row_piece {
	uint32_t off;
	uint32_t end;
	uint32_t run;	/* index into the document's runs, or DOCUMENT_NONE */
	uint32_t col;	/* columns right of the measure's left edge */
	uint32_t width; /* columns */
	uint32_t decoration;
	uint16_t decoration_len;
	uint8_t meaning; /* enum meaning */
	uint8_t level;	 /* embedding level, 0 where nothing runs to the left;
			  * text of an odd one stands from right to left */
};

enum row_flags {
	ROW_WIDE = 1 << 0,  /* may exceed the width: the page pans it */
	ROW_LEAD = 1 << 1,  /* above the block's first text: space, title */
	ROW_LAST = 1 << 2,  /* the block's last */
	ROW_TRAIL = 1 << 3, /* drawn under a heading; its range is empty */
	ROW_CELLS = 1 << 4, /* text of cells beside each other: by its pieces
			     * alone is told what it shows; shown_end is end */
};

struct row {
	const struct row_piece *pieces; /* borrowed */
	size_t piece_count;
	const char *decorations; /* borrowed: what the pieces point into */
	uint32_t block;
	uint32_t off;	    /* text of this row … */
	uint32_t shown_end; /* … shown up to here … */
	uint32_t end;	    /* … and left out up to here: spaces, '\n' */
	uint32_t width;	    /* columns used */
	/* Of a ROW_WIDE row: its first columns, which stay where they are when
	 * the rest is panned (a table's first one, with the gap behind it); no
	 * piece lies on both sides of that border. 0: all of it pans. */
	uint32_t frozen;
	uint8_t flags;
};

/* Whether a piece of text shows nothing but its width in blanks: a tab, or a
 * blank that is widened. */
bool row_piece_is_gap(const char *text, const struct row_piece *piece);

/* What a piece shows; borrowed from the text or the row. */
struct span row_piece_bytes(const char *text, const struct row *row,
			    const struct row_piece *piece);
/* Whether a row shows any of the text [off, end). */
bool row_shows(const struct row *row, uint32_t off, uint32_t end);

/* How the lines of prose are chosen. */
enum layout_breaks {
	LAYOUT_BREAKS_TOTAL,  /* those that suit the paragraph as a whole */
	LAYOUT_BREAKS_GREEDY, /* each takes what fits; without hyphens */
};

/* Columns of a measure in which prose may be justified without a hyphenator;
 * in a narrower one too many gaps would be wide. */
enum { LAYOUT_JUSTIFY_WIDTH = 60 };

struct layout_options {
	uint32_t width; /* columns of the measure, at least 1 */
	/* Columns from the measure's left edge to that of the window: what a
	 * table may take where the measure is too narrow for it, before it is
	 * panned. Not more than width: there is no window to pan in, and such a
	 * table is set as records. */
	uint32_t window;
	uint32_t hang; /* columns right of the measure where punctuation may
			* hang: 0 or 2 */
	const struct hyphenator *hyphenator; /* borrowed; NULL: no hyphens but
					      * soft ones */
	enum layout_breaks breaks;
	bool justify;	/* prose, where the gaps stay small */
	bool indent;	/* paragraphs begin with an indent, not a blank row */
	bool bidi;	/* reorder text that runs from right to left */
	bool wrap_code; /* else rows of code are ROW_WIDE */
	bool inferred;	/* show inferred headings as headings */
	enum cells_mode cells;
};

/* A row's address; valid until the layout is configured anew. */
struct layout_at {
	uint32_t block;
	uint32_t segment;
	uint32_t row; /* in the segment */
};

/*
 * Where a reader is: a byte of reading text, and how many rows of the block's
 * lead stand above the row that shows it. The trail has the byte of the
 * block's '\n' (of a block that has other text), and above counts its rows
 * down from the text. Outlives every layout.
 */
struct place {
	uint32_t off;
	uint32_t above;
};

/* Returns owned; the document must outlive it and may grow. */
struct layout *layout_open(const struct document *document,
			   const struct layout_options *options);
void layout_free(struct layout *layout);
void layout_configure(struct layout *layout,
		      const struct layout_options *options);
const struct layout_options *layout_options(const struct layout *layout);
const struct document *layout_document(const struct layout *layout);

/* The row at an address. Its pointers are borrowed until the next call of a
 * layout function. The address must be valid. */
void layout_row(struct layout *layout, struct layout_at at, struct row *row);

/* The row that shows a place: of a lead's row the right one, as far as the
 * lead is as long at this width. False only in a document without blocks. */
bool layout_find(struct layout *layout, struct place place,
		 struct layout_at *at);

/* The place of a row; layout_find() of it gives the row back. */
struct place layout_place(struct layout *layout, struct layout_at at);

bool layout_same_place(struct place a, struct place b);

/* One row on or back; false (at unchanged) at the ends. */
bool layout_next(struct layout *layout, struct layout_at *at);
bool layout_previous(struct layout *layout, struct layout_at *at);

/* Up to count rows on (negative: back); returns how many it went. */
long layout_move(struct layout *layout, struct layout_at *at, long count);

/* The columns of the table that a block is a row of, for who pans it
 * (layout/columns.h); borrowed until the next call of a layout function. NULL
 * where it is no table's row, or its cells are not set side by side. */
const struct columns *layout_columns(struct layout *layout, uint32_t block);

/* The last row; false in a document without blocks. */
bool layout_last(struct layout *layout, struct layout_at *at);

/* The column where byte off of the row's text is shown; false if it is not.
 * Neither this nor the next lets go of the row's pointers. */
bool layout_column(struct layout *layout, const struct row *row, uint32_t off,
		   uint32_t *col);

/* Where text of a piece is shown, and by what. */
struct row_part {
	uint32_t col;
	uint32_t width;
	struct span bytes; /* borrowed from the text or the row */
};

/* Where a piece of text shows [off, end) of it, whole clusters, not empty. Text
 * shown by bytes that are not its own is one part, as a gap is; but what runs
 * to the left (of an odd level) is cut between any of its clusters. */
void layout_part(struct layout *layout, const struct row *row,
		 const struct row_piece *piece, uint32_t off, uint32_t end,
		 struct row_part *part);

/* The byte shown at a column of the row (the nearest text, where there is
 * none); false for a row without text. */
bool layout_offset(struct layout *layout, const struct row *row, uint32_t col,
		   uint32_t *off);

/* Aborts where L1–L4 do not hold for this block. For tests and fuzzing. */
void layout_check(struct layout *layout, uint32_t block);

#endif
