/* SPDX-License-Identifier: ISC */
/* What stands left of a block: the bars, bullets and numbers of the containers
 * it is in. */
#include "layout/frame.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "layout/glyphs.h"
#include "layout/rows.h"

enum {
	BARS_MAX = 4, /* more quotes in quotes look no different */
	NARROW = 20,  /* the least width where a number of 9 digits must fit */
	MARKER_MAX = 16,
};

/* The most columns that indents may take. */
static uint32_t indent_budget(uint32_t width)
{
	return width < NARROW ? width / 2 : width / 2 + 1;
}

/* Fills chain with the containers around a block, the outermost first. */
static size_t containers_around(const struct document *document, uint32_t block,
				uint32_t chain[DOCUMENT_DEPTH_MAX])
{
	uint32_t innermost = document->blocks[block].container;
	size_t count = 0;
	size_t i;

	for (uint32_t c = innermost; c != DOCUMENT_NONE;
	     c = document->containers[c].parent)
		count++;
	assert(count <= DOCUMENT_DEPTH_MAX);
	i = count;
	for (uint32_t c = innermost; c != DOCUMENT_NONE;
	     c = document->containers[c].parent)
		chain[--i] = c;
	return count;
}

/* An item's number as it is shown; returns its length, which is its width. */
static int format_number(const struct container *item, uint32_t number,
			 char out[MARKER_MAX])
{
	return snprintf(out, MARKER_MAX, "%u%c", (unsigned)number,
			item->delimiter == ')' ? ')' : '.');
}

/* Columns of an item's marker and the blank behind it: numbers as wide as the
 * last one of their list. */
static uint32_t marker_width(const struct document *document,
			     const struct container *item)
{
	const struct container *list = &document->containers[item->parent];
	char bytes[MARKER_MAX];
	uint32_t largest =
		list->number > item->number ? list->number : item->number;

	if (!item->ordered)
		return 2;
	return (uint32_t)format_number(item, largest, bytes) + 1;
}

/* Takes away the parts that deeper ones have been put upon. */
static void drop_covered(struct frame *frame)
{
	uint32_t limit = frame->col;
	size_t kept = frame->part_count;

	for (size_t i = frame->part_count; i-- > 0;) {
		struct frame_part part = frame->parts[i];

		if (part.col + part.width > limit)
			continue;
		limit = part.col;
		frame->parts[--kept] = part;
	}
	frame->part_count -= kept;
	memmove(frame->parts, frame->parts + kept,
		frame->part_count * sizeof(frame->parts[0]));
}

void frame_measure(struct frame *frame, const struct document *document,
		   const struct layout_options *options, uint32_t block)
{
	uint32_t chain[DOCUMENT_DEPTH_MAX];
	size_t count = containers_around(document, block, chain);
	uint32_t budget = indent_budget(options->width);
	uint32_t bars = 0;
	uint32_t depth = 0;

	frame->part_count = 0;
	frame->col = 0;
	for (size_t i = 0; i < count; i++) {
		const struct container *c = &document->containers[chain[i]];
		uint32_t width = 2;

		if (c->kind == CONTAINER_LIST) {
			depth += !c->ordered;
			continue;
		}
		if (c->kind == CONTAINER_QUOTE && ++bars > BARS_MAX)
			continue;
		if (c->kind == CONTAINER_ITEM)
			width = marker_width(document, c);
		if (width > budget)
			continue;
		if (frame->col + width > budget)
			frame->col -= frame->col < width ? frame->col : width;
		frame->parts[frame->part_count++] =
			(struct frame_part){ frame->col, width, chain[i],
					     depth };
		frame->col += width;
	}
	drop_covered(frame);
}

static void draw_marker(const struct frame_part *part,
			const struct container *item,
			const struct layout_options *options, uint32_t off,
			struct rows *rows)
{
	const struct glyphs *glyphs = glyphs_of(options->cells);
	char bytes[MARKER_MAX];
	uint32_t width;

	if (!item->ordered) {
		rows_draw(rows, MEANING_MARKER, off, part->col,
			  glyphs->bullets[(part->depth - 1) % GLYPHS_BULLETS],
			  options->cells);
		return;
	}
	width = (uint32_t)format_number(item, item->number, bytes);
	rows_draw(rows, MEANING_MARKER, off,
		  part->col + part->width - 1 - width, bytes, options->cells);
}

void frame_draw(const struct frame *frame, const struct document *document,
		const struct layout_options *options, uint32_t block,
		enum frame_row kind, struct rows *rows)
{
	uint32_t off = rows->rows[rows->count - 1].off;

	for (size_t i = 0; i < frame->part_count; i++) {
		const struct frame_part *part = &frame->parts[i];
		const struct container *c =
			&document->containers[part->container];
		bool begins = c->first_block == block;

		if (c->kind == CONTAINER_ITEM) {
			if (kind == FRAME_FIRST && begins)
				draw_marker(part, c, options, off, rows);
		} else if (kind != FRAME_LEAD || !begins) {
			rows_draw(rows, MEANING_BAR, off, part->col,
				  glyphs_of(options->cells)->bar,
				  options->cells);
		}
	}
}
