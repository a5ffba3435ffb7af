/* SPDX-License-Identifier: ISC */
/* Cut a document into what a search looks through at once. */
#ifndef DOCUMENT_SEARCH_UNIT_H
#define DOCUMENT_SEARCH_UNIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "document/query.h"

struct document;

enum {
	UNIT_SIZE = 16 * 1024, /* about; what is larger is cut */
	UNIT_HIT_MAX = 4096,   /* bytes that a hit takes at most where it is */
	/* As far behind its end a unit's hits depend on what stands there: so
	 * far reaches the first hit of the next one that may contend. */
	UNIT_REACH = 2 * UNIT_HIT_MAX + 2 * 1024,
};

/*
 * A leaf block or cell (or row) without its last '\n', or of a large one a
 * stretch: the hits that begin in [off, end). Stretches are cut before white
 * space where there is some, else between clusters; where depends on the text
 * around alone.
 */
struct unit {
	size_t block;
	uint32_t first; /* the block, cell or row: [first, last) */
	uint32_t last;
	uint32_t off;
	uint32_t end;
};

/* The unit that holds off, with the '\n' behind it; rows says whether rows are
 * one or each of their cells. False if off is not in the text. O(log n). */
bool unit_at(const struct document *document, bool rows, uint32_t off,
	     struct unit *unit);

/* Where the next one begins. */
uint32_t unit_behind(const struct unit *unit);

/* As far as what is part of hits that begin before off may stand, if that is in
 * the text. */
uint32_t unit_far(const struct document *document, uint32_t off);

/* Goes on to the next one; false, with unit as it was, at the end. */
bool unit_next(const struct document *document, bool rows, struct unit *unit);

/* Widens a hit that begins in the unit to whole clusters, but not to before
 * lowest, where a character starts: the unit's start, or the end of the hit
 * before, which only cuts clusters that are too long to be followed. */
void unit_widen(const struct document *document, const struct unit *unit,
		uint32_t lowest, struct hit *hit);

/* Where the unit's bytes up to so many behind its end stop, at a character. */
uint32_t unit_reach(const struct document *document, const struct unit *unit,
		    uint32_t more);

/* Hits in a growing array. */
struct hits {
	struct hit *items;
	size_t count, room;
};

#define HITS_INIT          \
	{                  \
		NULL, 0, 0 \
	}

void hits_add(struct hits *hits, struct hit hit);
void hits_release(struct hits *hits);

#endif
