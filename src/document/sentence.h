/* SPDX-License-Identifier: ISC */
/* Find the sentences of a document, from block to block. */
#ifndef DOCUMENT_SENTENCE_H
#define DOCUMENT_SENTENCE_H

#include <stdbool.h>
#include <stdint.h>

struct document;

/*
 * A sentence as text/sentences.h finds it, in bytes of the reading text. None
 * goes over the end of a leaf block or of a table's cell. A heading is one, and
 * so is a block of code: without its last '\n'. What has no text has none.
 */
struct document_sentence {
	uint32_t off;
	uint32_t end;
};

/* The sentence that holds byte off (in the space behind one: that one); false
 * where there is no text. */
bool document_sentence_at(const struct document *document, uint32_t off,
			  struct document_sentence *sentence);

/* The sentence behind, or before, a given one, or several of them, also such as
 * are in more than one block; false, with it unchanged, when there is none. */
bool document_sentence_next(const struct document *document,
			    struct document_sentence *sentence);
bool document_sentence_previous(const struct document *document,
				struct document_sentence *sentence);

/* The first sentence that starts at or behind off. */
bool document_sentence_from(const struct document *document, uint32_t off,
			    struct document_sentence *sentence);

#endif
