/* SPDX-License-Identifier: ISC */
/* Rewrite a table that is drawn with dashes as one with pipes. */
#ifndef DOCUMENT_DRAWNTABLE_H
#define DOCUMENT_DRAWNTABLE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "document/drawn.h"

/*
 * Appends the lines that drawn_look() found, which are marked source
 * (escapes.h), as a table with pipes on as many lines (drawnrows.h). A cell's
 * lines become one; a backslash that breaks them goes. False, with out as it
 * was, if what they hold does not stand in columns: words that reach over a
 * border, a title wider than its dashes. Linear time.
 */
bool drawn_write(struct buffer *out, struct span lines, enum drawn_kind kind);

#endif
