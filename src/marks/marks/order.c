/* SPDX-License-Identifier: ISC */
/* Ask which marks are where. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "marks/marks.h"

/* Where a mark is. */
struct place {
	uint32_t off;
	uint32_t end;
	uint32_t number;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *first = a;
	const struct place *second = b;

	if (first->off != second->off)
		return first->off < second->off ? -1 : 1;
	if (first->end != second->end)
		return first->end > second->end ? -1 : 1;
	return first->number < second->number ? -1 : 1;
}

static bool has_place(const struct placed_mark *item)
{
	return item->state == MARK_PLACED || item->state == MARK_DOUBTFUL;
}

/* Returns those with a place, sorted; owned. */
static struct place *sort_places(const struct marks *marks, size_t *count)
{
	struct place *places =
		memory_alloc_zeroed(marks->count + 1, sizeof(*places));

	*count = 0;
	for (size_t i = 0; i < marks->count; i++) {
		const struct placed_mark *item = &marks->items[i];
		struct place place = { item->off, item->end, (uint32_t)i };

		if (has_place(item))
			places[(*count)++] = place;
	}
	qsort(places, *count, sizeof(*places), compare_places);
	return places;
}

void marks_arrange(struct marks *marks)
{
	struct place *places;

	if (marks->arranged)
		return;
	places = sort_places(marks, &marks->placed);
	for (marks->leaves = 1; marks->leaves < marks->placed;)
		marks->leaves *= 2;
	MEMORY_RESERVE(marks->order, marks->order_room, marks->placed + 1);
	MEMORY_RESERVE(marks->reach, marks->reach_room, 2 * marks->leaves);
	memset(marks->reach, 0, 2 * marks->leaves * sizeof(*marks->reach));
	for (size_t i = 0; i < marks->placed; i++) {
		uint32_t end = places[i].end;

		/* An empty one holds its byte. */
		if (end == places[i].off)
			end++;
		marks->order[i] = places[i].number;
		marks->reach[marks->leaves + i] = end;
	}
	for (size_t i = marks->leaves - 1; i > 0; i--) {
		uint32_t left = marks->reach[2 * i];
		uint32_t right = marks->reach[2 * i + 1];

		marks->reach[i] = left > right ? left : right;
	}
	free(places);
	marks->arranged = true;
}

/* The first of the order from i on that ends behind off; placed if none does.
 */
static size_t next_reaching(const struct marks *marks, size_t i, uint32_t off)
{
	size_t node = marks->leaves + i;

	if (i >= marks->placed)
		return marks->placed;
	while (marks->reach[node] <= off) {
		/* Up to the subtree that is next on the right. */
		while (node & 1)
			node /= 2;
		if (!node)
			return marks->placed;
		node++;
	}
	while (node < marks->leaves) {
		node *= 2;
		if (marks->reach[node] <= off)
			node++;
	}
	return node - marks->leaves;
}

size_t marks_in(struct marks *marks, uint32_t off, uint32_t end,
		uint32_t *numbers, size_t room)
{
	size_t found = 0;

	marks_arrange(marks);
	for (size_t i = next_reaching(marks, 0, off); i < marks->placed;
	     i = next_reaching(marks, i + 1, off)) {
		uint32_t start = marks->items[marks->order[i]].off;

		if (start > off && start >= end)
			break;
		if (found < room)
			numbers[found] = marks->order[i];
		found++;
	}
	return found;
}

/* How many of the order begin before off. */
static size_t begin_before(const struct marks *marks, uint64_t off)
{
	size_t low = 0;
	size_t high = marks->placed;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks->items[marks->order[middle]].off < off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

size_t marks_next(struct marks *marks, uint32_t off)
{
	size_t i;

	marks_arrange(marks);
	i = begin_before(marks, (uint64_t)off + 1);
	return i < marks->placed ? marks->order[i] : SIZE_MAX;
}

size_t marks_previous(struct marks *marks, uint32_t off)
{
	size_t i;

	marks_arrange(marks);
	i = begin_before(marks, off);
	if (!i)
		return SIZE_MAX;
	return marks->order[begin_before(
		marks, marks->items[marks->order[i - 1]].off)];
}
