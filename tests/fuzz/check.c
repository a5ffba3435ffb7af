/* SPDX-License-Identifier: ISC */
/* What holds of any document, whichever source it is of. */
#include "fuzz/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "document/load.h"
#include "document/pieces.h"
#include "document/valid.h"
#include "document/wire.h"
#include "fuzz/oracle.h"
#include "layout/layout.h"
#include "lies.h"
#include "test.h"

enum {
	LIES = 6,	 /* about each piece … */
	LIES_MOST = 600, /* … and about a document */
};

struct source *check_open(const struct check_source *source)
{
	const struct fuzz_input *in = &source->bytes;

	return source->encoded
		       ? source_from_bytes("fuzzed", in->bytes, in->len, NULL)
		       : source_from_memory("fuzzed", in->bytes, in->len);
}

struct document *check_load(const struct check_source *source, size_t window)
{
	struct document *document;
	struct error error;

	document = load_all(check_open(source), source->from, window, &error);
	if (document) {
		document_check(document);
		assert(valid_fault(document) == 0);
	}
	return document;
}

void check_options(struct layout_options *options, unsigned width,
		   unsigned choice)
{
	*options = (struct layout_options){
		.width = 1 + width % 160u,
		.wrap_code = choice & 1u,
		.inferred = !(choice & 2u),
		.justify = choice & 4u,
		.indent = choice & 8u,
		.bidi = !(choice & 16u),
		.breaks = choice & 32u ? LAYOUT_BREAKS_GREEDY
				       : LAYOUT_BREAKS_TOTAL,
	};
	options->window = options->width + (choice & 64u ? 20 : 0);
	if (choice & 128u)
		options->cells = choice & 1u ? CELLS_ASCII : CELLS_EAST_ASIAN;
}

/* --- Rows ------------------------------------------------------------------
 */

static void check_row(const struct document *document, const struct row *row)
{
	for (size_t i = 0; i < row->piece_count; i++) {
		const struct row_piece *piece = &row->pieces[i];

		if (piece->off == piece->end)
			oracle_check(row->decorations + piece->decoration,
				     piece->decoration_len, 0);
	}
	assert(row->block < document->block_count);
}

void check_rows(const struct document *document,
		const struct layout_options *options)
{
	struct layout *layout = layout_open(document, options);
	struct layout_at at;
	struct row row;
	long down = 0, up = 0;

	for (uint32_t block = 0; block < document->block_count; block++)
		layout_check(layout, block);
	if (layout_find(layout, (struct place){ 0, UINT32_MAX }, &at)) {
		do {
			struct layout_at again;

			layout_row(layout, at, &row);
			check_row(document, &row);
			assert(layout_find(layout, layout_place(layout, at),
					   &again));
			assert(again.block == at.block &&
			       again.segment == at.segment &&
			       again.row == at.row);
			down++;
		} while (layout_next(layout, &at));
		while (layout_previous(layout, &at))
			up++;
		assert(up == down - 1);
	}
	layout_free(layout);
}

/* --- Wires -----------------------------------------------------------------
 */

/* Whatever is believed can be read by anybody. */
static void use(const struct document *piece)
{
	struct document *document =
		document_new((enum document_kind)piece->kind);
	struct layout_options options;

	check_options(&options, 30, 0);
	assert(document_append(document, piece));
	assert(document_append(document, piece));
	check_rows(document, &options);
	document_free(document);
}

static void check_lies(const struct buffer *sent, enum document_kind kind,
		       unsigned count, uint64_t *random)
{
	for (unsigned i = 0; i < count; i++) {
		char *lie = lies_about(sent, random);
		struct document read;

		if (wire_read(&read, kind, lie, sent->len))
			use(&read);
		free(lie);
	}
}

static void check_piece(const struct document *piece, unsigned lies,
			uint64_t *random)
{
	enum document_kind kind = (enum document_kind)piece->kind;
	struct buffer sent = BUFFER_INIT;
	struct buffer again = BUFFER_INIT;
	struct document read;

	wire_write(&sent, piece);
	assert(wire_read(&read, kind, sent.data, sent.len));
	wire_write(&again, &read);
	assert(sent.len == again.len &&
	       memcmp(sent.data, again.data, sent.len) == 0);
	check_lies(&sent, kind, lies, random);
	buffer_release(&sent);
	buffer_release(&again);
}

void check_wire(const struct check_source *source, size_t window)
{
	struct source *opened = check_open(source);
	struct pieces *pieces = pieces_open(opened, source->from, window, NULL);
	uint64_t random = fuzz_seed(&source->bytes);
	enum pieces_result result;
	unsigned told = 0;

	do {
		struct document *piece = document_new(pieces_kind(pieces));

		result = pieces_next(pieces, piece);
		if (result != PIECES_AGAIN) {
			check_piece(piece, told < LIES_MOST ? LIES : 0,
				    &random);
			told += LIES;
		}
		document_free(piece);
	} while (result != PIECES_DONE);
	pieces_free(pieces);
	source_free(opened);
}
