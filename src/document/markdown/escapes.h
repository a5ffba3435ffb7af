/* SPDX-License-Identifier: ISC */
/* Keep what was escaped apart from what was not, through a Markdown parser. */
#ifndef DOCUMENT_MARKDOWN_ESCAPES_H
#define DOCUMENT_MARKDOWN_ESCAPES_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * A parser drops the backslash of "\~", and then "\~\~a\~\~" looks like
 * "~~a~~". So before parsing, a *mark* is put before each backslash that
 * stands before a character which only the extras understand
 * (ESCAPES_MARKED). The mark is U+10A7F, OLD SOUTH ARABIAN NUMERIC INDICATOR,
 * a punctuation as the backslash is one, so that no emphasis changes; its own
 * occurrences are doubled. What the parser then gives is *marked text*: a mark
 * before another mark is the character, any other mark says that what follows
 * it is meant as it stands.
 */
#define ESCAPES_MARK	 "\xf0\x90\xa9\xbf"
#define ESCAPES_MARK_LEN 4
#define ESCAPES_MARKED	 "~[]=:^{}|.@!$"

/* Appends a line, marked. True if it differs. */
bool escapes_mark(struct buffer *out, const char *line, size_t len);

/* Whether marked text is not yet as it is meant. */
bool escapes_has_mark(const char *text, size_t len);
/* Appends marked text as it is meant, without marks. */
void escapes_unmark(struct buffer *out, const char *text, size_t len);

#endif
