/* SPDX-License-Identifier: ISC */
/* Write to a descriptor through a buffer. */
#ifndef PRINT_OUTPUT_H
#define PRINT_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

enum { OUTPUT_SIZE = 64 * 1024 };

struct output {
	int fd;
	int error;  /* errno of the write that failed, or 0 */
	size_t len; /* bytes that wait */
	char *data; /* owned, OUTPUT_SIZE */
};

void output_open(struct output *output, int fd);

/*
 * From here on what is written to any output is counted in *written (borrowed),
 * behind as many bytes as that has now: those are out, and are left out.
 */
void output_resume(uint64_t *written);

/* After a write failed these do nothing, and output_failed() is true: who
 * makes much should stop. */
void output_append(struct output *output, const char *bytes, size_t len);
/* The same for what is foreign, as sink_append_whole() has it. */
void output_append_foreign(struct output *output, const char *bytes,
			   size_t len);
/* printf(3) without foreign strings. */
__attribute__((format(printf, 2, 3))) void
output_append_format(struct output *output, const char *format, ...);
void output_append_byte(struct output *output, char byte);
void output_append_blanks(struct output *output, size_t count);
bool output_failed(const struct output *output);

/* Writes what waits and frees the buffer. False with a sentence when a write
 * failed, unless because the reader went away. */
bool output_close(struct output *output, struct error *error);

#endif
