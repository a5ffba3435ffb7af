/* SPDX-License-Identifier: ISC */
/* Look for the places of marks, those that are seen first. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "document/document.h"
#include "marks/marks.h"
#include "marks/marks/extent.h"
#include "marks/marks/positions.h"
#include "marks/recall.h"
#include "text/cells.h"

/* A mark that is to be looked for, and where it should be. */
struct marks_waiting {
	uint32_t off;
	uint32_t number;
};

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

/* What marks are looked for in. */
struct looking {
	struct recall *recall; /* borrowed; NULL: nothing is compared */
	const struct document *document;
	const char *fingerprint;
	int64_t until;
};

/* Whether the selector can be found at once; else goes on with what must be
 * done before, as long as there is time. */
static bool prepare_selector(const struct looking *looking,
			     const struct selector *selector)
{
	if (!looking->recall ||
	    stands(selector, looking->document, looking->fingerprint))
		return true;
	while (recall_prepare(looking->recall, selector))
		if (clock_ns() >= looking->until)
			return false;
	return true;
}

static bool prepare(const struct looking *looking, const struct mark *mark)
{
	return prepare_selector(looking, mark_selector(mark)) &&
	       (!mark->is_confirmed ||
		prepare_selector(looking, &mark->original));
}

static void find(const struct looking *looking, const struct selector *selector,
		 struct anchor_result *result)
{
	if (stands(selector, looking->document, looking->fingerprint)) {
		memset(result, 0, sizeof(*result));
		result->state = ANCHOR_PLACED;
		result->off = selector->anchor.off;
		result->end = selector->anchor.end;
		return;
	}
	if (looking->recall)
		recall_find(looking->recall, selector, result);
	else
		anchor_find(&selector->anchor, looking->document, result);
	if (result->state != ANCHOR_LOST && result->off < result->end)
		extent_settle(&selector->anchor, looking->document,
			      &result->off, &result->end);
}

static void look_for(const struct looking *looking, struct placed_mark *item)
{
	static const enum mark_state states[] = {
		[ANCHOR_PLACED] = MARK_PLACED,
		[ANCHOR_DOUBTFUL] = MARK_DOUBTFUL,
		[ANCHOR_LOST] = MARK_LOST,
	};
	struct anchor_result result, first;

	find(looking, mark_selector(&item->mark), &result);
	if (result.state == ANCHOR_LOST && item->mark.is_confirmed) {
		/* An edit may have been taken back since it was confirmed. */
		find(looking, &item->mark.original, &first);
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

/* Takes done marks out of the queue. */
static void drop(struct marks *marks, struct taking done)
{
	memmove(marks->queue + done.below, marks->queue + done.above,
		(marks->queue_count - done.above) * sizeof(*marks->queue));
	marks->queue_count -= done.above - done.below;
}

/* Looks for those that wait, the nearest first, until the time is over. */
static void look(struct marks *marks, const struct looking *looking,
		 uint32_t off, uint32_t end)
{
	struct taking done = start_at(marks, off);
	bool looked = false;

	while (marks->waiting && (!looked || clock_ns() < looking->until)) {
		struct taking next = done;
		struct placed_mark *item;

		assert(done.above - done.below < marks->queue_count);
		item = &marks->items[take(marks, &next, off, end)];
		/* It may have been put somewhere meanwhile. */
		if (item->state == MARK_WAITING) {
			if (!prepare(looking, &item->mark))
				break;
			look_for(looking, item);
			marks->waiting--;
			looked = true;
		}
		done = next;
	}
	drop(marks, done);
	if (!looked)
		return;
	marks->arranged = false;
	marks->generation++;
}

bool marks_step(struct marks *marks, const struct document *document,
		const char *fingerprint, uint32_t off, uint32_t end,
		unsigned ms)
{
	struct looking looking = {
		.document = document,
		.fingerprint = fingerprint,
		.until = clock_ns() + (int64_t)ms * 1000000,
	};

	if (!marks->waiting)
		return false;
	queue(marks, document);
	/* A text that grows is not compared. */
	if (!marks->recall && document->complete)
		marks->recall =
			recall_open(document, fingerprint, marks->snapshots);
	looking.recall = marks->recall;
	look(marks, &looking, off, end);
	if (marks->waiting)
		return true;
	/* What was compared is not needed until others wait. */
	recall_free(marks->recall);
	marks->recall = NULL;
	return false;
}
