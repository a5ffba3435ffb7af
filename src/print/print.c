/* SPDX-License-Identifier: ISC */
/* A document's rows to a stream. */
#include "print/print.h"

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "document/document.h"
#include "print/output.h"
#include "reader/style.h"
#include "text/bidi.h"
#include "text/cells.h"
#include "text/sink.h"
#include "text/utf8.h"

/* A document's rows on their way out. */
struct printer {
	struct output output;
	const struct document *document;
	bool color;
	bool hues;
	bool whole;
	struct buffer bytes; /* scratch */
	struct look look;    /* as the terminal has it now */
};

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

	if (!printer->hues) {
		look.hue = -1;
		look.attributes |= look.bare;
	}
	if (!printer->color ||
	    (look.attributes == from.attributes && look.hue == from.hue))
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

static struct span piece_bytes(const struct printer *printer,
			       const struct row *row,
			       const struct row_piece *piece)
{
	return row_piece_bytes(printer->document->text.data, row, piece);
}

/* White space of any kind, and what is not shown. */
static bool is_blank(uint32_t point)
{
	return point == ' ' || point == '\t' || point == 0xa0 ||
	       point == 0xad || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200a) || point == 0x202f ||
	       point == 0x205f || point == 0x3000;
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

/* The printable ASCII at the start of bytes with nothing behind that could
 * change how its last character is shown. */
static size_t ascii_length(struct span bytes)
{
	size_t len = 0;

	while (len < bytes.len && bytes.ptr[len] >= 0x20 &&
	       bytes.ptr[len] < 0x7f)
		len++;
	return len > 0 && len < bytes.len ? len - 1 : len;
}

static void put_clusters(struct printer *printer, struct span bytes)
{
	if (printer->whole) {
		buffer_clear(&printer->bytes);
		sink_append_whole(&printer->bytes, bytes.ptr, bytes.len);
		output_append(&printer->output, buffer_string(&printer->bytes),
			      printer->bytes.len);
		return;
	}
	while (bytes.len > 0) {
		size_t len = ascii_length(bytes);

		if (len > 0) {
			output_append(&printer->output, bytes.ptr, len);
		} else {
			struct cluster cluster;

			cells_next(CELLS_UNICODE, bytes.ptr, bytes.len,
				   &cluster);
			output_append(&printer->output, cluster.shown,
				      (size_t)cluster.shown_len);
			len = cluster.len;
		}
		bytes.ptr += len;
		bytes.len -= len;
	}
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

static struct look look_of(const struct printer *printer,
			   const struct row_piece *piece)
{
	unsigned style = 0;

	if (piece->run != DOCUMENT_NONE)
		style = printer->document->runs[piece->run].style;
	return style_look((enum meaning)piece->meaning, style);
}

static void put_row(struct printer *printer, const struct row *row)
{
	size_t count = row->piece_count;
	size_t last_len = 0;
	uint32_t col = 0;

	while (count > 0) {
		last_len = length_without_blanks(
			piece_bytes(printer, row, &row->pieces[count - 1]));
		if (last_len > 0)
			break;
		count--;
	}
	for (size_t i = 0; i < count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		struct span bytes = piece_bytes(printer, row, piece);

		if (i == count - 1)
			bytes.len = last_len;
		if (bytes.ptr[0] == '\t')
			continue; /* the gap before the next piece */
		put_gap(printer, piece->col - col);
		change_look(printer, look_of(printer, piece));
		/* A blank that is widened is as wide as the words' line. */
		if (row_piece_is_gap(printer->document->text.data, piece))
			output_append_blanks(&printer->output, piece->width);
		else
			put_clusters(printer, bytes);
		col = piece->col + piece->width;
	}
	change_look(printer, plain);
	output_append_byte(&printer->output, '\n');
}

static void put_rows(struct printer *printer, struct layout *layout,
		     const struct print_options *options)
{
	const struct document *document = printer->document;
	struct place start = { options->off, 0 };
	struct layout_at at;
	struct row row;

	if (!document->block_count || options->off >= options->end ||
	    options->off >= document->text.len)
		return;
	/* The first row of the block; not the space above it, except what is
	 * drawn above the first one. */
	start.off =
		document->blocks[document_block_at(document, start.off)].off;
	if (start.off == 0)
		start.above = UINT32_MAX;
	layout_find(layout, start, &at);
	do {
		if (document->blocks[at.block].off >= options->end)
			return;
		layout_row(layout, at, &row);
		put_row(printer, &row);
	} while (!output_failed(&printer->output) && layout_next(layout, &at));
}

bool print_document(int fd, const struct document *document,
		    const struct print_options *options, struct error *error)
{
	struct layout_options layout_options = options->layout;
	struct printer printer = {
		.document = document,
		.color = options->color,
		.hues = options->hues,
		.whole = options->whole,
		.look = plain,
	};
	struct layout *layout;
	bool ordered;

	layout_options.wrap_code = true;
	layout_options.cells = CELLS_UNICODE;
	layout = layout_open(document, &layout_options);
	output_open(&printer.output, fd);
	/* Terminals that order text by themselves are told not to, as
	 * terminal/screen.c does. */
	ordered = layout_options.bidi &&
		  bidi_needed(document->text.data, document->text.len);
	if (ordered)
		output_append(&printer.output, "\033[8l", 4);
	put_rows(&printer, layout, options);
	if (ordered)
		output_append(&printer.output, "\033[8h", 4);
	layout_free(layout);
	buffer_release(&printer.bytes);
	return output_close(&printer.output, error);
}
