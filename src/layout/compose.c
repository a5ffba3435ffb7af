/* SPDX-License-Identifier: ISC */
/* Set one segment of a block into rows. */
#include "layout/compose.h"

#include <stdlib.h>
#include <string.h>

#include "layout/segment.h"
#include "layout/setting.h"
#include "text/cells.h"

enum { SIGN = 2 }; /* columns of a heading's sign and the blank behind it */

void scratch_release(struct scratch *scratch)
{
	rows_release(&scratch->rows);
	paragraph_release(&scratch->lines);
	insets_release(&scratch->insets);
	columns_release(&scratch->columns);
	free(scratch->firsts);
	free(scratch->widths);
	free(scratch->kinds);
	*scratch = (struct scratch){ 0 };
}

/* At the end of a note that is referred to: the way back, if there is room. */
static void draw_way_back(struct setting *setting)
{
	uint32_t note = setting_note(setting, setting->index);
	uint32_t next = setting->index + 1;
	uint32_t col = rows_width(setting->rows) + 1;
	const struct document *document = setting->document;

	if (note == DOCUMENT_NONE || setting->end < setting->block->end ||
	    (next < document->block_count &&
	     setting_note(setting, next) == note) ||
	    document->notes[document->containers[note].number].run ==
		    DOCUMENT_NONE ||
	    col >= setting->options->width)
		return;
	rows_draw(setting->rows, MEANING_BACK,
		  setting->rows->rows[setting->rows->count - 1].shown_end, col,
		  setting->glyphs->back, setting->options->cells);
}

static void compose_prose(struct setting *setting)
{
	struct scratch *scratch = setting->scratch;
	uint32_t end = setting->end - (setting->end == setting->block->end);

	insets_clear(&scratch->insets);
	insets_find(setting, setting->off, end,
		    setting->off == setting->block->off, setting->room / 2);
	scratch->lines.count = 0;
	paragraph_break(&scratch->lines, setting->text + setting->off,
			setting->end - setting->off, scratch->widths,
			scratch->kinds, setting->room);
	insets_narrow(setting);
	for (size_t i = 0; i < scratch->lines.count; i++) {
		struct line line = scratch->lines.lines[i];
		uint32_t right;

		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		setting_begin_row(setting, line, 0);
		setting_add_text(setting, line, setting->col);
		right = rows_width(setting->rows);
		if (right > setting->frame.col + setting->widest)
			setting->widest = right - setting->frame.col;
	}
	draw_way_back(setting);
}

/* A rule is an ornament in the middle. */
static void compose_rule(struct setting *setting)
{
	const char *glyph = setting->glyphs->rule;
	enum cells_mode cells = setting->options->cells;
	uint32_t width = (uint32_t)cells_width(cells, glyph, strlen(glyph));
	struct line line = { .off = setting->off,
			     .shown_end = setting->off,
			     .end = setting->end };

	setting_begin_row(setting, line, 0);
	if (width <= setting->room)
		rows_draw(setting->rows, MEANING_RULE, setting->off,
			  setting->col + (setting->room - width) / 2, glyph,
			  cells);
}

static void compose_text(struct setting *setting)
{
	const struct block *block = setting->block;

	switch ((enum block_kind)block->kind) {
	case BLOCK_CODE:
		code_compose(setting);
		return;
	case BLOCK_VERSE:
		verse_compose(setting);
		return;
	case BLOCK_RULE:
		compose_rule(setting);
		return;
	case BLOCK_ROW:
		setting->insets = true;
		if (!tabular_compose(setting))
			records_compose(setting);
		return;
	case BLOCK_PARAGRAPH:
	case BLOCK_HEADING:
		break;
	}
	setting->insets = true;
	if (block->end - block->off == 1)
		empty_compose(setting);
	else
		compose_prose(setting);
}

static bool is_quoted(const struct document *document, uint32_t container)
{
	while (container != DOCUMENT_NONE) {
		const struct container *c = &document->containers[container];

		if (c->kind == CONTAINER_QUOTE)
			return true;
		container = c->parent;
	}
	return false;
}

static enum meaning meaning_of(const struct setting *setting)
{
	const struct block *block = setting->block;

	if (block->kind == BLOCK_CODE)
		return MEANING_CODE;
	if (setting_is_heading(setting, setting->index))
		return (enum meaning)(MEANING_HEADING_1 + block->level - 1);
	if (block->flags & (BLOCK_TITLE | BLOCK_HEADER))
		return MEANING_NAME;
	if (is_quoted(setting->document, block->container))
		return MEANING_QUOTE;
	return MEANING_TEXT;
}

/* Headings of the lower levels have a sign, for plain print has no bold. */
static void hang_sign(struct setting *setting)
{
	if (setting->meaning < MEANING_HEADING_4 ||
	    setting->meaning > MEANING_HEADING_6 ||
	    setting->room < SETTING_ROOMY)
		return;
	setting->sign =
		setting->glyphs->signs[setting->meaning - MEANING_HEADING_4];
	setting->col += SIGN;
	setting->room -= SIGN;
}

void compose_segment(struct scratch *scratch, const struct document *document,
		     const struct layout_options *options, uint32_t block,
		     uint32_t segment)
{
	struct segment range = segment_range(document, block, segment);
	struct setting setting = {
		.document = document,
		.block = &document->blocks[block],
		.options = options,
		.glyphs = glyphs_of(options->cells),
		.scratch = scratch,
		.rows = &scratch->rows,
		.text = document->text.data,
		.index = block,
		.off = range.off,
		.end = range.end,
		.first = segment == 0,
	};

	rows_clear(&scratch->rows);
	if (range.off == range.end)
		return;
	frame_measure(&setting.frame, document, options, block);
	setting.meaning = meaning_of(&setting);
	setting.col = setting.frame.col;
	setting.room = options->width - setting.col;
	setting.run = (uint32_t)document_run_at(document, range.off);
	hang_sign(&setting);
	if (setting.block->kind == BLOCK_ROW)
		columns_of(&setting);
	if (segment == 0)
		lead_compose(&setting);
	setting_measure(&setting, setting.text + range.off,
			range.end - range.off,
			setting.block->kind != BLOCK_CODE);
	compose_text(&setting);
	if (range.end < setting.block->end)
		return;
	trail_compose(&setting);
	scratch->rows.rows[scratch->rows.count - 1].flags |= ROW_LAST;
}
