/* SPDX-License-Identifier: ISC */
/* Drive a source through its parser, a piece at a time, into a document. */
#ifndef DOCUMENT_LOAD_H
#define DOCUMENT_LOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "document/source.h"

struct document;
struct error;
struct load;

enum { LOAD_WINDOW = 64 * 1024 }; /* bytes of source a step */

/* Takes the source over (and frees it). Returns owned. */
struct load *load_open(struct source *source, enum source_from from,
		       size_t window);
void load_free(struct load *load);

/*
 * One more piece. The document belongs to the load until load_take(); it only
 * grows, except when a step returns LOAD_AGAIN: then what was there was wrong
 * (a link definition proved false), or was of a snapshot that is older than
 * another (source.h), and load_document() is a new, empty one, while the old
 * one is the caller's if taken, else freed. LOAD_WAIT: all that has come is in
 * the document, and there is nothing to do for load_wait_ms().
 */
enum load_result { LOAD_MORE, LOAD_AGAIN, LOAD_WAIT, LOAD_DONE };
enum load_result load_step(struct load *load);

/*
 * Of a source that is still coming: the descriptor to wait for, -1 once all has
 * come; reading what is there, without waiting; and for how many milliseconds,
 * if nothing comes, steps are to no purpose (-1: for ever).
 */
int load_fd(const struct load *load);
void load_advance(struct load *load);
int load_wait_ms(const struct load *load);

/* Whether the reader waits for what comes: then it is shown more often. */
void load_hurry(struct load *load, bool hurried);

/* What the reader must be told of how the source was read, now that it was:
 * that it failed, is no text, or that source_is_doubtful(). */
bool load_trouble(struct load *load, struct error *error);

/* What is read; borrowed. */
struct source *load_source(struct load *load);

/* What is known so far; borrowed until load_take(), load_free() or LOAD_AGAIN.
 */
struct document *load_document(struct load *load);

/* Hands the document over: the caller frees it, after the load. Further steps
 * go on filling it. */
struct document *load_take(struct load *load);

/* Bytes of source behind the parser, and in all. */
void load_progress(const struct load *load, uint64_t *done, uint64_t *all);

/* All of it at once, for print and tests: waits for the end of the source and
 * consumes it, returns an owned, complete document, or NULL with a sentence
 * when reading failed. */
struct document *load_all(struct source *source, enum source_from from,
			  size_t window, struct error *error);

#endif
