/* SPDX-License-Identifier: ISC */
/* Say how many of their words two texts share. */
#ifndef DOCUMENT_COMPARE_WORDS_H
#define DOCUMENT_COMPARE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/* The words of a text, in no order that says anything; of a very long one
 * those it begins with. A character of Chinese or Japanese is one. */
struct bag {
	uint32_t *hashes; /* owned, sorted */
	size_t count;
	size_t room;
};

#define BAG_INIT           \
	{                  \
		NULL, 0, 0 \
	}

void bag_release(struct bag *bag);
/* text is valid UTF-8; what was in the bag goes. */
void bag_fill(struct bag *bag, struct span text);

/* Per mille of the words of both that are in common (Dice's coefficient, each
 * word as often as it stands); 0 if neither has any. */
unsigned bag_common(const struct bag *a, const struct bag *b);

#endif
