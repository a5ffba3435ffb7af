/* SPDX-License-Identifier: ISC */
/* Find the characters that hide in a text, for a reader who wants to know. */
#ifndef TEXT_HIDDEN_H
#define TEXT_HIDDEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/*
 * All here is about valid UTF-8, and about those characters for which cells.h
 * and sink.h show their sign: hidden where they stand. text may be any stretch
 * of whole clusters.
 */

/* How many there are. Linear; what cannot hide goes past at the speed of
 * memory. */
size_t hidden_count(const char *text, size_t len);

/* Finds the first one at or behind *off; false when there is none. *off gets
 * the offset behind it, so that the next call goes on. */
bool hidden_next(const char *text, size_t len, size_t *off, uint32_t *point);

enum { HIDDEN_NAME_MAX = 40 };

/* What a character that may hide is called, "right-to-left override" or "tag
 * letter A"; returns name. */
const char *hidden_name(uint32_t point, char name[HIDDEN_NAME_MAX]);

/*
 * Tags and variation selectors can spell a message that only programs read.
 * Appends the printable ASCII that those hidden in text spell; returns how
 * many characters that is.
 */
size_t hidden_spell(struct buffer *out, const char *text, size_t len);

/*
 * Appends a phrase of at most HIDDEN_PHRASE_MAX bytes that says which ones
 * there are, the most telling first, a hidden message spelled out:
 * "3 hidden characters: right-to-left override (U+202E), …". Nothing if there
 * are none.
 */
enum { HIDDEN_PHRASE_MAX = 300 };
void hidden_explain(struct buffer *out, const char *text, size_t len);

#endif
