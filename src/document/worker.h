/* SPDX-License-Identifier: ISC */
/* Parse a source in a child process, and take what it finds. */
#ifndef DOCUMENT_WORKER_H
#define DOCUMENT_WORKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "document/document.h"
#include "document/guard.h"

struct source;
struct worker;

/* What is parsed, of the snapshot that the source has. */
struct worker_order {
	struct source *source;
	enum document_kind kind;
	size_t window;	/* bytes of source a piece; the first is of less */
	size_t preview; /* first a preview of about so many bytes, and of more
			 * where those make no screen; 0: none */
	size_t tail;	/* behind it about so many bytes of the end, and then a
			 * preview with headings for a sidebar */
	/* Markdown: what is refused, and base_ms; the rest is as it comes. */
	const struct guard *guard; /* NULL: nothing, as usual */
};

/*
 * Starts a child that has the source as it is now. It parses ahead as far as
 * what it says finds room on the way, and ends when nobody listens. NULL if
 * there can be no process.
 */
struct worker *worker_open(const struct worker_order *order);
void worker_free(struct worker *worker);

/* Readable when there is something to be taken. */
int worker_fd(const struct worker *worker);

/* What the child is at, or was when it died. */
struct guard_part worker_at(const struct worker *worker);

/* The child; for tests. */
pid_t worker_pid(const struct worker *worker);

enum worker_news {
	WORKER_NOTHING, /* so far */
	WORKER_PIECE,
	WORKER_TAIL,   /* the end by itself, behind the pieces of the preview */
	WORKER_LARGER, /* another preview takes the place of this one */
	WORKER_AGAIN,  /* what was said so far was wrong, or the preview */
	WORKER_DONE,
	WORKER_DEAD, /* it ended before it was done, or talked nonsense */
};

/* Of WORKER_PIECE, WORKER_TAIL and WORKER_DONE; borrowed until the next is
 * taken. */
struct worker_message {
	const struct document *piece; /* checked by valid_fault() */
	uint64_t position;	      /* pieces_position() */
	unsigned worked_ms;	      /* time of its processor so far */
	const char *failure;	      /* WORKER_DONE: what source_failed() said,
				       * or NULL */
};

/* Takes what is there, and never waits. After WORKER_DONE and WORKER_DEAD there
 * is nothing more. */
enum worker_news worker_take(struct worker *worker,
			     struct worker_message *message);

/* Waits until there is something to be taken, or nothing came for so many
 * milliseconds (-1: for ever). */
void worker_await(struct worker *worker, int ms);

#endif
