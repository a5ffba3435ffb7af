/* SPDX-License-Identifier: ISC */
/* What holds of any document, whichever source it is of. */
#ifndef TESTS_FUZZ_CHECK_H
#define TESTS_FUZZ_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "document/source.h"
#include "fuzz/fuzz.h"

struct document;
struct layout_options;

/* A source: of bytes that are UTF-8, or whose encoding is found out. */
struct check_source {
	struct fuzz_input bytes;
	bool encoded;
	enum source_from from;
};

/* Returns owned. */
struct source *check_open(const struct check_source *source);
/* Parses it in windows of so many bytes; owned, NULL: it cannot be read. */
struct document *check_load(const struct check_source *source, size_t window);

/* The width, the cells and the rest, as a byte or two choose. */
void check_options(struct layout_options *options, unsigned width,
		   unsigned choice);

/* Rows cover the text, each once, down and up; what they draw is safe. */
void check_rows(const struct document *document,
		const struct layout_options *options);

/* Each piece arrives as it was sent; none that was changed on the way is
 * believed, unless it is one that anybody may read. */
void check_wire(const struct check_source *source, size_t window);

#endif
