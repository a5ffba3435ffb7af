/* SPDX-License-Identifier: ISC */
/*
 * What a store holds, for its parts.
 *
 *  S1  known answers; next is read instead of it where a file was rewritten,
 *      and takes its place when it is read to the end.
 *  S2  The first source is FILE, the last one pending, in memory.
 *  S3  pending is what this run could not write; it is in the emergency file
 *      too, as far as that could be written.
 */
#ifndef MARKS_STORE_HELD_H
#define MARKS_STORE_HELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "marks/store.h"
#include "marks/store/catalog.h"
#include "marks/store/merge.h"
#include "marks/store/vector.h"
#include "marks/store/writer.h"

/* What is said once in a run. */
enum store_said {
	SAID_FAILED,	 /* a file cannot be read */
	SAID_UNREADABLE, /* a line cannot */
	SAID_UNLOCKED,	 /* there are no locks */
	SAID_UNSAVED,	 /* an earlier run's records cannot be written */
	SAID_OPEN,	 /* others may write into the folder */
	SAIDS,
};

struct store {
	struct buffer path;
	struct buffer state;	 /* "": there is no such folder */
	struct buffer emergency; /* "": likewise */
	bool read_only;
	bool has_writer;
	struct writer writer;
	struct writers writers;
	struct catalog known;
	struct catalog next;
	bool reading;  /* there is more to read: of next, or of known */
	bool renewing; /* … of next */
	uint64_t generation;
	struct buffer pending;
	struct buffer ours; /* lines this run wrote, the last ones */
	struct error troubles[SAIDS];
	bool said[SAIDS];
	bool waits[SAIDS];
};

/* Reads all files anew. */
void held_renew(struct store *store);
/* Before lines are fetched: reads all anew if they are not where they were. */
void held_read_on(struct store *store);
/* Has a sentence said, the first of its kind. */
void held_say(struct store *store, enum store_said what,
	      const struct error *error);

/* Computes what is true of a group. *records are released by held_forget().
 * False: all of its lines are damaged. */
struct held_group {
	struct record *records;
	size_t count;
	struct merged merged;
};
bool held_merge(struct store *store, uint32_t group, struct held_group *held);
void held_forget(struct held_group *held);
/* Whether an object is that of a line, by its kind, its ID, its event, and
 * whether it deletes. */
bool held_is_line(const struct store *store, const json_t *object,
		  uint32_t number);
/* Reads the mark of a group; false: it is damaged. */
bool held_read_mark(struct store *store, uint32_t group, struct mark *mark);
/* Whether an event, or one that knows of it, is known; in_file: in FILE. */
bool held_has_event(struct store *store, const struct look *look, bool in_file);
/* False with a sentence: this store writes nothing. */
bool held_may_write(const struct store *store, struct error *error);
/* Reads a mark or a sighting (initialised) out of it. */
void held_mark(const struct held_group *held, struct mark *mark);
void held_sighting(const struct held_group *held, struct sighting *sighting);

/* --- unsaved.c -------------------------------------------------------------
 */

/* Names the emergency file: records that are meant for one FILE must not come
 * into another one. */
void unsaved_find(struct store *store);
/* Writes lines, and what is pending and in the emergency file with them; where
 * that fails they are pending. */
bool unsaved_write(struct store *store, const struct buffer *lines,
		   struct error *error);
/* Has lines of ours that somebody's old copy of the file lost written again
 * with the next write: known was read anew. */
void unsaved_recover(struct store *store);

/* --- siblings.c ------------------------------------------------------------
 */

/* Adds FILE.*.jsonl to a catalog. */
void siblings_add(const struct store *store, struct catalog *catalog);
/* Whether they are others than known has. */
bool siblings_changed(const struct store *store);
/* Whether a name is that of a copy which Syncthing made of FILE. */
bool siblings_is_conflict(const char *path);

#endif
