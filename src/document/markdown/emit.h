/* SPDX-License-Identifier: ISC */
/* Enter inlines into the open block. */
#ifndef DOCUMENT_MARKDOWN_EMIT_H
#define DOCUMENT_MARKDOWN_EMIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct definitions;
struct inlines;
struct markup;

struct emit {
	struct definitions *definitions; /* that links refer to */
	uint32_t piece;			 /* the number of the piece */
	struct buffer scratch;
};

/* Enters the items [from, to), which leave all that they enter. */
void emit_inlines(struct emit *emit, struct markup *markup,
		  const struct inlines *inlines, size_t from, size_t to);

#endif
