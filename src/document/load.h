/* SPDX-License-Identifier: ISC */
/* Drive a source through its parser, a piece at a time, into a document. */
#ifndef DOCUMENT_LOAD_H
#define DOCUMENT_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "document/source.h"

struct document;
struct error;
struct guard;
struct load;

enum {
	LOAD_WINDOW = 64 * 1024,      /* bytes of source a step */
	LOAD_PREVIEWED = 1024 * 1024, /* more than this have a preview */
	/* Bytes of source in a tail, some ten screens: parsed in a millisecond.
	 */
	LOAD_TAIL = 32 * 1024,
};

/* Takes the source over (and frees it), and parses it in this process, a
 * window of so many bytes a step, by the guard (borrowed; or NULL). Returns
 * owned. */
struct load *load_open(struct source *source, enum source_from from,
		       size_t window, struct guard *guard);

/*
 * The same, but a child parses (worker.h), ahead of the steps, and hands up
 * what it finds. The document of a large source (LOAD_PREVIEWED) is a
 * *preview* at first: load_is_preview(). Where no child can be had, steps parse
 * as after load_open(), and there is no preview.
 */
struct load *load_open_apart(struct source *source, enum source_from from,
			     size_t window);
void load_free(struct load *load);
/* Frees it but for the source, which is the caller's again. */
struct source *load_close(struct load *load);

/*
 * One more piece. The document belongs to the load until load_take(); it only
 * grows, except when a step returns LOAD_AGAIN: then what was there was wrong
 * (a link definition proved false), or a preview, or of a snapshot that is
 * older than another (source.h), or the child has died (of lines that are plain
 * paragraphs to the next one, guard.h); and load_document() is a new, empty
 * one, while the old one is the caller's if taken, else freed. LOAD_WAIT: all
 * that has come is in the document, and there is nothing to do for
 * load_wait_ms(). LOAD_BUSY: nothing is known yet that the child is still at; a
 * step is to no purpose before load_worker_fd() is readable. A step never waits
 * for the child.
 */
enum load_result { LOAD_MORE, LOAD_AGAIN, LOAD_WAIT, LOAD_DONE, LOAD_BUSY };
enum load_result load_step(struct load *load);

/* The descriptor that is readable when the child has said something (also when
 * it died); -1: no child is at it. It is another one after LOAD_AGAIN. */
int load_worker_fd(const struct load *load);

/* The child, or -1; for tests. */
pid_t load_worker_pid(const struct load *load);

/* Waits until a step does not return LOAD_BUSY, or the child said nothing for
 * so many milliseconds (-1: for ever). */
void load_await(struct load *load, int ms);

/*
 * Whether load_document() is a preview: the first screens of the source, parsed
 * without a look at the rest. Links may lead nowhere, notes are missing, its
 * last block may be cut. It is never complete, and LOAD_AGAIN follows it, with
 * a larger preview (that of a sidebar's headings) or with what is right. True
 * from load_open_apart() on.
 */
bool load_is_preview(const struct load *load);

/*
 * A document of the end of the source, for who wants to see that before all is
 * known: about LOAD_TAIL bytes, from behind a blank line or at least from the
 * start of a line where there is one near. It is parsed by itself: the
 * headings, links and notes are those found in it; its blocks' lines are none
 * of the source's; it is not complete. Only what has a preview has one; where
 * the child has not said it yet it is waited for, some milliseconds. NULL if
 * there is none. Borrowed until load_free(), or a step behind one that returned
 * LOAD_WAIT.
 */
const struct document *load_tail(struct load *load);

/*
 * Of a source that is still coming: the descriptor to wait for, -1 once all has
 * come; reading what is there, without waiting; and for how many milliseconds,
 * if nothing comes (of the source or the child), steps are to no purpose (-1:
 * for ever).
 */
int load_fd(const struct load *load);
void load_advance(struct load *load);
int load_wait_ms(const struct load *load);

/* Whether the reader waits for what comes: then it is shown more often. */
void load_hurry(struct load *load, bool hurried);

/* What the reader must be told of how the source was read, now that it was:
 * that it failed, is no text, that source_is_doubtful(), document_trouble(), or
 * that a child died and the text, or a part of it, is shown as plain. */
bool load_trouble(struct load *load, struct error *error);

/* What is read; borrowed. */
struct source *load_source(struct load *load);

/* What is known so far; borrowed until load_take(), load_free() or LOAD_AGAIN.
 */
struct document *load_document(struct load *load);

/* Hands the document over: the caller frees it, after the load. Further steps
 * go on filling it. */
struct document *load_take(struct load *load);

/* Bytes of source behind the parser (as far as that is in the document), and in
 * all. */
void load_progress(const struct load *load, uint64_t *done, uint64_t *all);

/* All of it at once, for print and tests: waits for the end of the source and
 * consumes it, returns an owned, complete document, or NULL with a sentence
 * when reading failed. */
struct document *load_all(struct source *source, enum source_from from,
			  size_t window, struct error *error);

#endif
