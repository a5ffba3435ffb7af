/* SPDX-License-Identifier: ISC */
/*
 * What essays use beyond CommonMark, found in the inlines of a leaf block.
 *
 * Nothing here knows a parser: it gets the flat list that one gave, whose text
 * is marked (escapes.h), and writes another. Time is linear in the list.
 */
#ifndef DOCUMENT_EXTRAS_H
#define DOCUMENT_EXTRAS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"
#include "document/markdown/inlines.h"

/*
 * Says whether the source has a note with this label (without '^', as it
 * stands in the source), and if so appends to out the label that all its
 * references share.
 */
typedef bool extras_find_note(void *context, const char *label, size_t len,
			      struct buffer *out);

/*
 * Writes to out (cleared first) what in means: ~~struck~~ (GFM), ==marked==,
 * ^raised^ and ~lowered~ (pandoc), [^note] references, [[page]] and
 * [[page|text]] links, bare links (GFM's extended autolinks: http, https, www.
 * and mail), [text]{.class} spans and the attributes behind links, images and
 * code, and the signs of notes that are links ([3](#fn3)). Out goes what says
 * something of the block, as "{: .class}" (kramdown) or " ^name" (Obsidian) do,
 * and %%comments%%. find_note may be NULL.
 */
void extras_inlines(struct inlines *out, const struct inlines *in,
		    extras_find_note *find_note, void *context);

/* Whether extras_inlines() would find nothing in a list: true for most. */
bool extras_is_plain(const struct inlines *in);

/* The steps at the start or end of a leaf block, before extras_inlines(). Each
 * takes what it found out of the list. */

/* "[ ] " or "[x] " at the start of an item's first paragraph. */
enum task extras_task(struct inlines *inlines);

/* "[!NOTE]", perhaps with a fold sign, at the start of a quote's first
 * paragraph. Appends the word in small letters; a title that stands behind it
 * on its line stays, and *title_items says how many items of the list it is
 * (0: none; the soft break behind it is taken out). */
bool extras_callout(struct inlines *inlines, struct buffer *kind,
		    size_t *title_items);

/* "{#id .class key=value}" at the end of a heading: appends the id, which may
 * be empty. False if there is none. */
bool extras_heading_attributes(struct inlines *inlines, struct buffer *id);

/* The language of a fenced code block's info string, as "python" of
 * "{.python .numberLines}"; any other info is returned as it is. Borrowed from
 * info. */
struct span extras_code_info(const char *info, size_t len);

/* Whether a line, without indent and line end, is a fence of a pandoc div:
 * ":::" and attributes or one word, or nothing. Appends its id, if any. */
bool extras_is_div_fence(const char *line, size_t len, struct buffer *id);

#endif
