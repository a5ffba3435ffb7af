/* SPDX-License-Identifier: ISC */
/* Choose how wide the columns of a table are, by the words of its cells. */
#ifndef LAYOUT_SHARES_H
#define LAYOUT_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A column whose width is chosen. */
struct share {
	uint32_t least; /* columns that it must have … */
	uint32_t most;	/* … and beyond which it has no use for more */
	uint64_t text;	/* columns of the text of all its cells */
	uint32_t width; /* what was chosen */
};

/* What a line of a cell takes whole, and the blanks behind it. */
struct share_word {
	uint16_t width;
	uint16_t space;
};

/*
 * The cells of a table, row by row, as lists of words; at most SHARES_WORDS of
 * them in SHARES_CELLS cells, so that what is tried costs little: rows beyond
 * that have no say.
 */
enum { SHARES_WORDS = 16 * 1024, SHARES_CELLS = 8 * 1024 };

struct shares {
	struct share *shares; /* owned */
	size_t count, room;
	struct share_word *words; /* owned */
	size_t word_count, word_room;
	uint32_t *firsts; /* owned: of each cell its first word, and the end */
	size_t cell_count, cell_room;
	size_t rows;
	bool full;	 /* a row was left out */
	uint16_t *lines; /* owned: scratch of the climb */
	size_t lines_room;
	struct share_tops *tops; /* owned: the same */
	size_t tops_room;
};

void shares_release(struct shares *shares);

/* Empties them, for a table of so many columns, each of which is 0. */
void shares_clear(struct shares *shares, size_t columns);

/* Adds a row, cell by cell: each is begun, then come its words; the row ends
 * behind the last. */
void shares_begin_cell(struct shares *shares);
void shares_add_word(struct shares *shares, uint32_t width, uint32_t space);
void shares_end_row(struct shares *shares);

/*
 * Gives each column its least, and each further one of room columns to where
 * the square root of the text, over the width, is largest: what makes cells
 * about as tall as each other where all are alike. The least must fit.
 */
void shares_fill(struct shares *shares, uint32_t room);
/* Gives away in that way what is left of room columns. */
void shares_spread(struct shares *shares, uint32_t room);

/* Takes away from the widest columns, which come down level with each other,
 * what all that they want is too wide by. The least must fit. */
void shares_level(struct shares *shares, uint32_t room);

/*
 * Betters either by moving columns from one to another as long as it makes the
 * rows lower, else fewer words break; takes back what none has a use for.
 * Bounded: at most 200 moves, and in all some 400,000 looks at a word or row.
 */
void shares_climb(struct shares *shares, uint32_t room);

/* Lines of all rows together at the widths chosen, and the words that are wider
 * than their column. */
size_t shares_lines(const struct shares *shares);
size_t shares_broken(const struct shares *shares);

#endif
