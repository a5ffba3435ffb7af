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
	MARKER_MAX = 24,
	NOTE_MARKER = 4, /* columns that the numbers of most notes take */
	DEFINITION = 4,
	DEFINITION_NARROW = 2,
	DEFINITION_ROOMY = 40, /* the width from which the indent is wide */
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

static const char *task_box(const struct container *item,
			    const struct layout_options *options)
{
	return glyphs_of(options->cells)->tasks[item->task == TASK_DONE];
}

/* Columns of an item's marker and the blank behind it: numbers as wide as the
 * last one of their list. A box stands for a bullet, but behind a number. */
static uint32_t marker_width(const struct document *document,
			     const struct container *item,
			     const struct layout_options *options)
{
	const struct container *list = &document->containers[item->parent];
	char bytes[MARKER_MAX];
	uint32_t largest =
		list->number > item->number ? list->number : item->number;
	uint32_t width = 0;

	if (item->ordered)
		width = (uint32_t)format_number(item, largest, bytes) + 1;
	if (item->task) {
		const char *box = task_box(item, options);

		return width + 1 +
		       (uint32_t)cells_width(options->cells, box, strlen(box));
	}
	return width ? width : 2;
}

/* Notes have their numbers as items do; how many there will be is not known
 * while they are read. */
static uint32_t note_width(const struct container *note)
{
	char bytes[MARKER_MAX];
	uint32_t width =
		(uint32_t)format_number(note, note->number + 1, bytes) + 1;

	return width > NOTE_MARKER ? width : NOTE_MARKER;
}

/* Columns that a container takes left of what is in it. */
static uint32_t part_width(const struct document *document,
			   const struct container *container,
			   const struct layout_options *options)
{
	switch ((enum container_kind)container->kind) {
	case CONTAINER_QUOTE:
		return 2;
	case CONTAINER_ITEM:
		return marker_width(document, container, options);
	case CONTAINER_DEFINITION:
		return options->width < DEFINITION_ROOMY ? DEFINITION_NARROW
							 : DEFINITION;
	case CONTAINER_NOTE:
		return note_width(container);
	case CONTAINER_LIST:
	case CONTAINER_TABLE:
		break;
	}
	return 0;
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
		uint32_t width = part_width(document, c, options);

		depth += c->kind == CONTAINER_LIST && !c->ordered;
		if (c->kind == CONTAINER_QUOTE && ++bars > BARS_MAX)
			continue;
		if (width == 0 || width > budget)
			continue;
		if (frame->col + width > budget)
			frame->col -= frame->col < width ? frame->col : width;
		frame->parts[frame->part_count++] =
			(struct frame_part){ frame->col, width, chain[i],
					     depth };
		frame->col += width;
	}
	drop_covered(frame);
	frame->shown = frame->part_count;
	frame->marked = 0;
}

/* Draws a number, right-aligned before the column. */
static void draw_number(const struct container *container, uint32_t number,
			uint32_t col, const struct layout_options *options,
			struct rows *rows)
{
	char bytes[MARKER_MAX];
	uint32_t width = (uint32_t)format_number(container, number, bytes);

	rows_draw(rows, MEANING_MARKER, rows->rows[rows->count - 1].off,
		  col - width, bytes, options->cells);
}

static void draw_marker(const struct frame_part *part,
			const struct container *item,
			const struct layout_options *options, struct rows *rows)
{
	const struct glyphs *glyphs = glyphs_of(options->cells);
	const char *sign = glyphs->bullets[0];
	uint32_t right = part->col + part->width - 1;

	if (item->task)
		sign = task_box(item, options);
	else if (!item->ordered)
		sign = glyphs->bullets[(part->depth - 1) % GLYPHS_BULLETS];
	if (item->task && item->ordered)
		right -= (uint32_t)cells_width(options->cells, sign,
					       strlen(sign)) +
			 1;
	if (item->ordered)
		draw_number(item, item->number, right, options, rows);
	if (item->task || !item->ordered)
		rows_draw(rows, MEANING_MARKER, rows->rows[rows->count - 1].off,
			  item->ordered ? right + 1 : part->col, sign,
			  options->cells);
}

enum meaning frame_callout(const struct document *document,
			   const struct container *quote)
{
	static const struct {
		const char *kind;
		enum meaning meaning;
	} kinds[] = {
		{ "note", MEANING_CALLOUT_NOTE },
		{ "tip", MEANING_CALLOUT_TIP },
		{ "important", MEANING_CALLOUT_IMPORTANT },
		{ "warning", MEANING_CALLOUT_WARNING },
		{ "caution", MEANING_CALLOUT_CAUTION },
	};
	const char *info = document_string(document, quote->info);

	if (!*info)
		return MEANING_BAR;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(info, kinds[i].kind) == 0)
			return kinds[i].meaning;
	}
	return MEANING_CALLOUT;
}

void frame_draw(const struct frame *frame, const struct document *document,
		const struct layout_options *options, uint32_t block,
		enum frame_row kind, struct rows *rows)
{
	uint32_t off = rows->rows[rows->count - 1].off;

	for (size_t i = 0; i < frame->shown; i++) {
		const struct frame_part *part = &frame->parts[i];
		const struct container *c =
			&document->containers[part->container];
		bool begins = c->first_block == block;
		bool marked =
			kind != FRAME_FIRST || !begins || i < frame->marked;

		if (c->kind == CONTAINER_ITEM && !marked)
			draw_marker(part, c, options, rows);
		else if (c->kind == CONTAINER_NOTE && !marked)
			draw_number(c, c->number + 1,
				    part->col + part->width - 1, options, rows);
		else if (c->kind == CONTAINER_QUOTE &&
			 (kind != FRAME_LEAD || !begins))
			rows_draw(rows, frame_callout(document, c), off,
				  part->col, glyphs_of(options->cells)->bar,
				  options->cells);
	}
}
