/* SPDX-License-Identifier: ISC */
/*
 * This machine's file of state, which grows by lines.
 *
 * Several processes write it. Whoever does holds the lock, which is a file of
 * its own in a folder that is not shared, and opens the file anew by its name:
 * so nobody appends to one that was replaced meanwhile.
 *
 *  J1  lines is what the file held when it was last looked at, then what was
 *      appended since, written or not.
 *  J2  unwritten is what could not be written yet; it is tried again. With
 *      keep false it is all that was appended.
 *  J3  The file is never rewritten from what was read before the lock was had.
 */
#ifndef READER_STATE_JOURNAL_H
#define READER_STATE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "reader/state/ledger.h"
#include "reader/state/machine.h"

struct error;

/* By which a file is known to be as it was. */
struct journal_stamp {
	dev_t dev;
	ino_t ino;
	off_t size; /* -1: there was none */
	struct timespec changed;
};

/* Of what a path names now. */
struct journal_stamp journal_stamp(const char *path);
bool journal_stamp_same(const struct journal_stamp *one,
			const struct journal_stamp *other);

struct journal {
	struct buffer folder; /* where the file is; empty: nowhere */
	struct buffer local;  /* where the lock and the machine's ID are */
	struct buffer path;   /* of the file; empty: no ID was drawn yet */
	char machine[MACHINE_ID + 1];
	bool keep;
	bool stale;	 /* read the file whatever its stamp says */
	bool unreadable; /* it is there, and must not be written */
	bool busy;	 /* another process had the lock, last time */
	bool unsynced;
	int64_t synced_ms; /* by a clock of its own */
	struct ledger ledger;
	struct buffer unwritten;
	struct journal_stamp stamp;
	size_t generation; /* of lines: who finds it changed looks again */
};

/* Nothing is read or made yet. Both folders may be NULL: nothing is kept. */
void journal_init(struct journal *journal, const char *folder,
		  const char *local, bool keep);
void journal_release(struct journal *journal);

/* Reads the file if it has changed. */
bool journal_refresh(struct journal *journal, struct error *error);

/* Appends lines, waiting at most wait_ms for the lock. On failure they stay
 * unwritten. */
bool journal_append(struct journal *journal, const struct buffer *lines,
		    unsigned wait_ms, struct error *error);
/* Writes what is unwritten. */
bool journal_flush(struct journal *journal, unsigned wait_ms,
		   struct error *error);

/* Brings it to the disk; unless now, only if that was not done for half a
 * minute. */
bool journal_sync(struct journal *journal, bool now, struct error *error);

/* Whether a rewrite is worth its while: more than half of a file of more than
 * so many bytes is wasted, or it tells of too many documents. */
bool journal_due(const struct journal *journal, size_t bytes);

/*
 * Rewrites the file with what holds of it (compact.h), from replaced by to;
 * with everything nothing is left of it. Where something in it is damaged, a
 * copy is laid aside first, whose path *aside is then (appended).
 */
struct journal_rewrite {
	const char *from; /* stored paths, or NULL */
	const char *to;
	bool everything;
};
bool journal_rewrite(struct journal *journal,
		     const struct journal_rewrite *rewrite,
		     struct buffer *aside, struct error *error);

#endif
