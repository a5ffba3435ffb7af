/* SPDX-License-Identifier: ISC */
/* Order text that runs from right to left, by the Unicode Bidirectional
 * Algorithm. */
#ifndef TEXT_BIDI_H
#define TEXT_BIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/cells.h"

struct buffer;

/*
 * UAX #9 as FriBidi has it, with one exception: embeddings, overrides and
 * isolates are taken for the neutral signs that they are shown as (sink.h),
 * for what nobody sees shall not put what is read in another order. The marks
 * (LRM, RLM, ALM) count. In a build without FriBidi nothing runs from right to
 * left: bidi_needed() is always false.
 */
bool bidi_available(void);

/* Whether any letter, digit or mark in text runs from right to left, or may:
 * false only where there is none. At the speed of memory in text without. */
bool bidi_needed(const char *text, size_t len);

/* Whether the first letter of any direction runs from right to left (P2, P3);
 * false when there is none. */
bool bidi_runs_left(const char *text, size_t len);

/*
 * Fills levels[0..len) with the embedding level of each byte's character: odd
 * ones run from right to left. Of joins[0..len), where not NULL, each byte
 * where a character starts gets how it joins its neighbours, for bidi_show().
 * '\n' ends a paragraph of the algorithm: what stands before and behind it is
 * resolved apart; all in the direction that runs_left says. Linear.
 */
void bidi_levels(const char *text, size_t len, bool runs_left, uint8_t *levels,
		 uint8_t *joins);

/* Rule L2: fills order[0..count) with the indices of items in the order in
 * which they stand from left to right, by their levels. */
void bidi_order(const uint8_t *levels, size_t count, uint32_t *order);

/*
 * Turns what a cluster of an odd level shows into what stands in its cells:
 * brackets mirrored, Arabic letters by the forms in which they join (those of
 * a row that is in visual order no terminal can shape). Never more or fewer
 * columns: lam and alef stay two letters side by side, and what would be
 * shown in another width stays as it is. join is that of its first character.
 */
void bidi_show(struct cluster *cluster, uint8_t join);

/* Appends text, one line, as its clusters are shown from left to right; runs
 * from the left by itself. As many columns as text. */
void bidi_append_shown(struct buffer *out, const char *text, size_t len,
		       bool runs_left);

#endif
