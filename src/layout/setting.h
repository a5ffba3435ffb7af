/* SPDX-License-Identifier: ISC */
/* A segment while it is set into rows: what compose.c and the files for single
 * kinds of blocks share. */
#ifndef LAYOUT_SETTING_H
#define LAYOUT_SETTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/document.h"
#include "layout/compose.h"
#include "layout/frame.h"
#include "layout/glyphs.h"

enum {
	SETTING_ROOMY = 16, /* in less room indents and labels are left out */
	SETTING_TURNED = 4, /* indent of the rows that continue a line */
};

/* Offsets are the document's; the scratch's widths and kinds begin at off. */
struct setting {
	const struct document *document;
	const struct block *block;
	const struct layout_options *options;
	const struct glyphs *glyphs;
	struct scratch *scratch;
	struct rows *rows; /* the scratch's */
	const char *text;  /* the document's */
	uint32_t index;	   /* of the block */
	uint32_t segment;  /* which of the block's */
	uint32_t off;	   /* of the segment */
	uint32_t end;
	uint32_t col;	 /* where text starts, right of frame and sign */
	uint32_t room;	 /* columns from there to the end of the measure */
	uint32_t widest; /* columns of the widest row of prose, frame apart */
	uint32_t run;	 /* the first run that ends behind what is set */
	enum meaning meaning;
	bool first;	  /* the next row of text is the block's first */
	bool insets;	  /* the scratch's insets are this text's */
	bool bidi;	  /* some of it runs to the left … */
	bool runs_left;	  /* … or all: layout/bidirectional.h */
	bool lines;	  /* each stands for itself: setting_is_lines() */
	bool tabs;	  /* there may be some: each is a piece of its own */
	const char *sign; /* before a heading's first row, or NULL */
	struct frame frame;
};

/* Fills scratch->widths and, with breaks, scratch->kinds. */
void setting_measure(struct setting *setting, const char *text, size_t len,
		     bool breaks);

/* Makes each tab as wide as it takes to reach the next stop, counted from the
 * start of its line. */
void setting_widen_tabs(struct setting *setting);

/* Starts a row with what stands left of the text. */
void setting_begin_row(struct setting *setting, struct line line,
		       unsigned flags);

/* Adds the line's text to the row begun, from column left on, with the insets
 * among it, and the hyphen that is due; the blanks of a line that is justified
 * are widened. */
void setting_add_text(struct setting *setting, struct line line, uint32_t left);

/* Whether a block is shown as a heading. */
bool setting_is_heading(const struct setting *setting, uint32_t index);

/* Whether the block before is a row of the same table. */
bool setting_continues_table(const struct setting *setting);

/* The note that a block is in (a container), or DOCUMENT_NONE. */
uint32_t setting_note(const struct setting *setting, uint32_t index);

/* lead.c: the columns left free before the first line of a paragraph, where
 * paragraphs are told apart by that; the rows above a block, and those under
 * it. */
uint32_t lead_indent(const struct setting *setting);
void lead_compose(struct setting *setting);
void trail_compose(struct setting *setting);

/* tabular.c: a row of a table with its cells side by side; false, with no rows
 * added, if they don't fit. The columns are the scratch's. */
bool tabular_compose(struct setting *setting);
/* records.c: a row, or a segment of one, cell after cell. */
void records_compose(struct setting *setting);

/* verse.c: whether a block is a paragraph of which each line stands for itself,
 * such as a stanza or an address: where most lines are short and end in a hard
 * break. */
bool setting_is_lines(const struct setting *setting, uint32_t index);

/* empty.c: a block of nothing but its '\n'. */
void empty_compose(struct setting *setting);

/* verse.c and code.c: the rows of such a segment. */
void verse_compose(struct setting *setting);
void code_compose(struct setting *setting);

#endif
