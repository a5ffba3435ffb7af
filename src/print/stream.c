/* SPDX-License-Identifier: ISC */
/* Print a source while it is parsed, without keeping it. */
#include "print/stream.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/document.h"
#include "document/pieces.h"
#include "print/printer.h"

struct print_stream {
	struct pieces *pieces;
	size_t window;
	/* The pieces that are to be printed, behind the block before them. */
	struct document *document;
	uint32_t printed; /* its blocks before this one are */
};

struct print_stream *print_stream_open(struct source *source,
				       enum source_from from, size_t window,
				       struct guard *guard)
{
	struct print_stream *stream = memory_alloc_zeroed(1, sizeof(*stream));

	stream->pieces = pieces_open(source, from, window, guard);
	stream->window = window;
	stream->document = document_new(pieces_kind(stream->pieces));
	pieces_settle(stream->pieces);
	return stream;
}

void print_stream_free(struct print_stream *stream)
{
	if (!stream)
		return;
	document_free(stream->document);
	pieces_free(stream->pieces);
	free(stream);
}

const struct document *print_stream_document(const struct print_stream *stream)
{
	return stream->document;
}

static void add_piece(struct print_stream *stream)
{
	struct document *document = stream->document;
	struct document *piece = document_new(document->kind);

	if (pieces_next(stream->pieces, piece) == PIECES_DONE)
		document->complete = true;
	if (!document_append(document, piece))
		document->complete = true;
	document_free(piece);
}

/* Whether the notes have begun. All of them are taken at once: whether one has
 * a way back hangs on those behind it. They are in memory anyway. */
static bool is_among_notes(const struct document *document)
{
	return document->kind == DOCUMENT_MARKDOWN &&
	       document->after_block != DOCUMENT_NONE;
}

/* Parses until there are so many bytes of text, at least a piece. */
static void gather(struct print_stream *stream, size_t len)
{
	const struct document *document = stream->document;

	while (!document->complete &&
	       (document->text.len < len || is_among_notes(document)))
		add_piece(stream);
}

bool print_stream_grow(struct print_stream *stream)
{
	gather(stream, stream->document->text.len * 2 + 1);
	return !stream->document->complete;
}

/* Prints what there is; false when no more is to be parsed. */
static bool put(struct print_stream *stream, struct printer *printer)
{
	struct document *document = stream->document;
	uint32_t count = (uint32_t)document->block_count;

	if (!printer_put(printer, document, stream->printed, count, true))
		return false;
	document_forget(document);
	stream->printed = (uint32_t)document->block_count;
	return !document->complete;
}

bool print_stream_run(struct print_stream *stream, int fd,
		      const struct print_options *options, struct error *error)
{
	struct printer printer;

	printer_open(&printer, fd, options);
	do
		gather(stream,
		       stream->document->text.len + stream->window / 2 + 1);
	while (put(stream, &printer));
	return printer_close(&printer, error);
}
