/* SPDX-License-Identifier: ISC */
/* Carry a byte over from one generation of a document to the next. */
#include <stdbool.h>
#include <string.h>

#include "base/buffer.h"
#include "document/compare/alignment.h"
#include "document/document.h"
#include "text/cells.h"

enum {
	QUOTE_MAX = 48, /* bytes of text by which a changed one is found … */
	CHANGED_MIN = 12, /* … or at least, in a block that was changed … */
	GONE_MIN = 24,	  /* … and in one that may be gone altogether */
	BESIDE = 4,	  /* blocks on each side, of which one may be equal */
	NEAR = 64 * 1024, /* bytes around, where it is looked for */
};

/* Where in text quote stands nearest to at; NULL if nowhere. */
static const char *find_nearest(struct span text, struct span quote, size_t at)
{
	const char *end = text.ptr + text.len;
	const char *best = NULL;
	const char *found = text.ptr;

	while ((found = memmem(found, (size_t)(end - found), quote.ptr,
			       quote.len))) {
		size_t here = (size_t)(found - text.ptr);

		if (best && here > at &&
		    here - at >= at - (size_t)(best - text.ptr))
			break;
		best = found++;
		if (here >= at)
			break;
	}
	return best;
}

/*
 * Finds what stands at byte at of text, or else what stands before it, in
 * other; expected is about where. The longest quote that is found decides, of
 * at least so many bytes.
 */
static bool find_words(struct span text, size_t at, struct span other,
		       size_t expected, size_t least, size_t *found)
{
	for (size_t len = QUOTE_MAX; len >= least; len /= 2) {
		struct span behind = { text.ptr + at, len };
		struct span before = { text.ptr + at - len, len };
		const char *place;

		if (len <= text.len - at) {
			place = find_nearest(other, behind, expected);
			if (place) {
				*found = (size_t)(place - other.ptr);
				return true;
			}
		}
		if (len <= at) {
			size_t there = expected > len ? expected - len : 0;

			place = find_nearest(other, before, there);
			if (place) {
				*found = (size_t)(place - other.ptr) + len;
				return true;
			}
		}
	}
	return false;
}

/* The block's text without the '\n' that every block ends with. */
static struct span words_of(const struct document *document, size_t i)
{
	const struct block *block = &document->blocks[i];

	return (struct span){ document->text.data + block->off,
			      block->end - block->off - 1 };
}

/* Whether block i of fresh is an old one changed. */
static bool is_changed(const struct alignment *alignment, size_t i)
{
	uint32_t source = i < alignment->fresh->block_count
				  ? alignment->sources[i]
				  : DOCUMENT_NONE;

	return source != DOCUMENT_NONE &&
	       alignment->fates[source].kind == FATE_CHANGED;
}

/* The text of fresh around byte off in which that of an old block may be, if
 * it was split, joined with a neighbour or written anew. */
static struct span around(const struct alignment *alignment,
			  const struct fate *fate, size_t off)
{
	const struct document *fresh = alignment->fresh;
	uint32_t first = fate->from;
	uint32_t last = fate->until;
	size_t from, to;

	first -= first && is_changed(alignment, first - 1);
	last += is_changed(alignment, last);
	if (first >= last)
		return (struct span){ fresh->text.data + off, 0 };
	from = fresh->blocks[first].off;
	to = fresh->blocks[last - 1].end;
	if (off > from + NEAR)
		from = off - NEAR;
	if (to > off + NEAR)
		to = off + NEAR;
	return (struct span){ fresh->text.data + from, to - from };
}

/* A block with the text of old block i beside those that it stood between: of
 * equal ones that follow one another closely nobody can tell which are gone.
 * False if there is none. */
static bool find_equal(const struct alignment *alignment, size_t i,
		       uint32_t *block)
{
	const struct fate *fate = &alignment->fates[i];
	struct span text = words_of(alignment->old, i);
	size_t count = alignment->fresh->block_count;

	for (uint32_t step = 0; text.len && step < BESIDE; step++) {
		uint32_t sides[2] = { fate->from - 1 - step,
				      fate->until + step };

		for (size_t side = 0; side < 2; side++) {
			struct span other;

			/* Below 0 it wraps. */
			if (sides[side] >= count)
				continue;
			other = words_of(alignment->fresh, sides[side]);
			*block = sides[side];
			if (other.len == text.len &&
			    memcmp(other.ptr, text.ptr, text.len) == 0)
				return true;
		}
	}
	return false;
}

/* Byte at of a block that is gone: its words in what stands there now, else
 * the block in its place, or the one that follows. */
static uint32_t carry_gone(const struct alignment *alignment, size_t i,
			   size_t at)
{
	const struct document *fresh = alignment->fresh;
	const struct fate *fate = &alignment->fates[i];
	uint32_t block;
	struct span other;
	uint32_t off;
	size_t found;

	if (find_equal(alignment, i, &block))
		return fresh->blocks[block].off + (uint32_t)at;
	block = fate->from + fate->nth;
	if (block > fate->until)
		block = fate->until;
	if (block == fresh->block_count)
		block--;
	off = fresh->blocks[block].off;
	other = around(alignment, fate, off);
	if (!find_words(words_of(alignment->old, i), at, other,
			(size_t)(fresh->text.data + off - other.ptr), GONE_MIN,
			&found))
		return off;
	return (uint32_t)(other.ptr + found - fresh->text.data);
}

/* Byte at of a block that was changed: what is left at its start and end stays
 * there; what stands between is looked for, also around it. */
static uint32_t carry_changed(const struct alignment *alignment, size_t i,
			      size_t at)
{
	const struct document *fresh = alignment->fresh;
	const struct fate *fate = &alignment->fates[i];
	struct span old = words_of(alignment->old, i);
	struct span new = words_of(fresh, fate->to);
	uint32_t start = fresh->blocks[fate->to].off;
	size_t shorter = old.len < new.len ? old.len : new.len;
	size_t prefix = 0, suffix = 0, expected, found;
	struct span other;

	while (prefix < shorter && old.ptr[prefix] == new.ptr[prefix])
		prefix++;
	while (suffix < shorter - prefix &&
	       old.ptr[old.len - suffix - 1] == new.ptr[new.len - suffix - 1])
		suffix++;
	if (at < prefix)
		return start + (uint32_t)at;
	if (at >= old.len - suffix)
		return start + (uint32_t)(new.len - (old.len - at));
	expected = start + (at < new.len ? at : new.len);
	other = around(alignment, fate, expected);
	if (find_words(old, at, other,
		       (size_t)(fresh->text.data + expected - other.ptr),
		       CHANGED_MIN, &found))
		return (uint32_t)(other.ptr + found - fresh->text.data);
	return start + (uint32_t)prefix;
}

uint32_t alignment_carry(const struct alignment *alignment, uint32_t off)
{
	const struct document *old = alignment->old;
	const struct document *fresh = alignment->fresh;
	const struct block *block;
	size_t i, at;
	uint32_t carried;

	if (off >= old->text.len || !old->block_count || !fresh->block_count)
		return off ? (uint32_t)fresh->text.len : 0;
	i = document_block_at(old, off);
	block = &old->blocks[i];
	at = off - block->off;
	if (alignment->fates[i].kind == FATE_GONE)
		carried = carry_gone(alignment, i, at);
	else if (alignment->fates[i].kind == FATE_CHANGED)
		carried = carry_changed(alignment, i, at);
	else
		carried = fresh->blocks[alignment->fates[i].to].off +
			  (uint32_t)at;
	return (uint32_t)cells_start(fresh->text.data, fresh->text.len,
				     carried);
}
