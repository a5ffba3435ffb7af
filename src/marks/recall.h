/* SPDX-License-Identifier: ISC */
/*
 * The anchors of a document, found by what is known of the texts they are of.
 *
 * An anchor of a text that is kept (marks/snapshot.h) is found by comparing the
 * two: what became of each word says where it went, or that it is gone, and
 * what in the new text was something else before. What isn't decided so, and
 * every anchor of a text that is not kept, is looked for by its quote
 * (marks/anchor.h).
 */
#ifndef MARKS_RECALL_H
#define MARKS_RECALL_H

#include <stdbool.h>
#include <stdint.h>

#include "marks/anchor.h"
#include "marks/mark.h"

struct document;

struct recall;

/* Returns owned; recall_free(NULL) is harmless. The document is complete,
 * borrowed until then, and must not change. fingerprint: its own, "" if not
 * known; folder: that of snapshot_load(). */
struct recall *recall_open(const struct document *document,
			   const char *fingerprint, const char *folder);
void recall_free(struct recall *recall);

/* A few milliseconds of what must be done before anchors of the selector's text
 * are found; whether there is more. Reads a file the first time it is asked for
 * a text. */
bool recall_prepare(struct recall *recall, const struct selector *selector);

/* As anchor_find(), with all that is known; what is not prepared yet is first.
 * The selector's anchor has its off, end and text_len reckoned for the
 * document. */
void recall_find(struct recall *recall, const struct selector *selector,
		 struct anchor_result *result);

#endif
