/* SPDX-License-Identifier: ISC */
/* Where each document was left: kept while reading, found when it is opened. */
#ifndef READER_SESSION_H
#define READER_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/layout.h"

struct buffer;
struct opened;
struct view;

/* What was kept last, to know what is new. */
struct session {
	bool known;	  /* the document was read before … */
	struct place top; /* … and left here, as kept */
	uint32_t furthest;
	size_t jumps; /* changes of the list when it was kept */
	size_t marks; /* how many there were then */
	double words; /* read at the pace that was kept */
	int64_t kept_ms;
	bool complete;	/* it was kept when all of it was there */
	bool forgotten; /* nothing more is kept of this document */
};

enum { SESSION_KEEP_MS = 1000 }; /* as much movement a crash may lose */

/* A document was opened. */
void session_begin(struct session *session);

/*
 * What is remembered of the document: its jumps (if there are none yet), the
 * searches and the pace become the view's. What was read of it is restored by
 * session_restore_read(), once the whole text is there. NULL: it is new here.
 * Borrowed until something is kept.
 */
const struct state_document *session_find(struct session *session,
					  struct view *view,
					  const struct opened *opened);
void session_restore_read(struct session *session, struct view *view,
			  const struct opened *opened);

/* Appends a cue: how long ago it was left, and whether it was edited since. */
void session_append_cue(const struct state_document *left,
			const struct opened *opened, int64_t now_s,
			struct buffer *out);

/* If another machine left it later, says so and makes that place the next one
 * of the jumps; false if none has. */
bool session_offer(struct view *view, const struct opened *opened,
		   int64_t now_s, struct buffer *out);

/* Keeps what is new, if it is time, or at once. A document that is no file is
 * not kept; of one that is still being parsed only the place is, for how far it
 * was read and how long it is cannot be said yet: that stays as it was. */
void session_keep(struct session *session, struct view *view,
		  const struct opened *opened, int64_t now_ms, bool at_once);

/* In how many milliseconds session_keep() has something to do; -1: never. */
int session_wait_ms(const struct session *session, struct view *view,
		    const struct opened *opened, int64_t now_ms);

/* "3 days ago", "just now", as people say it. */
void session_append_ago(struct buffer *out, int64_t then_s, int64_t now_s);

#endif
