/* SPDX-License-Identifier: ISC */
/* Look for the places of marks, those that are seen first. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "document/document.h"
#include "marks/marks.h"
#include "marks/marks/positions.h"
#include "text/cells.h"

/* A mark that is to be looked for, and where it should be. */
struct marks_waiting {
	uint32_t off;
	uint32_t number;
};

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Whether the selector says where in its text it was. */
static bool has_positions(const struct selector *selector)
{
	if (selector->start > selector->end || !selector->end ||
	    selector->end > DOCUMENT_TEXT_MAX)
		return false;
	return !selector->len || (selector->end <= selector->len &&
				  selector->len <= DOCUMENT_TEXT_MAX);
}

/* Whether its text was made by the same rules, so that lengths compare. */
static bool has_length(const struct selector *selector)
{
	return has_positions(selector) && selector->len &&
	       selector->norm == DOCUMENT_NORM;
}

/* Adds the positions of a selector that are to be reckoned in bytes. */
static size_t add_positions(struct selector *selector,
			    struct position *positions, size_t count)
{
	struct anchor *anchor = &selector->anchor;

	anchor->off = 0;
	anchor->end = 0;
	anchor->text_len = 0;
	if (!has_positions(selector))
		return count;
	positions[count++] = (struct position){ selector->start, &anchor->off };
	positions[count++] = (struct position){ selector->end, &anchor->end };
	if (has_length(selector))
		positions[count++] =
			(struct position){ selector->len, &anchor->text_len };
	return count;
}

/* Tells all anchors that wait where they were, in bytes of this text. */
static void reckon(struct marks *marks, const struct document *document)
{
	enum { EACH = 6 };
	struct position *positions = memory_alloc_zeroed(
		marks->waiting + 1, EACH * sizeof(*positions));
	size_t count = 0;

	for (size_t i = 0; i < marks->count; i++) {
		struct placed_mark *item = &marks->items[i];

		if (item->state != MARK_WAITING)
			continue;
		count = add_positions(&item->mark.original, positions, count);
		if (item->mark.is_confirmed)
			count = add_positions(&item->mark.confirmed, positions,
					      count);
	}
	positions_reckon(buffer_string(&document->text), document->text.len,
			 positions, count);
	free(positions);
}

/* Where a mark should be now. One that says nothing of it comes last. */
static uint32_t expected(const struct mark *mark,
			 const struct document *document)
{
	const struct selector *selector = mark_selector(mark);
	const struct anchor *anchor = &selector->anchor;
	uint64_t off = anchor->off;

	if (!has_positions(selector))
		return UINT32_MAX;
	if (anchor->text_len)
		off = off * document->text.len / anchor->text_len;
	return off < UINT32_MAX ? (uint32_t)off : UINT32_MAX;
}

static int compare_waiting(const void *a, const void *b)
{
	const struct marks_waiting *first = a;
	const struct marks_waiting *second = b;

	if (first->off != second->off)
		return first->off < second->off ? -1 : 1;
	return first->number < second->number ? -1 : 1;
}

static void queue(struct marks *marks, const struct document *document)
{
	if (marks->queued)
		return;
	reckon(marks, document);
	MEMORY_RESERVE(marks->queue, marks->queue_room, marks->waiting + 1);
	marks->queue_count = 0;
	for (size_t i = 0; i < marks->count; i++)
		if (marks->items[i].state == MARK_WAITING)
			marks->queue[marks->queue_count++] =
				(struct marks_waiting){
					expected(&marks->items[i].mark,
						 document),
					(uint32_t)i,
				};
	qsort(marks->queue, marks->queue_count, sizeof(*marks->queue),
	      compare_waiting);
	marks->queued = true;
}

/* Whether the text is the one that was marked, and the quote is in its place.
 */
static bool stands(const struct selector *selector,
		   const struct document *document, const char *fingerprint)
{
	const struct anchor *anchor = &selector->anchor;
	const char *text = buffer_string(&document->text);
	size_t len = document->text.len;
	uint64_t end = (uint64_t)anchor->off + anchor->exact.len;

	return *fingerprint && selector->norm == DOCUMENT_NORM &&
	       strcmp(fingerprint, selector->fingerprint) == 0 &&
	       has_positions(selector) && anchor->exact.len && end <= len &&
	       anchor->end == end &&
	       memcmp(text + anchor->off, anchor->exact.data,
		      anchor->exact.len) == 0 &&
	       cells_start(text, len, anchor->off) == anchor->off &&
	       cells_start(text, len, (size_t)end) == end;
}

static void find(const struct selector *selector,
		 const struct document *document, const char *fingerprint,
		 struct anchor_result *result)
{
	if (!stands(selector, document, fingerprint)) {
		anchor_find(&selector->anchor, document, result);
		return;
	}
	memset(result, 0, sizeof(*result));
	result->state = ANCHOR_PLACED;
	result->off = selector->anchor.off;
	result->end = selector->anchor.end;
}

static void look_for(struct placed_mark *item, const struct document *document,
		     const char *fingerprint)
{
	static const enum mark_state states[] = {
		[ANCHOR_PLACED] = MARK_PLACED,
		[ANCHOR_DOUBTFUL] = MARK_DOUBTFUL,
		[ANCHOR_LOST] = MARK_LOST,
	};
	struct anchor_result result, first;

	find(mark_selector(&item->mark), document, fingerprint, &result);
	if (result.state == ANCHOR_LOST && item->mark.is_confirmed) {
		/* An edit may have been taken back since it was confirmed. */
		find(&item->mark.original, document, fingerprint, &first);
		if (first.state != ANCHOR_LOST) {
			result = first;
			result.state = ANCHOR_DOUBTFUL;
		}
	}
	item->state = states[result.state];
	item->off = result.off;
	item->end = result.end;
	item->candidate_count = result.candidate_count;
	memcpy(item->candidates, result.candidates, sizeof(item->candidates));
}

/* The queue as it is taken from: [below, above) is done. */
struct taking {
	size_t below;
	size_t above;
};

static struct taking start_at(const struct marks *marks, uint32_t off)
{
	size_t low = 0;
	size_t high = marks->queue_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks->queue[middle].off < off)
			low = middle + 1;
		else
			high = middle;
	}
	return (struct taking){ low, low };
}

/* Takes the mark that should be nearest to [off, end). */
static uint32_t take(const struct marks *marks, struct taking *taking,
		     uint32_t off, uint32_t end)
{
	const struct marks_waiting *queue = marks->queue;
	uint32_t before, behind;

	if (taking->above == marks->queue_count)
		return queue[--taking->below].number;
	if (!taking->below)
		return queue[taking->above++].number;
	before = off - queue[taking->below - 1].off;
	behind = queue[taking->above].off;
	behind = behind > end ? behind - end : 0;
	return before < behind ? queue[--taking->below].number
			       : queue[taking->above++].number;
}

bool marks_step(struct marks *marks, const struct document *document,
		const char *fingerprint, uint32_t off, uint32_t end,
		unsigned ms)
{
	int64_t until = now_ns() + (int64_t)ms * 1000000;
	struct taking taking;
	bool looked;

	if (!marks->waiting)
		return false;
	queue(marks, document);
	taking = start_at(marks, off);
	do {
		struct placed_mark *item;

		assert(taking.above - taking.below < marks->queue_count);
		item = &marks->items[take(marks, &taking, off, end)];
		/* It may have been put somewhere meanwhile. */
		looked = item->state == MARK_WAITING;
		if (!looked)
			continue;
		look_for(item, document, fingerprint);
		marks->waiting--;
	} while (marks->waiting && (!looked || now_ns() < until));
	memmove(marks->queue + taking.below, marks->queue + taking.above,
		(marks->queue_count - taking.above) * sizeof(*marks->queue));
	marks->queue_count -= taking.above - taking.below;
	marks->arranged = false;
	marks->generation++;
	return marks->waiting > 0;
}
