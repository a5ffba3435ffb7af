/* SPDX-License-Identifier: ISC */
/* Rewrite a grid table as one with pipes. */
#ifndef DOCUMENT_MARKDOWN_DRAWNGRID_H
#define DOCUMENT_MARKDOWN_DRAWNGRID_H

#include <stdbool.h>

#include "document/markdown/drawntable.h"

/*
 * For drawn_write(), which says how. A cell over several columns is in the
 * first; one over several rows is in each of them, with the lines that stand
 * there. False, with anything in out, if it is no grid.
 */
bool drawn_write_grid(struct buffer *out, struct drawn_table *table,
		      struct span lines);

#endif
