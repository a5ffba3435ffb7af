/* SPDX-License-Identifier: ISC */
/* Carry ranges of an old text over into a new one. */
#include "marks/anchor/carry.h"

#include <stdlib.h>

#include "base/memory.h"
#include "marks/anchor/align.h"
#include "marks/anchor/units.h"
#include "marks/anchor/words.h"

enum {
	MARKED = 4096, /* bytes between two marks of carry->counts */
	/* Words by which what was written at the edge of a range may be more
	 * than twice what stood there. */
	EDGE = 3,
	/* What is no more than one part of so many of a range, and so many
	 * times its length from the rest of it, is not it. */
	TRIFLE = 6,
	FAR = 3,
	ENDING = 64, /* bytes that the beginning or end of both texts, where
		      * nothing stands as nothing did, counts for */
};

struct carry {
	struct buffer old;
	struct span fresh;
	struct words old_words;
	const struct words *fresh_words;
	struct align *align;  /* NULL: the words are not all there */
	uint32_t *characters; /* before byte MARKED * i of the old text */
	size_t marks;
	bool ready;
};

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xc0) != 0x80;
}

static void count_characters(struct carry *carry)
{
	uint32_t count = 0;

	carry->marks = carry->old.len / MARKED + 1;
	carry->characters =
		memory_alloc_zeroed(carry->marks, sizeof(*carry->characters));
	for (size_t i = 0; i < carry->old.len; i++) {
		if (i % MARKED == 0)
			carry->characters[i / MARKED] = count;
		count += is_start(carry->old.data[i]);
	}
}

struct carry *carry_open(struct buffer *old, struct span fresh,
			 const struct words *fresh_words)
{
	struct carry *carry = memory_alloc_zeroed(1, sizeof(*carry));

	carry->old = *old;
	buffer_init(old);
	carry->fresh = fresh;
	carry->fresh_words = fresh_words;
	count_characters(carry);
	return carry;
}

void carry_free(struct carry *carry)
{
	if (!carry)
		return;
	align_free(carry->align);
	words_release(&carry->old_words);
	free(carry->characters);
	buffer_release(&carry->old);
	free(carry);
}

bool carry_step(struct carry *carry)
{
	if (carry->ready)
		return false;
	if (carry->old_words.taken < carry->old.len)
		words_take(&carry->old_words, carry_old(carry), WORDS_STEP);
	else if (!carry->align)
		carry->align = align_open(&carry->old_words, carry->fresh_words,
					  carry_old(carry), carry->fresh);
	else
		carry->ready = !align_step(carry->align);
	return !carry->ready;
}

struct span carry_old(const struct carry *carry)
{
	return (struct span){ buffer_string(&carry->old), carry->old.len };
}

uint32_t carry_byte(const struct carry *carry, uint32_t characters)
{
	size_t low = 0, high = carry->marks;
	size_t off;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (carry->characters[middle] <= characters)
			low = middle;
		else
			high = middle;
	}
	off = low * MARKED;
	/* A character that began before the mark counts before it. */
	while (off < carry->old.len && !is_start(carry->old.data[off]))
		off++;
	return units_forth(buffer_string(&carry->old), (uint32_t)carry->old.len,
			   (uint32_t)off, characters - carry->characters[low]);
}

/* Old words [from, to), and the new ones that those of them that still are
 * became. */
struct group {
	size_t from, to;
	size_t fresh_from, fresh_to;
	size_t alive; /* bytes */
};

static void close_group(const struct group *group, struct group *best)
{
	if (group->alive > best->alive)
		*best = *group;
}

/* What is together of the old words [from, to): in the same order, with no more
 * between it than was marked. */
static struct group find_group(const struct carry *carry, size_t from,
			       size_t to)
{
	struct group best = { 0 }, group = { 0 };

	for (size_t i = from; i < to; i++) {
		const struct word *word = &carry->old_words.list[i];
		uint32_t fresh = align_to_new(carry->align, i);

		if (fresh == ALIGN_NONE)
			continue;
		if (group.alive &&
		    (fresh < group.fresh_to ||
		     fresh - group.fresh_to > to - from + EDGE)) {
			close_group(&group, &best);
			group = (struct group){ 0 };
		}
		if (!group.alive) {
			group.from = i;
			group.fresh_from = fresh;
		}
		group.to = i + 1;
		group.fresh_to = fresh + 1;
		group.alive += word->end - word->off;
	}
	close_group(&group, &best);
	return best;
}

/* Bytes of the words between two that are matched, in the new text. */
static size_t bytes_between(const struct carry *carry, size_t before,
			    size_t behind)
{
	return words_bytes(carry->fresh_words,
			   align_to_new(carry->align, before) + 1,
			   align_to_new(carry->align, behind));
}

/* Lets go of a few words at either end, such as a full stop, that are far from
 * the rest. */
static void trim(const struct carry *carry, struct group *group)
{
	const struct words *old = &carry->old_words;
	size_t seen, i, next;

	for (i = group->to - 1, seen = 0; i > group->from; i = next) {
		seen += old->list[i].end - old->list[i].off;
		for (next = i - 1;
		     align_to_new(carry->align, next) == ALIGN_NONE;)
			next--;
		if (seen * TRIFLE > group->alive)
			break;
		if (bytes_between(carry, next, i) > FAR * seen) {
			group->to = next + 1;
			group->fresh_to = align_to_new(carry->align, next) + 1;
			group->alive -= seen;
			seen = 0;
		}
	}
	for (i = group->from, seen = 0; i + 1 < group->to; i = next) {
		seen += old->list[i].end - old->list[i].off;
		for (next = i + 1;
		     align_to_new(carry->align, next) == ALIGN_NONE;)
			next++;
		if (seen * TRIFLE > group->alive)
			break;
		if (bytes_between(carry, i, next) > FAR * seen) {
			group->from = next;
			group->fresh_from = align_to_new(carry->align, next);
			group->alive -= seen;
			seen = 0;
		}
	}
}

/* Whether old words i and i + 1 stand side by side in the new text, too. */
static bool joined(const struct carry *carry, size_t i)
{
	uint32_t to = align_to_new(carry->align, i);

	return to != ALIGN_NONE && align_to_new(carry->align, i + 1) == to + 1;
}

/* Bytes of the longest run of the old text that reaches into the words [from,
 * to) and stands in the new one as it did. */
static size_t find_support(const struct carry *carry, size_t from, size_t to)
{
	size_t count = carry->old_words.count;
	size_t best = 0;

	while (from && joined(carry, from - 1))
		from--;
	while (to < count && joined(carry, to - 1))
		to++;
	for (size_t i = from; i < to; i++) {
		size_t run = i, bytes;

		if (align_to_new(carry->align, i) == ALIGN_NONE)
			continue;
		while (i + 1 < to && joined(carry, i))
			i++;
		bytes = words_bytes(&carry->old_words, run, i + 1);
		if (run == 0 && align_to_new(carry->align, run) == 0)
			bytes += ENDING;
		if (i + 1 == count && align_to_new(carry->align, i) + 1 ==
					      carry->fresh_words->count)
			bytes += ENDING;
		best = bytes > best ? bytes : best;
	}
	return best;
}

/* Where the words before from ended is where the range begins, if its first
 * ones were written anew. */
static void widen_start(const struct carry *carry, size_t from,
			struct group *group)
{
	size_t lost = group->from - from;
	uint32_t before = 0;
	size_t at;

	if (!lost)
		return;
	if (from)
		before = align_to_new(carry->align, from - 1);
	if (before == ALIGN_NONE)
		return;
	at = from ? before + (size_t)1 : 0;
	if (at < group->fresh_from && group->fresh_from - at <= 2 * lost + EDGE)
		group->fresh_from = at;
}

static void widen_end(const struct carry *carry, size_t to, struct group *group)
{
	size_t lost = to - group->to;
	size_t at = carry->fresh_words->count;

	if (!lost)
		return;
	if (to < carry->old_words.count)
		at = align_to_new(carry->align, to);
	if (at != ALIGN_NONE && at > group->fresh_to &&
	    at - group->fresh_to <= 2 * lost + EDGE)
		group->fresh_to = at;
}

/* Counts the words [from, to) that are there at all, and how far apart. */
static void find_all(const struct carry *carry, size_t from, size_t to,
		     struct carried *carried)
{
	const struct word *fresh = carry->fresh_words->list;
	uint32_t low = UINT32_MAX, high = 0;

	for (size_t i = from; i < to; i++) {
		uint32_t word = align_to_new(carry->align, i);

		if (word == ALIGN_NONE)
			continue;
		carried->elsewhere += words_bytes(&carry->old_words, i, i + 1);
		low = word < low ? word : low;
		high = word > high ? word : high;
	}
	carried->spread = fresh[high].end - fresh[low].off;
}

void carry_range(const struct carry *carry, uint32_t off, uint32_t end,
		 struct carried *carried)
{
	size_t from = words_reaching(&carry->old_words, off);
	size_t to = from;
	struct group group;

	while (to < carry->old_words.count &&
	       carry->old_words.list[to].off < end)
		to++;
	*carried = (struct carried){ 0 };
	carried->bytes = words_bytes(&carry->old_words, from, to);
	group = find_group(carry, from, to);
	if (!group.alive)
		return;
	trim(carry, &group);
	find_all(carry, from, to, carried);
	carried->alive = group.alive;
	carried->elsewhere -= group.alive;
	carried->support = find_support(carry, from, to);
	widen_start(carry, from, &group);
	widen_end(carry, to, &group);
	carried->off = carry->fresh_words->list[group.fresh_from].off;
	carried->end = carry->fresh_words->list[group.fresh_to - 1].end;
}

bool carry_is_other(const struct carry *carry, uint32_t off, uint32_t end,
		    uint32_t old_off, uint32_t old_end)
{
	const struct words *old = &carry->old_words;
	const struct words *fresh = carry->fresh_words;
	size_t bytes = 0, others = 0;

	for (size_t i = words_reaching(fresh, off);
	     i < fresh->count && fresh->list[i].off < end; i++) {
		size_t len = fresh->list[i].end - fresh->list[i].off;
		uint32_t was = align_to_old(carry->align, i);

		bytes += len;
		if (was != ALIGN_NONE && (old->list[was].end <= old_off ||
					  old->list[was].off >= old_end))
			others += len;
	}
	return 2 * others > bytes;
}
