/* SPDX-License-Identifier: ISC */
/*
 * What lies on the desk: the document that is read, those put aside, and the
 * files that come next. It is opened, parsed a piece at a time, shown by the
 * view where it was left, read anew when its file changes, and remembered.
 */
#ifndef READER_DESK_H
#define READER_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/desk/keeping.h"
#include "reader/opened.h"
#include "reader/session.h"

struct error;
struct state;
struct store;
struct view;

/* What the program was started with. */
struct desk_files {
	const char *const *paths;
	size_t count;
	struct opened *first; /* of paths[first_index]: taken over */
	size_t first_index;   /* those before it cannot be read */
	struct opened_options options;
	const char *at; /* where to open that one; NULL: where it was left */
	const char *folder;  /* without files: whose texts the shelf has; NULL:
			      * those read lately */
	struct store *store; /* of marks; borrowed, NULL: none are kept */
	bool private;	     /* nothing is written that no key asked for */
};

enum { DESK_ASIDE = 8 };

struct desk {
	struct view *view;   /* borrowed */
	struct state *state; /* borrowed; NULL: nothing is remembered */
	const struct desk_files *files;
	struct opened *opened; /* owned; never NULL once it has started */
	/* Pipes that were left for another document: they cannot be read
	 * again. The oldest goes first. */
	struct opened *aside[DESK_ASIDE];
	size_t aside_count;
	struct session session;
	struct keeping keeping; /* of the document's marks */
	struct load *fresh; /* the file as it is now, until all of it is parsed
			     * and takes the document's place */
	const struct document *tail; /* shown in place of what is being read;
				      * the load's … */
	struct place left;	     /* … and the page that was left for it */
	char *at; /* where to go once everything has come; owned */
	struct error *error;
	int64_t tidy_ms;   /* when what is remembered may be tidied; 0: never */
	int64_t opened_ms; /* since when it lies here */
	bool keyed;	   /* a key came since the clock was looked at */
	bool dirty;	   /* what the screen shows changed */
	bool waiting;	   /* a command waits for the whole document */
	bool idle;	   /* all that has come so far is in the document */
	bool busy;	   /* a child is at what comes next */
	bool grew;	   /* there is more than was painted */
	bool following;	   /* the last key asked for the end */
	bool resuming; /* goes where the text was left, once that is parsed … */
	uint32_t resume_end; /* … to this offset */
	bool watched;	     /* the text was shown while it was still coming */
	bool asked;	     /* the reader asked for the file anew */
	bool alone;	     /* nothing was opened but what was asked for */
	bool failed;	     /* error says why nothing could be shown */
};

void desk_init(struct desk *desk, struct view *view, struct state *state,
	       const struct desk_files *files, struct error *error);
/* Keeps where the reader is, then closes everything. */
void desk_release(struct desk *desk);

/* Opens the first file; without any, the shelf. False with the error set: the
 * folder cannot be read. */
bool desk_start(struct desk *desk);

/* Whether no document is read: there is only the shelf. */
bool desk_is_empty(const struct desk *desk);

/* Whether there is something to parse, now or once more has come. */
bool desk_is_loading(const struct desk *desk);

/* Whether some of it can be taken now. */
bool desk_has_step(const struct desk *desk);

/* One more piece of what there is to parse, if it is there; never waits. */
void desk_step(struct desk *desk);

/* Waits until there is a step. */
void desk_await(struct desk *desk);

/* Parses until the page is full, as far as it can be; where that takes long, a
 * part of one is enough. */
void desk_fill_page(struct desk *desk);
bool desk_page_is_full(struct desk *desk);

/* Keeps where the reader is, at once. */
void desk_keep(struct desk *desk);

/* The same, and shows it on the shelf. */
void desk_open_shelf(struct desk *desk);

/* Goes where the document was left, now that it is parsed so far; or says how
 * to, if the reader has begun to read elsewhere. */
void desk_resume(struct desk *desk);

/* What the view asks for. */
void desk_open_wish(struct desk *desk);
void desk_open_file(struct desk *desk, long step);
void desk_reload(struct desk *desk);
void desk_want_whole(struct desk *desk);
void desk_want_end(struct desk *desk);
void desk_want_head(struct desk *desk);
void desk_stop_filter(struct desk *desk);
void desk_write(struct desk *desk);
void desk_forget(struct desk *desk);

/* A key was pressed: it is more urgent than what waits. */
void desk_interrupt(struct desk *desk);

/* Descriptors to wait for (-1: none), and milliseconds (-1: for ever) until
 * desk_tick() must be called; which is then called in any case. */
int desk_source_fd(const struct desk *desk);
int desk_worker_fd(const struct desk *desk);
int desk_watch_fd(const struct desk *desk);
int desk_marks_fd(const struct desk *desk);
int desk_wait_ms(const struct desk *desk, int64_t now_ms);

/* The source has more. */
void desk_advance(struct desk *desk);
/* Looks whether the file changed; keeps where the reader is, if it is time. */
void desk_tick(struct desk *desk, int64_t now_ms);

/* Some of the work on marks, after what is more urgent; whether there is more.
 */
bool desk_keep_marks(struct desk *desk);

/* What marks that are made now need to know is found; then the command that
 * asked for it runs again. */
void desk_want_marks(struct desk *desk);
/* The text is kept in a file; then likewise. */
void desk_keep_copy(struct desk *desk);

/* The page was painted. */
void desk_painted(struct desk *desk);

#endif
