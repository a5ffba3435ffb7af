/* SPDX-License-Identifier: ISC */
/* Find where a text has a quote, as marks compare texts. */
#ifndef MARKS_QUOTE_H
#define MARKS_QUOTE_H

#include <stddef.h>
#include <stdint.h>

struct document;

/* Where a quote stands: whole clusters. */
struct quote_place {
	uint32_t off;
	uint32_t end;
};

/*
 * Writes the first room places where the quote (valid UTF-8) stands, compared
 * by text/alike.h; a run of white space in it is one blank, unless the quote is
 * there only as it is written. Returns how many there are in all.
 */
size_t quote_find(const struct document *document, const char *quote,
		  size_t len, struct quote_place *places, size_t room);

#endif
