/* SPDX-License-Identifier: ISC */
/* Say where what was put in begins, or what was taken out. */
#ifndef MARKS_ANCHOR_SLIDE_H
#define MARKS_ANCHOR_SLIDE_H

#include <stdint.h>

#include "base/buffer.h"
#include "marks/anchor/words.h"

/*
 * Whether "b." or ". b" was put in between "a." and "c." the words alone don't
 * tell. Of the words that the other text lacks, with nothing in their place,
 * those are chosen that begin where a block does, a sentence, or at least
 * behind a blank. to[i]: which word of the other text is word i of this one, or
 * ALIGN_NONE; back: the other way round; in order but for those.
 */
void slide(const struct words *words, struct span text, uint32_t *to,
	   uint32_t *back);

#endif
