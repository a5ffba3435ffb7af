/* SPDX-License-Identifier: ISC */
/* Guess how letters typed were meant: with some left out, or mistyped. */
#include "reader/guess.h"

#include <assert.h>
#include <string.h>

static uint8_t least(uint8_t one, uint8_t other)
{
	return one < other ? one : other;
}

unsigned guess_gaps(const struct guess_title *title, const uint32_t *typed,
		    size_t count)
{
	/* Gaps among the first letters typed when the last of them is the
	 * title's letter just looked at, and when it is any before that. */
	uint8_t here[GUESS_TYPED];
	uint8_t before[GUESS_TYPED];

	assert(count && count <= GUESS_TYPED);
	memset(here, GUESS_GAPS + 1, count);
	memset(before, GUESS_GAPS + 1, count);
	for (size_t i = 0; i < title->count; i++) {
		for (size_t k = count; k-- > 0;) {
			before[k] = least(before[k], here[k]);
			if (typed[k] != title->points[i])
				here[k] = GUESS_GAPS + 1;
			else if (k)
				here[k] = least(here[k - 1],
						(uint8_t)(before[k - 1] + 1));
			else
				here[k] = title->starts[i] ? 0 : GUESS_GAPS + 1;
		}
	}
	return least(here[count - 1], before[count - 1]);
}

unsigned guess_typos(const uint32_t *word, size_t len, const uint32_t *typed,
		     size_t count, unsigned most)
{
	/* Of a letter of the word and the two before: the distance of what
	 * ends there to each start of what was typed; but of starts that are
	 * much longer or shorter it is too far (Ukkonen 1985). */
	uint8_t rows[3][GUESS_TYPED + 1];
	uint8_t too_far = (uint8_t)(most + 1);
	uint8_t fewest = count < too_far ? (uint8_t)count : too_far;
	uint8_t nearest = 0;

	assert(count <= GUESS_TYPED && most <= GUESS_TYPOS);
	if (len + most < count)
		return fewest;
	/* What is beyond the starts compared stays so. */
	memset(rows, too_far, sizeof(rows));
	for (size_t k = 0; k <= count; k++)
		rows[0][k] = (uint8_t)k;
	/* Nothing that goes on from what is too far comes nearer. */
	for (size_t i = 1; i <= len && nearest <= most; i++) {
		uint8_t *row = rows[i % 3];
		const uint8_t *above = rows[(i + 2) % 3];
		const uint8_t *swapped = rows[(i + 1) % 3];
		size_t from = i > most ? i - most : 1;
		size_t to = i + most < count ? i + most : count;

		row[from - 1] = from > 1 ? too_far : (uint8_t)i;
		nearest = row[from - 1];
		for (size_t k = from; k <= to; k++) {
			bool same = typed[k - 1] == word[i - 1];
			uint8_t typos = above[k - 1] + !same;

			typos = least(typos, above[k] + 1);
			typos = least(typos, row[k - 1] + 1);
			if (i > 1 && k > 1 && typed[k - 1] == word[i - 2] &&
			    typed[k - 2] == word[i - 1])
				typos = least(typos, swapped[k - 2] + 1);
			row[k] = typos;
			nearest = least(nearest, typos);
		}
		if (to == count && row[count] < fewest)
			fewest = row[count];
	}
	return fewest;
}
