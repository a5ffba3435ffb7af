/* SPDX-License-Identifier: ISC */
/* What fuzz targets share: the entry, choices among the bytes, a folder. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's and AFL++'s; replay.c calls them too. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
/* The target: aborts where something does not hold, and returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is left of an input. */
struct fuzz_input {
	const char *bytes; /* never NULL */
	size_t len;
};

struct fuzz_input fuzz_input(const uint8_t *data, size_t size);

/* Takes the first byte, by which a target chooses something; 0 at the end. */
unsigned fuzz_byte(struct fuzz_input *input);

/* Takes what is before the first byte of this value, and that byte: all of it
 * if there is none. */
struct fuzz_input fuzz_until(struct fuzz_input *input, char byte);

/* A number that follows from the bytes, for lies about them: never 0. */
uint64_t fuzz_seed(const struct fuzz_input *input);

/* A folder for this process alone, removed when it ends as it should; HOME and
 * the XDG folders are in it. */
const char *fuzz_folder(void);

/* The path of a name in that folder; holds for the next seven calls. */
const char *fuzz_path(const char *name);

/* Writes and removes files there. */
void fuzz_write(const char *name, const char *bytes, size_t len);
void fuzz_remove(const char *name);

#endif
