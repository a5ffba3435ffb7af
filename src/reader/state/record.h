/* SPDX-License-Identifier: ISC */
/*
 * A line of the file of state: one record, as JSON.
 *
 * Its first fields are "v":1, the version, "t", what it is, and what it is of:
 * the last record of a kind that is of the same is the one that holds. Numbers
 * are integers, for floats do not survive being read. What else a record has is
 * kept as long as it is. Strings are cut to what state.h says, on both ways,
 * and numbers forced into their range: a file may have been anybody's.
 */
#ifndef READER_STATE_RECORD_H
#define READER_STATE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "reader/state.h"

enum record_kind {
	RECORD_PLACE,	 /* of a stored path: where it was left */
	RECORD_JUMPS,	 /* of a stored path: its jump list */
	RECORD_SEARCH,	 /* of its text */
	RECORD_PACE,	 /* of nothing: there is one */
	RECORD_FORGET,	 /* of a hash: what others know of it is hidden */
	RECORD_DRAFT,	 /* of a mark: a note that was not kept */
	RECORD_THEME,	 /* of nothing: the one that was chosen */
	RECORD_TERMINAL, /* of its name: what it said of itself */
	RECORD_LEARNT,	 /* of a command: it was used */
	RECORD_KINDS,
	/* These are of nothing; no other record takes their place. */
	RECORD_OTHER = RECORD_KINDS, /* of a kind that is not known here */
	RECORD_NEWER,		     /* of a version that is not known here */
	RECORD_BLANK,
	RECORD_DAMAGED, /* no record at all */
};

enum { RECORD_MAX = 1 << 20 }; /* bytes; a longer line is damaged */

/*
 * What a line is, and what it is of (appended to of). That is told by the first
 * bytes where they are as this program writes them, so that a file is read
 * fast; the rest may turn out to be damaged: see record_sound().
 */
enum record_kind record_kind(struct span line, struct buffer *of);

/* Whether a line that is not blank is a record, to its last byte; *at is its
 * time, 0: it has none. */
bool record_sound(struct span line, int64_t *at);

/* These return false where the line is not such a record. The document is
 * initialised; its machine stays as it is. */
bool record_read_place(struct span line, const char *home,
		       struct state_document *document);
bool record_read_search(struct span line, struct buffer *text, int64_t *at);
bool record_read_pace(struct span line, uint64_t *words, uint64_t *ms);
/* What there was of it is overwritten; "": there is none any more. */
bool record_read_draft(struct span line, struct buffer *text, int64_t *at);

bool record_read_theme(struct span line, enum theme *theme, int64_t *at);
bool record_read_terminal(struct span line, struct state_terminal *terminal,
			  int64_t *at);

bool record_read_learnt(struct span line, int64_t *at);

struct record_jumps {
	struct state_jump jumps[STATE_JUMPS];
	size_t count;
	size_t at; /* where among them the reader is, at most count */
	int64_t time;
};

void record_jumps_init(struct record_jumps *jumps);
void record_jumps_release(struct record_jumps *jumps);
bool record_read_jumps(struct span line, const char *home,
		       struct record_jumps *jumps);

/* The bytes of a record of a document of this print, to look for. */
enum { RECORD_PRINT_SIZE = 32 };
void record_print_bytes(char out[RECORD_PRINT_SIZE], uint64_t print);

/* Something whose places are hidden if they were left no later than at. */
struct record_forget {
	uint64_t path;	/* the hash of its stored path; 0: of all paths */
	uint64_t print; /* 0: not known */
	int64_t at;
};

/* Of bytes: FNV-1a, 64 bits (draft-eastlake-fnv-17), from another hash on or
 * from RECORD_HASH. */
#define RECORD_HASH UINT64_C(0xcbf29ce484222325)
uint64_t record_hash(uint64_t hash, const char *bytes, size_t len);

bool record_read_forget(struct span line, struct record_forget *forget);

/* These append a line with its newline. Times are given, for a clock makes no
 * test. */
void record_write_place(struct buffer *out, const char *home,
			const struct state_document *document);
void record_write_jumps(struct buffer *out, const char *home, const char *path,
			const struct state_jump *jumps, size_t count, size_t at,
			int64_t time);
void record_write_search(struct buffer *out, const char *text, int64_t at);
void record_write_pace(struct buffer *out, uint64_t words, uint64_t ms,
		       int64_t at);
void record_write_draft(struct buffer *out, const char *mark, const char *text,
			int64_t at);
void record_write_theme(struct buffer *out, enum theme theme, int64_t at);
void record_write_terminal(struct buffer *out, const char *name,
			   const struct state_terminal *terminal, int64_t at);
void record_write_learnt(struct buffer *out, const char *command, int64_t at);
void record_write_forget(struct buffer *out,
			 const struct record_forget *forget);

/*
 * Appends the line without the stored path from in it, or with to in its place
 * (to may be NULL): the same bytes and a newline, if it does not have it. Of a
 * line that is of the path nothing is left without it, nor of one that cannot
 * be changed but has it.
 */
void record_replace(struct buffer *out, struct span line, const char *from,
		    const char *to);

#endif
