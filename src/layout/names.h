/* SPDX-License-Identifier: ISC */
/* What the page calls things that have no text of their own: notes, and links
 * and images without words. */
#ifndef LAYOUT_NAMES_H
#define LAYOUT_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/layout.h"

struct buffer;
struct document;

/* Appends the number of a note (an index, from 0) as a reference shows it:
 * raised, or in brackets. */
void names_append_reference(struct buffer *out, uint32_t note,
			    enum cells_mode mode);

/* The first link whose text starts at or behind off. */
size_t names_links_from(const struct document *document, uint32_t off);

/* Whether no text stands for a link or an image. */
bool names_is_bare(const struct document *document, size_t link);

/* The link behind a bare one and, if it is a link, behind the bare image that
 * is its text. */
size_t names_behind_bare(const struct document *document, size_t link);

/* Appends the name of a bare link, at most limit columns wide; returns what
 * it means. Nothing is appended for what leads nowhere worth a name. */
enum meaning names_append_bare(struct buffer *out,
			       const struct document *document, size_t link,
			       uint32_t limit, enum cells_mode mode);

/* Appends foreign bytes as cells.h shows them, cut to limit (at least 1)
 * columns. */
void names_append_cut(struct buffer *out, const char *bytes, size_t len,
		      uint32_t limit, enum cells_mode mode);

#endif
