/* SPDX-License-Identifier: ISC */
/* Take out the comments of Obsidian. */
#ifndef DOCUMENT_EXTRAS_COMMENTS_H
#define DOCUMENT_EXTRAS_COMMENTS_H

#include <stdbool.h>

#include "document/markdown/inlines.h"

/*
 * Copies in to out (cleared first) without %%comments%%. Either the marks
 * touch what is between them, or the first begins a line or the last ends one,
 * for a "%%" may be meant as one; neither is part of a word. False, with
 * anything in out, if there is none.
 */
bool comments_strip(struct inlines *out, const struct inlines *in);

#endif
