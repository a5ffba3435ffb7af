/* SPDX-License-Identifier: ISC */
/* Set lines that are not to be parsed. */
#ifndef DOCUMENT_MARKDOWN_VERBATIM_H
#define DOCUMENT_MARKDOWN_VERBATIM_H

#include <stddef.h>
#include <stdint.h>

struct document;

/* Adds whole lines of a window (marked, escapes.h), the first of which is line,
 * as plain paragraphs: one for all lines between two blank ones. */
void verbatim_set(struct document *piece, const char *text, size_t len,
		  uint32_t line);

/* The length of the lines, of so many bytes at least, that end with a blank
 * one; 0 if none do. *lines is how many they are, or all. */
size_t verbatim_length(const char *text, size_t len, size_t least,
		       uint32_t *lines);

#endif
