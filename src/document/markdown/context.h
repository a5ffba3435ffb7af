/* SPDX-License-Identifier: ISC */
/* Know without parsing whether lines between blank ones stand for themselves.
 */
#ifndef DOCUMENT_MARKDOWN_CONTEXT_H
#define DOCUMENT_MARKDOWN_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/markdown/drawn.h"

/*
 * What is open behind a blank line: of CommonMark a fence, HTML of the kinds
 * that blank lines do not end (4.6, 1 to 5), and containers; a drawn table. A
 * line that begins at the left is in no container, and ends all that is open
 * in one; so only fences and HTML count that no container holds. Where a line
 * leaves that open nothing is known from there on.
 */
enum context_state {
	CONTEXT_NONE,
	CONTEXT_FENCE,
	CONTEXT_HTML,
	CONTEXT_INDENTED, /* a fence, if no container holds it */
	CONTEXT_UNKNOWN,
};

/* {0}: before the first line. */
struct context {
	enum context_state state;
	char fence;
	size_t fence_len;
	size_t indent;	 /* of CONTEXT_INDENTED */
	const char *end; /* of HTML; NULL: of the first kind */
	bool tag;	 /* HTML that a blank line ends may be open */
	bool certain;	 /* of the lines since the last blank one */
	bool first;	 /* there was none yet */
	bool inside;	 /* they began in a fence or HTML */
	struct drawn drawn;
};

/* Looks at the next line, without its end; number is from 1. */
void context_look(struct context *context, const char *line, size_t len,
		  uint32_t number);
void context_look_blank(struct context *context, uint32_t number);

/*
 * Whether the lines since the last blank one mean, among all others, what they
 * mean by themselves, but for tables of pipes and what extras rewrite; or,
 * with context_is_inside(), are no Markdown at all.
 */
bool context_is_certain(const struct context *context);
bool context_is_inside(const struct context *context);

#endif
