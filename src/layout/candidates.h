/* SPDX-License-Identifier: ISC */
/* Find where the lines of a text may end, whatever their width. */
#ifndef LAYOUT_CANDIDATES_H
#define LAYOUT_CANDIDATES_H

#include <stddef.h>
#include <stdint.h>

/*
 * A place where a line may end. Columns and blanks are counted from the start
 * of the text: a line from candidate i to candidate j shows [i.end,
 * j.shown_end) in j.shown_col - i.col columns with j.shown_blanks - i.blanks
 * blanks among them that may be widened, or nothing if that is less than 0.
 */
struct candidate {
	uint32_t end;
	uint32_t shown_end; /* the spaces or '\n' behind it are left out */
	uint32_t col;	    /* at end */
	uint32_t shown_col; /* at shown_end */
	uint32_t blanks;
	uint32_t shown_blanks;
	uint8_t kind;	/* enum break_kind, none of BREAK_NONE; a soft hyphen
			 * is BREAK_HYPHEN */
	uint8_t hyphen; /* columns of the hyphen that is due: 0 or 1 */
	uint8_t hang;	/* columns of the punctuation before it that may hang in
			 * the margin: 0 or 2 */
};

/* They ascend by end; the last one is the end of the text, as BREAK_FORCED. */
struct candidates {
	struct candidate *candidates; /* owned */
	size_t count, room;
};

/* Moves seen, which is at the start of a cluster, behind it, as if a line could
 * end there. */
void candidate_pass(struct candidate *seen, const char *text, size_t len,
		    const uint8_t *widths);

void candidates_release(struct candidates *candidates);

/*
 * Replaces the candidates by those of a text, at least a byte. widths and kinds
 * are cells_measure()'s and breaks_find()'s for it, kinds with BREAK_HYPHEN
 * where a hyphen may be. What may hang is an ideographic comma or full stop,
 * one of them (JLREQ 3.8.2, classes cl-06 and cl-07). Linear.
 */
void candidates_find(struct candidates *candidates, const char *text,
		     size_t len, const uint8_t *widths, const uint8_t *kinds);

#endif
