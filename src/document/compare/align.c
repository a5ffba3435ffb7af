/* SPDX-License-Identifier: ISC */
/* Match the entries that two lists have in common, in their order. */
#include "document/compare/align.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
	DEPTH = 24,	    /* of gaps in gaps */
	DIFFERENCES = 1500, /* at most that Myers' algorithm looks for … */
	STEPS = 8 << 20,    /* … and entries that it may look at */
};

/* A stretch of each list, all of whose matches are in the other one. */
struct gap {
	size_t old_from, old_to;
	size_t fresh_from, fresh_to;
	unsigned depth;
};

/* How often an entry stands in a gap, and where. */
struct standing {
	uint32_t old_times, fresh_times;
	uint32_t fresh_at; /* the first not matched */
};

struct aligning {
	const uint32_t *old;
	const uint32_t *fresh;
	uint32_t *to;
	struct standing *standings; /* by class; all zero between gaps */
	struct gap *gaps;	    /* yet to be looked at */
	size_t gap_count, gap_room;
	size_t steps; /* that may still be taken */
	/* Of match_longest_ascent(): pairs that might be matched. */
	struct pair *pairs;
	size_t pair_count, pair_room;
};

struct pair {
	uint32_t old, fresh;
	uint32_t before; /* the pair before it in an ascent, or ALIGN_NONE */
};

static void push_gap(struct aligning *aligning, struct gap gap)
{
	if (gap.old_from == gap.old_to || gap.fresh_from == gap.fresh_to)
		return;
	MEMORY_RESERVE(aligning->gaps, aligning->gap_room,
		       aligning->gap_count + 1);
	aligning->gaps[aligning->gap_count++] = gap;
}

static void add_pair(struct aligning *aligning, size_t old, size_t fresh)
{
	MEMORY_RESERVE(aligning->pairs, aligning->pair_room,
		       aligning->pair_count + 1);
	aligning->pairs[aligning->pair_count++] =
		(struct pair){ (uint32_t)old, (uint32_t)fresh, ALIGN_NONE };
}

/* Matches the longest part of the pairs, which ascend by old, that ascends by
 * fresh, too: patience sorting. */
static void match_longest_ascent(struct aligning *aligning)
{
	size_t count = aligning->pair_count;
	/* The pair with which the best ascent of each length ends. */
	uint32_t *ends = memory_alloc_zeroed(count + 1, sizeof(*ends));
	size_t longest = 0;
	uint32_t at;

	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = longest;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (aligning->pairs[ends[middle]].fresh <
			    aligning->pairs[i].fresh)
				low = middle + 1;
			else
				high = middle;
		}
		if (low)
			aligning->pairs[i].before = ends[low - 1];
		ends[low] = (uint32_t)i;
		longest += low == longest;
	}
	for (at = longest ? ends[longest - 1] : ALIGN_NONE; at != ALIGN_NONE;
	     at = aligning->pairs[at].before)
		aligning->to[aligning->pairs[at].old] =
			aligning->pairs[at].fresh;
	free(ends);
}

static void count_standings(struct aligning *aligning, const struct gap *gap)
{
	for (size_t i = gap->old_from; i < gap->old_to; i++)
		aligning->standings[aligning->old[i]].old_times++;
	for (size_t i = gap->fresh_from; i < gap->fresh_to; i++) {
		struct standing *standing =
			&aligning->standings[aligning->fresh[i]];

		if (!standing->fresh_times++)
			standing->fresh_at = (uint32_t)i;
	}
}

static void clear_standings(struct aligning *aligning, const struct gap *gap)
{
	for (size_t i = gap->old_from; i < gap->old_to; i++)
		aligning->standings[aligning->old[i]] = (struct standing){ 0 };
	for (size_t i = gap->fresh_from; i < gap->fresh_to; i++)
		aligning->standings[aligning->fresh[i]] =
			(struct standing){ 0 };
}

/* Matches what stands once in both; false if there is nothing. */
static bool match_unique(struct aligning *aligning, const struct gap *gap)
{
	aligning->pair_count = 0;
	count_standings(aligning, gap);
	for (size_t i = gap->old_from; i < gap->old_to; i++) {
		const struct standing *standing =
			&aligning->standings[aligning->old[i]];

		if (standing->old_times == 1 && standing->fresh_times == 1)
			add_pair(aligning, i, standing->fresh_at);
	}
	clear_standings(aligning, gap);
	match_longest_ascent(aligning);
	return aligning->pair_count > 0;
}

/* Matches each entry with the one that is as manieth among its equals, as far
 * as that ascends. */
static void match_by_times(struct aligning *aligning, const struct gap *gap)
{
	size_t fresh_count = gap->fresh_to - gap->fresh_from;
	/* The next one that is equal to each of fresh. */
	uint32_t *next = memory_alloc_zeroed(fresh_count, sizeof(*next));

	aligning->pair_count = 0;
	for (size_t i = gap->fresh_to; i-- > gap->fresh_from;) {
		struct standing *standing =
			&aligning->standings[aligning->fresh[i]];

		next[i - gap->fresh_from] = standing->fresh_at;
		standing->fresh_at = (uint32_t)i;
		standing->fresh_times++;
	}
	for (size_t i = gap->old_from; i < gap->old_to; i++) {
		struct standing *standing =
			&aligning->standings[aligning->old[i]];

		if (!standing->fresh_times)
			continue;
		standing->fresh_times--;
		add_pair(aligning, i, standing->fresh_at);
		standing->fresh_at = next[standing->fresh_at - gap->fresh_from];
	}
	clear_standings(aligning, gap);
	match_longest_ascent(aligning);
	free(next);
}

static void match_one(struct aligning *aligning, const struct gap *gap,
		      int32_t x, int32_t y)
{
	aligning->to[gap->old_from + (size_t)x] =
		(uint32_t)(gap->fresh_from + (size_t)y);
}

/* Goes back through what each number of differences reached, and matches. */
static void match_path(struct aligning *aligning, const struct gap *gap,
		       const int32_t *reached, int32_t d, int32_t x, int32_t y)
{
	for (; d > 0; d--) {
		/* Row d - 1 begins behind those of 0 to d - 2, which have a
		 * cell more each. */
		const int32_t *row = reached + (size_t)d * (size_t)(d - 1) / 2;
		int32_t k = x - y;
		bool down = k == -d ||
			    (k != d && row[(k - 2 + d) / 2] < row[(k + d) / 2]);
		int32_t before = down ? k + 1 : k - 1;
		int32_t from_x = row[(before + d - 1) / 2];

		while (x > from_x + !down)
			match_one(aligning, gap, --x, --y);
		x = from_x;
		y = from_x - before;
	}
	while (x > 0)
		match_one(aligning, gap, --x, --y);
}

/* How far in old one more difference brings diagonal k; last is the row of
 * d - 1. */
static int32_t first_reached(const int32_t *last, int32_t d, int32_t k)
{
	int32_t i = (k + d) / 2;

	if (!d)
		return 0;
	if (k == -d || (k != d && last[i - 1] < last[i]))
		return last[i];
	return last[i - 1] + 1;
}

/* Row d of reached: how far in old the diagonals -d, -d + 2, … d get. */
static bool match_shortest(struct aligning *aligning, const struct gap *gap)
{
	const uint32_t *old = aligning->old + gap->old_from;
	const uint32_t *fresh = aligning->fresh + gap->fresh_from;
	size_t all =
		gap->old_to - gap->old_from + gap->fresh_to - gap->fresh_from;
	int32_t old_count = (int32_t)(gap->old_to - gap->old_from);
	int32_t fresh_count = (int32_t)(gap->fresh_to - gap->fresh_from);
	int32_t most = (int32_t)(all < DIFFERENCES ? all : DIFFERENCES);
	int32_t *reached = NULL;
	size_t room = 0;
	bool found = false;

	if ((size_t)most > aligning->steps / all)
		most = (int32_t)(aligning->steps / all);
	for (int32_t d = 0; d <= most && !found; d++) {
		size_t start = (size_t)d * (size_t)(d + 1) / 2;
		int32_t *row, *last;

		MEMORY_RESERVE(reached, room, start + (size_t)d + 1);
		row = reached + start;
		last = row - d;
		for (int32_t k = -d; k <= d && !found; k += 2) {
			int32_t x = first_reached(last, d, k);

			while (x < old_count && x - k < fresh_count &&
			       old[x] == fresh[x - k])
				x++;
			row[(k + d) / 2] = x;
			found = x >= old_count && x - k >= fresh_count;
		}
		if (found) {
			match_path(aligning, gap, reached, d, old_count,
				   fresh_count);
			most = d;
		}
	}
	aligning->steps -= all * (size_t)most;
	free(reached);
	return found;
}

/* Matches what the gap's sides begin and end with. */
static void match_ends(struct aligning *aligning, struct gap *gap)
{
	while (gap->old_from < gap->old_to && gap->fresh_from < gap->fresh_to &&
	       aligning->old[gap->old_from] == aligning->fresh[gap->fresh_from])
		aligning->to[gap->old_from++] = (uint32_t)gap->fresh_from++;
	while (gap->old_from < gap->old_to && gap->fresh_from < gap->fresh_to &&
	       aligning->old[gap->old_to - 1] ==
		       aligning->fresh[gap->fresh_to - 1])
		aligning->to[--gap->old_to] = (uint32_t)--gap->fresh_to;
}

/* The gaps between what is now matched in the gap. */
static void push_inner(struct aligning *aligning, const struct gap *gap)
{
	struct gap inner = *gap;

	inner.depth++;
	for (size_t i = gap->old_from; i < gap->old_to; i++) {
		if (aligning->to[i] == ALIGN_NONE)
			continue;
		inner.old_to = i;
		inner.fresh_to = aligning->to[i];
		push_gap(aligning, inner);
		inner.old_from = i + 1;
		inner.fresh_from = (size_t)aligning->to[i] + 1;
	}
	inner.old_to = gap->old_to;
	inner.fresh_to = gap->fresh_to;
	push_gap(aligning, inner);
}

void align(const uint32_t *old, size_t old_count, const uint32_t *fresh,
	   size_t fresh_count, size_t classes, uint32_t *to)
{
	struct aligning aligning = {
		.old = old, .fresh = fresh, .to = to, .steps = STEPS
	};

	for (size_t i = 0; i < old_count; i++)
		to[i] = ALIGN_NONE;
	aligning.standings =
		memory_alloc_zeroed(classes + 1, sizeof(*aligning.standings));
	push_gap(&aligning, (struct gap){ 0, old_count, 0, fresh_count, 0 });
	while (aligning.gap_count) {
		struct gap gap = aligning.gaps[--aligning.gap_count];

		match_ends(&aligning, &gap);
		if (gap.old_from == gap.old_to ||
		    gap.fresh_from == gap.fresh_to)
			continue;
		if (gap.depth < DEPTH && match_unique(&aligning, &gap))
			push_inner(&aligning, &gap);
		else if (!match_shortest(&aligning, &gap))
			match_by_times(&aligning, &gap);
	}
	free(aligning.standings);
	free(aligning.gaps);
	free(aligning.pairs);
}
