/* SPDX-License-Identifier: ISC */
/* Say where what was put in begins, or what was taken out. */
#include "marks/anchor/slide.h"

#include <stdbool.h>
#include <string.h>

#include "marks/anchor/align.h"

enum { SLIDES = 64 }; /* words by which a change is put elsewhere */

/*
 * How well a text may be cut before a word: at a block's start, a sentence's,
 * behind a blank. What was put in between "a." and "c." is "b." or ". b", as
 * far as words tell.
 */
static unsigned cut_quality(struct span text, const struct words *words,
			    size_t at)
{
	uint32_t off, end;
	bool blank = false;

	if (!at || at >= words->count)
		return 3;
	off = words->list[at - 1].end;
	end = words->list[at].off;
	if (memchr(text.ptr + off, '\n', end - off))
		return 3;
	blank = off < end;
	if (blank && strchr(".!?:;", text.ptr[off - 1]))
		return 2;
	return blank;
}

/* One side's words [from, to), which the other one lacks, between two runs. */
struct hole {
	const struct words *words;
	struct span text;
	uint32_t *to;	/* this side's matches … */
	uint32_t *back; /* … and the other's */
	size_t from, to_end;
};

static bool equal_words(const struct words *words, size_t a, size_t b)
{
	return words->list[a].hash == words->list[b].hash;
}

/* Moves the hole by words that are the same at its two ends to where it is cut
 * best. */
static void slide_hole(const struct hole *hole)
{
	size_t count = hole->words->count;
	size_t from = hole->from, end = hole->to_end;
	size_t best = from, at = from;
	unsigned quality = cut_quality(hole->text, hole->words, from);

	/* Back, as far as it goes, then forth. */
	for (size_t i = 1; i <= SLIDES && at; i++) {
		if (hole->to[at - 1] == ALIGN_NONE ||
		    !equal_words(hole->words, at - 1, at - 1 + end - from) ||
		    (at < from && hole->to[at - 1] + 1 != hole->to[at]))
			break;
		at--;
		if (cut_quality(hole->text, hole->words, at) > quality) {
			quality = cut_quality(hole->text, hole->words, at);
			best = at;
		}
	}
	for (at = from; at < from + SLIDES && at + end - from < count; at++) {
		size_t behind = at + end - from;

		if (hole->to[behind] == ALIGN_NONE ||
		    !equal_words(hole->words, at, behind) ||
		    (behind > end &&
		     hole->to[behind] != hole->to[behind - 1] + 1))
			break;
		if (cut_quality(hole->text, hole->words, at + 1) > quality) {
			quality = cut_quality(hole->text, hole->words, at + 1);
			best = at + 1;
		}
	}
	for (; from > best; from--, end--) {
		hole->to[end - 1] = hole->to[from - 1];
		hole->back[hole->to[end - 1]] = (uint32_t)(end - 1);
		hole->to[from - 1] = ALIGN_NONE;
	}
	for (; from < best; from++, end++) {
		hole->to[from] = hole->to[end];
		hole->back[hole->to[from]] = (uint32_t)from;
		hole->to[end] = ALIGN_NONE;
	}
}

void slide(const struct words *words, struct span text, uint32_t *to,
	   uint32_t *back)
{
	struct hole hole = { .words = words, .text = text };
	size_t count = words->count;

	hole.to = to;
	hole.back = back;
	for (size_t i = 0; i < count; i++) {
		if (hole.to[i] != ALIGN_NONE)
			continue;
		hole.from = i;
		while (i < count && hole.to[i] == ALIGN_NONE)
			i++;
		hole.to_end = i;
		/* Nothing is in its place. */
		if (hole.from && i < count &&
		    hole.to[hole.from - 1] + 1 == hole.to[i])
			slide_hole(&hole);
		while (i < count && hole.to[i] != ALIGN_NONE)
			i++;
		i--;
	}
}
