/* SPDX-License-Identifier: ISC */
/* Read what YAML front matter says about a document. */
#ifndef DOCUMENT_SOURCE_FRONTMATTER_H
#define DOCUMENT_SOURCE_FRONTMATTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Owned strings of valid UTF-8; NULL where nothing is said. */
struct frontmatter {
	char *title;
	char *author; /* several joined by ", " */
	char *date;
	char *lang;
	char *url;
};

/*
 * Reads the lines that stand between the two "---": valid UTF-8, each ended by
 * '\n'. Returns false, with nothing in frontmatter, if they do not look like
 * YAML's "key: value", for then they are text between two rules. Understands
 * what essays use of YAML 1.2: plain, quoted and folded scalars, lists in
 * both styles, comments; of a list of maps the names.
 */
bool frontmatter_parse(struct frontmatter *frontmatter, const char *text,
		       size_t len);
void frontmatter_release(struct frontmatter *frontmatter);

/* The field that a key is for, in any case of letters; NULL for other keys. */
char **frontmatter_field(struct frontmatter *frontmatter, struct span key);

/* Appends what a backslash before text, which is not empty, stands for: white
 * space is a space. Returns how many bytes of text that took. */
size_t frontmatter_escape(struct buffer *out, struct span text);

#endif
