/* SPDX-License-Identifier: ISC */
/* Write text so that Markdown reads it as it stands. */
#ifndef READER_ESCAPED_H
#define READER_ESCAPED_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * Appends text (without a line end) with a backslash before what CommonMark, or
 * what Lectern and others read beyond it, would take for markup. at_start: a
 * line of a paragraph begins here. Blanks at both ends of a line are the
 * caller's to avoid.
 */
void escaped_append(struct buffer *out, const char *text, size_t len,
		    bool at_start);

/* Appends a URL as the target of a link: "<…>" where it needs that. */
void escaped_append_target(struct buffer *out, const char *url);

#endif
