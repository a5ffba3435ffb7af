/* SPDX-License-Identifier: ISC */
/* A folder for the files that a test makes. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "discard.h"
#include "test.h"

enum { SCRATCH_MAX = 4096, SCRATCH_WAIT_MS = 10000 };

static char scratch_folder[SCRATCH_MAX];

/* Both are setup and teardown of a cmocka test or group. */
static inline int scratch_make(void **state)
{
	char made[SCRATCH_MAX / 2];
	const char *parent = getenv("TMPDIR");

	(void)state;
	snprintf(made, sizeof(made), "%s/lectern-test-XXXXXX",
		 parent ? parent : "/tmp");
	return mkdtemp(made) && realpath(made, scratch_folder) ? 0 : -1;
}

static inline int scratch_remove(void **state)
{
	(void)state;
	return discard_folder(scratch_folder);
}

/* The path of a name in the folder; holds for the next seven calls. */
static inline const char *scratch_path(const char *name)
{
	static char paths[8][SCRATCH_MAX];
	static size_t turn;
	char *path = paths[turn++ % 8];

	assert_true(snprintf(path, SCRATCH_MAX, "%s/%s", scratch_folder, name) <
		    SCRATCH_MAX);
	return path;
}

/* Writes a file, new or not; returns its path. */
static inline const char *scratch_write(const char *name, const char *text)
{
	const char *path = scratch_path(name);
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

static inline const char *scratch_program(const char *name, const char *text)
{
	const char *path = scratch_write(name, text);

	assert_int_equal(chmod(path, 0755), 0);
	return path;
}

static inline void scratch_mkdir(const char *name)
{
	assert_int_equal(mkdir(scratch_path(name), 0755), 0);
}

static inline void scratch_link(const char *target, const char *name)
{
	assert_int_equal(symlink(target, scratch_path(name)), 0);
}

/* Makes a FIFO that another process will write to; returns its reading end. */
static inline int scratch_fifo(const char *name)
{
	int fd;

	assert_int_equal(mkfifo(scratch_path(name), 0600), 0);
	fd = open(scratch_path(name), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	assert_true(fd >= 0);
	return fd;
}

/* Reads what a writer of the FIFO writes, until it closes it; returns how many
 * bytes. Fails the test if none comes. */
static inline size_t scratch_read_fifo(int fd, char *bytes, size_t room)
{
	size_t len = 0;

	for (;;) {
		struct pollfd waiting = { .fd = fd, .events = POLLIN };
		ssize_t got;

		assert_int_equal(poll(&waiting, 1, SCRATCH_WAIT_MS), 1);
		got = read(fd, bytes + len, room - len);
		if (got > 0)
			len += (size_t)got;
		else if (got == 0 && len)
			return len;
	}
}

#endif
