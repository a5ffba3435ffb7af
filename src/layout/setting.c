/* SPDX-License-Identifier: ISC */
/* Add rows of text to the segment that is being set. */
#include "layout/setting.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "layout/bidirectional.h"
#include "layout/script.h"
#include "text/breaks.h"
#include "text/cells.h"

enum { TAB = 8 };

void setting_measure(struct setting *setting, const char *text, size_t len,
		     bool breaks)
{
	struct scratch *scratch = setting->scratch;

	MEMORY_RESERVE(scratch->widths, scratch->widths_room, len);
	cells_measure(setting->options->cells, text, len, scratch->widths);
	if (!breaks)
		return;
	MEMORY_RESERVE(scratch->kinds, scratch->kinds_room, len);
	breaks_find(text, len, scratch->kinds);
}

void setting_widen_tabs(struct setting *setting)
{
	uint8_t *widths = setting->scratch->widths;
	const char *text = setting->text + setting->off;
	uint32_t widest = setting->room < TAB ? setting->room : TAB;
	uint32_t col = 0;

	for (uint32_t i = 0; i < setting->end - setting->off; i++) {
		if (widths[i] == CELLS_INSIDE)
			continue;
		if (text[i] == '\t') {
			uint32_t width = TAB - col % TAB;

			widths[i] = (uint8_t)(width < widest ? width : widest);
		}
		col = text[i] == '\n' ? 0 : col + widths[i];
	}
}

/* Columns of text [off, end). */
static uint32_t width_of(const struct setting *setting, uint32_t off,
			 uint32_t end)
{
	return cells_columns(setting->scratch->widths + (off - setting->off),
			     end - off);
}

/* The run that off is in, or DOCUMENT_NONE; *end comes down to where that run
 * ends or the next one starts. */
static uint32_t run_at(struct setting *setting, uint32_t off, uint32_t *end)
{
	const struct document *document = setting->document;
	const struct run *run;
	const struct run *runs_end;

	if (!document->run_count)
		return DOCUMENT_NONE;
	run = document->runs + setting->run;
	runs_end = document->runs + document->run_count;
	while (run < runs_end && run->end <= off)
		run++;
	setting->run = (uint32_t)(run - document->runs);
	if (run == runs_end)
		return DOCUMENT_NONE;
	if (run->off > off) {
		if (run->off < *end)
			*end = run->off;
		return DOCUMENT_NONE;
	}
	if (run->end < *end)
		*end = run->end;
	return setting->run;
}

/* A tab at off ends behind itself, other text before the next tab. */
static uint32_t end_at_tab(const char *text, uint32_t off, uint32_t end)
{
	const char *tab;

	if (text[off] == '\t')
		return off + 1;
	tab = memchr(text + off, '\t', end - off);
	return tab ? (uint32_t)(tab - text) : end;
}

/* The blanks of a line that is justified, as they come. */
struct gaps {
	uint32_t each; /* columns that each of them grows by … */
	uint32_t from; /* … and those of these numbers by one more */
	uint32_t to;
	uint32_t count; /* of those before */
};

/* Those of code are a part of it: it may be told apart by them. */
static bool is_code(const struct document *document, uint32_t off)
{
	size_t i = document_run_at(document, off);

	return i < document->run_count && document->runs[i].off <= off &&
	       document->runs[i].style & RUN_CODE;
}

static bool is_blank(const struct setting *setting, uint32_t off)
{
	return paragraph_blank(setting->text + setting->off,
			       setting->end - setting->off, off - setting->off,
			       setting->scratch->widths) &&
	       !is_code(setting->document, off);
}

static struct gaps gaps_of(const struct setting *setting, struct line line)
{
	struct gaps gaps = { 0 };
	uint32_t count = 0;
	uint32_t rest;

	if (line.fill == 0)
		return gaps;
	for (uint32_t off = line.off; off < line.shown_end; off++)
		count += is_blank(setting, off);
	/* What was chosen by all blanks may be too much for these. */
	if (line.fill > count)
		return gaps;
	rest = line.fill % count;
	gaps.each = line.fill / count;
	gaps.from = line.fill_right ? count - rest : 0;
	gaps.to = gaps.from + rest;
	return gaps;
}

/* The columns that the next blank grows by. */
static uint32_t next_gap(struct gaps *gaps)
{
	uint32_t i = gaps->count++;

	return gaps->each + (i >= gaps->from && i < gaps->to);
}

/* A blank at off that grows ends behind itself, other text before the next
 * such. Returns what it grows by. */
static uint32_t widen_blank(const struct setting *setting, struct gaps *gaps,
			    uint32_t off, uint32_t *end)
{
	for (uint32_t i = off; i < *end; i++) {
		struct gaps before = *gaps;
		uint32_t more;

		if (!is_blank(setting, i))
			continue;
		more = next_gap(gaps);
		if (more == 0)
			continue;
		if (i == off) {
			*end = off + 1;
			return more;
		}
		*gaps = before;
		*end = i;
	}
	return 0;
}

void setting_begin_row(struct setting *setting, struct line line,
		       unsigned flags)
{
	rows_begin(setting->rows, line.off, line.shown_end, line.end, flags);
	frame_draw(&setting->frame, setting->document, setting->options,
		   setting->index, setting->first ? FRAME_FIRST : FRAME_REST,
		   setting->rows);
	if (setting->first && setting->sign)
		rows_draw(setting->rows, MEANING_MARKER, line.off,
			  setting->frame.col, setting->sign,
			  setting->options->cells);
	setting->first = false;
}

/* Draws the insets from *inset on that stand at off: those behind the text
 * that ends there, or those before the text that starts there. At column left
 * the row's text starts. */
static void add_insets(struct setting *setting, size_t *inset, uint32_t off,
		       bool before, uint32_t left, uint32_t *col)
{
	const struct insets *insets = &setting->scratch->insets;

	for (; *inset < insets->count; ++*inset) {
		const struct inset *i = &insets->insets[*inset];
		uint32_t blank = *col > left ? i->left : 0;

		if (i->off != off || i->before != before)
			return;
		rows_draw_bytes(setting->rows,
				(struct row_piece){
					.off = off,
					.end = off,
					.run = i->run,
					.col = *col + blank,
					.width = (uint32_t)i->width - i->left -
						 i->right,
					.meaning = i->meaning,
				},
				insets->bytes.data + i->bytes, i->len);
		*col += i->width + blank - i->left;
	}
}

/* Whether text of the run is shown by characters raised or lowered. */
static bool is_shown_as_script(const struct setting *setting, uint32_t run)
{
	const struct document *document = setting->document;
	const unsigned scripts = RUN_SUPERSCRIPT | RUN_SUBSCRIPT;

	return setting->insets && run != DOCUMENT_NONE &&
	       document->runs[run].style & scripts &&
	       script_of(document, run, setting->options->cells) ==
		       SCRIPT_SHOWN;
}

/* Adds text in one run or none, with blanks that take some columns more. */
static void add_piece(struct setting *setting, struct row_piece piece,
		      uint32_t more)
{
	struct buffer shown = BUFFER_INIT;

	piece.width = width_of(setting, piece.off, piece.end) + more;
	piece.meaning = (uint8_t)setting->meaning;
	if (more > 0 || !is_shown_as_script(setting, piece.run)) {
		rows_text(setting->rows, piece);
		return;
	}
	script_append(&shown, setting->document, piece.run, piece.off,
		      piece.end);
	rows_draw_bytes(setting->rows, piece, shown.data, shown.len);
	buffer_release(&shown);
}

void setting_add_text(struct setting *setting, struct line line, uint32_t left)
{
	const struct insets *insets = &setting->scratch->insets;
	size_t inset =
		setting->insets ? insets_at(insets, line.off) : insets->count;
	size_t first = setting->rows->piece_count;
	struct gaps gaps = gaps_of(setting, line);
	uint32_t off = line.off;
	uint32_t col = left;

	while (off < line.shown_end) {
		uint32_t end = line.shown_end;
		uint32_t run = run_at(setting, off, &end);
		uint32_t more = 0;

		if (setting->tabs)
			end = end_at_tab(setting->text, off, end);
		add_insets(setting, &inset, off, true, left, &col);
		if (inset < insets->count && insets->insets[inset].off > off &&
		    insets->insets[inset].off < end)
			end = insets->insets[inset].off;
		if (line.fill > 0)
			more = widen_blank(setting, &gaps, off, &end);
		add_piece(setting,
			  (struct row_piece){ .off = off,
					      .end = end,
					      .run = run,
					      .col = col },
			  more);
		col = rows_width(setting->rows);
		off = end;
		add_insets(setting, &inset, off, false, left, &col);
	}
	if (line.hyphen)
		rows_draw(setting->rows, MEANING_HYPHEN, line.end, col, "-",
			  setting->options->cells);
	if (setting->bidi)
		bidirectional_order(setting, line, first);
}

bool setting_is_heading(const struct setting *setting, uint32_t index)
{
	const struct block *block = &setting->document->blocks[index];

	return block->kind == BLOCK_HEADING &&
	       (setting->options->inferred || !(block->flags & BLOCK_INFERRED));
}

bool setting_continues_table(const struct setting *setting)
{
	const struct block *block = setting->block;

	return block->kind == BLOCK_ROW && setting->index > 0 &&
	       block[-1].kind == BLOCK_ROW &&
	       block[-1].container == block->container;
}

uint32_t setting_note(const struct setting *setting, uint32_t index)
{
	const struct document *document = setting->document;
	uint32_t container = document->blocks[index].container;

	if (!document->note_count)
		return DOCUMENT_NONE;
	while (container != DOCUMENT_NONE &&
	       document->containers[container].kind != CONTAINER_NOTE)
		container = document->containers[container].parent;
	return container;
}
