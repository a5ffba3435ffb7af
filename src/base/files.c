/* SPDX-License-Identifier: ISC */
/* Read and write whole files so that no crash leaves half of one. */
#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/folders.h"

enum { READ_SIZE = 64 * 1024, LOCK_POLL_MS = 2 };

/* Sets the sentence, keeps errno. */
static bool explain(const char *path, const char *cannot, struct error *error)
{
	int failure = errno;

	switch (failure) {
	case ENOSPC:
#ifdef EDQUOT
	case EDQUOT:
#endif
		error_set(error, "%s: the disk is full; make room on it", path);
		break;
	case EFBIG:
		error_set(error, "%s: it would become larger than is allowed",
			  path);
		break;
	case EACCES:
	case EPERM:
		error_set(error, "%s: %s; look at its permissions", path,
			  cannot);
		break;
	default:
		error_set(error, "%s: %s (%s)", path, cannot,
			  strerror(failure));
	}
	errno = failure;
	return false;
}

/* Closes without a word to errno. */
static void close_quietly(int fd)
{
	int failure = errno;

	close(fd);
	errno = failure;
}

/* Opens a file, made for its owner alone if it is. A pipe that nobody writes to
 * is not waited for, and a signal is no reason to fail. */
static int open_file(const char *path, int flags)
{
	int fd;

	do {
		fd = open(path, flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
			  S_IRUSR | S_IWUSR);
	} while (fd < 0 && errno == EINTR);
	return fd;
}

/* --- Reading -------------------------------------------------------------- */

static bool read_all(int fd, size_t max, struct buffer *out)
{
	char bytes[READ_SIZE];
	size_t start = out->len;

	for (;;) {
		ssize_t got = read(fd, bytes, sizeof(bytes));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		if (out->len - start + (size_t)got > max) {
			errno = EFBIG;
			return false;
		}
		buffer_append(out, bytes, (size_t)got);
	}
}

bool files_read(const char *path, size_t max, struct buffer *out,
		struct error *error)
{
	size_t start = out->len;
	struct stat at;
	bool done;
	int fd;

	fd = open_file(path, O_RDONLY);
	if (fd < 0)
		return explain(path, "cannot be read", error);
	done = fstat(fd, &at) == 0;
	if (done && !S_ISREG(at.st_mode)) {
		errno = S_ISDIR(at.st_mode) ? EISDIR : EINVAL;
		done = false;
	}
	done = done && read_all(fd, max, out);
	close_quietly(fd);
	if (done)
		return true;
	if (out->data)
		buffer_truncate(out, start);
	if (errno == EFBIG)
		return error_set(error, "%s: is too large to be read", path);
	return explain(path, "cannot be read", error);
}

/* --- Writing -------------------------------------------------------------- */

/* Whether what is open may be written. Another name of it may be one that
 * somebody else gave it. */
static bool check_own(int fd, const char *path, struct error *error)
{
	struct stat at;

	if (fstat(fd, &at) < 0)
		return explain(path, "cannot be written", error);
	if (S_ISREG(at.st_mode) && at.st_uid == geteuid() && at.st_nlink == 1)
		return true;
	errno = EPERM;
	return error_set(error,
			 "%s: is not a plain file of yours alone, and is left "
			 "as it is; put it away",
			 path);
}

/* Where the file itself is, behind links. What leads nowhere stays: it is not
 * followed later either. */
static bool resolve(const char *path, struct buffer *real, struct error *error)
{
	if (folders_resolve(real, path))
		return true;
	return explain(path, "cannot be written", error);
}

/* Writes all, by one write unless no more fits: the next one says why. Returns
 * how much was written; less than len with errno. */
static size_t write_all(int fd, const char *bytes, size_t len)
{
	size_t done = 0;

	while (done < len) {
		ssize_t wrote = write(fd, bytes + done, len - done);

		if (wrote < 0 && errno != EINTR)
			break;
		if (wrote > 0)
			done += (size_t)wrote;
	}
	return done;
}

static bool sync_now(int fd)
{
	int done;

	do {
		done = fsync(fd);
	} while (done < 0 && errno == EINTR);
	return done == 0;
}

void files_sync_folder(const char *path)
{
	struct buffer folder = BUFFER_INIT;
	const char *slash = strrchr(path, '/');
	int fd;

	buffer_append(&folder, path, slash ? (size_t)(slash - path) + 1 : 0);
	fd = open_file(folder.len ? folder.data : ".", O_RDONLY | O_DIRECTORY);
	buffer_release(&folder);
	if (fd < 0)
		return;
	sync_now(fd);
	close(fd);
}

/* Makes a file with this content, on the disk; -1, and nothing there that was
 * not, on failure. */
static int create(const char *path, const char *bytes, size_t len,
		  struct error *error)
{
	int fd = open_file(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);

	if (fd < 0) {
		explain(path, "cannot be made", error);
		return -1;
	}
	if (write_all(fd, bytes, len) == len && sync_now(fd))
		return fd;
	explain(path, "cannot be written", error);
	close_quietly(fd);
	(void)unlink(path);
	return -1;
}

bool files_create(const char *path, const char *bytes, size_t len,
		  struct error *error)
{
	int fd = create(path, bytes, len, error);

	if (fd < 0)
		return false;
	close(fd);
	files_sync_folder(path);
	return true;
}

/* Whether a path still names what is open. */
static bool is_still(const char *path, int fd)
{
	struct stat named, opened;

	return lstat(path, &named) == 0 && fstat(fd, &opened) == 0 &&
	       named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

/* Gives the new file, open at fd, the old one's name. */
static bool take_name(const char *path, const char *target, int fd,
		      struct error *error)
{
	if (!is_still(path, fd)) {
		error_set(error, "%s: another program writes it now; try again",
			  target);
		errno = EAGAIN;
		return false;
	}
	if (rename(path, target) == 0)
		return true;
	explain(target, "cannot be replaced", error);
	(void)unlink(path);
	return false;
}

/* Whether a file may be replaced: it is not there, or ours. */
static bool check_replaceable(const char *target, struct error *error)
{
	bool own;
	int fd = open_file(target, O_RDONLY | O_NOFOLLOW);

	if (fd < 0)
		return errno == ENOENT ||
		       explain(target, "cannot be replaced", error);
	own = check_own(fd, target, error);
	close_quietly(fd);
	return own;
}

static bool replace(const char *target, const char *bytes, size_t len,
		    struct error *error)
{
	struct buffer beside = BUFFER_INIT;
	bool done = false;
	int fd;

	buffer_append_string(&beside, target);
	buffer_append_string(&beside, ".tmp");
	/* Somebody was ended while he wrote it. */
	(void)unlink(beside.data);
	fd = create(beside.data, bytes, len, error);
	if (fd >= 0) {
		done = take_name(beside.data, target, fd, error);
		close_quietly(fd);
	}
	buffer_release(&beside);
	return done;
}

bool files_replace(const char *path, const char *bytes, size_t len,
		   struct error *error)
{
	struct buffer target = BUFFER_INIT;
	bool done = resolve(path, &target, error) &&
		    check_replaceable(target.data, error) &&
		    replace(target.data, bytes, len, error);

	if (done)
		files_sync_folder(target.data);
	buffer_release(&target);
	return done;
}

/* --- Appending ------------------------------------------------------------ */

int files_open(const char *path, struct error *error)
{
	struct buffer target = BUFFER_INIT;
	int fd = -1;

	if (resolve(path, &target, error)) {
		fd = open_file(target.data,
			       O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW);
		if (fd < 0)
			explain(path, "cannot be written", error);
	}
	buffer_release(&target);
	if (fd < 0 || check_own(fd, path, error))
		return fd;
	close_quietly(fd);
	return -1;
}

/* Takes back what was written of a line that did not fit, unless somebody wrote
 * behind it; what stays, the next line parts from. Keeps errno. */
static void take_back(int fd, off_t before, size_t wrote)
{
	int failure = errno;
	struct stat at;
	bool is_last = wrote > 0 && fstat(fd, &at) == 0 &&
		       at.st_size == before + (off_t)wrote;

	while (is_last && ftruncate(fd, before) < 0 && errno == EINTR)
		;
	errno = failure;
}

bool files_append(int fd, const char *path, const char *bytes, size_t len,
		  struct error *error)
{
	struct buffer line = BUFFER_INIT;
	struct stat at;
	char last = '\n';
	size_t done;
	bool fits;

	if (fstat(fd, &at) < 0)
		return explain(path, "cannot be written", error);
	if (at.st_size > 0 && pread(fd, &last, 1, at.st_size - 1) < 0)
		return explain(path, "cannot be read", error);
	if (last != '\n')
		buffer_append_byte(&line, '\n');
	buffer_append(&line, bytes, len);
	done = write_all(fd, line.data, line.len);
	fits = done == line.len;
	if (!fits)
		take_back(fd, at.st_size, done);
	buffer_release(&line);
	return fits || explain(path, "cannot be written", error);
}

bool files_sync(int fd, const char *path, struct error *error)
{
	/* Its length is among the data; when it was written is not. */
	while (fdatasync(fd) < 0) {
		/* Some files cannot be synced, which is no failure. */
		if (errno == EINVAL || errno == ENOTSUP)
			break;
		if (errno != EINTR)
			return explain(path, "cannot be brought to the disk",
				       error);
	}
	return true;
}

/* --- Locks ---------------------------------------------------------------- */

/* flock() has no time limit of its own. */
enum files_lock files_lock_open(int fd, unsigned wait_ms)
{
	const struct timespec pause = { 0, LOCK_POLL_MS * 1000000L };
	int64_t end = clock_ms() + wait_ms;

	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK)
			return FILES_UNLOCKED;
		if (clock_ms() >= end)
			return FILES_BUSY;
		nanosleep(&pause, NULL);
	}
	return FILES_LOCKED;
}

enum files_lock files_lock(const char *path, unsigned wait_ms, int *fd)
{
	enum files_lock lock;

	*fd = open_file(path, O_RDWR | O_CREAT | O_NOFOLLOW);
	if (*fd < 0)
		return FILES_UNLOCKED;
	lock = files_lock_open(*fd, wait_ms);
	if (lock != FILES_LOCKED) {
		close_quietly(*fd);
		*fd = -1;
	}
	return lock;
}

void files_unlock(int fd)
{
	if (fd >= 0)
		close(fd);
}
