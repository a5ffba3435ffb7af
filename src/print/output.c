/* SPDX-License-Identifier: ISC */
/* Write to a descriptor through a buffer. */
#include "print/output.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "text/sink.h"

/* What a process before this one has written of the same. */
static uint64_t left_out;
static uint64_t *counted;

void output_resume(uint64_t *written)
{
	counted = written;
	left_out = *written;
}

void output_open(struct output *output, int fd)
{
	*output = (struct output){ .fd = fd };
	output->data = memory_alloc(OUTPUT_SIZE);
}

/* What to do about a write that failed: true to try again. Somebody may have
 * set a descriptor that we share to O_NONBLOCK. */
static bool wait_to_write(struct output *output)
{
	struct pollfd pollfd = { .fd = output->fd, .events = POLLOUT };

	if (errno == EINTR)
		return true;
	if (errno == EAGAIN && (poll(&pollfd, 1, -1) == 1 || errno == EINTR))
		return true;
	output->error = errno;
	return false;
}

static void flush(struct output *output)
{
	size_t done = left_out < output->len ? (size_t)left_out : output->len;

	left_out -= done;
	while (done < output->len && !output->error) {
		ssize_t written = write(output->fd, output->data + done,
					output->len - done);

		if (written >= 0) {
			done += (size_t)written;
			if (counted)
				*counted += (uint64_t)written;
		} else if (!wait_to_write(output))
			break;
	}
	output->len = 0;
}

void output_append(struct output *output, const char *bytes, size_t len)
{
	while (len > 0) {
		size_t part = OUTPUT_SIZE - output->len;

		if (part > len)
			part = len;
		memcpy(output->data + output->len, bytes, part);
		output->len += part;
		bytes += part;
		len -= part;
		if (output->len == OUTPUT_SIZE)
			flush(output);
	}
}

void output_append_foreign(struct output *output, const char *bytes, size_t len)
{
	struct buffer safe = BUFFER_INIT;

	sink_append_whole(&safe, bytes, len);
	output_append(output, buffer_string(&safe), safe.len);
	buffer_release(&safe);
}

void output_append_format(struct output *output, const char *format, ...)
{
	char line[512];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	assert(len >= 0 && len < (int)sizeof(line));
	output_append(output, line, (size_t)len);
}

void output_append_byte(struct output *output, char byte)
{
	output_append(output, &byte, 1);
}

void output_append_blanks(struct output *output, size_t count)
{
	static const char blanks[] = "                                ";

	while (count > 0) {
		size_t part = sizeof(blanks) - 1;

		if (part > count)
			part = count;
		output_append(output, blanks, part);
		count -= part;
	}
}

bool output_failed(const struct output *output)
{
	return output->error != 0;
}

bool output_close(struct output *output, struct error *error)
{
	flush(output);
	free(output->data);
	output->data = NULL;
	if (output->error && output->error != EPIPE)
		return error_set(error, "cannot write: %s",
				 strerror(output->error));
	return true;
}
