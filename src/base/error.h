/* SPDX-License-Identifier: ISC */
/* A sentence about what went wrong, for a person to read. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/*
 * A function that can fail on account of the world returns bool and takes a
 * struct error last; when it returns false the sentence is set. It names the
 * file and what the reader can do, has no final newline and may hold foreign
 * bytes: who prints it sends it through text/sink.h.
 */
struct error {
	char sentence[1024];
};

/* Sets the sentence (cut at a character if it is too long); returns false, so
 * that a function can end with "return error_set(...)". */
__attribute__((format(printf, 2, 3))) bool error_set(struct error *error,
						     const char *format, ...);

#endif
