/* SPDX-License-Identifier: ISC */
/* A growing string of bytes, and a borrowed view of one. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes that somebody else owns; not NUL-terminated. */
struct span {
	const char *ptr;
	size_t len;
};

/* Takes a string off the start of a span; whether it was there. */
bool span_take(struct span *span, const char *string);

/*
 * Invariants: data[len] is NUL unless data is NULL, and data is NULL only in a
 * buffer that never had room. The bytes themselves may hold NUL.
 */
struct buffer {
	char *data;
	size_t len;
	size_t capacity;
};

#define BUFFER_INIT        \
	{                  \
		NULL, 0, 0 \
	}

void buffer_init(struct buffer *buffer);
/* Frees what it holds; the buffer is then as after buffer_init(). */
void buffer_release(struct buffer *buffer);
/* Empties it but keeps the room. */
void buffer_clear(struct buffer *buffer);
/* Keeps the first len bytes; len is at most buffer->len. */
void buffer_truncate(struct buffer *buffer, size_t len);

void buffer_append(struct buffer *buffer, const char *bytes, size_t len);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_append_byte(struct buffer *buffer, char byte);
__attribute__((format(printf, 2, 3))) void
buffer_append_format(struct buffer *buffer, const char *format, ...);

/* Ensures room for extra more bytes behind len (and the NUL). */
void buffer_reserve(struct buffer *buffer, size_t extra);

/* Gives back the room behind len (and the NUL). */
void buffer_trim(struct buffer *buffer);

/* "" when empty; borrowed until the buffer changes. */
const char *buffer_string(const struct buffer *buffer);

/* Returns the bytes, owned and NUL-terminated; the buffer is empty then. */
char *buffer_detach(struct buffer *buffer);

#endif
