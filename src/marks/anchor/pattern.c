/* SPDX-License-Identifier: ISC */
/* Find the stretches of a text that are most like a pattern. */
#include "marks/anchor/pattern.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/anchor/approximate.h"
#include "marks/anchor/units.h"

enum { CHUNK = 8192 }; /* bytes folded at a time */

/* The ends found so far; one more waits for whether a better one follows. */
struct ends {
	struct likeness *found;
	size_t count;
	size_t room;
	size_t spacing; /* units */
	bool waiting;
	struct likeness next;
	uint64_t next_unit; /* behind it, counted from where the scan began */
};

void pattern_init(struct pattern *pattern, const uint32_t *units, size_t count)
{
	uint32_t *reversed;

	*pattern = (struct pattern){ count, NULL, NULL };
	if (!count)
		return;
	reversed = memory_alloc_zeroed(count, sizeof(*reversed));
	for (size_t i = 0; i < count; i++)
		reversed[i] = units[count - 1 - i];
	pattern->forward = approximate_open(units, count);
	pattern->reverse = approximate_open(reversed, count);
	free(reversed);
}

void pattern_release(struct pattern *pattern)
{
	approximate_free(pattern->forward);
	approximate_free(pattern->reverse);
	*pattern = (struct pattern){ 0, NULL, NULL };
}

/* Keeps the one that waits, instead of the worst if there is no room. */
static void keep_waiting(struct ends *ends)
{
	size_t worst = 0;

	if (!ends->waiting)
		return;
	ends->waiting = false;
	if (ends->count == ends->room) {
		for (size_t i = 1; i < ends->count; i++)
			if (ends->found[i].errors >= ends->found[worst].errors)
				worst = i;
		if (ends->found[worst].errors <= ends->next.errors)
			return;
		ends->count--;
		memmove(ends->found + worst, ends->found + worst + 1,
			(ends->count - worst) * sizeof(*ends->found));
	}
	ends->found[ends->count++] = ends->next;
}

static void add_end(struct ends *ends, uint32_t end, uint64_t unit,
		    uint32_t errors)
{
	if (ends->waiting && unit - ends->next_unit >= ends->spacing)
		keep_waiting(ends);
	if (ends->waiting && errors >= ends->next.errors)
		return;
	ends->next = (struct likeness){ end, end, errors };
	ends->next_unit = unit;
	ends->waiting = true;
}

/* Where the stretch that ends at end starts: of several as long as the
 * pattern as can be. */
static void find_start(const struct pattern *pattern, struct span text,
		       uint32_t from, struct likeness *found)
{
	struct units window = UNITS_INIT;
	uint32_t *distances;
	uint32_t best = (uint32_t)pattern->count;
	size_t longest = pattern->count + found->errors;
	size_t start = 0;
	uint32_t off = units_back(text.ptr, found->end, longest);

	units_append(&window, text.ptr, off > from ? off : from, found->end);
	units_reverse(&window);
	distances = memory_alloc_zeroed(window.count + 1, sizeof(*distances));
	approximate_start(pattern->reverse, APPROXIMATE_HERE, found->errors);
	approximate_feed(pattern->reverse, window.list, window.count,
			 distances);
	for (size_t i = 0; i < window.count; i++) {
		size_t gap = i + 1 < pattern->count ? pattern->count - i - 1
						    : i + 1 - pattern->count;
		size_t best_gap = start < pattern->count
					  ? pattern->count - start
					  : start - pattern->count;

		if (distances[i] > best ||
		    (distances[i] == best && gap >= best_gap))
			continue;
		best = distances[i];
		start = i + 1;
	}
	if (start)
		found->off = window.offs[start - 1];
	free(distances);
	units_release(&window);
}

/* CHUNK bytes behind off, but whole characters. */
static uint32_t chunk_end(const char *text, uint32_t off, uint32_t to)
{
	uint32_t end = to - off > CHUNK ? off + CHUNK : to;

	while (end < to && ((unsigned char)text[end] & 0xc0) == 0x80)
		end++;
	return end;
}

size_t pattern_find(const struct pattern *pattern, struct span text,
		    uint32_t from, uint32_t to, uint32_t limit,
		    struct likeness *found, size_t room)
{
	struct ends ends = { .found = found, .room = room };
	struct units chunk = UNITS_INIT;
	uint32_t *distances = NULL;
	size_t distances_room = 0;
	uint64_t unit = 0;

	assert(room > 0 && room <= PATTERN_FOUND);
	if (!pattern->count)
		return 0;
	ends.spacing = pattern->count / 2 + 1;
	approximate_start(pattern->forward, APPROXIMATE_ANYWHERE, limit);
	for (uint32_t off = from; off < to; off = chunk.end) {
		units_clear(&chunk);
		units_append(&chunk, text.ptr, off,
			     chunk_end(text.ptr, off, to));
		MEMORY_RESERVE(distances, distances_room, chunk.count);
		approximate_feed(pattern->forward, chunk.list, chunk.count,
				 distances);
		for (size_t i = 0; i < chunk.count; i++)
			if (distances[i] <= limit)
				add_end(&ends, units_behind(&chunk, i + 1),
					unit + i, distances[i]);
		unit += chunk.count;
	}
	keep_waiting(&ends);
	for (size_t i = 0; i < ends.count; i++)
		find_start(pattern, text, from, &found[i]);
	free(distances);
	units_release(&chunk);
	return ends.count;
}

uint32_t pattern_distance(const struct pattern *pattern, struct span text,
			  uint32_t from, uint32_t to, uint32_t limit)
{
	struct units units = UNITS_INIT;
	uint32_t distance = (uint32_t)pattern->count;
	uint32_t *distances;

	units_append(&units, text.ptr, from, to);
	distances = memory_alloc_zeroed(units.count + 1, sizeof(*distances));
	if (units.count) {
		approximate_start(pattern->forward, APPROXIMATE_HERE, limit);
		approximate_feed(pattern->forward, units.list, units.count,
				 distances);
		distance = distances[units.count - 1];
	}
	free(distances);
	units_release(&units);
	return distance <= limit ? distance : limit + 1;
}
