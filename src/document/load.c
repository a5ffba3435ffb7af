/* SPDX-License-Identifier: ISC */
/* Drive a source through its parser, a piece at a time, into a document. */
#include "document/load.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/memory.h"
#include "document/document.h"
#include "document/markdown.h"
#include "document/plaintext.h"

struct load {
	struct source *source;
	struct document *document;
	struct markdown *markdown;   /* one of these two, */
	struct plaintext *plaintext; /* as the document's kind is */
	bool taken;		     /* the document is the caller's */
	bool begun;		     /* the front matter is in */
};

struct load *load_open(struct source *source, enum source_from from,
		       size_t window)
{
	struct load *load = memory_alloc_zeroed(1, sizeof(*load));
	enum document_kind kind = source_kind(source, from);

	load->source = source;
	load->document = document_new(kind);
	if (kind == DOCUMENT_MARKDOWN)
		load->markdown = markdown_open(source, window);
	else
		load->plaintext = plaintext_open(source, window);
	return load;
}

void load_free(struct load *load)
{
	if (!load)
		return;
	if (!load->taken)
		document_free(load->document);
	markdown_free(load->markdown);
	plaintext_free(load->plaintext);
	source_free(load->source);
	free(load);
}

static void start_anew(struct load *load)
{
	enum document_kind kind = load->document->kind;

	if (!load->taken)
		document_free(load->document);
	load->document = document_new(kind);
	load->taken = false;
	load->begun = false;
}

static enum markdown_result next_piece(struct load *load,
				       struct document *piece)
{
	if (!load->begun)
		source_metadata(load->source, piece);
	load->begun = true;
	if (load->markdown)
		return markdown_step(load->markdown, piece);
	return plaintext_step(load->plaintext, piece) ? MARKDOWN_PIECE
						      : MARKDOWN_DONE;
}

enum load_result load_step(struct load *load)
{
	struct document *piece;
	enum markdown_result result;

	if (load->document->complete)
		return LOAD_DONE;
	piece = document_new(load->document->kind);
	result = next_piece(load, piece);
	/* With the front matter even an empty piece says something. */
	if (result != MARKDOWN_AGAIN && !document_append(load->document, piece))
		result = MARKDOWN_DONE;
	document_free(piece);
	if (result == MARKDOWN_AGAIN) {
		start_anew(load);
		return LOAD_AGAIN;
	}
	load->document->complete = result == MARKDOWN_DONE;
	if (load->document->complete)
		load->document->repaired += source_replaced(load->source);
	return load->document->complete ? LOAD_DONE : LOAD_MORE;
}

struct document *load_document(struct load *load)
{
	return load->document;
}

struct document *load_take(struct load *load)
{
	load->taken = true;
	return load->document;
}

void load_progress(const struct load *load, uint64_t *done, uint64_t *all)
{
	const struct document *document = load->document;

	*all = source_size(load->source);
	if (document->complete)
		*done = *all;
	else if (load->markdown)
		*done = markdown_position(load->markdown);
	else /* A plain text's bytes are nearly all text. */
		*done = document->text.len;
	if (*done > *all)
		*done = *all;
}

struct document *load_all(struct source *source, enum source_from from,
			  size_t window, struct error *error)
{
	struct load *load = load_open(source, from, window);
	struct document *document = NULL;

	while (load_step(load) != LOAD_DONE)
		;
	if (!source_failed(source, error))
		document = load_take(load);
	load_free(load);
	return document;
}
