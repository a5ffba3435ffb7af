/* SPDX-License-Identifier: ISC */
/* Plain text to pieces: paragraphs rejoined, headings inferred. */
#ifndef DOCUMENT_PLAINTEXT_H
#define DOCUMENT_PLAINTEXT_H

#include <stdbool.h>
#include <stddef.h>

struct document;
struct plaintext;
struct source;

/* Takes its statistics from the first 256 KiB, whatever the window: bytes of
 * source turned into a piece at a time (at least one block). The source must
 * outlive it. Returns owned. */
struct plaintext *plaintext_open(struct source *source, size_t window);
void plaintext_free(struct plaintext *plaintext);

/* Fills piece (empty) with the next blocks; false at the end of the source. */
bool plaintext_step(struct plaintext *plaintext, struct document *piece);

#endif
