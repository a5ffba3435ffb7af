/* SPDX-License-Identifier: ISC */
/*
 * What is remembered between runs: places, jumps, searches, drafts, pace, the
 * theme and the terminals.
 *
 * It is kept in the folder of state, a file a machine ("state.<ID>.jsonl"), so
 * that a folder may be shared by machines. All of them are read, only the own
 * one is written: a line is appended at once for whatever is kept, so that a
 * crash loses nothing of it. Several Lecterns may run at a time. What cannot be
 * written stays true for this run, and state_trouble() says so.
 *
 * Whatever is returned is borrowed until the next call that takes the state,
 * which may be given it. What was forgotten is known again as soon as it is
 * kept: who has it open must not.
 */
#ifndef READER_STATE_H
#define READER_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/anchor.h"
#include "reader/theme.h"

struct error;
struct state;

enum {
	STATE_DOCUMENTS = 1000, /* as many are kept; the oldest go first */
	STATE_READ_RANGES = 64,
	STATE_JUMPS = 64,
	STATE_SEARCHES = 200,
	STATE_QUOTE = 64,    /* code points of each string of an anchor */
	STATE_TITLE = 200,   /* code points of a title or an author */
	STATE_SEARCH = 1000, /* bytes: what is longer is not kept */
	STATE_PATH = 4096,   /* bytes: likewise */
	STATE_DRAFT = 65536, /* bytes: likewise */
	STATE_DRAFTS = 100,
	STATE_TERMINALS = 50,
	STATE_LEARNT = 20,
};

struct state_options {
	const char *dir; /* a folder to share, absolute or "~/…"; NULL and all
			  * else: that of folders.h */
	bool keep;	 /* false: nothing is written, no folder made; what is
			  * kept then lasts as long as the state */
};

/* A stretch of the reading text. */
struct state_range {
	uint32_t off;
	uint32_t end;
};

/* A document, how far it was read, and where it was left. Strings are never
 * NULL in what is returned; NULL is "" in what is given. */
struct state_document {
	char *path;  /* absolute */
	char *title; /* "": it has none */
	char *author;
	uint64_t size;	   /* of the source, in bytes … */
	int64_t mtime_ns;  /* … and when it was changed, since the epoch */
	uint64_t print;	   /* state_print() of the source; 0: not known */
	struct anchor top; /* of the page … */
	uint32_t above;	   /* … and the layout's rows above it */
	struct anchor furthest;
	struct state_range read[STATE_READ_RANGES]; /* ascending, apart */
	size_t read_count;
	uint32_t words; /* of the text */
	uint32_t minutes;
	uint32_t percent; /* 0 to 100: how far the furthest is */
	uint32_t marks;
	bool finished;
	int64_t at;	 /* when it was left, in seconds since the epoch … */
	int64_t opened;	 /* … and opened for the first time; 0: not known */
	uint32_t line;	 /* of its file: of two in one second the later one */
	char machine[8]; /* who wrote it, set by state_keep(): the ID … */
	char *host;	 /* … and its name among people */
};

struct state_jump {
	char *path; /* absolute; "": the document that the jumps are of */
	struct anchor at;
	uint32_t above;
};

/* Never fails: without a folder (or a home) nothing is remembered. */
struct state *state_open(const struct state_options *options);

/* Before the end: tries again to write what could not be written, tidies and
 * brings everything to the disk. Then ask state_trouble(). */
void state_settle(struct state *state);
/* Does the same first. NULL is fine. */
void state_free(struct state *state);

/* What went wrong, a sentence a call, each once in a run; false: no more. */
bool state_trouble(struct state *state, struct error *error);

/* For a moment without keys: writes what could not be written before, makes a
 * long file short, brings it to the disk, each if that is due. May take a tenth
 * of a second when it is. */
void state_tidy(struct state *state);

/* --- Documents --------------------------------------------------------------
 */

/*
 * A cheap fingerprint of a source, by which a moved file or another machine's
 * copy is known again: its size and its first bytes, of which 64 KiB count.
 * Never 0. FNV-1a (draft-eastlake-fnv-17), 64 bits.
 */
uint64_t state_print(const char *head, size_t len, uint64_t size);

/*
 * Where this machine left the document at an absolute path; NULL if it has not
 * been there. If nothing is known of the path, but of one that is gone and was
 * of this print (not 0), then that: see state_moved().
 */
const struct state_document *state_document(struct state *state,
					    const char *path, uint64_t print);

/* The newest place of the same document, by path or print, that another
 * machine left after this one did; NULL: there is none. */
const struct state_document *state_elsewhere(struct state *state,
					     const char *path, uint64_t print);

/*
 * Keeps where a document was left; the caller does it at most once a second.
 * Not for a path over STATE_PATH. False: it could not be written, and will be
 * tried again with what is kept next.
 */
bool state_keep(struct state *state, const struct state_document *document);

/* Whatever is known under one path is known under the other from now on. */
bool state_moved(struct state *state, const char *from, const char *to);

/*
 * Not a byte of what was known of the path stays in this machine's file (but a
 * hash, where another machine's file knows of it, so that its places are hidden
 * too). False with a sentence: something could not be written.
 */
bool state_forget(struct state *state, const char *path, struct error *error);
/* The same for everything, searches, pace and all. */
bool state_forget_all(struct state *state, struct error *error);

/* All documents, each once, as the machine that left it last says; the newest
 * first. Those that only other machines know are among them if they are here
 * too. Returns how many. */
size_t state_documents(struct state *state,
		       const struct state_document *const **list);

/* A document that the caller holds; its strings are owned. */
void state_document_init(struct state_document *document);
void state_document_release(struct state_document *document);

/* --- Jumps, searches, pace --------------------------------------------------
 */

/* The jump list of a document, the oldest first; *at is where in it the reader
 * is (*count: at its end). */
const struct state_jump *state_jumps(struct state *state, const char *path,
				     size_t *count, size_t *at);
/* Of more than STATE_JUMPS the oldest are left out. */
bool state_keep_jumps(struct state *state, const char *path,
		      const struct state_jump *jumps, size_t count, size_t at);

/* The i-th search, the newest first, none twice; NULL: there are no more. */
const char *state_search(struct state *state, size_t i);
bool state_keep_search(struct state *state, const char *text);

/* What was typed as the note of a mark (its ID) and not kept; NULL: nothing. */
const char *state_draft(struct state *state, const char *mark);
/* "": there is none any more. */
bool state_keep_draft(struct state *state, const char *mark, const char *text);

/* Words read, in so many milliseconds; false: not known. */
bool state_pace(struct state *state, uint64_t *words, uint64_t *ms);
bool state_keep_pace(struct state *state, uint64_t words, uint64_t ms);

/* --- Looks ------------------------------------------------------------------
 */

/* The theme that the reader chose by a key; THEME_AUTO: none. */
enum theme state_theme(struct state *state);
bool state_keep_theme(struct state *state, enum theme theme);

/* What a terminal said of itself when it was asked. */
struct state_terminal {
	enum ground ground;
	bool wide; /* it shows characters of ambiguous width in two columns */
};

/* Of a terminal by its name; false: nothing is known. */
bool state_terminal(struct state *state, const char *name,
		    struct state_terminal *terminal);
bool state_keep_terminal(struct state *state, const char *name,
			 const struct state_terminal *terminal);

/* Whether a command was ever used of which that is kept: then no hint names it
 * any more. */
bool state_learnt(struct state *state, const char *command);
bool state_keep_learnt(struct state *state, const char *command);

#endif
