/* SPDX-License-Identifier: ISC */
/*
 * A fuzz target: bytes through source, document, rows and print, with every
 * invariant asserted on the way.
 *
 * The first two bytes choose how: the first is the width of the measure, of
 * the second the bits are told below. The rest is the file. For libFuzzer (see
 * configure --enable-fuzzing) and for replay.c.
 */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/source.h"
#include "layout/layout.h"
#include "text/sink.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Bits of the second byte. */
enum {
	CHOICE_MARKDOWN = 1 << 0, /* else as the bytes look */
	CHOICE_PLAIN = 1 << 1,
	CHOICE_WRAP = 1 << 2,
	CHOICE_ASCII = 1 << 3,
	CHOICE_NOT_INFERRED = 1 << 4,
	CHOICE_WINDOW_1 = 1 << 5, /* bytes of source a step; else 64 KiB */
	CHOICE_WINDOW_80 = 1 << 6,
	CHOICE_ENCODED = 1 << 7, /* find the encoding out; else it is UTF-8 */
};

enum { HEAD = 2 };

static struct document *load(const uint8_t *data, size_t size, unsigned choice)
{
	enum source_from from = SOURCE_AUTO;
	size_t window = LOAD_WINDOW;
	struct source *source;
	struct error error;

	if (choice & CHOICE_MARKDOWN)
		from = SOURCE_AS_MARKDOWN;
	else if (choice & CHOICE_PLAIN)
		from = SOURCE_AS_PLAIN;
	if (choice & CHOICE_WINDOW_1)
		window = 1;
	else if (choice & CHOICE_WINDOW_80)
		window = 80;
	if (choice & CHOICE_ENCODED)
		source = source_from_bytes("fuzzed", (const char *)data, size,
					   NULL);
	else
		source = source_from_memory("fuzzed", (const char *)data, size);
	return load_all(source, from, window, &error);
}

/* What a row shows can't command a terminal. */
static void check_row(const struct document *document, const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];
		const char *bytes = row->decorations + piece->decoration;

		if (piece->off != piece->end)
			continue;
		assert(utf8_valid(bytes, piece->decoration_len));
		for (size_t at = 0; at < piece->decoration_len;) {
			uint32_t point;

			at += utf8_decode(bytes + at,
					  piece->decoration_len - at, &point);
			assert(sink_classify(point) != SINK_CONTROL &&
			       sink_classify(point) != SINK_HIDDEN);
		}
	}
	assert(row->block < document->block_count);
}

/* Every row once, and back: the same number of them. */
static void check_rows(struct layout *layout, const struct document *document)
{
	struct layout_at at;
	struct row row;
	long down = 0, up = 0;

	for (uint32_t block = 0; block < document->block_count; block++)
		layout_check(layout, block);
	if (!layout_find(layout, (struct place){ 0, UINT32_MAX }, &at))
		return;
	do {
		struct layout_at again;

		layout_row(layout, at, &row);
		check_row(document, &row);
		assert(layout_find(layout, layout_place(layout, at), &again));
		assert(again.block == at.block && again.segment == at.segment &&
		       again.row == at.row);
		down++;
	} while (layout_next(layout, &at));
	while (layout_previous(layout, &at))
		up++;
	assert(up == down - 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct layout_options options = { 0 };
	struct document *document;
	struct layout *layout;
	unsigned choice;

	if (size < HEAD)
		return 0;
	choice = data[1];
	options.width = 1 + data[0] % 160u;
	options.wrap_code = choice & CHOICE_WRAP;
	options.inferred = !(choice & CHOICE_NOT_INFERRED);
	options.cells = choice & CHOICE_ASCII ? CELLS_ASCII : CELLS_UNICODE;
	document = load(data + HEAD, size - HEAD, choice);
	if (!document)
		return 0;
	document_check(document);
	layout = layout_open(document, &options);
	check_rows(layout, document);
	layout_free(layout);
	document_free(document);
	return 0;
}
