/* SPDX-License-Identifier: ISC */
/* A file to print into, and what was printed. */
#ifndef TESTS_PAPER_H
#define TESTS_PAPER_H

#include <assert.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buffer.h"

/* The same one each time, empty. */
static inline int print_fd(void)
{
	static FILE *file;

	if (!file)
		file = tmpfile();
	assert(file);
	assert(ftruncate(fileno(file), 0) == 0);
	assert(lseek(fileno(file), 0, SEEK_SET) == 0);
	return fileno(file);
}

static inline void take(struct buffer *out, int fd)
{
	off_t len = lseek(fd, 0, SEEK_END);

	buffer_clear(out);
	buffer_reserve(out, (size_t)len);
	assert(pread(fd, out->data, (size_t)len, 0) == len);
	out->len = (size_t)len;
	out->data[len] = '\0';
}

#endif
