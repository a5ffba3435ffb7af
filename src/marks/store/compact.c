/* SPDX-License-Identifier: ISC */
/* Rewrite the marks file without what is superseded. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/folders.h"
#include "base/map.h"
#include "marks/store/append.h"
#include "marks/store/held.h"

/* A compaction; the file is locked. */
struct compaction {
	struct store *store;
	struct buffer target; /* the file itself, behind links */
	struct buffer beside; /* … while it is written */
	struct buffer old;    /* what it was */
	struct buffer out;
	struct map seen; /* lines in out that are no records */
	size_t left_out;
	struct error *error;
};

static bool fail(struct compaction *compaction, const char *cannot)
{
	return error_set(compaction->error, "%s: %s (%s); it is as it was",
			 compaction->target.data, cannot, strerror(errno));
}

/* --- What stays ----------------------------------------------------------- */

static bool is_record(const struct line *line)
{
	return line->kind == LOOK_MARK || line->kind == LOOK_SIGHTING;
}

/* Lines that look as if others take their place must prove that they are what
 * they look like. */
static void prove(struct catalog *known)
{
	for (size_t i = 0; i < known->line_count; i++)
		if (is_record(&known->lines[i]) && known->lines[i].superseded)
			catalog_prove(known, known->lines[i].group);
}

/* Adds a line as it is. */
static bool add(struct compaction *compaction, uint32_t number)
{
	struct buffer *out = &compaction->out;

	if (!catalog_fetch(&compaction->store->known, number, out))
		return fail(compaction, "cannot be read again");
	if (out->data[out->len - 1] != '\n')
		buffer_append_byte(out, '\n');
	return true;
}

/* Adds a line that is no record; unless always, only if there is none that is
 * the same. */
static bool add_unlike(struct compaction *compaction, uint32_t number,
		       bool always)
{
	struct buffer *out = &compaction->out;
	size_t start = out->len;
	uint32_t seen;

	if (!add(compaction, number))
		return false;
	if (!always && map_get(&compaction->seen, out->data + start,
			       out->len - start, &seen))
		buffer_truncate(out, start);
	else
		map_put(&compaction->seen, out->data + start, out->len - start,
			0);
	return true;
}

/* Lines of the marks file: all but what is superseded, and no tombstone. */
static bool add_own(struct compaction *compaction)
{
	const struct catalog *known = &compaction->store->known;

	for (uint32_t i = 0; i < known->line_count; i++) {
		const struct line *line = &known->lines[i];

		if (line->source != 0 || line->kind == LOOK_BLANK)
			continue;
		if (is_record(line) && line->superseded && !line->deleted &&
		    !line->newer)
			compaction->left_out++;
		else if (!(is_record(line) ? add(compaction, i)
					   : add_unlike(compaction, i, true)))
			return false;
	}
	return true;
}

/* Of a copy that goes away, nothing may be lost. */
static bool goes_away(const struct logfile *source)
{
	return source->kind == LOGFILE_SIBLING && source->fd >= 0 &&
	       !source->failed &&
	       siblings_is_conflict(buffer_string(&source->path));
}

static bool add_others(struct compaction *compaction)
{
	const struct catalog *known = &compaction->store->known;

	for (uint32_t i = 0; i < known->line_count; i++) {
		const struct line *line = &known->lines[i];
		const struct logfile *source = known->sources[line->source];

		if (line->source == 0 || line->kind == LOOK_BLANK)
			continue;
		if (is_record(line) ? !line->superseded && !add(compaction, i)
				    : goes_away(source) &&
					      !add_unlike(compaction, i, false))
			return false;
	}
	return true;
}

/* --- Files ---------------------------------------------------------------- */

/* Whether the file, open at fd, may be replaced by another one. A compaction
 * that was ended left its other name, which goes. */
static bool check_own(struct compaction *compaction, int fd)
{
	struct stat at, old;

	if (fstat(fd, &at) < 0)
		return fail(compaction, "cannot be looked at");
	if (at.st_nlink == 2 && lstat(compaction->old.data, &old) == 0 &&
	    old.st_ino == at.st_ino && old.st_dev == at.st_dev &&
	    unlink(compaction->old.data) == 0)
		at.st_nlink = 1;
	if (at.st_uid == geteuid() && at.st_nlink == 1)
		return true;
	return error_set(compaction->error, "%s: has %s, and stays as it is",
			 compaction->target.data,
			 at.st_nlink > 1 ? "another name" : "another owner");
}

/* Whether what is known is all that is in the file, open at fd. */
static bool check_read(struct compaction *compaction, int fd)
{
	const struct logfile *file = compaction->store->known.sources[0];
	struct stat at;

	if (!file->failed && file->fd >= 0 && fstat(fd, &at) == 0 &&
	    at.st_dev == file->stamp.dev && at.st_ino == file->stamp.ino &&
	    at.st_size == file->read_to)
		return true;
	return error_set(compaction->error,
			 "%s: cannot be read to its end, and stays as it is",
			 compaction->target.data);
}

/* Where there are no other names for a file, it is copied. */
static bool keep_old(struct compaction *compaction)
{
	struct buffer bytes = BUFFER_INIT;
	bool kept;

	if (unlink(compaction->old.data) < 0 && errno != ENOENT)
		return fail(compaction, "its old copy cannot be removed");
	if (link(compaction->target.data, compaction->old.data) == 0)
		return true;
	kept = files_read(compaction->target.data, SIZE_MAX / 2, &bytes,
			  compaction->error) &&
	       files_create(compaction->old.data, buffer_string(&bytes),
			    bytes.len, compaction->error);
	buffer_release(&bytes);
	return kept;
}

static bool replace(struct compaction *compaction)
{
	/* Somebody was ended while he wrote it. */
	if (unlink(compaction->beside.data) < 0 && errno != ENOENT)
		return fail(compaction, "cannot be written anew");
	if (!files_create(compaction->beside.data,
			  buffer_string(&compaction->out), compaction->out.len,
			  compaction->error))
		return false;
	if (!keep_old(compaction)) {
		unlink(compaction->beside.data);
		return false;
	}
	while (rename(compaction->beside.data, compaction->target.data) < 0) {
		if (errno == EINTR)
			continue;
		fail(compaction, "cannot be replaced");
		unlink(compaction->beside.data);
		unlink(compaction->old.data);
		return false;
	}
	files_sync_folder(compaction->target.data);
	return true;
}

/* What came into a copy since it was read is nowhere else. */
static void remove_copies(const struct catalog *known)
{
	for (size_t i = 0; i < known->source_count; i++)
		if (goes_away(known->sources[i]) &&
		    logfile_look(known->sources[i]) == LOGFILE_SAME)
			unlink(buffer_string(&known->sources[i]->path));
}

/* --- All of it ------------------------------------------------------------ */

static bool name_files(struct compaction *compaction)
{
	const char *path = buffer_string(&compaction->store->path);

	if (!folders_resolve(&compaction->target, path))
		return error_set(compaction->error, "%s: cannot be found (%s)",
				 path, strerror(errno));
	buffer_append_format(&compaction->beside, "%s.tmp",
			     compaction->target.data);
	buffer_append_format(&compaction->old, "%s.bak",
			     compaction->target.data);
	return true;
}

static bool compact_locked(struct compaction *compaction, int fd)
{
	struct store *store = compaction->store;

	if (!name_files(compaction) || !check_own(compaction, fd))
		return false;
	held_renew(store);
	store_read(store);
	if (!check_read(compaction, fd))
		return false;
	prove(&store->known);
	if (!add_own(compaction) || !add_others(compaction) ||
	    !replace(compaction))
		return false;
	remove_copies(&store->known);
	return true;
}

/* There may be a lock for one who asks, but none that others heed. */
static bool compact(struct compaction *compaction)
{
	const char *path = buffer_string(&compaction->store->path);
	bool unlocked, done;
	int fd = append_open(path, &unlocked, compaction->error);

	if (fd < 0)
		return false;
	if (unlocked)
		done = error_set(compaction->error,
				 "%s: cannot be locked, and stays as it is",
				 path);
	else
		done = compact_locked(compaction, fd);
	close(fd);
	return done;
}

bool store_compact(struct store *store, size_t *left_out, struct error *error)
{
	struct compaction compaction = { .store = store, .error = error };
	bool done;

	*left_out = 0;
	if (store->read_only || !store->path.len)
		return error_set(error, "%s: is not written in this run",
				 buffer_string(&store->path));
	if (!store_retry(store, error))
		return false;
	if (access(store->path.data, F_OK) < 0 && errno == ENOENT &&
	    !store->known.line_count)
		return true;
	done = compact(&compaction);
	if (done)
		*left_out = compaction.left_out;
	map_release(&compaction.seen);
	buffer_release(&compaction.target);
	buffer_release(&compaction.beside);
	buffer_release(&compaction.old);
	buffer_release(&compaction.out);
	held_renew(store);
	store_read(store);
	return done;
}
