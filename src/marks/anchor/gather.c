/* SPDX-License-Identifier: ISC */
/* Gather what may be the range that an anchor is of. */
#include "marks/anchor/gather.h"

#include <stdlib.h>

#include "base/memory.h"
#include "marks/anchor.h"
#include "marks/anchor/exact.h"
#include "marks/anchor/pattern.h"
#include "marks/anchor/search.h"
#include "text/cells.h"

enum {
	/* A quote shorter than this is not looked for without its context: in
	 * any text much is like it. One at least as long as LONG brings
	 * context enough itself. */
	SHORT = 12,
	LONG = 64,
	/* Exact matches that are kept on each side of where one should be. */
	NEAREST = 512,
	INSIDE = 4, /* stretches like a quote where its context is found */
};

void gather_exactly(struct search *search)
{
	struct likeness *before;
	struct exact *exact;
	size_t before_count = 0, behind_count = 0;
	uint32_t off, end;

	if (search->parted || !search->quote.count)
		return;
	before = memory_alloc_zeroed(NEAREST, sizeof(*before));
	exact = exact_open(search->quote.list, search->quote.count,
			   search->text);
	while (exact_next(exact, &off, &end)) {
		if (search->exact_count++ == search->anchor->ordinal)
			search->ordinal_off = off;
		if (off < search->expected[0])
			before[before_count++ % NEAREST] =
				(struct likeness){ off, end, 0 };
		else if (behind_count++ < NEAREST)
			search_add_exact(search, off, end);
	}
	if (before_count > NEAREST)
		before_count = NEAREST;
	for (size_t i = 0; i < before_count; i++)
		search_add_exact(search, before[i].off, before[i].end);
	exact_free(exact);
	free(before);
}

/* The stretch where the contexts touch it on both sides, or on one, if that is
 * still like the quote. What was put in or taken out at one end of a quote else
 * makes it seem to end elsewhere. */
static void add_between(struct search *search, const struct likeness *like)
{
	/* As long as the quote, and its context. */
	uint32_t reach = (uint32_t)search->anchor->exact.len + 4 * CONTEXT_NEAR;
	uint32_t len = (uint32_t)search->text.len;
	uint32_t low = like->off > reach ? like->off - reach : 0;
	uint32_t high = len - like->end > reach ? like->end + reach : len;
	uint32_t limit = (uint32_t)(search->compared / 2);
	uint32_t errors;
	struct likeness between = *like;

	low = (uint32_t)cells_start(search->text.ptr, len, low);
	high = (uint32_t)cells_start(search->text.ptr, len, high);
	context_seek(&search->prefix, search->text, low, like->end,
		     &between.off);
	context_seek(&search->suffix, search->text, like->off, high,
		     &between.end);
	if (between.off >= between.end ||
	    (between.off == like->off && between.end == like->end))
		return;
	errors = pattern_distance(&search->pattern, search->text, between.off,
				  between.end, limit);
	if (errors <= limit)
		search_add_alike(search, between.off, between.end, errors);
}

static void add_likeness(struct search *search, const struct likeness *like)
{
	/* First, for of equals the first is taken. */
	if (like->errors && search->pattern.count)
		add_between(search, like);
	search_add_alike(search, like->off, like->end, like->errors);
}

/* What is like the quote by itself. */
static void add_alike(struct search *search, uint32_t from, uint32_t to)
{
	struct likeness found[PATTERN_FOUND];
	size_t count = pattern_find(&search->pattern, search->text, from, to,
				    (uint32_t)(search->pattern.count / 2),
				    found, PATTERN_FOUND);

	for (size_t i = 0; i < count; i++)
		add_likeness(search, &found[i]);
}

/* Of a long quote, a head and a tail that are about as far apart as they
 * were. */
static void add_parted(struct search *search, uint32_t from, uint32_t to)
{
	struct likeness heads[PATTERN_FOUND], tails[PATTERN_FOUND];
	size_t half = search->compared / 2;
	size_t rest = search->compared - half;
	uint64_t len = search->anchor->exact.len;
	struct pattern head, tail;
	size_t head_count, tail_count;

	pattern_init(&head, search->quote.list, half);
	pattern_init(&tail, search->quote.list + search->quote.count - rest,
		     rest);
	head_count = pattern_find(&head, search->text, from, to,
				  (uint32_t)(half / 2), heads, PATTERN_FOUND);
	tail_count = pattern_find(&tail, search->text, from, to,
				  (uint32_t)(rest / 2), tails, PATTERN_FOUND);
	for (size_t i = 0; i < head_count; i++)
		for (size_t j = 0; j < tail_count; j++) {
			struct likeness both = { heads[i].off, tails[j].end,
						 heads[i].errors +
							 tails[j].errors };
			uint64_t span =
				both.end > both.off ? both.end - both.off : 0;

			if (span * 10 >= len * 4 && span * 10 <= len * 22)
				add_likeness(search, &both);
		}
	pattern_release(&head);
	pattern_release(&tail);
}

/* The quote with the context that is compared. */
static void fold_around(const struct search *search, struct units *units)
{
	const struct buffer *prefix = &search->anchor->prefix;
	const struct buffer *suffix = &search->anchor->suffix;
	const char *text = buffer_string(prefix);

	units_append(units, text,
		     units_back(text, (uint32_t)prefix->len, CONTEXT_SCORED),
		     (uint32_t)prefix->len);
	units_append(units, buffer_string(&search->anchor->exact), 0,
		     (uint32_t)search->anchor->exact.len);
	text = buffer_string(suffix);
	units_append(
		units, text, 0,
		units_forth(text, (uint32_t)suffix->len, 0, CONTEXT_SCORED));
}

/* What stands where something is like the quote and its context together. */
static void add_in_context(struct search *search, uint32_t from, uint32_t to)
{
	struct likeness found[PATTERN_FOUND], inside[INSIDE];
	struct pattern around;
	struct units units = UNITS_INIT;
	uint32_t limit;
	size_t count;

	fold_around(search, &units);
	pattern_init(&around, units.list, units.count);
	limit = (uint32_t)((double)units.count * search_tolerance(units.count));
	count = pattern_find(&around, search->text, from, to, limit, found,
			     PATTERN_FOUND);
	for (size_t i = 0; i < count; i++) {
		size_t insides = pattern_find(
			&search->pattern, search->text, found[i].off,
			found[i].end, (uint32_t)(search->pattern.count / 2),
			inside, INSIDE);

		for (size_t j = 0; j < insides; j++)
			add_likeness(search, &inside[j]);
	}
	pattern_release(&around);
	units_release(&units);
}

void gather_alike(struct search *search, uint32_t from, uint32_t to)
{
	if (search->quote.count && !search->pattern.count) {
		add_parted(search, from, to);
		return;
	}
	if (search->quote.count >= SHORT)
		add_alike(search, from, to);
	if (search->quote.count && search->quote.count < LONG)
		add_in_context(search, from, to);
}

void gather_around(struct search *search, uint32_t from, uint32_t near_from,
		   uint32_t near_to, uint32_t to)
{
	/* What reaches into the part that was searched. */
	uint64_t reach = 2 * (uint64_t)search->anchor->exact.len + 4096;
	const char *text = search->text.ptr;

	if (from < near_from)
		gather_alike(search, from,
			     near_to - near_from > reach
				     ? (uint32_t)cells_start(text,
							     search->text.len,
							     near_from + reach)
				     : near_to);
	if (near_to < to)
		gather_alike(search,
			     near_to - near_from > reach
				     ? (uint32_t)cells_start(text,
							     search->text.len,
							     near_to - reach)
				     : near_from,
			     to);
}

bool gather_edge(const struct search *search, struct span text, bool behind,
		 uint32_t from, uint32_t to, uint32_t *off)
{
	struct likeness found[PATTERN_FOUND];
	struct units units = UNITS_INIT;
	struct pattern pattern;
	size_t count, best = 0;
	uint32_t limit;

	if (behind)
		units_append(&units, text.ptr,
			     units_back(text.ptr, (uint32_t)text.len,
					ANCHOR_CONTEXT),
			     (uint32_t)text.len);
	else
		units_append(&units, text.ptr, 0,
			     units_forth(text.ptr, (uint32_t)text.len, 0,
					 ANCHOR_CONTEXT));
	limit = (uint32_t)(0.9 * search_tolerance(units.count) *
			   (double)units.count);
	pattern_init(&pattern, units.list, units.count);
	count = pattern_find(&pattern, search->text, from, to, limit, found,
			     PATTERN_FOUND);
	for (size_t i = 1; i < count; i++) {
		uint32_t gap = search_distance(search, found[i].off);
		uint32_t best_gap = search_distance(search, found[best].off);

		if (found[i].errors < found[best].errors ||
		    (found[i].errors == found[best].errors && gap < best_gap))
			best = i;
	}
	if (count)
		*off = behind ? found[best].end : found[best].off;
	pattern_release(&pattern);
	units_release(&units);
	return count;
}
