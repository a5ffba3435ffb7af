/* SPDX-License-Identifier: ISC */
/* A growing string of bytes, and a borrowed view of one. */
#include "base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

bool span_take(struct span *span, const char *string)
{
	size_t len = strlen(string);

	if (span->len < len || memcmp(span->ptr, string, len) != 0)
		return false;
	span->ptr += len;
	span->len -= len;
	return true;
}

void buffer_init(struct buffer *buffer)
{
	*buffer = (struct buffer)BUFFER_INIT;
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->data);
	buffer_init(buffer);
}

void buffer_clear(struct buffer *buffer)
{
	buffer_truncate(buffer, 0);
}

void buffer_truncate(struct buffer *buffer, size_t len)
{
	assert(len <= buffer->len);
	buffer->len = len;
	if (buffer->data)
		buffer->data[len] = '\0';
}

void buffer_reserve(struct buffer *buffer, size_t extra)
{
	MEMORY_RESERVE(buffer->data, buffer->capacity, buffer->len + extra + 1);
	buffer->data[buffer->len] = '\0';
}

void buffer_trim(struct buffer *buffer)
{
	if (buffer->data)
		MEMORY_TRIM(buffer->data, buffer->capacity, buffer->len + 1);
}

/* Of many small pieces most find room. */
static void ensure(struct buffer *buffer, size_t extra)
{
	if (buffer->capacity - buffer->len <= extra)
		buffer_reserve(buffer, extra);
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t len)
{
	ensure(buffer, len);
	if (len)
		memcpy(buffer->data + buffer->len, bytes, len);
	buffer->len += len;
	buffer->data[buffer->len] = '\0';
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
	buffer_append(buffer, string, strlen(string));
}

void buffer_append_byte(struct buffer *buffer, char byte)
{
	ensure(buffer, 1);
	buffer->data[buffer->len++] = byte;
	buffer->data[buffer->len] = '\0';
}

void buffer_append_format(struct buffer *buffer, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(len >= 0);
	buffer_reserve(buffer, (size_t)len);
	va_start(args, format);
	vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, args);
	va_end(args);
	buffer->len += (size_t)len;
}

const char *buffer_string(const struct buffer *buffer)
{
	return buffer->data ? buffer->data : "";
}

char *buffer_detach(struct buffer *buffer)
{
	char *bytes;

	buffer_reserve(buffer, 0);
	bytes = buffer->data;
	buffer_init(buffer);
	return bytes;
}
