/* SPDX-License-Identifier: ISC */
/* Parse lines of a source with all that links in them refer to. */
#ifndef DOCUMENT_MARKDOWN_PARSE_H
#define DOCUMENT_MARKDOWN_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/markdown/lines.h"
#include "document/markdown/prelude.h"
#include "document/markdown/tree.h"

struct definitions;

struct parse {
	struct definitions *definitions;
	struct prelude_lines lines; /* what to parse */
	struct prelude prelude;	    /* what the parser got */
	struct tree tree;
	struct lines source; /* the lines */
	struct lines body;   /* the same as the parser got them */
};

/* Parses parse->lines anew. What it holds is kept until the next time. */
void parse_lines(struct parse *parse);
void parse_release(struct parse *parse);

/* Calls found for each candidate for a link's definition on the lines that has
 * a probe, in order, with what the probe found, or NULLs; until it returns
 * false. */
typedef bool parse_found(void *context, uint32_t index, const char *url,
			 const char *title);
void parse_probes(struct parse *parse, parse_found *found, void *context);

/*
 * The line where a paragraph's or a heading's text begins: the parser has the
 * line of the definitions that began it.
 */
uint32_t parse_text_line(struct parse *parse, size_t node);

#endif
