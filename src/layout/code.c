/* SPDX-License-Identifier: ISC */
/* Set code: its lines as they stand, or wrapped and marked so. */
#include <string.h>

#include "layout/setting.h"

enum { INDENT = 2, SIGN = 2 /* columns of the sign of a wrapped line */ };

/* The end of what fits into room columns of a line: behind a blank in the
 * second half of the row, else between any two clusters. */
static uint32_t fitting_end(const struct setting *setting, uint32_t off,
			    uint32_t end, uint32_t room)
{
	const uint8_t *widths = setting->scratch->widths;
	const char *text = setting->text;
	uint32_t col = 0;
	uint32_t blank = off;

	for (uint32_t i = off; i < end; i++) {
		uint8_t width = widths[i - setting->off];

		if (width == CELLS_INSIDE)
			continue;
		if (i > off && col > room / 2 &&
		    (text[i - 1] == ' ' || text[i - 1] == '\t'))
			blank = i;
		if (i > off && col + width > room)
			return blank > off ? blank : i;
		col += width;
	}
	return end;
}

/* Sets a line as rows that fit; end is that of its text. */
static void wrap_line(struct setting *setting, struct line line, uint32_t end)
{
	uint32_t next = line.end;
	uint32_t left = setting->col;
	uint32_t room = setting->room;

	for (;;) {
		line.shown_end = fitting_end(setting, line.off, end, room);
		line.end = line.shown_end < end ? line.shown_end : next;
		setting_begin_row(setting, line, 0);
		if (left > setting->col)
			rows_draw(setting->rows, MEANING_CONTINUED, line.off,
				  setting->col, setting->glyphs->continued,
				  setting->options->cells);
		setting_add_text(setting, line, left);
		if (line.end == next)
			return;
		line.off = line.end;
		if (setting->room >= SETTING_ROOMY) {
			left = setting->col + SIGN;
			room = setting->room - SIGN;
		}
	}
}

void code_compose(struct setting *setting)
{
	const char *text = setting->text;
	uint32_t off = setting->off;

	if (setting->room >= SETTING_ROOMY) {
		setting->col += INDENT;
		setting->room -= INDENT;
	}
	setting->tabs = true;
	setting_widen_tabs(setting);
	while (off < setting->end) {
		const char *newline =
			memchr(text + off, '\n', setting->end - off);
		uint32_t end =
			newline ? (uint32_t)(newline - text) : setting->end;
		struct line line = { .off = off,
				     .shown_end = end,
				     .end = newline ? end + 1 : end };

		if (setting->options->wrap_code) {
			wrap_line(setting, line, end);
		} else {
			setting_begin_row(setting, line, ROW_WIDE);
			setting_add_text(setting, line, setting->col);
		}
		off = line.end;
	}
}
