/* SPDX-License-Identifier: ISC */
/* Read attributes in braces, as pandoc's Markdown has them. */
#ifndef DOCUMENT_EXTRAS_ATTRIBUTES_H
#define DOCUMENT_EXTRAS_ATTRIBUTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

enum { ATTRIBUTES_LEN_MAX = 512 }; /* what is longer is text */

enum attributes_form {
	ATTRIBUTES_INLINE,
	ATTRIBUTES_HEADING, /* "{-}" is ".unnumbered" */
	/* "{:" begins them, as kramdown and Python-Markdown have it; behind it
	 * may stand the name of others ("{:toc}"). */
	ATTRIBUTES_KRAMDOWN,
};

/* Borrowed from the text that they stand in; empty where there is none. */
struct attributes {
	struct span id;		 /* the first one */
	struct span first_class; /* likewise */
	bool mark;		 /* of class mark */
	bool underline;		 /* or underline, or ul */
};

/*
 * "{#id .class key=value key="a value"}" at off of text that may be marked:
 * at least one part, parted by blanks; nothing escaped outside quotes. Returns
 * its length, or 0 if anything else stands there.
 */
size_t attributes_read(struct span text, size_t off, enum attributes_form form,
		       struct attributes *attributes);

#endif
