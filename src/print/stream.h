/* SPDX-License-Identifier: ISC */
/* Print a source while it is parsed, without keeping it. */
#ifndef PRINT_STREAM_H
#define PRINT_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "document/source.h"

struct document;
struct error;
struct guard;
struct print_options;
struct print_stream;

/*
 * Parses the snapshot that the source has in windows of so many bytes, and
 * prints piece after piece: the same bytes that print_document() writes of the
 * whole. Of the text only what is being printed is kept, of the source what
 * definitions and notes need. The source is gone through once for definitions
 * before the first row, and a second time, parsed, where a link might hang on
 * one that only that tells. The source and the guard of its parser (or NULL)
 * must outlive it. Returns owned.
 */
struct print_stream *print_stream_open(struct source *source,
				       enum source_from from, size_t window,
				       struct guard *guard);
void print_stream_free(struct print_stream *stream);

/* What is parsed and not yet printed: at first the document's beginning, by
 * which its language is known. Borrowed. */
const struct document *print_stream_document(const struct print_stream *stream);

/* Parses as much again; false where the document is complete. */
bool print_stream_grow(struct print_stream *stream);

/* Prints all of it, as print_document() does (print.h); the options' range is
 * not looked at. Once a write fails nothing more is parsed. */
bool print_stream_run(struct print_stream *stream, int fd,
		      const struct print_options *options, struct error *error);

#endif
