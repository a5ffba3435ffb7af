/* SPDX-License-Identifier: ISC */
/* Add rows of text to the segment that is being set. */
#include "layout/setting.h"

#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "text/breaks.h"
#include "text/cells.h"

enum { TAB = 8 };

static const char image_label[] = "image: ";

_Static_assert(sizeof(image_label) - 1 == SETTING_LABEL_WIDTH,
	       "the label is as wide as it says");

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

/* Whether an image's alternative text starts with this run. */
static bool starts_image(const struct document *document, size_t run)
{
	const struct run *r = &document->runs[run];

	if (!(r->style & RUN_IMAGE))
		return false;
	return run == 0 || r[-1].end != r->off || r[-1].link != r->link ||
	       !(r[-1].style & RUN_IMAGE);
}

void setting_widen_images(struct setting *setting, int columns)
{
	const struct document *document = setting->document;
	uint8_t *widths = setting->scratch->widths;

	for (size_t i = setting->run; i < document->run_count; i++) {
		uint32_t off = document->runs[i].off;

		if (off >= setting->end)
			break;
		if (off >= setting->off && starts_image(document, i))
			widths[off - setting->off] =
				(uint8_t)(widths[off - setting->off] + columns);
	}
}

uint32_t setting_width(const struct setting *setting, uint32_t off,
		       uint32_t end)
{
	const uint8_t *widths = setting->scratch->widths;
	uint32_t width = 0;

	for (uint32_t i = off - setting->off; i < end - setting->off; i++) {
		if (widths[i] != CELLS_INSIDE)
			width += widths[i];
	}
	return width;
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

void setting_add_text(struct setting *setting, struct line line, uint32_t left)
{
	const struct document *document = setting->document;
	uint32_t off = line.off;
	uint32_t col = left;

	while (off < line.shown_end) {
		uint32_t end = line.shown_end;
		uint32_t run = run_at(setting, off, &end);

		if (setting->tabs)
			end = end_at_tab(setting->text, off, end);
		if (setting->labels && run != DOCUMENT_NONE &&
		    document->runs[run].off == off &&
		    starts_image(document, run)) {
			rows_draw(setting->rows, MEANING_MARKER, off, col,
				  image_label, setting->options->cells);
			col += SETTING_LABEL_WIDTH;
		}
		rows_text(setting->rows,
			  (struct row_piece){
				  .off = off,
				  .end = end,
				  .run = run,
				  .col = col,
				  .width = setting_width(setting, off, end),
				  .meaning = (uint8_t)setting->meaning,
			  });
		col = rows_width(setting->rows);
		off = end;
	}
	if (setting->meaning != MEANING_CODE &&
	    paragraph_hyphenated(setting->text, line.shown_end, line.end))
		rows_draw(setting->rows, MEANING_HYPHEN, line.end, col, "-",
			  setting->options->cells);
}

bool setting_is_heading(const struct setting *setting, uint32_t index)
{
	const struct block *block = &setting->document->blocks[index];

	return block->kind == BLOCK_HEADING &&
	       (setting->options->inferred || !(block->flags & BLOCK_INFERRED));
}
