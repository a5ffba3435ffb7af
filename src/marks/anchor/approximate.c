/* SPDX-License-Identifier: ISC */
/* Find where a text is most like a pattern. */
#include "marks/anchor/approximate.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	ROWS = 64,    /* of a block: the bits of a word */
	DIRECT = 256, /* units whose symbol is looked up without a search */
};

/* 64 rows of one column: bit i of up (down) says that the distance in row i is
 * one more (less) than in the row above it. */
struct rows {
	uint64_t up;
	uint64_t down;
	uint32_t distance; /* in the last row */
};

struct symbol {
	uint32_t unit;
	uint32_t number; /* 0: the slot is free */
};

struct approximate {
	size_t count;	 /* units of the pattern */
	size_t blocks;	 /* of rows */
	uint64_t bottom; /* the bit of the pattern's last row */
	/* Units become symbols: 0 is one that the pattern lacks. */
	uint16_t direct[DIRECT];
	struct symbol *symbols; /* of other units; open addressing */
	size_t slot_count;	/* a power of two */
	size_t symbol_count;
	uint64_t *matches; /* [symbol][block]: the rows that have it */
	struct rows *rows; /* [block], of the last column */
	size_t active;	   /* blocks that are computed */
	uint32_t limit;
	bool here;
};

static struct symbol *find_symbol(const struct approximate *approximate,
				  uint32_t unit)
{
	size_t mask = approximate->slot_count - 1;
	/* Fibonacci hashing (Knuth, TAOCP 6.4). */
	size_t i = (unit * 0x9e3779b1u >> 8) & mask;

	while (approximate->symbols[i].number &&
	       approximate->symbols[i].unit != unit)
		i = (i + 1) & mask;
	return &approximate->symbols[i];
}

static uint32_t symbol_of(const struct approximate *approximate, uint32_t unit)
{
	if (unit < DIRECT)
		return approximate->direct[unit];
	return find_symbol(approximate, unit)->number;
}

static uint32_t add_symbol(struct approximate *approximate, uint32_t unit)
{
	uint32_t number = symbol_of(approximate, unit);

	if (number)
		return number;
	number = (uint32_t)++approximate->symbol_count;
	if (unit < DIRECT)
		approximate->direct[unit] = (uint16_t)number;
	else
		*find_symbol(approximate, unit) =
			(struct symbol){ unit, number };
	return number;
}

struct approximate *approximate_open(const uint32_t *pattern, size_t count)
{
	struct approximate *approximate =
		memory_alloc_zeroed(1, sizeof(*approximate));
	size_t blocks = (count + ROWS - 1) / ROWS;

	assert(count > 0 && count < UINT16_MAX);
	approximate->count = count;
	approximate->blocks = blocks;
	approximate->bottom = (uint64_t)1 << (count - 1) % ROWS;
	approximate->slot_count = 2;
	while (approximate->slot_count < 2 * count)
		approximate->slot_count *= 2;
	approximate->symbols = memory_alloc_zeroed(
		approximate->slot_count, sizeof(*approximate->symbols));
	approximate->matches = memory_alloc_zeroed(
		(count + 1) * blocks, sizeof(*approximate->matches));
	approximate->rows =
		memory_alloc_zeroed(blocks, sizeof(*approximate->rows));
	for (size_t i = 0; i < count; i++) {
		size_t symbol = add_symbol(approximate, pattern[i]);

		approximate->matches[symbol * blocks + i / ROWS] |= (uint64_t)1
								    << i % ROWS;
	}
	return approximate;
}

void approximate_free(struct approximate *approximate)
{
	if (!approximate)
		return;
	free(approximate->symbols);
	free(approximate->matches);
	free(approximate->rows);
	free(approximate);
}

static size_t rows_of(const struct approximate *approximate, size_t block)
{
	return block + 1 < approximate->blocks
		       ? ROWS
		       : approximate->count - block * ROWS;
}

/* A block of the column before the text: each row has its own number. */
static void enter_block(struct approximate *approximate, size_t block)
{
	struct rows *rows = &approximate->rows[block];

	rows->up = ~(uint64_t)0;
	rows->down = 0;
	rows->distance = (uint32_t)rows_of(approximate, block);
	if (block)
		rows->distance += approximate->rows[block - 1].distance;
}

void approximate_start(struct approximate *approximate,
		       enum approximate_from from, uint32_t limit)
{
	approximate->here = from == APPROXIMATE_HERE;
	approximate->limit = limit;
	/* Row limit + 1 is the last one of interest in the next column. */
	approximate->active = limit / ROWS + 1;
	if (approximate->active > approximate->blocks)
		approximate->active = approximate->blocks;
	for (size_t i = 0; i < approximate->active; i++)
		enter_block(approximate, i);
}

/* The next column of a block whose symbol is in the rows matches. in and the
 * answer are the difference to the last column, -1 to 1, in the row above the
 * block and in its last one, which is the bit bottom. */
static inline int step(struct rows *rows, uint64_t matches, uint64_t bottom,
		       int in)
{
	uint64_t up = rows->up;
	uint64_t down = rows->down;
	uint64_t vertical = matches | down;
	uint64_t right, left, horizontal;
	int out;

	matches |= in < 0;
	horizontal = (((matches & up) + up) ^ up) | matches;
	right = down | ~(horizontal | up);
	left = up & horizontal;
	out = (right & bottom ? 1 : 0) - (left & bottom ? 1 : 0);
	right = right << 1 | (in > 0);
	left = left << 1 | (in < 0);
	rows->up = left | ~(vertical | right);
	rows->down = right & vertical;
	rows->distance = (uint32_t)((int64_t)rows->distance + out);
	return out;
}

static uint64_t bottom_of(const struct approximate *approximate, size_t block)
{
	return block + 1 < approximate->blocks ? (uint64_t)1 << (ROWS - 1)
					       : approximate->bottom;
}

/*
 * Ukkonen's cut-off: a block is entered when the distance above it allows one
 * within the limit in it, and left when all of its rows are over the limit.
 */
static void cut_off(struct approximate *approximate, const uint64_t *matches,
		    int out)
{
	size_t last = approximate->active - 1;
	struct rows *rows = approximate->rows;
	uint32_t limit = approximate->limit;

	if (last + 1 < approximate->blocks &&
	    (int64_t)rows[last].distance - out <= (int64_t)limit &&
	    ((matches[last + 1] & 1) || out < 0)) {
		/* As it was in the last column, all over the limit; what
		 * stood above it was out less. */
		enter_block(approximate, ++last);
		rows[last].distance =
			(uint32_t)((int64_t)rows[last].distance - out);
		step(&rows[last], matches[last], bottom_of(approximate, last),
		     out);
		approximate->active++;
		return;
	}
	while (last && rows[last].distance >= limit + ROWS)
		last--;
	approximate->active = last + 1;
}

void approximate_feed(struct approximate *approximate, const uint32_t *units,
		      size_t count, uint32_t *distances)
{
	const size_t blocks = approximate->blocks;
	struct rows *rows = approximate->rows;

	for (size_t i = 0; i < count; i++) {
		size_t symbol = symbol_of(approximate, units[i]);
		const uint64_t *matches =
			approximate->matches + symbol * blocks;
		size_t whole = approximate->active;
		uint32_t distance = approximate->limit + 1;
		int out = approximate->here;

		/* The last block may have fewer rows. */
		whole -= whole == blocks;
		for (size_t b = 0; b < whole; b++)
			out = step(&rows[b], matches[b],
				   (uint64_t)1 << (ROWS - 1), out);
		if (whole < approximate->active)
			out = step(&rows[whole], matches[whole],
				   approximate->bottom, out);
		cut_off(approximate, matches, out);
		if (approximate->active == blocks &&
		    rows[blocks - 1].distance < distance)
			distance = rows[blocks - 1].distance;
		distances[i] = distance;
	}
}
