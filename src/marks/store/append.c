/* SPDX-License-Identifier: ISC */
/* Append lines to a file that others append to, and replace. */
#include "marks/store/append.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/files.h"
#include "base/folders.h"

/* Who replaces a file all the time is no reader. */
enum { OPENINGS = 100 };

static bool make_folder(const char *path, struct error *error)
{
	struct buffer folder = BUFFER_INIT;
	const char *slash = strrchr(path, '/');
	bool made = true;

	if (slash > path) {
		buffer_append(&folder, path, (size_t)(slash - path));
		made = folders_make(folder.data, error);
	}
	buffer_release(&folder);
	return made;
}

static int open_once(const char *path, struct error *error)
{
	struct stat at;
	int fd;

	do {
		fd = open(path,
			  O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY |
				  O_NONBLOCK,
			  S_IRUSR | S_IWUSR);
	} while (fd < 0 && errno == EINTR);
	if (fd < 0) {
		error_set(error, "%s: cannot be written (%s)", path,
			  strerror(errno));
		return -1;
	}
	if (fstat(fd, &at) == 0 && S_ISREG(at.st_mode))
		return fd;
	error_set(error, "%s: is no plain file; put it away", path);
	close(fd);
	return -1;
}

/* Whether the name is still that of what is open. */
static bool is_still(const char *path, int fd)
{
	struct stat named, opened;

	return stat(path, &named) == 0 && fstat(fd, &opened) == 0 &&
	       named.st_ino == opened.st_ino && named.st_dev == opened.st_dev;
}

int append_open(const char *path, bool *unlocked, struct error *error)
{
	*unlocked = false;
	if (!make_folder(path, error))
		return -1;
	for (int i = 0; i < OPENINGS; i++) {
		int fd = open_once(path, error);
		enum files_lock lock;

		if (fd < 0)
			return -1;
		lock = files_lock_open(fd, APPEND_WAIT_MS);
		*unlocked = lock == FILES_UNLOCKED;
		if (lock != FILES_BUSY && is_still(path, fd))
			return fd;
		close(fd);
		if (lock == FILES_BUSY)
			break;
	}
	error_set(error, "%s: another program has kept it locked for long",
		  path);
	return -1;
}

/* One try. *again: it is written, but the disk does not say so. */
static bool append_once(const char *path, struct span lines, bool *unlocked,
			bool *again, struct error *error)
{
	int fd = append_open(path, unlocked, error);
	struct stat at;
	bool born, done;

	*again = false;
	if (fd < 0)
		return false;
	born = fstat(fd, &at) == 0 && at.st_size == 0;
	done = files_append(fd, path, lines.ptr, lines.len, error);
	if (done) {
		done = files_sync(fd, path, error);
		*again = !done;
	}
	if (done && born)
		files_sync_folder(path);
	close(fd);
	return done;
}

bool append_lines(const char *path, struct span lines, bool *unlocked,
		  struct error *error)
{
	bool again;

	if (append_once(path, lines, unlocked, &again, error))
		return true;
	/* After a failure the system takes pages for written that are not
	 * (Rebello et al., "Can applications recover from fsync failures?",
	 * USENIX ATC 2020): only other pages make it write again. */
	return again && append_once(path, lines, unlocked, &again, error);
}
