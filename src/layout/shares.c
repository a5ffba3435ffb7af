/* SPDX-License-Identifier: ISC */
/* Choose how wide the columns of a table are, by the words of its cells. */
#include "layout/shares.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	MOVES = 200,
	WORK = 400 * 1000, /* words and rows looked at: about 2 ms */
	WIDER = 4,	   /* widths tried for a column that is to grow */
	TOPS = 3,
};

/* The tallest cells of a row: what it is high without any two of them. */
struct share_tops {
	uint16_t lines[TOPS]; /* descending */
	uint16_t columns[TOPS];
};

/* A column at a width. */
struct profile {
	uint32_t widest; /* line */
	uint32_t next;	 /* the least width at which a line would take more */
	size_t broken;	 /* words wider than it */
};

/* The choice that is being bettered. */
struct climb {
	struct shares *shares;
	struct profile *profiles;
	uint16_t *lines;  /* of each cell, column by column */
	uint16_t *grown;  /* of one column, if it were wider … */
	uint16_t *shrunk; /* … and of one if it were narrower */
	uint32_t pool;	  /* columns that nobody has */
	size_t total;	  /* lines of all rows */
	size_t work;
};

/* What could be done next. */
struct move {
	size_t to, from; /* from is to: only from the pool */
	uint32_t grow, shrink;
	size_t total;
	long broken; /* more words than now */
};

void shares_release(struct shares *shares)
{
	free(shares->shares);
	free(shares->words);
	free(shares->firsts);
	free(shares->lines);
	free(shares->tops);
	*shares = (struct shares){ 0 };
}

void shares_clear(struct shares *shares, size_t columns)
{
	MEMORY_RESERVE(shares->shares, shares->room, columns);
	memset(shares->shares, 0, columns * sizeof(*shares->shares));
	shares->count = columns;
	shares->word_count = shares->cell_count = shares->rows = 0;
	shares->full = false;
}

void shares_begin_cell(struct shares *shares)
{
	MEMORY_RESERVE(shares->firsts, shares->cell_room,
		       shares->cell_count + 2);
	shares->firsts[shares->cell_count++] = (uint32_t)shares->word_count;
	shares->firsts[shares->cell_count] = (uint32_t)shares->word_count;
}

void shares_add_word(struct shares *shares, uint32_t width, uint32_t space)
{
	if (shares->full || shares->word_count == SHARES_WORDS) {
		shares->full = true;
		return;
	}
	MEMORY_RESERVE(shares->words, shares->word_room,
		       shares->word_count + 1);
	shares->words[shares->word_count++] = (struct share_word){
		.width = (uint16_t)(width < UINT16_MAX ? width : UINT16_MAX),
		.space = (uint16_t)(space < UINT16_MAX ? space : UINT16_MAX),
	};
	shares->firsts[shares->cell_count] = (uint32_t)shares->word_count;
}

void shares_end_row(struct shares *shares)
{
	size_t before = shares->rows * shares->count;

	assert(shares->cell_count == before + shares->count);
	if (shares->cell_count > SHARES_CELLS)
		shares->full = true;
	if (!shares->full) {
		shares->rows++;
		return;
	}
	shares->word_count = shares->firsts[before];
	shares->cell_count = before;
}

/* Whether one more column is better spent on a than on b. */
static bool wants_more(const struct share *a, const struct share *b)
{
	uint64_t wide_a = a->width ? a->width : 1;
	uint64_t wide_b = b->width ? b->width : 1;

	return a->text * wide_b * wide_b > b->text * wide_a * wide_a;
}

/* The column that one more is best spent on; NULL if none has a use for it. */
static struct share *neediest(struct shares *shares)
{
	struct share *found = NULL;

	for (size_t i = 0; i < shares->count; i++) {
		struct share *share = &shares->shares[i];

		if (share->width < share->most &&
		    (!found || wants_more(share, found)))
			found = share;
	}
	return found;
}

void shares_spread(struct shares *shares, uint32_t room)
{
	struct share *share;

	for (size_t i = 0; i < shares->count; i++) {
		assert(shares->shares[i].width <= room);
		room -= shares->shares[i].width;
	}
	for (; room > 0 && (share = neediest(shares)); room--)
		share->width++;
}

void shares_fill(struct shares *shares, uint32_t room)
{
	for (size_t i = 0; i < shares->count; i++)
		shares->shares[i].width = shares->shares[i].least;
	shares_spread(shares, room);
}

void shares_level(struct shares *shares, uint32_t room)
{
	uint64_t total = 0;

	for (size_t i = 0; i < shares->count; i++) {
		shares->shares[i].width = shares->shares[i].least;
		total += shares->shares[i].least;
	}
	assert(total <= room);
	for (uint32_t level = 1; total < room; level++) {
		bool all = true;

		for (size_t i = 0; i < shares->count && total < room; i++) {
			struct share *share = &shares->shares[i];

			all &= share->width >= share->most;
			if (share->width < level &&
			    share->width < share->most) {
				share->width++;
				total++;
			}
		}
		if (all)
			return;
	}
}

/* --- A column at a width ----------------------------------------------------
 */

/* Lines of a cell; adds to what is known of its column. */
static uint16_t cell_lines(const struct shares *shares, size_t cell,
			   uint32_t width, struct profile *profile)
{
	const struct share_word *word = shares->words + shares->firsts[cell];
	const struct share_word *end = shares->words + shares->firsts[cell + 1];
	uint32_t lines = word < end;
	uint32_t col = 0, taken = 0;

	width = width ? width : 1;
	for (; word < end; word++) {
		uint32_t behind = taken + word->width;

		if (behind > width) {
			if (behind < profile->next)
				profile->next = behind;
			lines += col > 0;
			behind = word->width;
		}
		if (behind > width) {
			/* It fills lines of its own, and the last in part. */
			profile->broken++;
			profile->widest = width;
			profile->next = width + 1;
			lines += (behind - 1) / width;
			behind = (behind - 1) % width + 1;
		}
		if (behind > profile->widest)
			profile->widest = behind;
		col = behind;
		taken = behind + word->space;
	}
	return (uint16_t)(lines < UINT16_MAX ? lines : UINT16_MAX);
}

/* Fills lines[0..rows) with what a column's cells take at a width. */
static struct profile measure(const struct shares *shares, size_t column,
			      uint32_t width, uint16_t *lines)
{
	struct profile profile = { .next = UINT32_MAX };

	for (size_t row = 0; row < shares->rows; row++)
		lines[row] = cell_lines(shares, row * shares->count + column,
					width, &profile);
	return profile;
}

size_t shares_lines(const struct shares *shares)
{
	struct profile profile = { 0 };
	size_t total = 0;

	for (size_t row = 0; row < shares->rows; row++) {
		uint16_t tallest = 1;

		for (size_t i = 0; i < shares->count; i++) {
			uint16_t lines =
				cell_lines(shares, row * shares->count + i,
					   shares->shares[i].width, &profile);

			if (lines > tallest)
				tallest = lines;
		}
		total += tallest;
	}
	return total;
}

size_t shares_broken(const struct shares *shares)
{
	struct profile profile = { 0 };

	for (size_t i = 0; i < shares->rows * shares->count; i++)
		cell_lines(shares, i, shares->shares[i % shares->count].width,
			   &profile);
	return profile.broken;
}

/* --- Climbing ---------------------------------------------------------------
 */

/* Makes the i-th of a row's tops, if it is tall enough. */
static void enter_top(struct share_tops *tops, uint16_t lines, size_t column)
{
	for (size_t i = 0; i < TOPS; i++) {
		if (lines <= tops->lines[i])
			continue;
		for (size_t k = TOPS - 1; k > i; k--) {
			tops->lines[k] = tops->lines[k - 1];
			tops->columns[k] = tops->columns[k - 1];
		}
		tops->lines[i] = lines;
		tops->columns[i] = (uint16_t)column;
		return;
	}
}

/* Lines of a row without columns a and b: at least one. */
static uint16_t rest_of(const struct share_tops *tops, size_t a, size_t b)
{
	for (size_t i = 0; i < TOPS; i++) {
		if (tops->lines[i] < 1)
			break;
		if (tops->columns[i] != a && tops->columns[i] != b)
			return tops->lines[i];
	}
	return 1;
}

static void find_tops(struct climb *climb)
{
	const struct shares *shares = climb->shares;

	climb->total = 0;
	for (size_t row = 0; row < shares->rows; row++) {
		struct share_tops *tops = &shares->tops[row];

		*tops = (struct share_tops){ { 0 }, { 0 } };
		for (size_t i = 0; i < shares->count; i++)
			enter_top(tops, climb->lines[i * shares->rows + row],
				  i);
		climb->total += tops->lines[0] ? tops->lines[0] : 1;
	}
	climb->work += shares->rows * shares->count;
}

/* Measures a column anew, and takes back what it has no use for. */
static void settle(struct climb *climb, size_t column)
{
	struct shares *shares = climb->shares;
	struct share *share = &shares->shares[column];
	struct profile *profile = &climb->profiles[column];
	uint32_t width;

	*profile = measure(shares, column, share->width,
			   climb->lines + column * shares->rows);
	climb->work += shares->word_count / shares->count + shares->rows;
	width = profile->widest > share->least ? profile->widest : share->least;
	if (width < share->width) {
		climb->pool += share->width - width;
		share->width = width;
	}
}

/* Lines of all rows with other lines for one or two columns. */
static size_t total_with(struct climb *climb, size_t to, size_t from)
{
	const struct shares *shares = climb->shares;
	size_t total = 0;

	for (size_t row = 0; row < shares->rows; row++) {
		uint16_t lines = rest_of(&shares->tops[row], to, from);

		if (climb->grown[row] > lines)
			lines = climb->grown[row];
		if (from != to && climb->shrunk[row] > lines)
			lines = climb->shrunk[row];
		total += lines;
	}
	climb->work += shares->rows;
	return total;
}

static bool is_better(const struct move *a, const struct move *b)
{
	if (a->total != b->total)
		return a->total < b->total;
	if (a->broken != b->broken)
		return a->broken < b->broken;
	return a->grow < b->grow;
}

/* The move with what it lacks taken from a column; not at the price of more
 * broken words. */
static void try_taking(struct climb *climb, struct move move, size_t from,
		       struct move *best)
{
	const struct shares *shares = climb->shares;
	const struct share *share = &shares->shares[from];
	struct profile profile;

	if (share->width < share->least + move.shrink)
		return;
	profile = measure(shares, from, share->width - move.shrink,
			  climb->shrunk);
	climb->work += shares->word_count / shares->count + shares->rows;
	move.broken +=
		(long)profile.broken - (long)climb->profiles[from].broken;
	move.from = from;
	move.total = total_with(climb, move.to, from);
	if (move.broken <= 0 && is_better(&move, best))
		*best = move;
}

/* Moves that make one column so much wider. */
static struct profile try_growing(struct climb *climb, size_t to, uint32_t grow,
				  struct move *best)
{
	const struct shares *shares = climb->shares;
	struct move move = { .to = to, .from = to, .grow = grow };
	struct profile profile;

	profile = measure(shares, to, shares->shares[to].width + grow,
			  climb->grown);
	climb->work += shares->word_count / shares->count + shares->rows;
	move.broken = (long)profile.broken - (long)climb->profiles[to].broken;
	move.total = total_with(climb, to, to);
	/* The others can only lose by it. */
	if (!is_better(&move, best))
		return profile;
	if (grow <= climb->pool) {
		*best = move;
		return profile;
	}
	move.shrink = grow - climb->pool;
	for (size_t from = 0; from < shares->count; from++) {
		if (from != to)
			try_taking(climb, move, from, best);
	}
	return profile;
}

static void make_move(struct climb *climb, const struct move *move)
{
	struct share *shares = climb->shares->shares;

	shares[move->to].width += move->grow;
	if (move->from != move->to)
		shares[move->from].width -= move->shrink;
	climb->pool = climb->pool + move->shrink - move->grow;
	settle(climb, move->to);
	if (move->from != move->to)
		settle(climb, move->from);
	find_tops(climb);
}

/* One step up; false at the top, or tired. */
static bool step(struct climb *climb)
{
	const struct shares *shares = climb->shares;
	struct move best = { .total = climb->total };

	for (size_t to = 0; to < shares->count; to++) {
		const struct share *share = &shares->shares[to];
		uint32_t next = climb->profiles[to].next;

		for (int i = 0;
		     i < WIDER && next <= share->most && climb->work < WORK;
		     i++)
			next = try_growing(climb, to, next - share->width,
					   &best)
				       .next;
	}
	if (!best.grow)
		return false;
	make_move(climb, &best);
	return true;
}

void shares_climb(struct shares *shares, uint32_t room)
{
	size_t cells = shares->rows * shares->count;
	struct climb climb = { .shares = shares, .pool = room };

	if (!shares->rows)
		return;
	MEMORY_RESERVE(shares->lines, shares->lines_room,
		       cells + 2 * shares->rows);
	MEMORY_RESERVE(shares->tops, shares->tops_room, shares->rows);
	climb.lines = shares->lines;
	climb.grown = climb.lines + cells;
	climb.shrunk = climb.grown + shares->rows;
	climb.profiles = memory_alloc(shares->count * sizeof(*climb.profiles));
	for (size_t i = 0; i < shares->count; i++) {
		climb.pool -= shares->shares[i].width;
		settle(&climb, i);
	}
	find_tops(&climb);
	for (int i = 0; i < MOVES && step(&climb); i++)
		;
	free(climb.profiles);
}
