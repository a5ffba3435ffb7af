/* SPDX-License-Identifier: ISC */
/* A document's rows, outline, links and figures to a stream. */
#ifndef PRINT_PRINT_H
#define PRINT_PRINT_H

#include <stdbool.h>
#include <stdint.h>

#include "layout/layout.h"

struct config;
struct document;
struct error;

struct print_options {
	struct layout_options layout; /* wrap_code is taken as true */
	bool color;   /* with SGR sequences: attributes, and colours if … */
	bool hues;    /* … this is set too (not under NO_COLOR) */
	bool whole;   /* no terminal reads it: clusters are not reduced */
	uint32_t off; /* only the blocks that reach into [off, end) */
	uint32_t end;
};

/*
 * All write UTF-8 to the descriptor, nothing in it that could command a
 * terminal but their own SGR sequences, and no blanks at the ends of lines.
 * False with a sentence when a write fails; a reader that went away (EPIPE)
 * is no failure.
 */
bool print_document(int fd, const struct document *document,
		    const struct print_options *options, struct error *error);
/* LEVEL<TAB>SLUG<TAB>WORDS<TAB>TITLE */
bool print_outline(int fd, const struct document *document, bool inferred,
		   struct error *error);
/* NUMBER<TAB>URL<TAB>TEXT */
bool print_links(int fd, const struct document *document, struct error *error);
/* name<TAB>value: title author date lang url kind words characters minutes
 * headings links repaired hidden encoding (those that are known) */
bool print_stats(int fd, const struct document *document, bool inferred,
		 struct error *error);
/* The configuration as a file that says all of it (reader/config.h). */
bool print_config(int fd, const struct config *config, struct error *error);
/* Lines that need not be safe yet. */
bool print_lines(int fd, const struct buffer *text, struct error *error);

#endif
