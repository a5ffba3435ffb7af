/* SPDX-License-Identifier: ISC */
/* Letters on what the page shows: who types them chooses it. */
#ifndef READER_LABELS_H
#define READER_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/follow.h"

struct view;

enum { LABELS_MAX = 26 * 26 };

/* What letters stand on: a sentence, or what can be followed. */
struct label {
	uint32_t shown; /* the letters stand on this byte … */
	uint32_t run; /* … or, of a note's reference, on this empty run; else
		       * DOCUMENT_NONE */
	struct reference reference; /* of a sentence only its off and end */
};

/* What becomes of the sentence [off, end) that was chosen. */
typedef void labels_chosen(struct view *view, uint32_t off, uint32_t end);

struct labels {
	struct label *labels; /* owned */
	size_t count;
	labels_chosen *chosen; /* NULL: what is chosen is followed */
	char typed;	       /* the first of two letters, or NUL */
};

void labels_release(struct labels *labels);

/* Puts labels on the links and notes that the page shows and takes the keys;
 * says so where there are none. One alone is followed at once. */
void labels_open(struct view *view);

/* Puts labels on the sentences that begin on the page, and on the one that goes
 * on from the page above. One alone is chosen at once. */
void labels_open_sentences(struct view *view, labels_chosen *chosen);

/* A letter chooses; any other key only takes the labels away. */
void labels_key(struct view *view, uint32_t key);
void labels_close(struct view *view);

/* The letters of a label that are yet to be typed; "" if those typed already
 * choose others. */
void labels_letters(const struct labels *labels, size_t label, char letters[3]);

#endif
