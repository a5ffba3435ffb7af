/* SPDX-License-Identifier: ISC */
/* Windows of Markdown source to pieces: the only room that knows cmark. */
#ifndef DOCUMENT_MARKDOWN_H
#define DOCUMENT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document;
struct guard;
struct markdown;
struct source;

enum markdown_result {
	MARKDOWN_PIECE, /* the piece was filled; there may be more */
	MARKDOWN_DONE,	/* the source is at its end; nothing was added */
	MARKDOWN_AGAIN, /* a link definition that was used proved to be none:
			 * throw the document away; the next step starts anew */
};

/* window: bytes of source parsed at a time (at least one line; doubled where
 * a block is longer). The source must outlive it, and guard (borrowed; or NULL)
 * too. Returns owned. */
struct markdown *markdown_open(struct source *source, size_t window,
			       struct guard *guard);
void markdown_free(struct markdown *markdown);

/* Before the first step, where the source is only a part of one: what this text
 * of it refers to in full ("[text][label]") and does not define are links, to
 * "". */
void markdown_assume_links(struct markdown *markdown, const char *text,
			   size_t len);

/* Before the first step: makes sure that none is MARKDOWN_AGAIN. Where that is
 * not known by the definitions' places it takes a parse of the whole. */
void markdown_settle(struct markdown *markdown);

/* Before the first step: the first window is only so long, the next ones ever
 * longer, so that the first piece is there soon. */
void markdown_hasten(struct markdown *markdown, size_t window);

/* Fills piece (empty, from document_new()) with the next blocks. */
enum markdown_result markdown_step(struct markdown *markdown,
				   struct document *piece);

/* About how many bytes of the source are in pieces. */
uint64_t markdown_position(const struct markdown *markdown);

#endif
