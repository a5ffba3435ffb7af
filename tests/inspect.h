/* SPDX-License-Identifier: ISC */
/* Look at the files that a test has in its folder. */
#ifndef TESTS_INSPECT_H
#define TESTS_INSPECT_H

#include <stdio.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "scratch.h"

/* Writes a file that may hold anything. */
static inline void scratch_write_bytes(const char *name, const char *bytes,
				       size_t len)
{
	FILE *file = fopen(scratch_path(name), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
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

static inline size_t scratch_size(const char *name)
{
	struct stat at;

	assert_int_equal(stat(scratch_path(name), &at), 0);
	return (size_t)at.st_size;
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

/* As test_run(), in a folder of the tests' own. */
#define test_run_in_scratch(tests)                 \
	(cmocka_set_message_output(CM_OUTPUT_TAP), \
	 cmocka_run_group_tests(tests, scratch_make, scratch_remove) ? 1 : 0)

#endif
