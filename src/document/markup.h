/* SPDX-License-Identifier: ISC */
/* Build a piece from what a parser of markup finds, in the order it does. */
#ifndef DOCUMENT_MARKUP_H
#define DOCUMENT_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "document/html/carry.h"
#include "document/html/inline.h"

/* Appends text to out with its character references decoded. */
struct buffer;
typedef void markup_decode(struct buffer *out, const char *text, size_t len);

enum { MARKUP_STYLES = 16 /* bits of a run's style */ };

struct markup {
	struct document *piece;
	markup_decode *decode;
	uint32_t container; /* the one that is open */
	unsigned depth;	    /* of it */
	unsigned flattened; /* open ones below DOCUMENT_DEPTH_MAX */
	/* NULL after markup_init(); what the caller keeps from piece to piece,
	 * {0} before the first, or else nothing is carried. */
	struct html_carry *carry;
	/* Of the block that is open: */
	unsigned styles[MARKUP_STYLES]; /* how many of each are open */
	unsigned style;			/* those of which any is */
	struct html_format html;	/* tags that are open */
	unsigned images;
	uint32_t link;	     /* that the text belongs to */
	uint32_t image;	     /* the outermost that is open */
	bool image_begun;    /* it has text */
	bool soft_break;     /* one is due before the next text */
	bool hidden;	     /* inside script or style */
	unsigned soft_style; /* where the soft break stood */
	uint32_t soft_link;
};

void markup_init(struct markup *markup, struct document *piece,
		 markup_decode *decode);

/*
 * Containers. What is nested deeper than DOCUMENT_DEPTH_MAX stays at that
 * depth. On leaving, an item, a definition or a note without a block gets an
 * empty paragraph (whose line is that of the item), a quote without one is
 * given up.
 */
void markup_enter_quote(struct markup *markup);
void markup_enter_list(struct markup *markup, bool ordered, bool tight,
		       uint32_t start, char delimiter);
void markup_enter_item(struct markup *markup, enum task task);
void markup_enter_definition(struct markup *markup);
/* Notes stand in no container; what is open then must be none. */
void markup_enter_note(struct markup *markup, const char *label, size_t len);
/* alignments: one of "lcr-" a column, at least one. A table without rows is
 * given up. Only the next four may be called until it is left. */
void markup_enter_table(struct markup *markup, const char *alignments);
/* Rows that are too deep in containers to be shown as such become paragraphs,
 * whose cells are lines. Each row must have all cells. */
void markup_enter_row(struct markup *markup, bool header, uint32_t line);
void markup_enter_cell(struct markup *markup);
void markup_leave_cell(struct markup *markup);
void markup_leave_row(struct markup *markup);
/* Makes the innermost quote, if that is what is open, a callout: info is one
 * word in small letters, as "note". */
void markup_callout(struct markup *markup, const char *kind, size_t len);
/* Makes the innermost item, if that is what is open, a task. */
void markup_task(struct markup *markup, enum task task);
void markup_leave_container(struct markup *markup, uint32_t line);

/* Leaf blocks with inlines; level is a heading's, 0 a paragraph's. A paragraph
 * that shows nothing and has no link is given up. */
void markup_enter_block(struct markup *markup, unsigned level, uint32_t line);
void markup_leave_block(struct markup *markup);
/* The open heading's own id, which becomes its slug. */
void markup_heading_id(struct markup *markup, const char *id, size_t len);
/* The open paragraph names what comes after it: BLOCK_TITLE. */
void markup_title(struct markup *markup);
/* A target for links: where text ends now, in a block or between two. */
void markup_target(struct markup *markup, const char *name, size_t len);

/* Leaf blocks without. text ends with '\n' or is empty. */
void markup_code(struct markup *markup, const char *text, const char *info,
		 bool fenced, uint32_t line);
void markup_rule(struct markup *markup, uint32_t line);
/* Gives any number of blocks. In htmlblock.c. */
void markup_html_block(struct markup *markup, const char *html, uint32_t line);

/* Inlines of the open block. url and title are strings of the piece. */
void markup_text(struct markup *markup, const char *text, size_t len);
/* The same for text without line breaks. */
void markup_words(struct markup *markup, const char *text, size_t len);
void markup_code_span(struct markup *markup, const char *text);
void markup_html(struct markup *markup, const char *html); /* htmlinline.c */
void markup_soft_break(struct markup *markup);
void markup_hard_break(struct markup *markup);
/* style is one bit of enum run_style; what is left must have been entered. */
void markup_style(struct markup *markup, unsigned style, bool enter);
/* A reference to the note with this label. */
void markup_reference(struct markup *markup, const char *label, size_t len);
void markup_enter_link(struct markup *markup, uint32_t url, uint32_t title);
void markup_leave_link(struct markup *markup);
void markup_enter_image(struct markup *markup, uint32_t url, uint32_t title);
void markup_leave_image(struct markup *markup);
/* Whether a link or image here would be one of its own; inside the alternative
 * text of an image it is only text. */
bool markup_takes_link(const struct markup *markup);
/* Whether the block's text so far ends in a line break, or has not begun. */
bool markup_at_line_start(const struct markup *markup);

#endif
