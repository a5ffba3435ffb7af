/* SPDX-License-Identifier: ISC */
/* Tags: what stands as "#word" in a note, in a row with a space between. */
#ifndef MARKS_TAGS_H
#define MARKS_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/*
 * A tag is a word of letters, marks, digits, '_', '-' and '/' with a letter
 * among them: "#12" is a number, and '-' or '/' at its end belong to the
 * sentence. Its '#' stands at the start, behind a space, an opening bracket or
 * quotation mark, a comma, or a character that is written without spaces;
 * nowhere in a URL. Two tags are one if they are equal but for case; the case
 * of the first one is kept.
 */

/* Lists of tags are valid UTF-8. */
bool tags_contain(const struct buffer *tags, const char *tag, size_t len);

/* Adds a tag that lacks, as long as there is room for it (MARK_TAGS). A '#'
 * before it is dropped, what is no valid UTF-8 repaired, white space and
 * controls in it become '-'. */
void tags_add(struct buffer *tags, const char *tag, size_t len);

/* Those of the note before make room for those of the note now; the ones that
 * are in both and those of neither stay where they are. */
void tags_replace(struct buffer *tags, struct span before, struct span now);

#endif
