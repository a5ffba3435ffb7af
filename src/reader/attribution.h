/* SPDX-License-Identifier: ISC */
/* Say where a quote is from. */
#ifndef READER_ATTRIBUTION_H
#define READER_ATTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct document;

/*
 * Appends the last two lines of a Markdown quote: an empty one, then "> —
 * author, *title*, section", as far as that is known of what stands at byte
 * off; nothing, if nothing is. The title is a link where the document says its
 * URL. name is that of the file, for a document without a title, or NULL.
 * inferred: a guessed heading opens a section too.
 */
void attribution_append(const struct document *document, uint32_t off,
			const char *name, bool inferred, struct buffer *out);

#endif
