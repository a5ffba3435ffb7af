/* SPDX-License-Identifier: ISC */
/* Set a row of a table without room for its columns: each cell on lines of its
 * own, behind the title of its column. */
#include "base/buffer.h"
#include "base/memory.h"
#include "layout/names.h"
#include "layout/setting.h"
#include "text/cells.h"

enum { INDENT = 2 /* of the lines that continue a cell */ };

/* The cell above, in the table's row of titles; false if there is none. */
static bool find_title(const struct setting *setting, size_t cell,
		       struct cell *title)
{
	const struct document *document = setting->document;
	const struct block *first =
		&document->blocks
			 [document->containers[setting->block->container]
				  .first_block];
	size_t column = cell - document_cell_at(document, setting->block->off);

	if (!(first->flags & BLOCK_HEADER) || first == setting->block)
		return false;
	*title = document->cells[document_cell_at(document, first->off) +
				 column];
	return title->end - title->off > 1;
}

/* Appends what stands before a cell's first line. */
static void append_title(struct buffer *out, const struct setting *setting,
			 size_t cell)
{
	struct cell title;

	if (setting->room < SETTING_ROOMY || !find_title(setting, cell, &title))
		return;
	names_append_cut(out, setting->text + title.off,
			 title.end - title.off - 1, setting->room / 2 - 2,
			 setting->options->cells);
	buffer_append_string(out, ": ");
}

/* The columns that a line leaves free: for the title, then for the indent. */
static uint32_t left_of(const struct setting *setting,
			const struct buffer *title, size_t line)
{
	if (line == 0)
		return (uint32_t)cells_width(setting->options->cells,
					     buffer_string(title), title->len);
	return setting->room < SETTING_ROOMY ? 0 : INDENT;
}

/* Breaks text [off, end) of a cell, with its '\n', into lines; starts says
 * whether the cell starts there. */
static void break_text(struct setting *setting, uint32_t off, uint32_t end,
		       bool starts, const struct buffer *title)
{
	struct scratch *scratch = setting->scratch;
	struct lines *lines = &scratch->lines;
	const char *text = setting->text + setting->off;

	lines->count = 0;
	insets_clear(&scratch->insets);
	insets_find(setting, off, end - (text[end - 1 - setting->off] == '\n'),
		    starts, setting->room / 2);
	while (off < end) {
		uint32_t left = left_of(setting, title, lines->count);
		struct line line = paragraph_line(
			text, end - setting->off, off - setting->off,
			scratch->widths, scratch->kinds, setting->room - left);

		line.off += setting->off;
		line.shown_end += setting->off;
		line.end += setting->off;
		off = line.end;
		MEMORY_RESERVE(lines->lines, lines->room, lines->count + 1);
		lines->lines[lines->count++] = line;
	}
	insets_narrow(setting);
}

static void add_row(struct setting *setting, struct line line,
		    const struct buffer *title, size_t i)
{
	setting_begin_row(setting, line, 0);
	if (i == 0)
		rows_draw_foreign(setting->rows, MEANING_MARKER, line.off,
				  setting->col, title->data, title->len,
				  setting->options->cells);
	setting_add_text(setting, line,
			 setting->col + left_of(setting, title, i));
}

static void add_rows(struct setting *setting, const struct buffer *title)
{
	const struct lines *lines = &setting->scratch->lines;

	for (size_t i = 0; i < lines->count; i++)
		add_row(setting, lines->lines[i], title, i);
}

/* An empty cell belongs to the row before it, if there is one. */
static void add_empty(struct setting *setting, uint32_t off, uint32_t end,
		      const struct buffer *title)
{
	struct rows *rows = setting->rows;
	struct line line = { off, off, end, 0 };

	if (rows->count > rows->lead)
		rows->rows[rows->count - 1].end = end;
	else
		add_row(setting, line, title, 0);
}

void records_compose(struct setting *setting)
{
	const struct document *document = setting->document;
	size_t cell = document_cell_at(document, setting->off);
	struct buffer title = BUFFER_INIT;
	uint32_t off = setting->off;

	for (; off < setting->end; cell++) {
		struct cell here = document->cells[cell];
		uint32_t end =
			here.end < setting->end ? here.end : setting->end;

		buffer_clear(&title);
		if (off == here.off)
			append_title(&title, setting, cell);
		if (here.end - off == 1) {
			add_empty(setting, off, end, &title);
		} else {
			break_text(setting, off, end, off == here.off, &title);
			add_rows(setting, &title);
		}
		off = end;
	}
	buffer_release(&title);
}
