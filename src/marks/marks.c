/* SPDX-License-Identifier: ISC */
/* The marks of the document that is open, found in its text. */
#include "marks/marks.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "marks/recall.h"

static void release_items(struct placed_mark *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		mark_release(&items[i].mark);
	free(items);
}

void marks_release(struct marks *marks)
{
	release_items(marks->items, marks->count);
	free(marks->order);
	free(marks->reach);
	free(marks->queue);
	recall_free(marks->recall);
	memset(marks, 0, sizeof(*marks));
}

/* Something is another than it was. Numbers too: the queue has them. */
static void change(struct marks *marks, bool numbers)
{
	marks->arranged = false;
	marks->queued = marks->queued && !numbers;
	marks->generation++;
}

static bool same_bytes(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       (!a->len || memcmp(a->data, b->data, a->len) == 0);
}

/* Whether both are found in the same place of any text. */
static bool same_selector(const struct selector *a, const struct selector *b)
{
	return a->start == b->start && a->end == b->end && a->len == b->len &&
	       a->norm == b->norm &&
	       strcmp(a->fingerprint, b->fingerprint) == 0 &&
	       a->anchor.ordinal == b->anchor.ordinal &&
	       a->anchor.total == b->anchor.total &&
	       same_bytes(&a->anchor.exact, &b->anchor.exact) &&
	       same_bytes(&a->anchor.prefix, &b->anchor.prefix) &&
	       same_bytes(&a->anchor.suffix, &b->anchor.suffix);
}

static bool same_place(const struct mark *a, const struct mark *b)
{
	return a->kind == b->kind && a->is_confirmed == b->is_confirmed &&
	       same_selector(&a->original, &b->original) &&
	       (!a->is_confirmed ||
		same_selector(&a->confirmed, &b->confirmed));
}

void marks_set(struct marks *marks, struct mark_list *list)
{
	struct placed_mark *items =
		memory_alloc_zeroed(list->count + 1, sizeof(*items));
	struct map numbers = MAP_INIT;

	for (size_t i = 0; i < marks->count; i++)
		map_put(&numbers, marks->items[i].mark.id,
			strlen(marks->items[i].mark.id), (uint32_t)i);
	marks->waiting = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct mark *mark = &list->marks[i];
		uint32_t old;

		if (map_get(&numbers, mark->id, strlen(mark->id), &old) &&
		    same_place(&marks->items[old].mark, mark))
			items[i] = marks->items[old];
		items[i].mark = *mark;
		marks->waiting += items[i].state == MARK_WAITING;
	}
	map_release(&numbers);
	release_items(marks->items, marks->count);
	marks->items = items;
	marks->count = list->count;
	marks->room = list->count + 1;
	free(list->marks);
	memset(list, 0, sizeof(*list));
	change(marks, true);
}

size_t marks_find(const struct marks *marks, const char *id)
{
	for (size_t i = 0; i < marks->count; i++)
		if (strcmp(marks->items[i].mark.id, id) == 0)
			return i;
	return SIZE_MAX;
}

size_t marks_add(struct marks *marks, const struct mark *mark, uint32_t off,
		 uint32_t end)
{
	size_t i = marks_find(marks, mark->id);
	struct placed_mark *item;

	assert(off <= end);
	if (i == SIZE_MAX) {
		MEMORY_RESERVE(marks->items, marks->room, marks->count + 1);
		i = marks->count++;
		memset(&marks->items[i], 0, sizeof(marks->items[i]));
		mark_init(&marks->items[i].mark);
	} else {
		marks->waiting -= marks->items[i].state == MARK_WAITING;
	}
	item = &marks->items[i];
	mark_copy(&item->mark, mark);
	item->state = MARK_PLACED;
	item->off = off;
	item->end = end;
	item->candidate_count = 0;
	change(marks, false);
	return i;
}

void marks_remove(struct marks *marks, const char *id)
{
	size_t i = marks_find(marks, id);

	if (i == SIZE_MAX)
		return;
	marks->waiting -= marks->items[i].state == MARK_WAITING;
	mark_release(&marks->items[i].mark);
	marks->count--;
	memmove(marks->items + i, marks->items + i + 1,
		(marks->count - i) * sizeof(*marks->items));
	change(marks, true);
}

void marks_forget_places(struct marks *marks)
{
	for (size_t i = 0; i < marks->count; i++) {
		struct placed_mark *item = &marks->items[i];

		item->state = MARK_WAITING;
		item->off = 0;
		item->end = 0;
		item->candidate_count = 0;
	}
	marks->waiting = marks->count;
	recall_free(marks->recall);
	marks->recall = NULL;
	change(marks, true);
}

size_t marks_count_state(const struct marks *marks, enum mark_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++)
		count += marks->items[i].state == state;
	return count;
}
