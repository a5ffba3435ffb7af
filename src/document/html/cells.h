/* SPDX-License-Identifier: ISC */
/* Turn HTML's tables of data into rows of cells. */
#ifndef DOCUMENT_HTML_CELLS_H
#define DOCUMENT_HTML_CELLS_H

#include <stdbool.h>

struct html_flow;
struct html_token;

/* Begins the table of data that begins with this tag, if one does; tags are
 * met in order. One that begins with <table> has this tag behind it then. */
bool html_cells_begin(struct html_flow *flow, const struct html_token *tag);
/* Takes a tag of the table that is open. Blocks in a cell are words on its one
 * line. */
void html_cells_tag(struct html_flow *flow, const struct html_token *tag);
/* Ends the table, if one is open. */
void html_cells_end(struct html_flow *flow);

#endif
