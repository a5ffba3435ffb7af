/* SPDX-License-Identifier: ISC */
/* The rows above and under a block that show none of its text: space, the
 * document's title and byline, rules under headings. */
#include <string.h>

#include "base/buffer.h"
#include "layout/names.h"
#include "layout/setting.h"

enum {
	SPACE_ABOVE_SECTION = 2,
	SPACE_ABOVE = 1,
	INDENT = 2,	 /* of a paragraph without space above */
	NOTES_RULE = 16, /* columns of the rule above the notes */
};

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
	if (setting_continues_table(setting)) {
		columns_mark_row(&setting->scratch->columns, setting);
		columns_draw_bar(&setting->scratch->columns, setting,
				 block->off);
	}
}

/* A line drawn under something, not beyond the measure. */
static void draw_rule(struct setting *setting, uint32_t off, uint32_t col,
		      const char *glyph, uint32_t width)
{
	uint32_t most = setting->options->width - col;

	rows_draw_line(setting->rows, MEANING_HEADING_RULE, off, col, glyph,
		       width < most ? width : most, setting->options->cells);
}

static void break_string(struct setting *setting, const char *string,
			 size_t len, uint32_t width)
{
	struct scratch *scratch = setting->scratch;

	if (setting->options->breaks == LAYOUT_BREAKS_GREEDY || len == 0) {
		paragraph_break(&scratch->lines, string, len, scratch->widths,
				scratch->kinds, width);
		return;
	}
	candidates_find(&scratch->candidates, string, len, scratch->widths,
			scratch->kinds);
	fit_lines(&scratch->fit, &scratch->lines, &scratch->candidates, string,
		  scratch->widths, &(struct fit_shape){ .width = width });
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
	break_string(setting, string, len, setting->options->width - col);
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

/* Rows of space between two rows of a table: where cells take several lines
 * it shows which belong together. The titles have a rule below. */
static uint32_t space_in_table(const struct setting *setting)
{
	const struct columns *columns = &setting->scratch->columns;
	const struct block *block = setting->block;

	if (columns->records)
		return SPACE_ABOVE;
	return columns->wrapped && !(block[-1].flags & BLOCK_HEADER)
		       ? SPACE_ABOVE
		       : 0;
}

/* Whether the block before names this one, or what it is in: a title at the end
 * of its container names nothing outside. */
static bool follows_title(const struct setting *setting)
{
	const struct document *document = setting->document;
	const struct block *title = setting->block - 1;
	uint32_t container = setting->block->container;

	if (!(title->flags & BLOCK_TITLE))
		return false;
	while (container != title->container) {
		if (container == DOCUMENT_NONE ||
		    document->containers[container].kind == CONTAINER_NOTE)
			return false;
		container = document->containers[container].parent;
	}
	return true;
}

/* Whether a block is a paragraph with text that nothing sets apart. */
/* Whether a paragraph is nothing but images. */
static bool is_picture(const struct document *document,
		       const struct block *block)
{
	uint32_t off = block->off;

	for (size_t i = document_run_at(document, off);
	     i < document->run_count && document->runs[i].off < block->end;
	     i++) {
		const struct run *run = &document->runs[i];

		while (off < run->off && document->text.data[off] == ' ')
			off++;
		if (run->off > off || !(run->style & RUN_IMAGE))
			return false;
		off = run->end;
	}
	return off == block->end - 1;
}

static bool is_plain_paragraph(const struct document *document,
			       const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH && block->end - block->off > 1 &&
	       !(block->flags & (BLOCK_TITLE | BLOCK_HEADER | BLOCK_TIGHT)) &&
	       !is_picture(document, block);
}

/* Whether a block is in a list, and not in a note of its own. */
static bool is_in_list(const struct document *document,
		       const struct block *block)
{
	for (uint32_t c = block->container; c != DOCUMENT_NONE;
	     c = document->containers[c].parent) {
		if (document->containers[c].kind == CONTAINER_NOTE)
			return false;
		if (document->containers[c].kind == CONTAINER_ITEM ||
		    document->containers[c].kind == CONTAINER_DEFINITION)
			return true;
	}
	return false;
}

uint32_t lead_indent(const struct setting *setting)
{
	const struct block *block = setting->block;

	if (!setting->options->indent || setting->index == 0 ||
	    setting->room < SETTING_ROOMY ||
	    !is_plain_paragraph(setting->document, block) ||
	    !is_plain_paragraph(setting->document, block - 1) ||
	    block[-1].container != block->container ||
	    is_in_list(setting->document, block) ||
	    setting_is_lines(setting, setting->index) ||
	    setting_is_lines(setting, setting->index - 1))
		return 0;
	return INDENT;
}

/* Rows of space between a block and the one before. */
static uint32_t space_above(const struct setting *setting)
{
	const struct block *block = setting->block;

	if (setting_continues_table(setting))
		return space_in_table(setting);
	if (block->flags & BLOCK_TIGHT || follows_title(setting) ||
	    lead_indent(setting) > 0)
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

/* The kind of a callout, with a capital, in a row of its own: the part of the
 * frame with this index begins with the block. */
static void compose_callout(struct setting *setting, size_t part,
			    const struct container *quote)
{
	struct frame *frame = &setting->frame;
	const char *kind = document_string(setting->document, quote->info);
	uint32_t col = frame->parts[part].col + frame->parts[part].width;
	struct buffer label = BUFFER_INIT;

	names_append_cut(&label, kind, strlen(kind),
			 setting->options->width - col,
			 setting->options->cells);
	if (label.data[0] >= 'a' && label.data[0] <= 'z')
		label.data[0] = (char)(label.data[0] - 'a' + 'A');
	begin_drawn(setting, setting->block->off, ROW_LEAD);
	frame->shown = part + 1;
	frame_draw(frame, setting->document, setting->options, setting->index,
		   FRAME_FIRST, setting->rows);
	frame->shown = frame->part_count;
	frame->marked = part + 1;
	rows_draw_foreign(setting->rows,
			  frame_callout(setting->document, quote),
			  setting->block->off, col, label.data, label.len,
			  setting->options->cells);
	buffer_release(&label);
}

static void compose_callouts(struct setting *setting)
{
	const struct document *document = setting->document;

	for (size_t i = 0; i < setting->frame.part_count; i++) {
		const struct container *c =
			&document->containers[setting->frame.parts[i]
						      .container];

		if (c->kind == CONTAINER_QUOTE && c->info &&
		    c->first_block == setting->index)
			compose_callout(setting, i, c);
	}
}

/* A short rule parts the notes from what they are to. */
static void compose_notes_rule(struct setting *setting)
{
	uint32_t width = setting->options->width;

	for (int i = 0; i < SPACE_ABOVE; i++)
		begin_drawn(setting, setting->block->off, ROW_LEAD);
	begin_drawn(setting, setting->block->off, ROW_LEAD);
	rows_draw_line(setting->rows, MEANING_RULE, setting->block->off, 0,
		       setting->glyphs->under_2,
		       width < NOTES_RULE ? width : NOTES_RULE,
		       setting->options->cells);
}

void lead_compose(struct setting *setting)
{
	if (setting->index == 0) {
		compose_front(setting);
	} else {
		if (setting_note(setting, setting->index) != DOCUMENT_NONE &&
		    setting_note(setting, setting->index - 1) == DOCUMENT_NONE)
			compose_notes_rule(setting);
		for (uint32_t i = space_above(setting); i > 0; i--)
			compose_blank(setting);
	}
	compose_callouts(setting);
}

/* A thin rule under each of a table's column titles. */
static void compose_column_rules(struct setting *setting)
{
	const struct columns *columns = &setting->scratch->columns;
	uint32_t off = setting->block->end;

	begin_drawn(setting, off, ROW_TRAIL);
	frame_draw(&setting->frame, setting->document, setting->options,
		   setting->index, FRAME_REST, setting->rows);
	columns_mark_row(columns, setting);
	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->columns[i];

		if (i == 1)
			columns_draw_bar(columns, setting, off);
		if (column->width > 0)
			rows_draw_line(setting->rows, MEANING_RULE, off,
				       setting->col + column->col,
				       setting->glyphs->under_2, column->width,
				       setting->options->cells);
	}
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

	/* What has no text has no place for a trail. */
	if (block->end - block->off == 1)
		return;
	if (block->kind == BLOCK_ROW && block->flags & BLOCK_HEADER &&
	    !setting->scratch->columns.records)
		compose_column_rules(setting);
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
