/* SPDX-License-Identifier: ISC */
/* Set a block without text: an item of nothing, images, references. */
#include "base/buffer.h"
#include "layout/names.h"
#include "layout/setting.h"
#include "text/cells.h"

/* Takes the row that was begun last for one of the lead, for only one row can
 * be that of the block's '\n'; begins another. */
static void turn_over(struct setting *setting)
{
	struct rows *rows = setting->rows;
	struct kept_row *row = &rows->rows[rows->count - 1];
	struct line line = { .off = setting->off,
			     .shown_end = setting->off,
			     .end = setting->end };

	row->end = row->off;
	row->flags = ROW_LEAD;
	rows->lead++;
	setting_begin_row(setting, line, 0);
}

/* Draws something behind what is drawn already, or in the next row. */
static void draw(struct setting *setting, enum meaning meaning, uint32_t run,
		 const struct buffer *bytes)
{
	enum cells_mode cells = setting->options->cells;
	uint32_t width =
		(uint32_t)cells_width(cells, buffer_string(bytes), bytes->len);
	uint32_t right = rows_width(setting->rows);
	uint32_t col = right > setting->col ? right + 1 : setting->col;

	if (width == 0 || width > setting->room)
		return;
	if (col + width > setting->options->width) {
		turn_over(setting);
		col = setting->col;
	}
	rows_draw_bytes(setting->rows,
			(struct row_piece){
				.off = setting->off,
				.end = setting->off,
				.run = run,
				.col = col,
				.width = width,
				.meaning = (uint8_t)meaning,
			},
			bytes->data, bytes->len);
	if (col + width - setting->frame.col > setting->widest)
		setting->widest = col + width - setting->frame.col;
}

static void draw_bare_links(struct setting *setting, struct buffer *bytes)
{
	const struct document *document = setting->document;
	size_t link = names_links_from(document, setting->off);

	while (link < document->link_count &&
	       document->links[link].off < setting->end) {
		enum meaning meaning;

		buffer_clear(bytes);
		meaning =
			names_append_bare(bytes, document, link, setting->room,
					  setting->options->cells);
		draw(setting, meaning, DOCUMENT_NONE, bytes);
		link = names_behind_bare(document, link);
	}
}

static void draw_references(struct setting *setting, struct buffer *bytes)
{
	const struct document *document = setting->document;
	size_t run = document_run_at(document, setting->off);

	while (run > 0 && document->runs[run - 1].off == setting->off)
		run--;
	for (; run < document->run_count &&
	       document->runs[run].off < setting->end;
	     run++) {
		buffer_clear(bytes);
		names_append_reference(bytes, document->runs[run].link,
				       setting->options->cells);
		draw(setting, MEANING_REFERENCE, (uint32_t)run, bytes);
	}
}

void empty_compose(struct setting *setting)
{
	struct line line = { .off = setting->off,
			     .shown_end = setting->off,
			     .end = setting->end };
	struct buffer bytes = BUFFER_INIT;

	setting_begin_row(setting, line, 0);
	draw_bare_links(setting, &bytes);
	draw_references(setting, &bytes);
	buffer_release(&bytes);
}
