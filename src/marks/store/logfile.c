/* SPDX-License-Identifier: ISC */
/* A file of lines that grows, read in slices and again at any of its lines. */
#include "marks/store/logfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "marks/store.h"

/* Bytes read at a time: few enough to stay in a core's own cache, to where the
 * system copies them three times as fast if they begin on a page. */
enum { CHUNK = 128 * 1024, PAGE = 4096 };

void logfile_init(struct logfile *source, enum logfile_kind kind,
		  const char *path)
{
	memset(source, 0, sizeof(*source));
	source->kind = kind;
	source->fd = -1;
	source->stamp.size = -1;
	buffer_append_string(&source->path, path);
}

void logfile_release(struct logfile *source)
{
	if (source->fd >= 0)
		close(source->fd);
	buffer_release(&source->path);
	buffer_release(&source->memory);
	buffer_release(&source->rest);
}

/* By what a file is known that was looked at. */
static struct logfile_stamp stamp_of(const struct stat *at)
{
	return (struct logfile_stamp){ at->st_dev, at->st_ino, at->st_size,
				       at->st_mtim };
}

/* --- Bytes ---------------------------------------------------------------- */

/* Reads at a place; fewer bytes than asked for are at the end, -1 an error. */
static ssize_t read_at(const struct logfile *source, char *bytes, size_t len,
		       int64_t off)
{
	size_t done = 0;

	if (source->kind == LOGFILE_MEMORY) {
		size_t from = (size_t)off;

		assert(from <= source->memory.len);
		if (len > source->memory.len - from)
			len = source->memory.len - from;
		if (len)
			memcpy(bytes, source->memory.data + from, len);
		return (ssize_t)len;
	}
	while (done < len) {
		ssize_t got = pread(source->fd, bytes + done, len - done,
				    (off_t)off + (off_t)done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

bool logfile_fetch(const struct logfile *source, int64_t off, size_t len,
		   struct buffer *out)
{
	size_t start = out->len;

	buffer_reserve(out, len);
	if (read_at(source, out->data + start, len, off) != (ssize_t)len)
		return false;
	out->len = start + len;
	out->data[out->len] = '\0';
	return true;
}

/* --- Lines ---------------------------------------------------------------- */

/* Opens the file if that was not tried yet; false: there is nothing to read. */
static bool open_file(struct logfile *source)
{
	struct stat at;

	if (source->kind == LOGFILE_MEMORY || source->opened)
		return source->kind == LOGFILE_MEMORY || source->fd >= 0;
	source->opened = true;
	do {
		source->fd = open(buffer_string(&source->path),
				  O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	} while (source->fd < 0 && errno == EINTR);
	if (source->fd < 0) {
		source->failed = errno != ENOENT && errno != ENOTDIR;
		if (stat(buffer_string(&source->path), &at) == 0)
			source->stamp = stamp_of(&at);
		return false;
	}
	if (fstat(source->fd, &at) == 0 && S_ISREG(at.st_mode)) {
		source->stamp = stamp_of(&at);
		return true;
	}
	close(source->fd);
	source->fd = -1;
	source->failed = true;
	return false;
}

int64_t logfile_size(struct logfile *source)
{
	if (source->kind == LOGFILE_MEMORY)
		return (int64_t)source->memory.len;
	return open_file(source) ? source->stamp.size : 0;
}

/* Keeps the last bytes that were read, to know them again. */
static void keep_tail(struct logfile *source, const char *bytes, size_t len)
{
	size_t kept;

	if (len >= LOGFILE_TAIL) {
		memcpy(source->tail, bytes + len - LOGFILE_TAIL, LOGFILE_TAIL);
		source->tail_len = LOGFILE_TAIL;
		return;
	}
	kept = source->tail_len;
	if (kept > LOGFILE_TAIL - len)
		kept = LOGFILE_TAIL - len;
	memmove(source->tail, source->tail + source->tail_len - kept, kept);
	memcpy(source->tail + kept, bytes, len);
	source->tail_len = kept + len;
}

/* A line that is longer than any record is not held. */
static void bound_rest(struct logfile *source)
{
	if (source->rest.len <= STORE_RECORD)
		return;
	buffer_release(&source->rest);
	source->too_long = true;
}

typedef void (*source_tell)(void *context, struct span line, int64_t off,
			    size_t len);

/* Tells of the line that ends at off; its last bytes are given. */
static void tell_line(struct logfile *source, struct span end, int64_t off,
		      bool has_newline, source_tell tell, void *context)
{
	struct span line = end;
	int64_t len = off - source->line_off + has_newline;

	if (source->rest.len) {
		buffer_append(&source->rest, end.ptr, end.len);
		line = (struct span){ source->rest.data, source->rest.len };
	}
	if (source->too_long)
		line = (struct span){ NULL, 0 };
	tell(context, line, source->line_off, (size_t)len);
	buffer_clear(&source->rest);
	source->too_long = false;
	source->line_off = off + has_newline;
}

static void take_bytes(struct logfile *source, struct span bytes,
		       source_tell tell, void *context)
{
	const char *at = bytes.ptr;
	const char *end = at + bytes.len;
	const char *newline;

	while ((newline = memchr(at, '\n', (size_t)(end - at)))) {
		struct span line = { at, (size_t)(newline - at) };

		tell_line(source, line, source->read_to + (newline - bytes.ptr),
			  true, tell, context);
		at = newline + 1;
	}
	if (at < end && !source->too_long)
		buffer_append(&source->rest, at, (size_t)(end - at));
	bound_rest(source);
	keep_tail(source, bytes.ptr, bytes.len);
	source->read_to += (int64_t)bytes.len;
}

/* The end of the file; what has no newline there may be torn, or typed. */
static void take_end(struct logfile *source, source_tell tell, void *context)
{
	struct span none = { "", 0 };
	struct stat at;

	/* Somebody may have appended while it was read. */
	if (source->fd >= 0 && fstat(source->fd, &at) == 0 &&
	    at.st_size == source->read_to)
		source->stamp = stamp_of(&at);
	if (source->line_off == source->read_to)
		return;
	source->torn = true;
	tell_line(source, none, source->read_to, false, tell, context);
}

bool logfile_read(struct logfile *source, size_t bytes,
		  void (*tell)(void *context, struct span line, int64_t off,
			       size_t len),
		  void *context)
{
	char *memory = memory_alloc(CHUNK + PAGE);
	char *chunk = memory + PAGE - (uintptr_t)memory % PAGE;
	/* What comes behind a torn line may be the rest of it. */
	bool more = !source->torn && open_file(source);
	size_t done = 0;

	while (more && done < bytes) {
		size_t wanted = bytes - done < CHUNK ? bytes - done : CHUNK;
		ssize_t got = read_at(source, chunk, wanted, source->read_to);

		source->failed = got < 0;
		more = got > 0;
		if (more) {
			take_bytes(source, (struct span){ chunk, (size_t)got },
				   tell, context);
			done += (size_t)got;
		}
	}
	free(memory);
	if (!more && !source->torn)
		take_end(source, tell, context);
	return more;
}

/* --- Changes -------------------------------------------------------------- */

static bool is_same_stamp(const struct logfile_stamp *one,
			  const struct logfile_stamp *other)
{
	return one->dev == other->dev && one->ino == other->ino &&
	       one->size == other->size &&
	       one->changed.tv_sec == other->changed.tv_sec &&
	       one->changed.tv_nsec == other->changed.tv_nsec;
}

/* Whether what was read last is there still. */
static bool has_tail(const struct logfile *source)
{
	char bytes[LOGFILE_TAIL];
	ssize_t len = (ssize_t)source->tail_len;

	return read_at(source, bytes, source->tail_len,
		       source->read_to - len) == len &&
	       memcmp(bytes, source->tail, source->tail_len) == 0;
}

bool logfile_is_overwritten(const struct logfile *source)
{
	struct logfile_stamp stamp;
	struct stat at;

	if (source->fd < 0 || fstat(source->fd, &at) < 0)
		return false;
	stamp = stamp_of(&at);
	return !is_same_stamp(&stamp, &source->stamp) &&
	       (stamp.size <= source->read_to || !has_tail(source));
}

enum logfile_change logfile_look(struct logfile *source)
{
	struct logfile_stamp stamp = { 0 };
	struct stat at;

	if (source->kind == LOGFILE_MEMORY)
		return source->read_to < (int64_t)source->memory.len
			       ? LOGFILE_GROWN
			       : LOGFILE_SAME;
	stamp.size = -1;
	if (stat(buffer_string(&source->path), &at) == 0)
		stamp = stamp_of(&at);
	if (is_same_stamp(&stamp, &source->stamp) &&
	    (stamp.size < 0 || stamp.size == source->read_to || source->failed))
		return LOGFILE_SAME;
	if (source->fd < 0 || source->torn || source->failed ||
	    stamp.dev != source->stamp.dev || stamp.ino != source->stamp.ino ||
	    stamp.size <= source->read_to || !has_tail(source))
		return LOGFILE_REWRITTEN;
	source->stamp = stamp;
	return LOGFILE_GROWN;
}
