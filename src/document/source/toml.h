/* SPDX-License-Identifier: ISC */
/* Read what TOML front matter says about a document. */
#ifndef DOCUMENT_SOURCE_TOML_H
#define DOCUMENT_SOURCE_TOML_H

#include <stdbool.h>
#include <stddef.h>

struct frontmatter;

/*
 * Reads the lines that stand between the two "+++" of Hugo and Zola: valid
 * UTF-8, each ended by '\n'. Returns false, with nothing in frontmatter, if
 * any of them is none of TOML 1.0, for then they are text; only that keys are
 * unique, and what numbers and dates look like in full, is not asked for. An
 * author may also be named in a table, or among the site's own parameters.
 */
bool toml_parse(struct frontmatter *frontmatter, const char *text, size_t len);

#endif
