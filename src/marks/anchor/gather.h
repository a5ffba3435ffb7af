/* SPDX-License-Identifier: ISC */
/* Gather what may be the range that an anchor is of. */
#ifndef MARKS_ANCHOR_GATHER_H
#define MARKS_ANCHOR_GATHER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

struct search;

/* Adds where the quote stands exactly: of many the nearest. Linear in text. */
void gather_exactly(struct search *search);

/* Adds what is like the quote, by itself or with its context, in [from, to). */
void gather_alike(struct search *search, uint32_t from, uint32_t to);

/* The same for [from, to), in which [near_from, near_to) was searched. */
void gather_around(struct search *search, uint32_t from, uint32_t near_from,
		   uint32_t near_to, uint32_t to);

/* Where in [from, to) what is most like text (or its end next to the edge,
 * ANCHOR_CONTEXT characters of it) ends, if behind, or else starts; false if
 * nothing is like it but by chance. */
bool gather_edge(const struct search *search, struct span text, bool behind,
		 uint32_t from, uint32_t to, uint32_t *off);

#endif
