/* SPDX-License-Identifier: ISC */
/* A folder of the test's own, gone when it ends. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "test.h"

/* Its path, without symbolic links. */
static char scratch[PATH_MAX];

static inline int scratch_make(void **state)
{
	const char *above = getenv("TMPDIR");
	char made[PATH_MAX];

	(void)state;
	snprintf(made, sizeof(made), "%s/lectern-test.XXXXXX",
		 above ? above : "/tmp");
	return mkdtemp(made) && realpath(made, scratch) ? 0 : -1;
}

static inline int scratch_open(const char *path, const struct stat *at,
			       int type, struct FTW *where)
{
	(void)at, (void)where;
	return type == FTW_D ? chmod(path, 0700) : 0;
}

static inline int scratch_drop(const char *path, const struct stat *at,
			       int type, struct FTW *where)
{
	(void)at, (void)type, (void)where;
	return remove(path);
}

/* Folders may have become such that nobody may write in them. */
static inline int scratch_remove(void **state)
{
	(void)state;
	return nftw(scratch, scratch_open, 8, FTW_PHYS) ||
	       nftw(scratch, scratch_drop, 8, FTW_PHYS | FTW_DEPTH);
}

/* The path of a name in it; good for seven more calls. */
static inline const char *scratch_path(const char *name)
{
	static char paths[8][PATH_MAX + 256];
	static unsigned next;
	char *path = paths[next++ % 8];

	snprintf(path, sizeof(paths[0]), "%s/%s", scratch, name);
	return path;
}

static inline void scratch_write(const char *name, const char *bytes,
				 size_t len)
{
	FILE *file = fopen(scratch_path(name), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static inline void scratch_write_string(const char *name, const char *string)
{
	scratch_write(name, string, strlen(string));
}

/* Appends what the file holds, which must be there. */
static inline void scratch_read(const char *name, struct buffer *out)
{
	FILE *file = fopen(scratch_path(name), "rb");
	char bytes[4096];
	size_t got;

	assert_non_null(file);
	while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append(out, bytes, got);
	fclose(file);
}

static inline bool scratch_has(const char *name)
{
	struct stat at;

	return lstat(scratch_path(name), &at) == 0;
}

static inline void scratch_assert_mode(const char *name, mode_t mode)
{
	struct stat at;

	assert_int_equal(stat(scratch_path(name), &at), 0);
	assert_int_equal(at.st_mode & 07777, mode);
}

static inline void scratch_assert_content(const char *name,
					  const char *expected)
{
	struct buffer got = BUFFER_INIT;

	scratch_read(name, &got);
	assert_int_equal(got.len, strlen(expected));
	assert_memory_equal(buffer_string(&got), expected, got.len);
	buffer_release(&got);
}

/* As test_run(), in such a folder. */
#define test_run_in_scratch(tests)                 \
	(cmocka_set_message_output(CM_OUTPUT_TAP), \
	 cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1 : 0)

#endif
