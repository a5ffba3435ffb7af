/* SPDX-License-Identifier: ISC */
/* Say which words of an old text are which of a new one. */
#ifndef MARKS_ANCHOR_ALIGN_H
#define MARKS_ANCHOR_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/anchor/words.h"

#define ALIGN_NONE UINT32_MAX

/*
 * What is between two known places is aligned by the runs of words that it has
 * once in either text, long runs first, in the longest order that both share
 * (Cohen's patience diff, by runs of words); small rests by their longest
 * common subsequence. What is common by chance is dropped again, and what is
 * left over matched where it was moved. O(n log n).
 */
struct align;

/* Returns owned; the words, and the texts that they are of, are borrowed until
 * align_free(). */
struct align *align_open(const struct words *old, const struct words *fresh,
			 struct span old_text, struct span fresh_text);
void align_free(struct align *align);

/* Goes on, some milliseconds of a megabyte; whether there is more to do. */
bool align_step(struct align *align);

/* Which word of the new text an old one is, or the other way round; or
 * ALIGN_NONE. Once align_step() has nothing more to do. */
uint32_t align_to_new(const struct align *align, size_t i);
uint32_t align_to_old(const struct align *align, size_t i);

#endif
