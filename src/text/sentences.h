/* SPDX-License-Identifier: ISC */
/* Find the sentences of a paragraph. */
#ifndef TEXT_SENTENCES_H
#define TEXT_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>

/* [off, end) of the sentence itself: it starts at its first letter or opening
 * quote (or dash) and ends after its last mark or closing quote, with the note
 * marks and emoji behind that; the space between two sentences is in neither.
 */
struct sentence {
	size_t off;
	size_t end;
};

/*
 * The sentence that holds byte pos of text (a leaf block's reading text, valid
 * UTF-8); a pos in the space behind a sentence belongs to that sentence, in
 * leading space to the first. False when text has nothing but space.
 * After UAX #29's sentence rules, mended for abbreviations, initials, numbers,
 * ellipses, closing quotes and brackets, and the marks of Chinese, Japanese
 * and Arabic. A '\n' inside the text (hard break) is only a space. Looks at
 * most 16 KiB back (runs of space aside), so a 5 MB paragraph costs no more
 * than a page; for that a sentence over 7 KiB may be cut, at a space, by the
 * text alone: from whatever place, the sentences are the same.
 */
bool sentence_at(const char *text, size_t len, size_t pos,
		 struct sentence *sentence);

/* The sentence after, or before, the given one; false when there is none. */
bool sentence_next(const char *text, size_t len, struct sentence *sentence);
bool sentence_previous(const char *text, size_t len, struct sentence *sentence);

#endif
