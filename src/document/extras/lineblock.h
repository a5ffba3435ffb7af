/* SPDX-License-Identifier: ISC */
/* Find the paragraphs whose lines are to be kept: "| a line". */
#ifndef DOCUMENT_EXTRAS_LINEBLOCK_H
#define DOCUMENT_EXTRAS_LINEBLOCK_H

#include <stdbool.h>

#include "document/markdown/inlines.h"

/*
 * Pandoc's manual, "Line blocks": two lines or more, each of which begins with
 * a bar and a blank, or is a bar. Makes the bars blanks and the breaks hard
 * ones. False, with nothing changed, where a line has no bar in front, or one
 * at its end, as in a table without a delimiter row.
 */
bool lineblock_take(struct inlines *inlines);

#endif
