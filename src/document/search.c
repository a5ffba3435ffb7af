/* SPDX-License-Identifier: ISC */
/* Look through a whole document, a slice at a time. */
#include "document/search.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/search/scan.h"
#include "document/search/unit.h"

/*
 * The text is looked through in two parts: from start on to the end, and then
 * from 0 to start. Each part's hits ascend, and all of the first are behind all
 * of the second.
 */
struct part {
	struct hits hits;
	size_t dropped; /* hits at the front that are known no more */
	uint32_t next;	/* where it goes on */
	uint32_t done;	/* behind the last unit that was not passed over */
	bool full;	/* hits at the end are known no more */
};

struct search {
	struct query *query;
	const struct document *document;
	uint32_t start;
	struct part behind;
	struct part before;
	bool cut;
};

struct search *search_open(struct query *query, const struct document *document,
			   uint32_t from)
{
	struct search *search = memory_alloc_zeroed(1, sizeof(*search));
	struct unit unit;

	search->query = query;
	search->document = document;
	if (unit_at(document, query_takes_rows(query), from, &unit))
		search->start = unit.off;
	else
		search->start = (uint32_t)document->text.len;
	search->behind.next = search->behind.done = search->start;
	return search;
}

void search_free(struct search *search)
{
	if (!search)
		return;
	hits_release(&search->behind.hits);
	hits_release(&search->before.hits);
	free(search);
}

static size_t known(const struct part *part)
{
	return part->hits.count - part->dropped;
}

/* Whether the last hit behind the start is farther from it than the first one
 * before it. */
static bool is_last_farther(const struct search *search)
{
	const struct part *behind = &search->behind, *before = &search->before;
	uint32_t last, first;

	if (known(behind) == 0 || known(before) == 0)
		return known(before) == 0;
	last = behind->hits.items[behind->hits.count - 1].off;
	first = before->hits.items[before->dropped].off;
	return last - search->start >= search->start - first;
}

/* Forgets the hits that are farthest from the start. */
static void forget(struct search *search)
{
	while (search_count(search) > SEARCH_HITS_MAX) {
		search->cut = true;
		if (is_last_farther(search)) {
			search->behind.hits.count--;
			search->behind.full = true;
		} else {
			search->before.dropped++;
		}
	}
}

/* Moves the hits to the front once so many are dropped there that this costs
 * no more than adding them did. */
static void close_up(struct part *part)
{
	if (part->dropped <= SEARCH_HITS_MAX)
		return;
	for (size_t i = part->dropped; i < part->hits.count; i++)
		part->hits.items[i - part->dropped] = part->hits.items[i];
	part->hits.count -= part->dropped;
	part->dropped = 0;
}

/* Where nothing more is of hits in a part, as the document is now. Behind a hit
 * that was too far there is none that is not. */
static uint32_t part_end(const struct search *search, const struct part *part)
{
	if (part == &search->before)
		return search->start > 0
			       ? unit_far(search->document, search->start)
			       : 0;
	return part->full ? part->next : (uint32_t)search->document->text.len;
}

/* Looks through about so many bytes of a part, and at most the work that is
 * left in *cost; returns how many bytes. */
static size_t scan_part(struct search *search, struct part *part, size_t bytes,
			uint32_t *cost)
{
	uint32_t from = part->next;
	uint32_t end = part_end(search, part);
	uint32_t stop;
	struct unit unit;

	if (from >= end)
		return 0;
	stop = bytes < end - from ? from + (uint32_t)bytes : end;
	while (*cost > 0 && part->next < stop && !part->full &&
	       query_seek(search->query, search->document, part->done,
			  &part->next, stop, &unit)) {
		uint32_t spent;

		if (part == &search->before && unit.off >= search->start) {
			part->next = end;
			break;
		}
		spent = query_scan(search->query, search->document, &unit,
				   &part->hits);
		part->next = part->done = unit_behind(&unit);
		forget(search);
		*cost = spent < *cost ? *cost - spent : 0;
	}
	close_up(part);
	return part->next - from;
}

bool search_step(struct search *search, size_t bytes)
{
	uint32_t cost = QUERY_COST_MAX;
	size_t done;

	if (search_is_done(search))
		return false;
	done = scan_part(search, &search->behind, bytes, &cost);
	if (cost > 0 && (done < bytes || done == 0))
		scan_part(search, &search->before, bytes - done, &cost);
	return !search_is_done(search);
}

bool search_is_done(const struct search *search)
{
	const struct part *behind = &search->behind, *before = &search->before;

	return query_is_given_up(search->query) ||
	       (behind->next >= part_end(search, behind) &&
		before->next >= part_end(search, before));
}

size_t search_count(const struct search *search)
{
	return known(&search->before) + known(&search->behind);
}

struct hit search_hit(const struct search *search, size_t index)
{
	const struct part *before = &search->before;

	if (index < known(before))
		return before->hits.items[before->dropped + index];
	return search->behind.hits.items[index - known(before)];
}

size_t search_after(const struct search *search, uint32_t off)
{
	size_t low = 0, high = search_count(search);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (search_hit(search, middle).off < off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t search_between(const struct search *search, uint32_t off, uint32_t end)
{
	if (off >= end)
		return 0;
	return search_after(search, end) - search_after(search, off);
}

bool search_is_cut(const struct search *search)
{
	return search->cut;
}
