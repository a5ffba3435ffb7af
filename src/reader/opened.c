/* SPDX-License-Identifier: ISC */
/* A document that is open: its file, and as much of it as is parsed. */
#include "reader/opened.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/watch.h"
#include "document/document.h"
#include "document/load.h"
#include "reader/state.h"

enum {
	PRINT_HEAD = 64 * 1024, /* bytes that make a fingerprint */
	NS_PER_S = 1000000000,
};

static struct source *open_source(const char *path,
				  const struct opened_options *options,
				  struct error *error)
{
	return filtering_open(&options->filtering,
			      &(struct source_file){
				      .path = path,
				      .encoding = options->encoding,
				      .arriving = true,
			      },
			      error);
}

/* The first bytes of a file that is read through programs, which may make
 * another text of it another time. */
static size_t read_head(const char *path, char *head)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	ssize_t got = fd >= 0 ? read(fd, head, PRINT_HEAD) : -1;

	if (fd >= 0)
		close(fd);
	return got > 0 ? (size_t)got : 0;
}

static void fingerprint(struct opened *opened, struct source *source,
			const struct opened_options *options)
{
	char *head = memory_alloc(PRINT_HEAD);
	uint64_t size = source_size(source);
	size_t len;

	if (filtering_applies(&options->filtering, opened->path)) {
		len = read_head(opened->path, head);
		size = opened->size;
	} else {
		len = source_read(source, 0, head, PRINT_HEAD);
	}
	opened->print = state_print(head, len, size);
	free(head);
}

/* What the file is now; false if it is none that is known by its path. */
static bool look(struct opened *opened)
{
	struct stat now;

	if (strcmp(opened->path, "-") == 0 || stat(opened->path, &now) < 0 ||
	    !S_ISREG(now.st_mode))
		return false;
	opened->size = (uint64_t)now.st_size;
	opened->mtime_ns =
		(int64_t)now.st_mtim.tv_sec * NS_PER_S + now.st_mtim.tv_nsec;
	return true;
}

struct opened *opened_new(const char *path,
			  const struct opened_options *options,
			  struct error *error)
{
	struct opened *opened = memory_alloc_zeroed(1, sizeof(*opened));
	struct source *source;

	opened->path = memory_copy_string(path, strlen(path));
	if (look(opened))
		opened->real = realpath(path, NULL);
	/* Before it is read, so that no change goes unseen. */
	if (opened->real)
		opened->watch = watch_open(path);
	source = open_source(path, options, error);
	if (!source) {
		opened_free(opened);
		return NULL;
	}
	opened->load = load_open_apart(source, options->from, LOAD_WINDOW);
	opened->document = load_take(opened->load);
	opened->preview = load_is_preview(opened->load);
	if (opened->real)
		fingerprint(opened, source, options);
	return opened;
}

struct opened *opened_empty(void)
{
	struct opened *opened = memory_alloc_zeroed(1, sizeof(*opened));

	opened->path = memory_copy_string("", 0);
	opened->document = document_new(DOCUMENT_MARKDOWN);
	opened->document->complete = true;
	opened->complete = true;
	return opened;
}

struct source *opened_close(struct opened *opened)
{
	struct source *source = load_close(opened->load);

	opened->load = NULL;
	opened_free(opened);
	return source;
}

void opened_free(struct opened *opened)
{
	if (!opened)
		return;
	load_free(opened->load);
	document_free(opened->document);
	watch_free(opened->watch);
	free(opened->path);
	free(opened->real);
	free(opened);
}

const char *opened_name(const struct opened *opened)
{
	return strcmp(opened->path, "-") == 0 ? "standard input" : opened->path;
}

struct load *opened_loading(const struct opened *opened)
{
	return opened->complete ? NULL : opened->load;
}

void opened_finish(struct opened *opened)
{
	opened->complete = true;
	if (!opened->real)
		return;
	load_free(opened->load);
	opened->load = NULL;
}

/* Whether what is there now is neither a file nor a folder, such as a pipe,
 * which would be emptied by being opened. */
static bool is_special(const char *path, struct error *error)
{
	struct stat now;

	if (stat(path, &now) < 0 || S_ISREG(now.st_mode) ||
	    S_ISDIR(now.st_mode))
		return false;
	error_set(error, "%s: is no file any more", path);
	return true;
}

struct load *opened_again(struct opened *opened,
			  const struct opened_options *options,
			  struct error *error)
{
	struct source *source;

	/* What changes from here on is another change. */
	if (opened->watch)
		watch_take(opened->watch);
	if (is_special(opened->path, error))
		return NULL;
	source = open_source(opened->path, options, error);
	if (!source)
		return NULL;
	if (!look(opened) && is_special(opened->path, error)) {
		source_free(source);
		return NULL;
	}
	fingerprint(opened, source, options);
	return load_open_apart(source, options->from, LOAD_WINDOW);
}

/* Opens a file to be written: a new one, or one that is there, as it is. Never
 * waits for who reads a pipe. */
static int open_to_write(const char *path, bool overwrite)
{
	int how = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
	int fd = open(path, how | (overwrite ? 0 : O_EXCL), 0666);
	struct stat there;

	if (fd < 0 || (fstat(fd, &there) == 0 && S_ISREG(there.st_mode)))
		return fd;
	close(fd);
	errno = ENOTSUP;
	return -1;
}

/* Writes all of source; what stood in the file before gives way. */
static bool copy_source(struct source *source, int fd, uint64_t *len)
{
	char *bytes = memory_alloc(PRINT_HEAD);
	bool done = ftruncate(fd, 0) == 0;
	size_t got;

	*len = 0;
	while (done && (got = source_read(source, *len, bytes, PRINT_HEAD))) {
		ssize_t put = write(fd, bytes, got);

		done = put > 0 || (put < 0 && errno == EINTR);
		*len += put > 0 ? (uint64_t)put : 0;
	}
	free(bytes);
	return done;
}

static bool write_file(struct source *source, const char *path, bool overwrite,
		       uint64_t *len, struct error *error)
{
	int fd = open_to_write(path, overwrite);
	bool done = fd >= 0 && copy_source(source, fd, len);
	int why = errno;

	if (fd >= 0 && close(fd) < 0 && done) {
		done = false;
		why = errno;
	}
	/* Half a file that was not there before helps nobody. */
	if (fd >= 0 && !done && !overwrite)
		unlink(path);
	return done || error_set(error, "%.400s could not be written: %s", path,
				 strerror(why));
}

bool opened_write(const struct opened *opened, const char *path, bool overwrite,
		  uint64_t *len, struct error *error)
{
	struct stat there;

	if (opened->real || !opened->load)
		return error_set(error, "%s is a file already.",
				 opened_name(opened));
	if (!overwrite && lstat(path, &there) == 0)
		return error_set(error,
				 "%.400s is there already; write! %.400s "
				 "writes over it.",
				 path, path);
	return write_file(load_source(opened->load), path, overwrite, len,
			  error);
}
