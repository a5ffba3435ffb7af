/* SPDX-License-Identifier: ISC */
/* Set verse: lines and indents kept, long lines turned over. */
#include <string.h>

#include "layout/setting.h"
#include "text/breaks.h"
#include "text/cells.h"

enum {
	/* A paragraph of so many lines and more that have no more characters in
	 * the mean is set as lines … */
	LINES_MIN = 3,
	LINE_MEAN = 60,
	/* … if it is not longer: stanzas are short. */
	LINES_BYTES = 8192,
};

bool setting_is_lines(const struct setting *setting, uint32_t index)
{
	const struct block *block = &setting->document->blocks[index];
	size_t points = 0;
	size_t lines = 0;

	if (block->kind != BLOCK_PARAGRAPH ||
	    block->end - block->off > LINES_BYTES ||
	    !memchr(setting->text + block->off, '\n',
		    block->end - block->off - 1))
		return false;
	for (uint32_t i = block->off; i < block->end; i++) {
		lines += setting->text[i] == '\n';
		points += ((unsigned char)setting->text[i] & 0xc0) != 0x80;
	}
	return lines >= LINES_MIN && points - lines <= lines * LINE_MEAN;
}

/* Columns of the word at off of the segment: up to where the line may end. */
static uint32_t word_width(const struct setting *setting, size_t off)
{
	const struct scratch *scratch = setting->scratch;
	size_t len = setting->end - setting->off;
	uint32_t width = 0;

	for (size_t i = off; i < len && width <= setting->room; i++) {
		if (i > off && scratch->kinds[i] >= BREAK_ALLOWED)
			break;
		if (scratch->widths[i] != CELLS_INSIDE)
			width += scratch->widths[i];
	}
	return width;
}

/*
 * A line at *off of the segment keeps its indent as far as that takes no more
 * than half of the room and its first word fits behind it; the blanks that are
 * too many go to the break of the row before. Returns the columns left over.
 */
static uint32_t shorten_indent(struct setting *setting, size_t *off)
{
	const uint8_t *widths = setting->scratch->widths;
	const char *text = setting->text + setting->off;
	struct rows *rows = setting->rows;
	size_t len = setting->end - setting->off;
	uint32_t most = setting->room / 2;
	uint32_t indent = 0;
	uint32_t word;
	size_t i = *off;

	/* A blank with a mark on it is none. */
	while (i + 1 < len && (text[i] == ' ' || text[i] == '\t') &&
	       widths[i + 1] != CELLS_INSIDE)
		indent += widths[i++];
	word = word_width(setting, i);
	if (word > setting->room - most)
		most = word < setting->room ? setting->room - word : 0;
	if (rows->count == rows->lead)
		return indent < most ? indent : most;
	for (; indent > most; (*off)++) {
		indent -= widths[*off];
		rows->rows[rows->count - 1].end++;
	}
	return indent;
}

void verse_compose(struct setting *setting)
{
	const struct scratch *scratch = setting->scratch;
	const char *text = setting->text + setting->off;
	size_t len = setting->end - setting->off;
	uint32_t hang = 0;

	setting->tabs = true;
	setting_widen_tabs(setting);
	for (size_t off = 0; off < len;) {
		uint32_t left = 0;
		struct line line;

		if (off > 0 && text[off - 1] != '\n') {
			left = hang;
		} else {
			hang = shorten_indent(setting, &off);
			if (setting->room >= SETTING_ROOMY)
				hang += SETTING_TURNED;
		}
		line = paragraph_line(text, len, off, scratch->widths,
				      scratch->kinds, setting->room - left);
		off = line.end;
		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		setting_begin_row(setting, line, 0);
		setting_add_text(setting, line, setting->col + left);
	}
}
