/* SPDX-License-Identifier: ISC */
/* Choose where the lines of a paragraph end. */
#ifndef LAYOUT_PARAGRAPH_H
#define LAYOUT_PARAGRAPH_H

#include <stddef.h>
#include <stdint.h>

/* A line of a paragraph: bytes [off, end) of the text, shown up to shown_end;
 * the spaces or '\n' behind that are the break. */
struct line {
	uint32_t off;
	uint32_t shown_end;
	uint32_t end;
	uint32_t width; /* columns shown */
};

struct lines {
	struct line *lines; /* owned */
	size_t count;
	size_t room;
};

void lines_release(struct lines *lines);

/*
 * Breaks text greedily: each line takes what fits into width columns. widths
 * and kinds are cells_measure()'s and breaks_find()'s for the same text. Where
 * nothing fits it breaks at an emergency, else between two clusters; a line
 * always takes at least one cluster. Appends to lines.
 */
void paragraph_break(struct lines *lines, const char *text, size_t len,
		     const uint8_t *widths, const uint8_t *kinds,
		     uint32_t width);

#endif
