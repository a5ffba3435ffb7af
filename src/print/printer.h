/* SPDX-License-Identifier: ISC */
/* Write a document's rows to a descriptor. */
#ifndef PRINT_PRINTER_H
#define PRINT_PRINTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "layout/layout.h"
#include "print/output.h"
#include "reader/style.h"

struct document;
struct error;
struct print_options;

/* Rows on their way out: of one document, or of its parts one by one. */
struct printer {
	struct output output;
	const struct document *document; /* borrowed while it is printed */
	struct layout_options layout;
	bool color;
	bool hues;
	bool whole;
	bool ordered;	     /* the terminal was told to leave the order */
	struct buffer bytes; /* scratch */
	struct look look;    /* as the terminal has it now */
	/* The look that was reckoned last, and of what: */
	struct look reckoned;
	unsigned style;
	uint8_t meaning; /* MEANING_COUNT: none was yet */
};

/* What the options point at must outlive it; their range is not looked at. */
void printer_open(struct printer *printer, int fd,
		  const struct print_options *options);

/*
 * Writes the blocks [from, to) of a document: with what is drawn above the
 * first of them, or from its first row of text on. False once a write failed:
 * nothing more can be written.
 */
bool printer_put(struct printer *printer, const struct document *document,
		 uint32_t from, uint32_t to, bool above);

/* As output_close() does. */
bool printer_close(struct printer *printer, struct error *error);

#endif
