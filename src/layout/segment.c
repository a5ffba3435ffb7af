/* SPDX-License-Identifier: ISC */
/* Cut a long block's text into segments that are laid out one by one. */
#include "layout/segment.h"

#include <assert.h>
#include <string.h>

#include "document/document.h"
#include "text/breaks.h"
#include "text/cells.h"

enum {
	CODE_REACH = 64 * 1024, /* a longer line of code is cut */
	VERSE_REACH = 4096,
	PROSE_REACH = 1024,
	BEFORE = 256,	 /* text that may matter for a break behind it */
	CLUSTER = 1024,	 /* a longer cluster is cut */
	LOOKAHEAD = 128, /* text that may matter for a cluster before it */
};

uint32_t segment_count(const struct document *document, uint32_t block)
{
	const struct block *b = &document->blocks[block];

	return (b->end - b->off + SEGMENT_BYTES - 1) / SEGMENT_BYTES;
}

/* The start of the code point that holds off; off itself at the end. */
static uint32_t point_start(const char *text, uint32_t lowest, uint32_t off,
			    uint32_t end)
{
	if (off == end)
		return off;
	while (off > lowest && ((unsigned char)text[off] & 0xc0) == 0x80)
		off--;
	return off;
}

/* off moved by delta, but not out of the block, to a code point. */
static uint32_t near(const struct document *document, const struct block *b,
		     uint32_t off, int32_t delta)
{
	uint32_t moved;

	if (delta < 0)
		moved = off - b->off > (uint32_t)-delta ? off - (uint32_t)-delta
							: b->off;
	else
		moved = b->end - off > (uint32_t)delta ? off + (uint32_t)delta
						       : b->end;
	return point_start(document->text.data, b->off, moved, b->end);
}

/* The start of the cluster that holds off. */
static uint32_t cluster_start(const struct document *document,
			      const struct block *b, uint32_t off)
{
	uint32_t low = near(document, b, off, -CLUSTER);
	uint32_t high = near(document, b, off, LOOKAHEAD);
	uint32_t start = low + (uint32_t)cells_start(document->text.data + low,
						     high - low, off - low);

	if (start == low && low > b->off)
		return point_start(document->text.data, low, off, b->end);
	return start;
}

/* The first break opportunity at or behind off, within reach; else a cluster
 * start at or before off. */
static uint32_t break_start(const struct document *document,
			    const struct block *b, uint32_t off)
{
	uint8_t kinds[BEFORE + PROSE_REACH + 8];
	uint32_t low = near(document, b, off, -BEFORE);
	uint32_t high = near(document, b, off, PROSE_REACH);

	assert(high - low <= sizeof(kinds));
	breaks_find(document->text.data + low, high - low, kinds);
	for (uint32_t i = off - low; i < high - low; i++) {
		if (kinds[i] == BREAK_ALLOWED || kinds[i] == BREAK_FORCED)
			return low + i;
	}
	return cluster_start(document, b, off);
}

static uint32_t reach_of(const struct block *b)
{
	switch ((enum block_kind)b->kind) {
	case BLOCK_CODE:
		return CODE_REACH;
	case BLOCK_VERSE:
		return VERSE_REACH;
	case BLOCK_PARAGRAPH:
	case BLOCK_HEADING:
	case BLOCK_RULE:
	case BLOCK_ROW:
		break;
	}
	return PROSE_REACH;
}

/* Ascends with segment: each start is less than CLUSTER before its nominal
 * place, and a '\n' that two of them find is the same. */
static uint32_t start_of(const struct document *document, uint32_t block,
			 uint32_t segment)
{
	const struct block *b = &document->blocks[block];
	uint32_t nominal = b->off + segment * SEGMENT_BYTES;
	uint32_t reach = reach_of(b);
	const char *newline;

	if (segment == 0)
		return b->off;
	if (segment >= segment_count(document, block))
		return b->end;
	if (reach > b->end - nominal)
		reach = b->end - nominal;
	newline = memchr(document->text.data + nominal - 1, '\n', reach + 1);
	if (newline)
		return (uint32_t)(newline + 1 - document->text.data);
	if (b->kind == BLOCK_CODE)
		return cluster_start(document, b, nominal);
	return break_start(document, b, nominal);
}

struct segment segment_range(const struct document *document, uint32_t block,
			     uint32_t segment)
{
	return (struct segment){ start_of(document, block, segment),
				 start_of(document, block, segment + 1) };
}

uint32_t segment_at(const struct document *document, uint32_t block,
		    uint32_t off)
{
	const struct block *b = &document->blocks[block];
	uint32_t last = segment_count(document, block) - 1;
	uint32_t segment = (off - b->off + CLUSTER + 4) / SEGMENT_BYTES;

	assert(off >= b->off && off < b->end);
	if (segment > last)
		segment = last;
	while (segment > 0 && start_of(document, block, segment) > off)
		segment--;
	return segment;
}
