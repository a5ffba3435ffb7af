/* SPDX-License-Identifier: ISC */
/* Weigh the ranges of a text that may be the one that an anchor is of. */
#include "marks/anchor/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/document.h"
#include "marks/anchor.h"
#include "marks/anchor/carry.h"
#include "marks/anchor/exact.h"
#include "text/cells.h"

/*
 * Calibrated on unrelated texts: with this share of errors about one quote of
 * a hundred is found where it is not. Linear in between.
 */
static const struct {
	uint32_t units;
	uint32_t mille;
} tolerances[] = {
	{ 11, 0 },   { 12, 20 },  { 16, 100 }, { 24, 220 },  { 32, 300 },
	{ 48, 400 }, { 64, 450 }, { 96, 500 }, { 128, 520 }, { 192, 540 },
};

double search_tolerance(size_t units)
{
	size_t count = sizeof(tolerances) / sizeof(tolerances[0]);
	size_t i = 1;

	if (units <= tolerances[0].units)
		return 0;
	while (i < count && tolerances[i].units < units)
		i++;
	if (i == count)
		return tolerances[count - 1].mille / 1000.0;
	return (tolerances[i - 1].mille +
		(double)(units - tolerances[i - 1].units) *
			(tolerances[i].mille - tolerances[i - 1].mille) /
			(tolerances[i].units - tolerances[i - 1].units)) /
	       1000.0;
}

/* Folds the quote, or what is compared of it. */
static void fold_quote(struct search *search)
{
	const char *text = buffer_string(&search->anchor->exact);
	uint32_t len = (uint32_t)search->anchor->exact.len;
	uint32_t half = SEARCH_COMPARED / 2;

	/* No unit takes more than four bytes. */
	if (len > 4 * EXACT_MAX) {
		search->parted = true;
	} else {
		units_append(&search->quote, text, 0, len);
		search->parted = search->quote.count > EXACT_MAX;
	}
	if (!search->parted)
		return;
	units_clear(&search->quote);
	units_append(&search->quote, text, 0, units_forth(text, len, 0, half));
	units_append(&search->quote, text, units_back(text, len, half), len);
}

void search_init(struct search *search, const struct anchor *anchor,
		 const struct document *document)
{
	uint64_t len = document->text.len;
	uint64_t off = anchor->off;
	uint64_t behind = anchor->text_len > off ? anchor->text_len - off : 0;

	memset(search, 0, sizeof(*search));
	search->anchor = anchor;
	search->text = (struct span){ buffer_string(&document->text),
				      document->text.len };
	if (off > len)
		off = len;
	for (size_t i = 0; i < 3; i++)
		search->expected[i] = (uint32_t)off;
	if (anchor->text_len) {
		search->expected[1] =
			(uint32_t)(len > behind ? len - behind : 0);
		off = anchor->off * len / anchor->text_len;
		search->expected[2] = (uint32_t)(off < len ? off : len);
	}
	fold_quote(search);
	search->compared = search->quote.count < SEARCH_COMPARED
				   ? search->quote.count
				   : SEARCH_COMPARED;
	if (search->quote.count && !search->parted &&
	    search->quote.count <= SEARCH_COMPARED)
		pattern_init(&search->pattern, search->quote.list,
			     search->quote.count);
	context_init(&search->prefix, CONTEXT_BEFORE,
		     (struct span){ buffer_string(&anchor->prefix),
				    anchor->prefix.len });
	context_init(&search->suffix, CONTEXT_BEHIND,
		     (struct span){ buffer_string(&anchor->suffix),
				    anchor->suffix.len });
}

void search_release(struct search *search)
{
	units_release(&search->quote);
	pattern_release(&search->pattern);
	context_release(&search->prefix);
	context_release(&search->suffix);
	free(search->candidates);
	memset(search, 0, sizeof(*search));
}

uint32_t search_distance(const struct search *search, uint32_t off)
{
	uint32_t best = UINT32_MAX;

	for (size_t i = 0; i < 3; i++) {
		uint32_t expected = search->expected[i];
		uint32_t gap = off > expected ? off - expected : expected - off;

		if (gap < best)
			best = gap;
	}
	return best;
}

void search_window(const struct search *search, bool whole, uint32_t *from,
		   uint32_t *to)
{
	uint64_t len = search->text.len;
	uint64_t low = UINT32_MAX;
	uint64_t high = 0;
	uint64_t margin = whole ? len : len / 5;
	uint64_t quote = search->anchor->exact.len;

	for (size_t i = 0; i < 3; i++) {
		if (search->expected[i] < low)
			low = search->expected[i];
		if (search->expected[i] > high)
			high = search->expected[i];
	}
	high += quote;
	low = low > margin ? low - margin : 0;
	high = high + margin < len ? high + margin : len;
	if (len > SEARCH_WHOLE && high - low > SEARCH_WINDOW) {
		uint64_t middle = search->expected[0];

		low = middle > SEARCH_WINDOW / 2 ? middle - SEARCH_WINDOW / 2
						 : 0;
		if (low + SEARCH_WINDOW > len)
			low = len - SEARCH_WINDOW;
		high = low + SEARCH_WINDOW;
	}
	*from = (uint32_t)cells_start(search->text.ptr, len, low);
	*to = (uint32_t)cells_start(search->text.ptr, len, high);
}

/* Of more wrong characters than this the context is another one altogether,
 * and how much it is another one says nothing. */
static double capped(uint32_t errors, size_t count)
{
	double most = 0.62 * (double)count;

	return errors < most ? errors : most;
}

/* The share of errors is that of the quote and the contexts together. Distance
 * only decides between those that are else alike. */
static void weigh(struct search *search, struct candidate *candidate)
{
	size_t prefix = search->prefix.count;
	size_t suffix = search->suffix.count;
	size_t all = search->compared + prefix + suffix;
	double errors = candidate->errors +
			capped(candidate->prefix_errors, prefix) +
			capped(candidate->suffix_errors, suffix);
	double far = (double)search_distance(search, candidate->off) /
		     ((double)search->text.len + 1);

	candidate->difference = all ? errors / (double)all : 1;
	if (candidate->difference > 1)
		candidate->difference = 1;
	candidate->rank = candidate->difference + 0.004 * far;
}

/* Widens it to whole clusters. */
static void snap(struct span text, struct candidate *candidate)
{
	size_t off = cells_start(text.ptr, text.len, candidate->off);
	size_t end = cells_start(text.ptr, text.len, candidate->end);
	struct cluster cluster;

	if (end < candidate->end) {
		cells_next(CELLS_UNICODE, text.ptr + end, text.len - end,
			   &cluster);
		end += cluster.len;
	}
	candidate->off = (uint32_t)off;
	candidate->end = (uint32_t)end;
}

static struct candidate make_candidate(struct search *search, uint32_t off,
				       uint32_t end, uint32_t errors)
{
	struct candidate candidate = { .off = off,
				       .end = end,
				       .errors = errors };
	size_t contexts, wrong;

	candidate.prefix_errors =
		context_errors(&search->prefix, search->text, off);
	candidate.suffix_errors =
		context_errors(&search->suffix, search->text, end);
	weigh(search, &candidate);
	/* Too good for a better one to be anywhere. */
	contexts = search->prefix.count + search->suffix.count;
	wrong = (size_t)candidate.prefix_errors + candidate.suffix_errors;
	if (contexts ? wrong * 10 <= contexts : !errors)
		search->agrees = true;
	return candidate;
}

static bool is_other(const struct search *search, uint32_t off, uint32_t end)
{
	return search->carry &&
	       carry_is_other(search->carry, off, end, search->old_off,
			      search->old_end);
}

/* The same place is a candidate once. */
static void add(struct search *search, const struct candidate *candidate)
{
	for (size_t i = 0; i < search->count; i++) {
		struct candidate *other = &search->candidates[i];

		if (other->off != candidate->off ||
		    other->end != candidate->end)
			continue;
		if (candidate->rank < other->rank)
			*other = *candidate;
		return;
	}
	MEMORY_RESERVE(search->candidates, search->room, search->count + 1);
	search->candidates[search->count++] = *candidate;
}

void search_add_exact(struct search *search, uint32_t off, uint32_t end)
{
	struct candidate candidate;

	if (is_other(search, off, end))
		return;
	candidate = make_candidate(search, off, end, 0);
	candidate.exact = true;
	MEMORY_RESERVE(search->candidates, search->room, search->count + 1);
	search->candidates[search->count++] = candidate;
}

void search_add_alike(struct search *search, uint32_t off, uint32_t end,
		      uint32_t errors)
{
	struct candidate candidate = { .off = off, .end = end };

	/* Of a cluster half of which is like the quote all counts. */
	snap(search->text, &candidate);
	if (is_other(search, candidate.off, candidate.end))
		return;
	if (search->pattern.count && candidate.end - candidate.off != end - off)
		errors = pattern_distance(&search->pattern, search->text,
					  candidate.off, candidate.end,
					  (uint32_t)search->compared);
	candidate =
		make_candidate(search, candidate.off, candidate.end, errors);
	add(search, &candidate);
}
