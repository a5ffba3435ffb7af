/* SPDX-License-Identifier: ISC */
/* The rows above and under a block that show none of its text: space, the
 * document's title and byline, rules under headings. */
#include <string.h>

#include "base/buffer.h"
#include "layout/setting.h"

enum { SPACE_ABOVE_SECTION = 2, SPACE_ABOVE = 1 };

/* A row that belongs to no text: off is where it stands in it. */
static void begin_drawn(struct setting *setting, uint32_t off, unsigned flag)
{
	struct rows *rows = setting->rows;

	rows_begin(rows, off, off, off, flag);
	if (flag == ROW_LEAD)
		rows->lead++;
	else
		rows->trail++;
}

static void compose_blank(struct setting *setting)
{
	const struct block *block = setting->block;

	begin_drawn(setting, block->off, ROW_LEAD);
	frame_draw(&setting->frame, setting->document, setting->options,
		   setting->index, FRAME_LEAD, setting->rows);
}

/* A line drawn under something, not beyond the measure. */
static void draw_rule(struct setting *setting, uint32_t off, uint32_t col,
		      const char *glyph, uint32_t width)
{
	uint32_t most = setting->options->width - col;

	rows_draw_line(setting->rows, MEANING_HEADING_RULE, off, col, glyph,
		       width < most ? width : most, setting->options->cells);
}

/* Adds rows of foreign text, wrapped, from column col on; returns the columns
 * of the widest. */
static uint32_t compose_string(struct setting *setting, enum meaning meaning,
			       uint32_t off, unsigned flag, uint32_t col,
			       const char *string)
{
	struct scratch *scratch = setting->scratch;
	enum cells_mode mode = setting->options->cells;
	size_t len = strlen(string);
	uint32_t widest = 0;

	setting_measure(setting, string, len, true);
	scratch->lines.count = 0;
	paragraph_break(&scratch->lines, string, len, scratch->widths,
			scratch->kinds, setting->options->width - col);
	for (size_t i = 0; i < scratch->lines.count; i++) {
		const struct line *line = &scratch->lines.lines[i];

		begin_drawn(setting, off, flag);
		if (flag == ROW_TRAIL)
			frame_draw(&setting->frame, setting->document,
				   setting->options, setting->index, FRAME_REST,
				   setting->rows);
		rows_draw_foreign(setting->rows, meaning, off, col,
				  string + line->off,
				  line->shown_end - line->off, mode);
		if (line->width > widest)
			widest = line->width;
	}
	return widest;
}

static void compose_byline(struct setting *setting, uint32_t off, unsigned flag,
			   uint32_t col)
{
	const struct document *document = setting->document;
	const struct metadata *metadata = &document->metadata;
	struct buffer byline = BUFFER_INIT;

	if (metadata->author)
		buffer_append_string(
			&byline, document_string(document, metadata->author));
	if (metadata->author && metadata->date)
		buffer_append_string(&byline, setting->glyphs->between);
	if (metadata->date)
		buffer_append_string(&byline,
				     document_string(document, metadata->date));
	compose_string(setting, MEANING_BYLINE, off, flag, col,
		       buffer_string(&byline));
	buffer_release(&byline);
}

/* What the front matter says, above the first block: a title looks as a
 * heading of the first level does. */
static void compose_front(struct setting *setting)
{
	const struct document *document = setting->document;
	const struct metadata *metadata = &document->metadata;
	uint32_t widest = 0;

	if (document->title_block != DOCUMENT_NONE)
		return;
	if (metadata->title)
		widest = compose_string(
			setting, MEANING_TITLE, 0, ROW_LEAD, 0,
			document_string(document, metadata->title));
	if (widest > 0) {
		begin_drawn(setting, 0, ROW_LEAD);
		draw_rule(setting, 0, 0, setting->glyphs->under_1, widest);
	}
	compose_byline(setting, 0, ROW_LEAD, 0);
	if (setting->rows->count > 0)
		compose_blank(setting);
}

/* Rows of space between a block and the one before. */
static uint32_t space_above(const struct setting *setting)
{
	const struct block *block = setting->block;

	if (block->flags & BLOCK_TIGHT)
		return 0;
	/* A heading of no words is a blank row itself. */
	if (block->kind == BLOCK_HEADING && block->end - block->off == 1)
		return 0;
	if (setting_is_heading(setting, setting->index) && block->level <= 2 &&
	    block->container == DOCUMENT_NONE &&
	    !setting_is_heading(setting, setting->index - 1))
		return SPACE_ABOVE_SECTION;
	return SPACE_ABOVE;
}

void lead_compose(struct setting *setting)
{
	if (setting->index == 0) {
		compose_front(setting);
		return;
	}
	for (uint32_t i = space_above(setting); i > 0; i--)
		compose_blank(setting);
}

/* The rule under a heading, as wide as its widest row. */
static void compose_rule(struct setting *setting, uint32_t off,
			 const char *glyph)
{
	begin_drawn(setting, off, ROW_TRAIL);
	frame_draw(&setting->frame, setting->document, setting->options,
		   setting->index, FRAME_REST, setting->rows);
	draw_rule(setting, off, setting->frame.col, glyph, setting->widest);
}

void trail_compose(struct setting *setting)
{
	const struct block *block = setting->block;

	if (setting_is_heading(setting, setting->index) &&
	    setting->widest > 0) {
		if (block->level == 1)
			compose_rule(setting, block->end,
				     setting->glyphs->under_1);
		else if (block->level == 2)
			compose_rule(setting, block->end,
				     setting->glyphs->under_2);
	}
	if (setting->index == setting->document->title_block)
		compose_byline(setting, block->end, ROW_TRAIL,
			       setting->frame.col);
}
