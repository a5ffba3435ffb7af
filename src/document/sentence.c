/* SPDX-License-Identifier: ISC */
/* Find the sentences of a document, from block to block. */
#include "document/sentence.h"

#include "document/document.h"
#include "text/sentences.h"

/* What no sentence goes over the end of: a block, a cell; without its '\n'. */
struct stretch {
	uint32_t off;
	uint32_t end;
	bool whole; /* is one sentence */
};

static struct stretch stretch_at(const struct document *document, uint32_t off)
{
	const struct block *block =
		&document->blocks[document_block_at(document, off)];
	struct stretch stretch = {
		.off = block->off,
		.end = block->end - 1,
		.whole = block->kind == BLOCK_CODE ||
			 block->kind == BLOCK_HEADING,
	};

	if (block->kind == BLOCK_ROW) {
		const struct cell *cell =
			&document->cells[document_cell_at(document, off)];

		stretch.off = cell->off;
		stretch.end = cell->end - 1;
	}
	return stretch;
}

static bool sentence_in(const struct document *document,
			const struct stretch *stretch, uint32_t off,
			struct document_sentence *sentence)
{
	struct sentence found = { 0, stretch->end - stretch->off };

	if (!stretch->whole &&
	    !sentence_at(document->text.data + stretch->off, found.end,
			 off - stretch->off, &found))
		return false;
	if (found.end == found.off)
		return false;
	sentence->off = stretch->off + (uint32_t)found.off;
	sentence->end = stretch->off + (uint32_t)found.end;
	return true;
}

bool document_sentence_at(const struct document *document, uint32_t off,
			  struct document_sentence *sentence)
{
	struct stretch stretch;

	if (off >= document->text.len)
		return false;
	stretch = stretch_at(document, off);
	return sentence_in(document, &stretch, off, sentence);
}

/* The sentence behind or before a given one, of its own stretch. */
static bool step_inside(const struct document *document,
			const struct stretch *stretch, bool back,
			struct document_sentence *sentence)
{
	const char *text = document->text.data + stretch->off;
	size_t len = stretch->end - stretch->off;
	struct sentence found = { sentence->off - stretch->off,
				  sentence->end - stretch->off };

	/* What goes on behind the stretch. */
	if (back && found.end > len)
		found.end = len;
	if (stretch->whole || found.end > len ||
	    !(back ? sentence_previous(text, len, &found)
		   : sentence_next(text, len, &found)))
		return false;
	sentence->off = stretch->off + (uint32_t)found.off;
	sentence->end = stretch->off + (uint32_t)found.end;
	return true;
}

bool document_sentence_next(const struct document *document,
			    struct document_sentence *sentence)
{
	struct stretch stretch;

	if (sentence->off >= document->text.len)
		return false;
	stretch = stretch_at(document, sentence->off);
	if (sentence->end > stretch.end + 1 &&
	    document_sentence_at(document, sentence->end - 1, sentence))
		stretch = stretch_at(document, sentence->off);
	if (step_inside(document, &stretch, false, sentence))
		return true;
	while (stretch.end + 1 < document->text.len) {
		stretch = stretch_at(document, stretch.end + 1);
		if (sentence_in(document, &stretch, stretch.off, sentence))
			return true;
	}
	return false;
}

bool document_sentence_previous(const struct document *document,
				struct document_sentence *sentence)
{
	struct stretch stretch;

	if (sentence->off >= document->text.len)
		return false;
	stretch = stretch_at(document, sentence->off);
	if (step_inside(document, &stretch, true, sentence))
		return true;
	while (stretch.off > 0) {
		stretch = stretch_at(document, stretch.off - 1);
		if (sentence_in(document, &stretch, stretch.end, sentence))
			return true;
	}
	return false;
}

bool document_sentence_from(const struct document *document, uint32_t off,
			    struct document_sentence *sentence)
{
	struct document_sentence found = { off, off };

	if (document_sentence_at(document, off, &found) && found.off >= off) {
		*sentence = found;
		return true;
	}
	if (!document_sentence_next(document, &found))
		return false;
	*sentence = found;
	return true;
}
