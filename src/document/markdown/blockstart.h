/* SPDX-License-Identifier: ISC */
/* Tell whether a line begins a block that is no paragraph. */
#ifndef DOCUMENT_MARKDOWN_BLOCKSTART_H
#define DOCUMENT_MARKDOWN_BLOCKSTART_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Of a line without container prefixes, indent and line end: whether a quote,
 * an ATX heading, a fence, HTML (any of the seven kinds of CommonMark 4.6), a
 * thematic break, a note ("[^label]:") or a list's item begins here, where no
 * paragraph is open. Indented code is not looked for, nor are setext
 * underlines, link definitions and tables. O(len), and mostly O(1).
 */
bool blockstart_at(const char *line, size_t len);

#endif
