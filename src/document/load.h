/* SPDX-License-Identifier: ISC */
/* Drive a source through its parser, a piece at a time, into a document. */
#ifndef DOCUMENT_LOAD_H
#define DOCUMENT_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "document/source.h"

struct document;
struct load;

enum { LOAD_WINDOW = 64 * 1024 }; /* bytes of source a step */

/* Takes the source over (and frees it). Returns owned. */
struct load *load_open(struct source *source, enum source_from from,
		       size_t window);
void load_free(struct load *load);

/*
 * One more piece. The document belongs to the load until load_take(); it only
 * grows, except when a step returns LOAD_AGAIN: then what was there was wrong
 * (a link definition proved false) and load_document() is a new, empty one,
 * while the old one is the caller's if taken, else freed.
 */
enum load_result { LOAD_MORE, LOAD_AGAIN, LOAD_DONE };
enum load_result load_step(struct load *load);

/* What is known so far; borrowed until load_take(), load_free() or LOAD_AGAIN.
 */
struct document *load_document(struct load *load);

/* Hands the document over: the caller frees it, after the load. Further steps
 * go on filling it. */
struct document *load_take(struct load *load);

/* Bytes of source behind the parser, and in all. */
void load_progress(const struct load *load, uint64_t *done, uint64_t *all);

/* All of it at once, for print and tests: consumes the source, returns an
 * owned, complete document, or NULL with a sentence when reading failed. */
struct document *load_all(struct source *source, enum source_from from,
			  size_t window, struct error *error);

#endif
