/* SPDX-License-Identifier: ISC */
/* Set one segment of a block into rows. */
#include "layout/compose.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/hyphens.h"
#include "layout/keep.h"
#include "layout/segment.h"
#include "layout/setting.h"
#include "text/cells.h"

enum { SIGN = 2 }; /* columns of a heading's sign and the blank behind it */

void scratch_init(struct scratch *scratch)
{
	*scratch = (struct scratch){ .analyses = keep_new() };
}

void scratch_release(struct scratch *scratch)
{
	rows_release(&scratch->rows);
	paragraph_release(&scratch->lines);
	insets_release(&scratch->insets);
	candidates_release(&scratch->candidates);
	fit_release(&scratch->fit);
	keep_free(scratch->analyses);
	columns_release(&scratch->columns);
	ordering_release(&scratch->ordering);
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
	    !document->notes[document->containers[note].number].referred ||
	    col >= setting->options->width)
		return;
	rows_draw(setting->rows, MEANING_BACK,
		  setting->rows->rows[setting->rows->count - 1].shown_end, col,
		  setting->glyphs->back, setting->options->cells);
}

/* Whether lines that suit the paragraph as a whole are chosen. */
static bool is_chosen(const struct setting *setting)
{
	return setting->options->breaks == LAYOUT_BREAKS_TOTAL &&
	       !setting->lines;
}

/* Measures the segment's text, with its insets. */
static void measure_prose(struct setting *setting)
{
	struct insets *insets = &setting->scratch->insets;
	uint32_t end = setting->end - (setting->end == setting->block->end);

	setting_measure(setting, setting->text + setting->off,
			setting->end - setting->off, true);
	if (is_chosen(setting))
		hyphens_find(setting);
	insets_clear(insets);
	insets_find(setting, setting->off, end,
		    setting->off == setting->block->off, setting->room / 2);
}

/* Finds where the segment's lines may end, unless that is known from another
 * width. */
static const struct candidates *analyze(struct setting *setting)
{
	struct scratch *scratch = setting->scratch;
	size_t len = setting->end - setting->off;
	const struct analysis *known =
		keep_get(scratch->analyses, setting->index, setting->segment);

	if (known) {
		insets_clear(&scratch->insets);
		MEMORY_RESERVE(scratch->widths, scratch->widths_room, len);
		memcpy(scratch->widths, known->widths, len);
		return &known->candidates;
	}
	measure_prose(setting);
	candidates_find(&scratch->candidates, setting->text + setting->off, len,
			scratch->widths, scratch->kinds);
	/* What is inset depends on the room. */
	if (!scratch->insets.sought)
		analysis_put(scratch->analyses, setting->index,
			     setting->segment, &scratch->candidates,
			     scratch->widths);
	return &scratch->candidates;
}

/* The columns left free before a line that starts at off of the segment: some
 * where that goes on with a line that stands for itself. */
static uint32_t indent_at(const struct setting *setting,
			  const struct fit_shape *shape, size_t off)
{
	if (off == 0)
		return shape->indent;
	return setting->lines &&
			       setting->text[setting->off + off - 1] != '\n' &&
			       setting->room >= SETTING_ROOMY
		       ? SETTING_TURNED
		       : 0;
}

/* Lines that take what fits. */
static void fill_lines(struct setting *setting, const struct fit_shape *shape)
{
	struct scratch *scratch = setting->scratch;
	struct lines *lines = &scratch->lines;
	const char *text = setting->text + setting->off;
	size_t len = setting->end - setting->off;

	measure_prose(setting);
	for (size_t off = 0; off < len;) {
		uint32_t indent = indent_at(setting, shape, off);

		MEMORY_RESERVE(lines->lines, lines->room, lines->count + 1);
		lines->lines[lines->count] =
			paragraph_line(text, len, off, scratch->widths,
				       scratch->kinds, shape->width - indent);
		off = lines->lines[lines->count++].end;
	}
}

/* Whether the blanks of the lines may be widened. Headings stay as they are;
 * narrow lines without hyphens would be full of holes. */
static bool is_justified(const struct setting *setting)
{
	const struct layout_options *options = setting->options;

	return options->justify && setting->block->kind == BLOCK_PARAGRAPH &&
	       !setting->lines &&
	       (options->hyphenator || setting->room >= LAYOUT_JUSTIFY_WIDTH);
}

static void choose_lines(struct setting *setting, const struct fit_shape *shape)
{
	struct scratch *scratch = setting->scratch;
	const char *text = setting->text + setting->off;

	scratch->lines.count = 0;
	if (is_chosen(setting)) {
		const struct candidates *candidates = analyze(setting);

		fit_lines(&scratch->fit, &scratch->lines, candidates, text,
			  scratch->widths, shape);
	} else {
		fill_lines(setting, shape);
	}
	insets_narrow(setting);
	if (shape->justify)
		fit_justify(&scratch->lines, text, setting->end - setting->off,
			    scratch->widths, shape);
}

static void compose_prose(struct setting *setting)
{
	const struct lines *lines = &setting->scratch->lines;
	struct fit_shape shape = {
		.width = setting->room,
		.indent = setting->first ? lead_indent(setting) : 0,
		.hang = setting->options->hang,
		.justify = is_justified(setting),
	};

	choose_lines(setting, &shape);
	for (size_t i = 0; i < lines->count; i++) {
		struct line line = lines->lines[i];
		uint32_t left = indent_at(setting, &shape, line.off);
		uint32_t right;

		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		setting_begin_row(setting, line, 0);
		setting_add_text(setting, line, setting->col + left);
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

/* Whether it has lines to be chosen, which measures what it has to. */
static bool is_prose(const struct block *block)
{
	return (block->kind == BLOCK_PARAGRAPH ||
		block->kind == BLOCK_HEADING) &&
	       block->end - block->off > 1;
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
	setting->lines = setting_is_lines(setting, setting->index);
	if (is_prose(block))
		compose_prose(setting);
	else
		empty_compose(setting);
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
		.segment = segment,
		.off = range.off,
		.end = range.end,
		.first = segment == 0,
	};

	rows_clear(&scratch->rows);
	scratch->rows.bidi = options->bidi && options->cells != CELLS_ASCII;
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
	bidirectional_begin(&setting);
	if (segment == 0)
		lead_compose(&setting);
	if (!is_prose(setting.block))
		setting_measure(&setting, setting.text + range.off,
				range.end - range.off,
				setting.block->kind != BLOCK_CODE);
	compose_text(&setting);
	if (range.end == setting.block->end) {
		trail_compose(&setting);
		scratch->rows.rows[scratch->rows.count - 1].flags |= ROW_LAST;
	}
	bidirectional_mirror(&setting);
}
