/* SPDX-License-Identifier: ISC */
/* The parts of a document as Markdown. */
#ifndef MARKS_EXCHANGE_MARKDOWN_H
#define MARKS_EXCHANGE_MARKDOWN_H

#include <stdbool.h>

#include "marks/exchange.h"

/* The name of the property that has a document's ID. */
#define MARKDOWN_ID "lectern"

/* The ID by which a document's file is known: its own, else one of its title
 * and author. */
void markdown_document_id(const struct exchange_document *document,
			  char id[MARK_ID + 1]);

/* A title that is not empty: the document's, else its file's name. */
void markdown_title(struct buffer *out,
		    const struct exchange_document *document);

/* Appends a whole document: front matter, title, and the blocks of its marks
 * under their headings. */
void markdown_document(struct buffer *out, const struct exchange *exchange,
		       const struct exchange_document *document);

/* Appends the heading that a mark stands under, with a blank line behind it;
 * nothing if it stands under none. */
void markdown_heading(struct buffer *out, const struct mark *mark);
/* Whether two marks stand under one heading. */
bool markdown_same_heading(const struct mark *a, const struct mark *b);

#endif
