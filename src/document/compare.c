/* SPDX-License-Identifier: ISC */
/* What changed between two generations of a document. */
#include "document/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "document/compare/align.h"
#include "document/compare/alignment.h"
#include "document/compare/looks.h"
#include "document/compare/words.h"
#include "document/document.h"

enum {
	AHEAD = 8,     /* new blocks, of which one may be an old one changed */
	COMMON = 500,  /* per mille of the words that it shares with that */
	MOVED_MIN = 3, /* bytes of a block that is followed elsewhere */
};

static struct span text_of(const struct document *document, size_t i)
{
	const struct block *block = &document->blocks[i];

	return (struct span){ document->text.data + block->off,
			      block->end - block->off };
}

static bool same_text(struct span a, struct span b)
{
	return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

static void set_fate(struct alignment *alignment, size_t old, size_t fresh,
		     enum fate_kind kind)
{
	alignment->fates[old].to = (uint32_t)fresh;
	alignment->fates[old].kind = (uint8_t)kind;
	alignment->sources[fresh] = (uint32_t)old;
}

/* --- Equal blocks -------------------------------------------------------- */

struct entry {
	struct span text;
	uint64_t hash;
	uint32_t index;
};

static int compare_entries(const void *left, const void *right)
{
	const struct entry *a = left;
	const struct entry *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo 1991). */
static uint64_t hash_text(struct span text)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < text.len; i++) {
		hash ^= (unsigned char)text.ptr[i];
		hash *= 0x100000001b3u;
	}
	return hash;
}

static void make_entries(struct entry *entries, uint32_t index,
			 const struct document *document, size_t from,
			 size_t to)
{
	for (size_t i = from; i < to; i++, index++, entries++) {
		entries->text = text_of(document, i);
		entries->hash = hash_text(entries->text);
		entries->index = index;
	}
}

/*
 * Gives equal texts equal numbers, in classes by their index; returns how many
 * numbers there are. Where two texts have one hash, some that are equal may
 * get different numbers, which costs nothing but a match.
 */
static size_t classify(struct entry *entries, size_t count, uint32_t *classes)
{
	uint32_t number = 0;

	if (count)
		qsort(entries, count, sizeof(*entries), compare_entries);
	for (size_t i = 0; i < count; i++) {
		if (i && (entries[i].hash != entries[i - 1].hash ||
			  !same_text(entries[i].text, entries[i - 1].text)))
			number++;
		classes[entries[i].index] = number;
	}
	return (size_t)number + 1;
}

/* Follows what is left over to where equal text is left over, too, each to the
 * one that is as manieth. [old_from, old_to) has the first classes, then
 * [fresh_from, …). */
static void match_moved(struct alignment *alignment, const uint32_t *classes,
			size_t class_count, size_t old_from, size_t old_to,
			size_t fresh_from, size_t fresh_to)
{
	size_t fresh_count = fresh_to - fresh_from;
	size_t old_count = old_to - old_from;
	uint32_t *first = memory_alloc_zeroed(class_count, sizeof(*first));
	uint32_t *next = memory_alloc_zeroed(fresh_count + 1, sizeof(*next));

	/* Numbers from 1 on; 0 ends a list. */
	for (size_t i = fresh_count; i-- > 0;) {
		uint32_t class = classes[old_count + i];

		if (alignment->sources[fresh_from + i] != DOCUMENT_NONE)
			continue;
		next[i + 1] = first[class];
		first[class] = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < old_count; i++) {
		uint32_t found = first[classes[i]];

		if (alignment->fates[old_from + i].kind != FATE_GONE ||
		    !found ||
		    text_of(alignment->old, old_from + i).len < MOVED_MIN)
			continue;
		first[classes[i]] = next[found];
		set_fate(alignment, old_from + i, fresh_from + found - 1,
			 FATE_MOVED);
	}
	free(first);
	free(next);
}

/* The blocks that are equal, those first with which both begin and end. */
static void match_equal(struct alignment *alignment)
{
	const struct document *old = alignment->old;
	const struct document *fresh = alignment->fresh;
	size_t from = 0;
	size_t old_to = old->block_count, fresh_to = fresh->block_count;
	size_t old_count, fresh_count, class_count;
	struct entry *entries;
	uint32_t *classes, *to;

	while (from < old_to && from < fresh_to &&
	       same_text(text_of(old, from), text_of(fresh, from))) {
		set_fate(alignment, from, from, FATE_SAME);
		from++;
	}
	while (old_to > from && fresh_to > from &&
	       same_text(text_of(old, old_to - 1),
			 text_of(fresh, fresh_to - 1)))
		set_fate(alignment, --old_to, --fresh_to, FATE_SAME);
	old_count = old_to - from;
	fresh_count = fresh_to - from;
	if (!old_count || !fresh_count)
		return;
	entries =
		memory_alloc_zeroed(old_count + fresh_count, sizeof(*entries));
	classes =
		memory_alloc_zeroed(old_count + fresh_count, sizeof(*classes));
	to = memory_alloc_zeroed(old_count, sizeof(*to));
	make_entries(entries, 0, old, from, old_to);
	make_entries(entries + old_count, (uint32_t)old_count, fresh, from,
		     fresh_to);
	class_count = classify(entries, old_count + fresh_count, classes);
	align(classes, old_count, classes + old_count, fresh_count, class_count,
	      to);
	for (size_t i = 0; i < old_count; i++)
		if (to[i] != ALIGN_NONE)
			set_fate(alignment, from + i, from + to[i], FATE_SAME);
	match_moved(alignment, classes, class_count, from, old_to, from,
		    fresh_to);
	free(entries);
	free(classes);
	free(to);
}

/* --- Changed blocks ------------------------------------------------------ */

/* A stretch of what is left over between two blocks that are equal: which old
 * ones are changed, which new ones they may have become. */
struct leftover {
	size_t old_from, old_to;
	size_t fresh_from, fresh_to;
};

/* In the order of both, each old block to the one of the next AHEAD new ones
 * that is most like it. */
static void match_changed_in(struct alignment *alignment,
			     const struct leftover *leftover)
{
	struct bag bags[AHEAD] = { BAG_INIT };
	struct bag bag = BAG_INIT;
	size_t next = leftover->fresh_from;   /* that may still be taken … */
	size_t filled = leftover->fresh_from; /* … up to here with bags */

	for (size_t i = leftover->old_from; i < leftover->old_to; i++) {
		size_t best = SIZE_MAX;
		unsigned most = COMMON - 1;

		if (alignment->fates[i].kind != FATE_GONE)
			continue;
		bag_fill(&bag, text_of(alignment->old, i));
		for (; filled < leftover->fresh_to && filled < next + AHEAD;
		     filled++)
			bag_fill(&bags[filled % AHEAD],
				 text_of(alignment->fresh, filled));
		for (size_t j = next; j < filled; j++) {
			unsigned common = bag_common(&bag, &bags[j % AHEAD]);

			if (alignment->sources[j] != DOCUMENT_NONE ||
			    common <= most)
				continue;
			most = common;
			best = j;
		}
		if (best == SIZE_MAX)
			continue;
		set_fate(alignment, i, best, FATE_CHANGED);
		next = best + 1;
		if (filled < next)
			filled = next;
	}
	bag_release(&bag);
	for (size_t i = 0; i < AHEAD; i++)
		bag_release(&bags[i]);
}

static void match_changed(struct alignment *alignment)
{
	struct leftover leftover = { 0, 0, 0, 0 };
	size_t old_count = alignment->old->block_count;

	for (size_t i = 0; i <= old_count; i++) {
		bool same =
			i < old_count && alignment->fates[i].kind == FATE_SAME;

		if (i < old_count && !same)
			continue;
		leftover.old_to = i;
		leftover.fresh_to = same ? alignment->fates[i].to
					 : alignment->fresh->block_count;
		if (leftover.old_from < leftover.old_to &&
		    leftover.fresh_from < leftover.fresh_to)
			match_changed_in(alignment, &leftover);
		leftover.old_from = i + 1;
		leftover.fresh_from = same ? leftover.fresh_to + 1 : 0;
	}
}

/* --- What came of it ----------------------------------------------------- */

static bool ascends(const struct fate *fate)
{
	return fate->kind == FATE_SAME || fate->kind == FATE_CHANGED;
}

/* Notes between which blocks of fresh each old one stood. */
static void find_neighbours(struct alignment *alignment)
{
	uint32_t from = 0;
	uint32_t until = (uint32_t)alignment->fresh->block_count;
	uint32_t nth = 0;

	for (size_t i = 0; i < alignment->old->block_count; i++) {
		struct fate *fate = &alignment->fates[i];

		fate->from = from;
		fate->nth = nth++;
		if (ascends(fate)) {
			from = fate->to + 1;
			nth = 0;
		}
	}
	for (size_t i = alignment->old->block_count; i-- > 0;) {
		struct fate *fate = &alignment->fates[i];

		fate->until = until;
		if (ascends(fate))
			until = fate->to;
	}
}

static void note_difference(struct alignment *alignment, size_t fresh)
{
	const struct document *document = alignment->fresh;
	uint32_t off = fresh < document->block_count
			       ? document->blocks[fresh].off
			       : (uint32_t)document->text.len;

	if (off < alignment->changes.first_off)
		alignment->changes.first_off = off;
}

static void count_changes(struct alignment *alignment)
{
	struct changes *changes = &alignment->changes;

	for (size_t i = 0; i < alignment->old->block_count; i++) {
		const struct fate *fate = &alignment->fates[i];

		if (fate->kind == FATE_SAME) {
			if (looks_same(alignment->old, i, alignment->fresh,
				       fate->to))
				continue;
			changes->changed++;
			note_difference(alignment, fate->to);
			continue;
		}
		changes->removed += fate->kind == FATE_GONE;
		changes->moved += fate->kind == FATE_MOVED;
		changes->changed += fate->kind == FATE_CHANGED;
		note_difference(alignment, fate->from);
	}
	for (size_t i = 0; i < alignment->fresh->block_count; i++) {
		if (alignment->sources[i] != DOCUMENT_NONE)
			continue;
		changes->added++;
		note_difference(alignment, i);
	}
}

struct alignment *alignment_open(const struct document *old,
				 const struct document *fresh)
{
	struct alignment *alignment =
		memory_alloc_zeroed(1, sizeof(*alignment));

	alignment->old = old;
	alignment->fresh = fresh;
	alignment->changes.first_off = DOCUMENT_NONE;
	alignment->fates = memory_alloc_zeroed(old->block_count + 1,
					       sizeof(*alignment->fates));
	alignment->sources = memory_alloc_zeroed(fresh->block_count + 1,
						 sizeof(*alignment->sources));
	for (size_t i = 0; i < old->block_count; i++)
		alignment->fates[i].to = DOCUMENT_NONE;
	for (size_t i = 0; i < fresh->block_count; i++)
		alignment->sources[i] = DOCUMENT_NONE;
	match_equal(alignment);
	match_changed(alignment);
	find_neighbours(alignment);
	count_changes(alignment);
	return alignment;
}

void alignment_free(struct alignment *alignment)
{
	if (!alignment)
		return;
	free(alignment->fates);
	free(alignment->sources);
	free(alignment);
}

void alignment_changes(const struct alignment *alignment,
		       struct changes *changes)
{
	*changes = alignment->changes;
}
