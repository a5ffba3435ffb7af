/* SPDX-License-Identifier: ISC */
/* Keep a folder of Markdown files in step with the marks, a file a document. */
#ifndef MARKS_EXCHANGE_INTO_H
#define MARKS_EXCHANGE_INTO_H

#include <stdbool.h>
#include <stddef.h>

#include "marks/exchange.h"

struct error;

/*
 * The files are as the format "markdown" writes a document. A document's file
 * is the regular file NAME.md of the folder whose front matter has its ID
 * ("lectern: ID"), however it is called by now; if there is none it is made,
 * named after the title, and keeps that name. What is in folders of the folder
 * is not looked at. Symbolic links and files without such an ID are left alone.
 *
 * In a file that is there, only this is changed:
 *  - the block of a mark, "<!-- id:ID -->" to "<!-- /id:ID HASH -->", if the
 *    mark has changed. HASH is that of the block as it was written. If somebody
 *    has edited the block since, it stays where it is without its markers, as
 *    words of theirs, and the new block comes below;
 *  - a block without a mark goes if options->deleted() says that the mark was
 *    deleted; one that was edited stays, with a line that says so, without
 *    markers. A mark that is not among those exchanged (--since) keeps its
 *    block;
 *  - a new mark's block is put before or behind those of its neighbours, under
 *    their heading, else with its own. A block that somebody took out comes
 *    back when its mark changes, not before: a comment "<!-- lectern:seen …
 *    -->" knows what was there;
 *  - that comment, "exported:", and the counts "highlights:" and "bookmarks:"
 *    of the front matter, where they still are as they were written.
 * All else stays byte for byte, CRLF as CRLF. A file in which nothing changes
 * is not written. One that does is replaced in one step and keeps its
 * permissions; new ones are for their owner alone (0600).
 */
struct exchange_into_options {
	const char *dir; /* made if it lacks */
	/* Whether a mark is known to be deleted. NULL: none is. */
	bool (*deleted)(void *context, const char *id);
	void *context;
};

struct exchange_into_report {
	size_t made;	  /* files … */
	size_t changed;	  /* … of those that were there */
	size_t unchanged; /* … likewise */
	size_t failed;	  /* … not read or not written */
	size_t added;	  /* blocks … */
	size_t updated;
	size_t removed;
	size_t left_out;  /* … that somebody took out, and stay out */
	size_t conflicts; /* … edited on both sides: both are kept */
};

/*
 * Brings the folder up to date. A file that cannot be is told in error (the
 * first such), the others are done nevertheless: false then. report: counted
 * from zero. Who calls it twice at a time for a folder may get EAGAIN.
 */
bool exchange_into(const struct exchange *exchange,
		   const struct exchange_into_options *options,
		   struct exchange_into_report *report, struct error *error);

#endif
