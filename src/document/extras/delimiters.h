/* SPDX-License-Identifier: ISC */
/* Find what is struck, marked, raised or lowered. */
#ifndef DOCUMENT_EXTRAS_DELIMITERS_H
#define DOCUMENT_EXTRAS_DELIMITERS_H

#include "document/extras/edits.h"
#include "document/markdown/inlines.h"

/*
 * ~~struck~~ as GFM has it, with two tildes exactly; ==marked== likewise, but
 * not inside words, where it compares ("a==b"); x^2^ and H~2~O as pandoc has
 * them, but only where no prose looks alike. A closer meets the nearest opener
 * that is as deep among the inlines; what stays alone is text. In effect this
 * is CommonMark's own way with delimiters (0.30, appendix, phase 2) for runs
 * that only match whole.
 */
void delimiters_find(struct edits *edits, const struct inlines *in);

#endif
