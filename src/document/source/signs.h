/* SPDX-License-Identifier: ISC */
/* Tell Markdown from plain text by the signs that it shows. */
#ifndef DOCUMENT_SOURCE_SIGNS_H
#define DOCUMENT_SOURCE_SIGNS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether lines (valid UTF-8, each ended by '\n') are Markdown. One sign that
 * plain text does not show is enough: a heading with '#', an underlined one, a
 * fence and its end, an inline link, a table's delimiter row, a footnote. Of
 * weaker ones (bold type, code, link definitions, tasks) two are needed. What
 * letters, books and e-mail share with Markdown is none: lists, quotes,
 * indents, _italics_, rows of asterisks.
 */
bool signs_of_markdown(const char *text, size_t len);

#endif
