/* SPDX-License-Identifier: ISC */
/* Plain text as Markdown that shows it, character for character. */
#ifndef MARKS_EXCHANGE_PROSE_H
#define MARKS_EXCHANGE_PROSE_H

#include <stddef.h>

#include "base/buffer.h"

/*
 * What is written shows the text in CommonMark, on GitHub, in Obsidian and in
 * Lectern: nothing of it becomes markup, a comment, a tag, a block's name or a
 * marker of ours (blocks.h), whatever stands in it. ASCII punctuation is
 * escaped only where it could mean something. Blanks at the ends of lines are
 * written as "&nbsp;"; carriage returns are line breaks, other control
 * characters their pictures (U+2400 and on), and invalid bytes U+FFFD.
 */

/* As a quote: each line a paragraph, "> " before it, ">" between. Line breaks
 * at the ends are left out. Nothing for an empty text. */
void prose_quote(struct buffer *out, const char *text, size_t len);
/* As paragraphs with hard breaks; "#word" stays the tag that it is. Ends in a
 * newline. Nothing for an empty text. */
void prose_note(struct buffer *out, const char *text, size_t len);
/* On one line, behind other text, without its end; "#word" as in a note. */
void prose_line(struct buffer *out, const char *text, size_t len);

/* The text that was written so, from lines with any line ends. */
void prose_read_quote(struct buffer *out, const char *lines, size_t len);
void prose_read_note(struct buffer *out, const char *lines, size_t len);

#endif
