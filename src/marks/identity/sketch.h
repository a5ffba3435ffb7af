/* SPDX-License-Identifier: ISC */
/* Sketch a text, so that it is known though it was edited. */
#ifndef MARKS_IDENTITY_SKETCH_H
#define MARKS_IDENTITY_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "marks/store.h"

/*
 * The smallest hashes of all runs of so much weight. A word weighs two; of
 * scripts that part words by nothing a character weighs one, for about two of
 * them make a word.
 */
enum {
	SKETCH_WEIGHT = 8,
	SKETCH_TEXT = 4 << 20, /* bytes of a text that are looked at */
};

/* A copy of it goes its own way. All zero is the sketch of no text. */
struct sketch {
	uint64_t smallest[STORE_SKETCH]; /* ascending, no two equal */
	size_t count;
	/* The last words, or characters that weigh one; i % SKETCH_WEIGHT is
	 * the i-th of the text. */
	uint64_t words[SKETCH_WEIGHT];
	unsigned weights[SKETCH_WEIGHT];
	size_t word_count;
	uint64_t word; /* the one that has begun, as far as it is hashed */
	bool is_word;
};

/* Goes on with the text: whole characters of valid UTF-8. */
void sketch_feed(struct sketch *sketch, const char *bytes, size_t len);

/* The text ends. One that is too short for a run is one as a whole. */
void sketch_end(struct sketch *sketch);

#endif
