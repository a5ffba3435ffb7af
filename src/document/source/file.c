/* SPDX-License-Identifier: ISC */
/* Open what a path names, without ever waiting for it. */
#include "document/source/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"

static bool explain_open(const char *name, int failure, struct error *error)
{
	switch (failure) {
	case ENOENT:
	case ENOTDIR:
		return error_set(error,
				 "%s: there is no such file; check its name",
				 name);
	case EACCES:
	case EPERM:
		return error_set(error,
				 "%s: you may not read it; ask its owner for "
				 "the permission",
				 name);
	default:
		return error_set(error,
				 "%s: cannot be opened (%s); check its name",
				 name, strerror(failure));
	}
}

/* A FIFO that nobody writes to would be waited for without O_NONBLOCK. */
static int open_path(const char *path, bool is_stdin)
{
	if (is_stdin)
		return fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

bool file_open(struct file *file, const char *path, struct error *error)
{
	bool is_stdin = strcmp(path, "-") == 0;
	const char *name = is_stdin ? "standard input" : path;
	const struct stat *opened = &file->opened;

	file->fd = open_path(path, is_stdin);
	if (file->fd < 0)
		return explain_open(name, errno, error);
	if (fstat(file->fd, &file->opened) < 0)
		explain_open(name, errno, error);
	else if (S_ISDIR(opened->st_mode))
		error_set(error, "%s: is a folder; name a file that is in it",
			  name);
	else {
		/* Some files of the system have no size but what reading
		 * them gives. */
		file->is_regular = S_ISREG(opened->st_mode) &&
				   opened->st_size && !is_stdin;
		return true;
	}
	close(file->fd);
	file->fd = -1;
	return false;
}

static bool is_same_time(struct timespec one, struct timespec other)
{
	return one.tv_sec == other.tv_sec && one.tv_nsec == other.tv_nsec;
}

const char *file_change(const struct file *file, const char *path)
{
	const struct stat *old = &file->opened;
	struct stat now, named;

	if (!file->is_regular || fstat(file->fd, &now) < 0)
		return NULL;
	if (now.st_size < old->st_size)
		return "became shorter while it was read, so that parts may be "
		       "missing";
	if (now.st_size > old->st_size)
		return "became longer while it was read, so that its end is "
		       "missing";
	if (!is_same_time(now.st_mtim, old->st_mtim))
		return "changed while it was read, so that old and new may be "
		       "mixed";
	if (stat(path, &named) < 0 || named.st_ino != old->st_ino ||
	    named.st_dev != old->st_dev)
		return "was replaced while it was read, so that this is the "
		       "old one";
	return NULL;
}
