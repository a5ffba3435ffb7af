/* SPDX-License-Identifier: ISC */
/* Plain text to pieces: paragraphs rejoined, headings inferred. */
#ifndef DOCUMENT_PLAINTEXT_H
#define DOCUMENT_PLAINTEXT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * T8 in full. Lines that were wrapped, as far as their lengths or the blanks at
 * their ends tell (wrapping.h), are rejoined by T4 (rejoin.h); where a word of
 * small letters was broken at its hyphen, or goes on behind a dash, nothing
 * comes between. In what is rejoined, and in any one line, blanks and
 * tabs together are one space. Lines that were ended on purpose are verse, as
 * are columns and quoted mail; each item of a list is a paragraph with its
 * bullet or number. A line of only '=', '-' or '~' right below a heading (and
 * right above, when it is below too) is no text; every other line is. A
 * number, or "Chapter I", and the title below it are one heading of two lines.
 *
 * What a library puts above and below a text (edition.h) is outside of the
 * piece's body_block and after_block; each is a section, as high as the title.
 */

struct document;
struct plaintext;
struct source;

/* Takes its statistics from the first 256 KiB, whatever the window: bytes of
 * source turned into a piece at a time (at least one block). The source must
 * outlive it. Returns owned. */
struct plaintext *plaintext_open(struct source *source, size_t window);
/* The same for a part of a source, by the statistics of the whole. */
struct plaintext *plaintext_open_part(struct source *whole, struct source *part,
				      size_t window);
void plaintext_free(struct plaintext *plaintext);

/* Fills piece (empty) with the next blocks; false at the end of the source. */
bool plaintext_step(struct plaintext *plaintext, struct document *piece);

#endif
