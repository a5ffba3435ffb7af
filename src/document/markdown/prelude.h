/* SPDX-License-Identifier: ISC */
/* Write what cmark parses: lines of the source, and before them a prelude. */
#ifndef DOCUMENT_MARKDOWN_PRELUDE_H
#define DOCUMENT_MARKDOWN_PRELUDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct definitions;
struct rewrites;
struct tables;

/*
 * A window of the source has links whose definitions stand elsewhere, and has
 * definitions that other windows need. So the prelude gives each label that
 * the lines might refer to a *token* for its URL: a byte that no UTF-8 has
 * (cmark makes none of it either, so no document can forge one) and the number
 * of the definition. The definitions among the lines are given other labels,
 * and for each the prelude has a *probe*, a paragraph that is a link if there
 * is such a definition indeed, with its URL and title.
 *
 * A note's mark is given the shape of a list's, "01)", which ends a paragraph
 * and has its text at the same column, four on. If no item is found there, it
 * stood in code or the like (rewrites.h says more).
 */
struct prelude {
	struct buffer text;
	struct buffer body; /* the lines, where any is rewritten */
	struct span shown;  /* as cmark is to see them: the body, or the lines
			     * themselves; borrowed */
	uint32_t lines;	    /* of text */
	uint32_t probes;    /* the line of the first probe; each takes two */
	uint32_t serial;    /* of those written for the definitions */
};

void prelude_release(struct prelude *prelude);

/* The lines that a prelude is written for. */
struct prelude_lines {
	const char *text; /* whole lines */
	size_t len;
	uint32_t line; /* the first one's number in the source */
	uint32_t from; /* the definitions on these lines: [from, to) */
	uint32_t to;
	uint32_t piece; /* that asks for definitions; 0: have no links */
	/* So many bytes of indent are taken from each line, as far as it has
	 * them. */
	size_t dedent;
	/* Probe also what is known to be a definition. */
	bool all;
	const struct rewrites *rewrites; /* may be NULL, and … */
	const struct tables *tables;	 /* … likewise */
	const struct tables *drawn;	 /* … likewise */
};

void prelude_write(struct prelude *prelude, struct definitions *definitions,
		   const struct prelude_lines *lines);

/* Whether there is a probe for a definition on the lines. */
bool prelude_probed(const struct definitions *definitions,
		    const struct prelude_lines *lines, uint32_t index);

/* The number of the definition whose token a URL is; UINT32_MAX for others. */
uint32_t prelude_token(const char *url);

#endif
