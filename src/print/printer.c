/* SPDX-License-Identifier: ISC */
/* Write a document's rows to a descriptor. */
#include "print/printer.h"

#include <stdio.h>
#include <string.h>

#include "document/document.h"
#include "print/print.h"
#include "text/bidi.h"
#include "text/cells.h"
#include "text/octets.h"
#include "text/sink.h"
#include "text/utf8.h"

static const struct look plain = {
	.hue = -1,
	.basic = -1,
	.ground = -1,
	.basic_ground = -1,
};

/* Changes the look: by what is new, or from plain where something goes. */
static void change_look(struct printer *printer, struct look look)
{
	static const char parameters[] = { '1', '3', '4', '7', '2' };
	struct look from = printer->look;
	unsigned added;
	char sgr[48] = "\033[";
	int len = 2;

	if (!printer->color)
		return;
	if (!printer->hues) {
		look.hue = -1;
		look.attributes |= look.bare;
	}
	if (look.attributes == from.attributes && look.hue == from.hue)
		return;
	if ((from.attributes & ~look.attributes) ||
	    (from.hue >= 0 && look.hue < 0)) {
		sgr[len++] = '0';
		sgr[len++] = ';';
		from = plain;
	}
	added = look.attributes & ~(unsigned)from.attributes;
	for (size_t i = 0; i < sizeof(parameters); i++) {
		if (added & 1u << i) {
			sgr[len++] = parameters[i];
			sgr[len++] = ';';
		}
	}
	if (look.hue != from.hue)
		len += snprintf(sgr + len, sizeof(sgr) - (size_t)len,
				"38;5;%d;", look.hue);
	sgr[len - 1] = 'm'; /* where the last ';' was */
	output_append(&printer->output, sgr, (size_t)len);
	printer->look = look;
}

/* White space of any kind, and what is not shown. */
static bool is_blank(uint32_t point)
{
	return point == ' ' || point == '\t' || point == 0xa0 ||
	       point == 0xad || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200b) || point == 0x202f ||
	       point == 0x205f || point == 0x2060 || point == 0x3000 ||
	       point == 0xfeff;
}

static size_t length_without_blanks(struct span bytes)
{
	size_t len = bytes.len;

	while (len > 0) {
		size_t start = utf8_previous(bytes.ptr, len);
		uint32_t point;

		utf8_decode(bytes.ptr + start, len - start, &point);
		if (!is_blank(point))
			break;
		len = start;
	}
	return len;
}

static void put_cluster(struct printer *printer, struct span *bytes)
{
	struct cluster cluster;

	cells_next(CELLS_UNICODE, bytes->ptr, bytes->len, &cluster);
	output_append(&printer->output, cluster.shown,
		      (size_t)cluster.shown_len);
	bytes->ptr += cluster.len;
	bytes->len -= cluster.len;
}

static void put_bytes(struct printer *printer, struct span bytes)
{
	for (;;) {
		size_t len = octets_printable_length(bytes.ptr, bytes.len);

		/* What comes behind may change how the last one is shown. */
		if (len > 0 && len < bytes.len)
			len--;
		output_append(&printer->output, bytes.ptr, len);
		bytes.ptr += len;
		bytes.len -= len;
		if (bytes.len == 0)
			return;
		if (printer->whole)
			break;
		put_cluster(printer, &bytes);
	}
	buffer_clear(&printer->bytes);
	sink_append_whole(&printer->bytes, bytes.ptr, bytes.len);
	output_append(&printer->output, buffer_string(&printer->bytes),
		      printer->bytes.len);
}

/* Blanks up to a column, which no line may run under. */
static void put_gap(struct printer *printer, uint32_t columns)
{
	unsigned lines = ATTRIBUTE_UNDERLINE | ATTRIBUTE_REVERSE;

	if (!columns)
		return;
	if (printer->look.attributes & lines)
		change_look(printer, plain);
	output_append_blanks(&printer->output, columns);
}

static void use_look_of(struct printer *printer, const struct row_piece *piece)
{
	unsigned style = 0;

	if (!printer->color)
		return;
	if (piece->run != DOCUMENT_NONE)
		style = printer->document->runs[piece->run].style;
	if (piece->meaning != printer->meaning || style != printer->style) {
		printer->meaning = piece->meaning;
		printer->style = style;
		printer->reckoned =
			style_look((enum meaning)piece->meaning, style);
	}
	change_look(printer, printer->reckoned);
}

/* The pieces that show anything but blanks at the end, and how much of the
 * last one does. */
static size_t shown_pieces(const char *text, const struct row *row,
			   size_t *last_len)
{
	size_t count = row->piece_count;

	for (; count > 0; count--) {
		*last_len = length_without_blanks(
			row_piece_bytes(text, row, &row->pieces[count - 1]));
		if (*last_len > 0)
			break;
	}
	return count;
}

static void put_row(struct printer *printer, const struct row *row)
{
	const char *text = printer->document->text.data;
	size_t last_len = 0;
	size_t count = shown_pieces(text, row, &last_len);
	uint32_t col = 0;

	for (size_t i = 0; i < count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		struct span bytes = row_piece_bytes(text, row, piece);

		if (i == count - 1)
			bytes.len = last_len;
		if (bytes.ptr[0] == '\t')
			continue; /* the gap before the next piece */
		put_gap(printer, piece->col - col);
		use_look_of(printer, piece);
		/* A blank that is widened is as wide as the words' line. */
		if (row_piece_is_gap(text, piece))
			output_append_blanks(&printer->output, piece->width);
		else
			put_bytes(printer, bytes);
		col = piece->col + piece->width;
	}
	change_look(printer, plain);
	output_append_byte(&printer->output, '\n');
}

/* A terminal that orders text by itself is told not to, as terminal/screen.c
 * does, before the first block that needs it. */
static void keep_order(struct printer *printer, const struct block *block)
{
	const char *text = printer->document->text.data;

	if (!printer->layout.bidi || printer->ordered ||
	    !bidi_needed(text + block->off, block->end - block->off))
		return;
	printer->ordered = true;
	output_append(&printer->output, "\033[8l", 4);
}

static void put_rows(struct printer *printer, struct layout *layout,
		     struct place start, uint32_t to)
{
	uint32_t known = DOCUMENT_NONE;
	struct layout_at at;
	struct row row;

	layout_find(layout, start, &at);
	do {
		if (at.block >= to)
			return;
		if (at.block != known)
			keep_order(printer,
				   &printer->document->blocks[at.block]);
		known = at.block;
		layout_row(layout, at, &row);
		put_row(printer, &row);
	} while (!output_failed(&printer->output) && layout_next(layout, &at));
}

bool printer_put(struct printer *printer, const struct document *document,
		 uint32_t from, uint32_t to, bool above)
{
	struct layout *layout;

	if (from >= to || output_failed(&printer->output))
		return !output_failed(&printer->output);
	printer->document = document;
	layout = layout_open(document, &printer->layout);
	put_rows(printer, layout,
		 (struct place){ .off = document->blocks[from].off,
				 .above = above ? UINT32_MAX : 0 },
		 to);
	layout_free(layout);
	return !output_failed(&printer->output);
}

void printer_open(struct printer *printer, int fd,
		  const struct print_options *options)
{
	*printer = (struct printer){
		.layout = options->layout,
		.color = options->color,
		.hues = options->hues,
		.whole = options->whole,
		.look = plain,
		.meaning = MEANING_COUNT,
	};
	printer->layout.wrap_code = true;
	printer->layout.cells = CELLS_UNICODE;
	output_open(&printer->output, fd);
}

bool printer_close(struct printer *printer, struct error *error)
{
	if (printer->ordered)
		output_append(&printer->output, "\033[8h", 4);
	buffer_release(&printer->bytes);
	return output_close(&printer->output, error);
}
