/* SPDX-License-Identifier: ISC */
/* The rows of help, from the live tables of commands and options. */
#ifndef READER_HELP_H
#define READER_HELP_H

#include <stddef.h>

struct buffer;
struct view;

enum help_kind { HELP_BLANK, HELP_TITLE, HELP_ENTRY };

/* keys is what stands left (of an entry), text what stands right of it, name
 * how the prompt calls it. A command without keys has its name for keys, an
 * option its value; their name is empty. */
struct help_row {
	enum help_kind kind;
	struct buffer *keys; /* cleared and filled */
	struct buffer *text;
	struct buffer *name;
};

size_t help_count(void);

/* Row number n < help_count() of help, the values of options as they are. */
void help_row(const struct view *view, size_t n, struct help_row *row);

#endif
