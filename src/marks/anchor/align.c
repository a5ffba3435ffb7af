/* SPDX-License-Identifier: ISC */
/* Say which words of an old text are which of a new one. */
#include "marks/anchor/align.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/anchor/slide.h"

/* Lengths of the runs of words that are matched, one after the other; 0: whole
 * lines. */
static const size_t run_lengths[] = { 0, 32, 12, 6, 3, 2, 1 };

enum {
	RUN_LENGTHS = sizeof(run_lengths) / sizeof(run_lengths[0]),
	/* Two rests are compared word by word if they are no more than so many
	 * pairs of words. */
	PAIRS = 16384,
	/* A run of fewer words and bytes may be common by chance. */
	CHANCE_WORDS = 5,
	CHANCE_BYTES = 32,
	/* What was moved is known by so many words, and bytes. */
	MOVED_WORDS = 6,
	MOVED_BYTES = 24,
	LINE_WORDS = 5, /* of a line that is matched as a whole */
	STEP = 32768,	/* old words that are looked at in a step */
};

/* The words [old, old_end) and [fresh, fresh_end) of the two texts. */
struct stretch {
	size_t old, old_end;
	size_t fresh, fresh_end;
};

/* A run of words, by its hash; where it stands last, and how often. */
struct gram {
	uint64_t hash;
	uint32_t old, fresh;
	uint32_t old_count, fresh_count;
};

struct pair {
	uint32_t old, fresh;
};

struct align {
	const struct words *old;
	const struct words *fresh;
	struct span old_text;
	struct span fresh_text;
	uint32_t *to_new; /* of each old word */
	uint32_t *to_old; /* of each new one */
	/* Hashes of the first i words, so that a run's is their difference. */
	uint64_t *old_sums;
	uint64_t *fresh_sums;
	size_t phase;
	size_t next_old; /* where match_between() goes on */
	size_t next_fresh;
	/* For reuse: */
	struct gram *grams;
	struct pair *pairs;
	uint32_t *chain; /* indices into pairs */
	uint32_t *links;
	uint32_t *table; /* of the longest common subsequence */
	size_t grams_room, pairs_room, chain_room, links_room, table_room;
	size_t gram_slots; /* a power of two */
};

static const uint64_t base = 0x9e3779b97f4a7c15u;

static uint64_t *sum_up(const struct words *words)
{
	uint64_t *sums = memory_alloc_zeroed(words->count + 1, sizeof(*sums));

	for (size_t i = 0; i < words->count; i++)
		sums[i + 1] = sums[i] * base + words->list[i].hash;
	return sums;
}

static uint32_t *all_none(size_t count)
{
	uint32_t *list = memory_alloc_zeroed(count + 1, sizeof(*list));

	memset(list, 0xff, count * sizeof(*list));
	return list;
}

struct align *align_open(const struct words *old, const struct words *fresh,
			 struct span old_text, struct span fresh_text)
{
	struct align *align = memory_alloc_zeroed(1, sizeof(*align));

	align->old_text = old_text;
	align->fresh_text = fresh_text;

	align->old = old;
	align->fresh = fresh;
	align->to_new = all_none(old->count);
	align->to_old = all_none(fresh->count);
	align->old_sums = sum_up(old);
	align->fresh_sums = sum_up(fresh);
	return align;
}

void align_free(struct align *align)
{
	if (!align)
		return;
	free(align->to_new);
	free(align->to_old);
	free(align->old_sums);
	free(align->fresh_sums);
	free(align->grams);
	free(align->pairs);
	free(align->chain);
	free(align->links);
	free(align->table);
	free(align);
}

static bool same(const struct align *align, size_t old, size_t fresh)
{
	return align->old->list[old].hash == align->fresh->list[fresh].hash;
}

static void match(struct align *align, size_t old, size_t fresh)
{
	align->to_new[old] = (uint32_t)fresh;
	align->to_old[fresh] = (uint32_t)old;
}

/* Matches what both begin and end with. */
static void trim(struct align *align, struct stretch *stretch)
{
	while (stretch->old < stretch->old_end &&
	       stretch->fresh < stretch->fresh_end &&
	       same(align, stretch->old, stretch->fresh))
		match(align, stretch->old++, stretch->fresh++);
	while (stretch->old < stretch->old_end &&
	       stretch->fresh < stretch->fresh_end &&
	       same(align, stretch->old_end - 1, stretch->fresh_end - 1))
		match(align, --stretch->old_end, --stretch->fresh_end);
}

/* --- Runs that stand once in either text ------------------------------------
 */

static void start_grams(struct align *align, size_t count)
{
	align->gram_slots = 16;
	while (align->gram_slots < 2 * count)
		align->gram_slots *= 2;
	MEMORY_RESERVE(align->grams, align->grams_room, align->gram_slots);
	memset(align->grams, 0, align->gram_slots * sizeof(*align->grams));
}

/* The slot of the run of length words behind sums[at]. */
static struct gram *find_gram(struct align *align, const uint64_t *sums,
			      size_t at, size_t length, uint64_t power)
{
	uint64_t hash = sums[at + length] - sums[at] * power;
	size_t mask = align->gram_slots - 1;
	size_t i = (hash ^ hash >> 32) & mask;

	while ((align->grams[i].old_count || align->grams[i].fresh_count) &&
	       align->grams[i].hash != hash)
		i = (i + 1) & mask;
	align->grams[i].hash = hash;
	return &align->grams[i];
}

static uint64_t power_of(size_t length)
{
	uint64_t power = 1;

	while (length--)
		power *= base;
	return power;
}

/* Whether the length words from at on are all unmatched. */
static bool is_free(const uint32_t *matches, size_t at, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (matches[at + i] != ALIGN_NONE)
			return false;
	return true;
}

static size_t count_free(const uint32_t *matches, size_t from, size_t end)
{
	size_t count = 0;

	for (size_t i = from; i < end; i++)
		count += matches[i] == ALIGN_NONE;
	return count;
}

/* Whether a line of the text begins with a word. */
static bool begins_line(struct span text, const struct words *words, size_t i)
{
	uint32_t off = i ? words->list[i - 1].end : 0;

	return !i || memchr(text.ptr + off, '\n', words->list[i].off - off);
}

/* The word behind the line that i begins. */
static size_t line_end(struct span text, const struct words *words, size_t i,
		       size_t end)
{
	for (i++; i < end && !begins_line(text, words, i);)
		i++;
	return i;
}

static size_t line_count(struct span text, const struct words *words,
			 size_t from, size_t end)
{
	size_t count = 1;

	for (size_t i = from + 1; i < end; i++)
		count += begins_line(text, words, i);
	return count;
}

/* Counts whole lines of both sides. */
static void count_lines(struct align *align, const struct stretch *stretch)
{
	size_t end;

	start_grams(align,
		    line_count(align->old_text, align->old, stretch->old,
			       stretch->old_end) +
			    line_count(align->fresh_text, align->fresh,
				       stretch->fresh, stretch->fresh_end));
	for (size_t i = stretch->old; i < stretch->old_end; i = end) {
		struct gram *gram;

		end = line_end(align->old_text, align->old, i,
			       stretch->old_end);
		if (end - i < LINE_WORDS)
			continue;
		gram = find_gram(align, align->old_sums, i, end - i,
				 power_of(end - i));
		gram->old = (uint32_t)i;
		gram->old_count++;
	}
	for (size_t i = stretch->fresh; i < stretch->fresh_end; i = end) {
		struct gram *gram;

		end = line_end(align->fresh_text, align->fresh, i,
			       stretch->fresh_end);
		if (end - i < LINE_WORDS)
			continue;
		gram = find_gram(align, align->fresh_sums, i, end - i,
				 power_of(end - i));
		gram->fresh = (uint32_t)i;
		gram->fresh_count++;
	}
}

/* Counts the free runs of both sides. */
static void count_grams(struct align *align, const struct stretch *stretch,
			size_t length, bool some_matched)
{
	uint64_t power = power_of(length);

	start_grams(align,
		    count_free(align->to_new, stretch->old, stretch->old_end) +
			    count_free(align->to_old, stretch->fresh,
				       stretch->fresh_end));
	for (size_t i = stretch->old; i + length <= stretch->old_end; i++) {
		struct gram *gram;

		if (some_matched && !is_free(align->to_new, i, length))
			continue;
		gram = find_gram(align, align->old_sums, i, length, power);
		gram->old = (uint32_t)i;
		gram->old_count++;
	}
	for (size_t i = stretch->fresh; i + length <= stretch->fresh_end; i++) {
		struct gram *gram;

		if (some_matched && !is_free(align->to_old, i, length))
			continue;
		gram = find_gram(align, align->fresh_sums, i, length, power);
		gram->fresh = (uint32_t)i;
		gram->fresh_count++;
	}
}

static int compare_pairs(const void *left, const void *right)
{
	const struct pair *a = left;
	const struct pair *b = right;

	return a->old < b->old ? -1 : a->old > b->old;
}

/* Those that either side has once, in the old order; returns how many. */
static size_t list_pairs(struct align *align)
{
	size_t count = 0;

	for (size_t i = 0; i < align->gram_slots; i++) {
		const struct gram *gram = &align->grams[i];

		if (gram->old_count != 1 || gram->fresh_count != 1)
			continue;
		MEMORY_RESERVE(align->pairs, align->pairs_room, count + 1);
		align->pairs[count++] = (struct pair){ gram->old, gram->fresh };
	}
	if (count)
		qsort(align->pairs, count, sizeof(*align->pairs),
		      compare_pairs);
	return count;
}

/* The longest subsequence of the pairs in which the new words ascend too:
 * its last pair, from which links lead back; count > 0. */
static uint32_t find_chain(struct align *align, size_t count)
{
	size_t length = 0;

	MEMORY_RESERVE(align->chain, align->chain_room, count);
	MEMORY_RESERVE(align->links, align->links_room, count);
	for (size_t i = 0; i < count; i++) {
		size_t low = 0, high = length;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (align->pairs[align->chain[middle]].fresh <
			    align->pairs[i].fresh)
				low = middle + 1;
			else
				high = middle;
		}
		align->links[i] = low ? align->chain[low - 1] : ALIGN_NONE;
		align->chain[low] = (uint32_t)i;
		length += low == length;
	}
	return align->chain[length - 1];
}

/* Matches a pair and what is the same around it, inside the stretch, as far as
 * that is free; returns where the run begins. */
static struct pair extend(struct align *align, const struct stretch *stretch,
			  struct pair pair)
{
	size_t old = pair.old, fresh = pair.fresh;

	while (old > stretch->old && fresh > stretch->fresh &&
	       align->to_new[old - 1] == ALIGN_NONE &&
	       align->to_old[fresh - 1] == ALIGN_NONE &&
	       same(align, old - 1, fresh - 1)) {
		old--;
		fresh--;
	}
	pair = (struct pair){ (uint32_t)old, (uint32_t)fresh };
	for (; old < stretch->old_end && fresh < stretch->fresh_end &&
	       align->to_new[old] == ALIGN_NONE &&
	       align->to_old[fresh] == ALIGN_NONE && same(align, old, fresh);
	     old++, fresh++)
		match(align, old, fresh);
	return pair;
}

static void match_runs(struct align *align, struct stretch stretch,
		       size_t length)
{
	size_t count;
	uint32_t i;

	trim(align, &stretch);
	if (stretch.old == stretch.old_end ||
	    stretch.fresh == stretch.fresh_end ||
	    stretch.old_end - stretch.old < length ||
	    stretch.fresh_end - stretch.fresh < length)
		return;
	if (length)
		count_grams(align, &stretch, length, false);
	else
		count_lines(align, &stretch);
	count = list_pairs(align);
	if (!count)
		return;
	/* From the last one on, each up to where the one behind it begins. */
	for (i = find_chain(align, count); i != ALIGN_NONE;
	     i = align->links[i]) {
		struct pair pair = align->pairs[i];

		if (pair.old + length > stretch.old_end ||
		    pair.fresh + length > stretch.fresh_end)
			continue;
		pair = extend(align, &stretch, pair);
		stretch.old_end = pair.old;
		stretch.fresh_end = pair.fresh;
	}
}

/* --- Small rests ------------------------------------------------------------
 */

/* Longer words count for more: an "of" is common by chance. */
static uint32_t weight(const struct align *align, size_t old)
{
	const struct word *word = &align->old->list[old];

	return 1 + (word->end - word->off);
}

/* The longest common subsequence, by weight. */
static void match_words(struct align *align, struct stretch stretch)
{
	size_t rows, columns;
	uint32_t *table;

	trim(align, &stretch);
	rows = stretch.old_end - stretch.old;
	columns = stretch.fresh_end - stretch.fresh;
	if (!rows || !columns || rows > PAIRS / columns)
		return;
	MEMORY_RESERVE(align->table, align->table_room,
		       (rows + 1) * (columns + 1));
	/* table[i][j]: of what follows the first i and j words. */
	table = align->table;
	columns++;
	memset(table + rows * columns, 0, columns * sizeof(*table));
	for (size_t i = rows; i--;) {
		uint32_t *row = table + i * columns;

		row[columns - 1] = 0;
		for (size_t j = columns - 1; j--;) {
			row[j] = row[j + columns] > row[j + 1]
					 ? row[j + columns]
					 : row[j + 1];
			if (same(align, stretch.old + i, stretch.fresh + j) &&
			    row[j + columns + 1] +
					    weight(align, stretch.old + i) >
				    row[j])
				row[j] = row[j + columns + 1] +
					 weight(align, stretch.old + i);
		}
	}
	for (size_t i = 0, j = 0; i < rows && j + 1 < columns;) {
		const uint32_t *cell = table + i * columns + j;

		if (*cell == cell[columns])
			i++;
		else if (*cell == cell[1])
			j++;
		else
			match(align, stretch.old + i++, stretch.fresh + j++);
	}
}

/* --- What is common by chance -----------------------------------------------
 */

/* The words from old on that stand in one run in both texts. */
static size_t run_end(const struct align *align, size_t old)
{
	size_t end = old + 1;

	while (end < align->old->count &&
	       align->to_new[end] == align->to_new[end - 1] + 1)
		end++;
	return end;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

/*
 * A short run between longer ones that changed says nothing (Fraser's semantic
 * clean-up, "Diff Strategies", 2006): it is dropped if what changed before it,
 * and what changed behind it, is longer than itself.
 */
static void drop_chance(struct align *align)
{
	size_t old = 0, fresh = 0; /* behind the last run that was kept */
	size_t count = align->old->count;

	for (size_t i = 0; i < count;) {
		size_t end, bytes, before, behind, next, next_fresh;

		if (align->to_new[i] == ALIGN_NONE) {
			i++;
			continue;
		}
		end = run_end(align, i);
		bytes = words_bytes(align->old, i, end);
		before = larger(
			words_bytes(align->old, old, i),
			words_bytes(align->fresh, fresh, align->to_new[i]));
		for (next = end;
		     next < count && align->to_new[next] == ALIGN_NONE;)
			next++;
		next_fresh = next < count ? align->to_new[next]
					  : align->fresh->count;
		behind = larger(words_bytes(align->old, end, next),
				words_bytes(align->fresh,
					    align->to_new[end - 1] + 1,
					    next_fresh));
		if (end - i < CHANCE_WORDS && bytes < CHANCE_BYTES &&
		    before > bytes && behind > bytes) {
			for (size_t j = i; j < end; j++) {
				align->to_old[align->to_new[j]] = ALIGN_NONE;
				align->to_new[j] = ALIGN_NONE;
			}
		} else {
			old = end;
			fresh = align->to_new[end - 1] + 1;
		}
		i = end;
	}
}

/* --- What was moved ---------------------------------------------------------
 */

static void match_moved(struct align *align)
{
	struct stretch all = { 0, align->old->count, 0, align->fresh->count };
	size_t count;

	count_grams(align, &all, MOVED_WORDS, true);
	count = list_pairs(align);
	for (size_t i = 0; i < count; i++) {
		struct pair pair = align->pairs[i];

		if (align->to_new[pair.old] == ALIGN_NONE &&
		    align->to_old[pair.fresh] == ALIGN_NONE &&
		    words_bytes(align->old, pair.old, pair.old + MOVED_WORDS) >=
			    MOVED_BYTES)
			extend(align, &all, pair);
	}
}

/* What was changed inside what was moved: rests between two runs that are in
 * the same order still. */
static void match_in_moved(struct align *align)
{
	size_t count = align->old->count;

	for (size_t i = 1; i < count; i++) {
		size_t end = i, from, to;

		if (align->to_new[i] != ALIGN_NONE ||
		    align->to_new[i - 1] == ALIGN_NONE)
			continue;
		while (end < count && align->to_new[end] == ALIGN_NONE)
			end++;
		if (end == count)
			break;
		from = align->to_new[i - 1] + 1;
		to = align->to_new[end];
		if (from < to && to - from <= PAIRS / (end - i) &&
		    is_free(align->to_old, from, to - from))
			match_words(align,
				    (struct stretch){ i, end, from, to });
		i = end;
	}
}

static void slide_both(struct align *align)
{
	slide(align->old, align->old_text, align->to_new, align->to_old);
	slide(align->fresh, align->fresh_text, align->to_old, align->to_new);
}

/* --- All of it --------------------------------------------------------------
 */

/* Aligns stretches between words that are matched, by runs or word by word,
 * until some time has gone by; all is in order still. Whether there are more.
 */
static bool match_between(struct align *align, size_t phase)
{
	size_t count = align->old->count;
	size_t stop = align->next_old + STEP;

	while (align->next_old <= count && align->next_old < stop) {
		struct stretch stretch = { .old = align->next_old,
					   .old_end = align->next_old,
					   .fresh = align->next_fresh };

		while (stretch.old_end < count &&
		       align->to_new[stretch.old_end] == ALIGN_NONE)
			stretch.old_end++;
		stretch.fresh_end = stretch.old_end < count
					    ? align->to_new[stretch.old_end]
					    : align->fresh->count;
		align->next_old = stretch.old_end + 1;
		align->next_fresh = stretch.fresh_end + 1;
		if (stretch.old == stretch.old_end ||
		    stretch.fresh == stretch.fresh_end)
			continue;
		if (phase < RUN_LENGTHS)
			match_runs(align, stretch, run_lengths[phase]);
		else
			match_words(align, stretch);
	}
	return align->next_old <= count;
}

bool align_step(struct align *align)
{
	if (align->phase <= RUN_LENGTHS && match_between(align, align->phase))
		return true;
	align->next_old = align->next_fresh = 0;
	if (align->phase == RUN_LENGTHS + 1)
		drop_chance(align);
	else if (align->phase == RUN_LENGTHS + 2)
		slide_both(align);
	else if (align->phase == RUN_LENGTHS + 3)
		match_moved(align);
	else if (align->phase == RUN_LENGTHS + 4)
		match_in_moved(align);
	return align->phase++ < RUN_LENGTHS + 4;
}

uint32_t align_to_new(const struct align *align, size_t i)
{
	return align->to_new[i];
}

uint32_t align_to_old(const struct align *align, size_t i)
{
	return align->to_old[i];
}
