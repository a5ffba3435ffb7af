/* SPDX-License-Identifier: ISC */
/* Find the lines that only extras take for blocks, ahead of the parser. */
#ifndef DOCUMENT_MARKDOWN_REWRITES_H
#define DOCUMENT_MARKDOWN_REWRITES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/*
 * No parser of CommonMark knows the fences of divs (":::") and the definitions
 * of terms (":   text"). So it gets another line in their place, which it
 * takes for a block that ends and begins what they would: a rule, an item.
 * Where it finds no such block there, the line stood in code or the like and
 * was neither: it is *refused*, and the parser gets the line as it is. In both
 * shapes it is only content of the same block then, so that nothing around it
 * changes and all that are refused can be put back at once.
 */
enum rewrite_kind {
	REWRITE_FENCE,	    /* a rule in its place */
	REWRITE_DEFINITION, /* a bullet in place of the colon */
};

struct rewrite {
	uint32_t line;	 /* of the source */
	uint32_t column; /* bytes before its ':' */
	uint8_t kind;	 /* enum rewrite_kind */
	bool found;	 /* by roles_find(), the last time */
	bool refused;
};

/* What is remembered of a line of the source that is not blank. */
struct line_look {
	size_t quotes; /* marks of quotes before its text */
	size_t column; /* of its text */
	bool text;     /* it may be a paragraph's, and there is one */
	bool brief;    /* short enough for one of several terms */
};

struct rewrites {
	struct rewrite *items; /* in the order of the lines */
	size_t count, room;
	struct line_look above; /* the last line that is not blank, */
	struct line_look over;	/* and the one right over it */
	size_t blanks;		/* blank lines behind it */
	struct line_look open;	/* the definition that the lines belong to */
	bool has_open;
};

void rewrites_clear(struct rewrites *rewrites);
void rewrites_release(struct rewrites *rewrites);

/* Looks at the next line of the source. */
void rewrites_look(struct rewrites *rewrites, const char *line, size_t len,
		   uint32_t number);

/* The lines above were a table, which stands at a column: no term, and the end
 * of a definition that it is not in. */
void rewrites_pass_table(struct rewrites *rewrites, size_t column);

/* Forgets those before a line. */
void rewrites_drop(struct rewrites *rewrites, uint32_t line);

/* Rewrites a line that starts at start of the text, which it ends. */
void rewrites_apply(const struct rewrite *rewrite, struct buffer *text,
		    size_t start);

enum { REWRITE_TERM_MAX = 40 /* bytes of one of several terms */ };

#endif
