/* SPDX-License-Identifier: ISC */
/* A source through its parser, a piece at a time. */
#ifndef DOCUMENT_PIECES_H
#define DOCUMENT_PIECES_H

#include <stddef.h>
#include <stdint.h>

#include "document/source.h"

struct document;
struct guard;
struct pieces;

enum pieces_result {
	PIECES_MORE, /* the piece was filled; there may be more */
	/* What was given so far was wrong (a link definition proved false):
	 * throw it away; the next step starts anew. */
	PIECES_AGAIN,
	PIECES_DONE, /* the source is at its end; the piece may still say
		      * something */
};

/*
 * Parses the snapshot that the source has, Markdown or plain as source_kind()
 * tells, in windows of so many bytes of source. The source must outlive it, and
 * the guard of a Markdown parser (borrowed; or NULL) too. Returns owned.
 */
struct pieces *pieces_open(struct source *source, enum source_from from,
			   size_t window, struct guard *guard);
/*
 * The same of the start of the source alone, or of its end: about so many
 * bytes; those of the end in one window, as those of the start where that is of
 * all of them. Of a Markdown source only that is looked at; what it begins or
 * ends within may be cut, links whose definitions it has not lead to "". Lines
 * in a tail are none of the source's.
 */
struct pieces *pieces_open_head(struct source *source, enum document_kind kind,
				size_t bytes, size_t window);
struct pieces *pieces_open_tail(struct source *source, enum document_kind kind,
				size_t bytes);
void pieces_free(struct pieces *pieces);

/* For who can't take back what was given: before the first step, makes sure
 * that none will be PIECES_AGAIN. Where that hangs on a guess it costs a parse
 * of the whole snapshot. */
void pieces_settle(struct pieces *pieces);

/* Before the first step: the first piece is of less than a window. */
void pieces_hasten(struct pieces *pieces);

enum document_kind pieces_kind(const struct pieces *pieces);

/* Fills piece (empty, from document_new() of that kind) with the next blocks;
 * the first has what the front matter says. */
enum pieces_result pieces_next(struct pieces *pieces, struct document *piece);

/* About how many bytes of the source are in pieces. */
uint64_t pieces_position(const struct pieces *pieces);

#endif
