/* SPDX-License-Identifier: ISC */
/* This machine's file of state, which grows by lines. */
#include "reader/state/journal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"
#include "reader/state/aside.h"
#include "reader/state/compact.h"

enum {
	REWRITE_WAIT_MS = 2000,
	SYNC_MS = 30000,
	/* Documents that there may be too many before a rewrite. */
	DOCUMENTS_SLACK = 100,
	/* Bytes that are held for a disk that is full, before they too are
	 * rewritten. */
	UNWRITTEN_MAX = 256 * 1024,
};

/* --- What the file holds -------------------------------------------------- */

struct journal_stamp journal_stamp(const char *path)
{
	struct journal_stamp stamp;
	struct stat at;

	memset(&stamp, 0, sizeof(stamp));
	stamp.size = -1;
	if (*path && stat(path, &at) == 0) {
		stamp.dev = at.st_dev;
		stamp.ino = at.st_ino;
		stamp.size = at.st_size;
		stamp.changed = at.st_mtim;
	}
	return stamp;
}

bool journal_stamp_same(const struct journal_stamp *one,
			const struct journal_stamp *other)
{
	return one->dev == other->dev && one->ino == other->ino &&
	       one->size == other->size &&
	       one->changed.tv_sec == other->changed.tv_sec &&
	       one->changed.tv_nsec == other->changed.tv_nsec;
}

static void name_file(struct journal *journal)
{
	buffer_append_format(&journal->path, "%s/state.%s.jsonl",
			     journal->folder.data, journal->machine);
}

/* Knows the file's name as soon as the machine has an ID. */
static void find_file(struct journal *journal)
{
	if (!journal->path.len &&
	    machine_read(journal->local.data, journal->machine))
		name_file(journal);
}

void journal_init(struct journal *journal, const char *folder,
		  const char *local, bool keep)
{
	memset(journal, 0, sizeof(*journal));
	ledger_init(&journal->ledger);
	journal->stamp = journal_stamp("");
	journal->synced_ms = clock_ms();
	if (!folder || !local)
		return;
	journal->keep = keep;
	buffer_append_string(&journal->folder, folder);
	buffer_append_string(&journal->local, local);
	find_file(journal);
}

void journal_release(struct journal *journal)
{
	buffer_release(&journal->folder);
	buffer_release(&journal->local);
	buffer_release(&journal->path);
	buffer_release(&journal->unwritten);
	ledger_release(&journal->ledger);
}

/* Makes lines of the file's text and what is unwritten. */
static void set_text(struct journal *journal, const struct buffer *text)
{
	ledger_clear(&journal->ledger);
	if (text->len)
		ledger_append(&journal->ledger, text->data, text->len);
	if (journal->unwritten.len)
		ledger_append(&journal->ledger, journal->unwritten.data,
			      journal->unwritten.len);
	journal->generation++;
}

bool journal_refresh(struct journal *journal, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	struct journal_stamp stamp;
	const char *path;
	bool read = true;

	find_file(journal);
	path = buffer_string(&journal->path);
	stamp = journal_stamp(path);
	if (!journal->stale && journal_stamp_same(&stamp, &journal->stamp))
		return true;
	if (stamp.size >= 0)
		read = files_read(path, LEDGER_MAX, &text, error) ||
		       errno == ENOENT;
	journal->stale = false;
	journal->unreadable = !read;
	journal->stamp = stamp;
	set_text(journal, &text);
	buffer_release(&text);
	return read;
}

/* --- Writing -------------------------------------------------------------- */

/* Has the folders and the machine's ID, and the lock: *lock is -1 where there
 * is none to be had. */
static bool begin(struct journal *journal, unsigned wait_ms, int *lock,
		  struct error *error)
{
	struct buffer path = BUFFER_INIT;
	enum files_lock state;

	if (!folders_make(journal->local.data, error) ||
	    !folders_make(journal->folder.data, error))
		return false;
	buffer_append_format(&path, "%s/lock", journal->local.data);
	state = files_lock(path.data, wait_ms, lock);
	journal->busy = state == FILES_BUSY;
	if (journal->busy)
		error_set(error,
			  "%s: another Lectern has held this lock for long; "
			  "end it, or nothing is remembered",
			  path.data);
	buffer_release(&path);
	if (journal->busy)
		return false;
	if (journal->path.len)
		return true;
	if (!machine_ensure(journal->local.data, journal->machine, error)) {
		files_unlock(*lock);
		return false;
	}
	name_file(journal);
	return true;
}

/* What cannot be read must not be replaced, nor grow without end. */
static bool may_write(const struct journal *journal, struct error *error)
{
	if (!journal->unreadable)
		return true;
	return error_set(error,
			 "%s: cannot be read, and so is not written either; "
			 "put it away",
			 journal->path.data);
}

/* Appends what is unwritten; the lock is held. */
static bool write_lines(struct journal *journal, struct error *error)
{
	struct journal_stamp before = journal_stamp(journal->path.data);
	bool seen = journal_stamp_same(&before, &journal->stamp);
	const struct buffer *lines = &journal->unwritten;
	int fd = files_open(journal->path.data, error);
	bool done;

	if (fd < 0)
		return false;
	done = files_append(fd, journal->path.data, lines->data, lines->len,
			    error);
	close(fd);
	if (!done)
		return false;
	/* What others appended is read when it is asked for. */
	if (seen)
		journal->stamp = journal_stamp(journal->path.data);
	buffer_clear(&journal->unwritten);
	journal->unsynced = true;
	return true;
}

bool journal_flush(struct journal *journal, unsigned wait_ms,
		   struct error *error)
{
	bool done;
	int lock;

	if (!journal->keep || !journal->unwritten.len)
		return true;
	if (!may_write(journal, error) ||
	    !begin(journal, wait_ms, &lock, error))
		return false;
	done = write_lines(journal, error);
	files_unlock(lock);
	return done && journal_sync(journal, false, error);
}

/* What cannot be written is not held without end. */
static void bound_unwritten(struct journal *journal)
{
	struct buffer out = BUFFER_INIT, aside = BUFFER_INIT;
	struct ledger ledger;

	if (journal->unwritten.len <= UNWRITTEN_MAX)
		return;
	ledger_init(&ledger);
	ledger_append(&ledger, journal->unwritten.data, journal->unwritten.len);
	compact_lines(&ledger, NULL, NULL, &out, &aside);
	ledger_release(&ledger);
	buffer_release(&aside);
	buffer_release(&journal->unwritten);
	journal->unwritten = out;
	journal->stale = true;
}

bool journal_append(struct journal *journal, const struct buffer *lines,
		    unsigned wait_ms, struct error *error)
{
	bool done;

	buffer_append(&journal->unwritten, lines->data, lines->len);
	ledger_append(&journal->ledger, lines->data, lines->len);
	journal->generation++;
	done = journal_flush(journal, journal->busy ? 0 : wait_ms, error);
	bound_unwritten(journal);
	return done;
}

bool journal_sync(struct journal *journal, bool now, struct error *error)
{
	bool done;
	int fd;

	if (!journal->unsynced ||
	    (!now && clock_ms() - journal->synced_ms < SYNC_MS))
		return true;
	journal->synced_ms = clock_ms();
	journal->unsynced = false;
	fd = files_open(journal->path.data, error);
	if (fd < 0)
		return false;
	done = files_sync(fd, journal->path.data, error);
	close(fd);
	return done;
}

/* --- Rewriting ------------------------------------------------------------ */

bool journal_due(const struct journal *journal, size_t bytes)
{
	const struct ledger *ledger = &journal->ledger;

	if (!journal->keep)
		return false;
	return (ledger->text.len > bytes &&
		ledger->wasted > ledger->text.len / 2) ||
	       ledger->distinct[RECORD_PLACE] >
		       STATE_DOCUMENTS + DOCUMENTS_SLACK;
}

/* The lock is held. */
static bool rewrite_locked(struct journal *journal,
			   const struct journal_rewrite *rewrite,
			   struct buffer *aside, struct error *error)
{
	struct buffer text = BUFFER_INIT, damaged = BUFFER_INIT;
	bool done;

	journal->stale = true;
	if (!journal_refresh(journal, error))
		return false;
	if (!rewrite->everything)
		compact_lines(&journal->ledger, rewrite->from, rewrite->to,
			      &text, &damaged);
	done = !damaged.len ||
	       aside_keep(journal->path.data, &damaged, aside, error);
	done = done && files_replace(journal->path.data, buffer_string(&text),
				     text.len, error);
	if (done) {
		buffer_clear(&journal->unwritten);
		journal->stamp = journal_stamp(journal->path.data);
		journal->unsynced = false;
		set_text(journal, &text);
	}
	buffer_release(&text);
	buffer_release(&damaged);
	return done;
}

bool journal_rewrite(struct journal *journal,
		     const struct journal_rewrite *rewrite,
		     struct buffer *aside, struct error *error)
{
	bool done = true;
	int lock;

	if (!journal->keep || (!journal->path.len && !journal->unwritten.len))
		return true;
	if (!may_write(journal, error) ||
	    !begin(journal, REWRITE_WAIT_MS, &lock, error))
		return false;
	/* Where there are no locks a file may be rewritten while somebody
	 * appends to it: only if the reader asked for it. */
	if (lock >= 0 || rewrite->from || rewrite->everything)
		done = rewrite_locked(journal, rewrite, aside, error);
	files_unlock(lock);
	return done;
}
