/* SPDX-License-Identifier: ISC */
/* Find where the lines of a text may end, whatever their width. */
#include "layout/candidates.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "layout/paragraph.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/utf8.h"

void candidates_release(struct candidates *candidates)
{
	free(candidates->candidates);
	*candidates = (struct candidates){ 0 };
}

/* Columns of the cluster at host, with which a line ends, if that is a comma or
 * full stop that may hang in the margin. */
static uint8_t hang_of(const char *text, size_t host, size_t end,
		       const uint8_t *widths)
{
	uint32_t point;

	if (end - host != 3)
		return 0;
	utf8_decode(text + host, end - host, &point);
	switch (point) {
	case 0x3001: /* ideographic comma */
	case 0x3002: /* and full stop */
	case 0xff0c: /* fullwidth comma */
	case 0xff0e: /* and full stop */
		return widths[host];
	default:
		return 0;
	}
}

/* How gladly a line ends: where two candidates show the same, less is better.
 */
static unsigned rank(const struct candidate *candidate)
{
	switch ((enum break_kind)candidate->kind) {
	case BREAK_FORCED:
	case BREAK_ALLOWED:
		return candidate->hyphen;
	case BREAK_HYPHEN:
		return 2;
	case BREAK_EMERGENCY:
	case BREAK_NONE:
		break;
	}
	return 3;
}

/* Adds a candidate, but not beside one that is as good in every way: there may
 * be thousands of them between characters that take no columns. */
static void add(struct candidates *candidates, struct candidate next)
{
	struct candidate *last = NULL;

	if (candidates->count > 0)
		last = &candidates->candidates[candidates->count - 1];
	if (last && last->col == next.col &&
	    last->shown_col == next.shown_col && next.kind != BREAK_FORCED) {
		if (rank(&next) < rank(last))
			*last = next;
		return;
	}
	MEMORY_RESERVE(candidates->candidates, candidates->room,
		       candidates->count + 1);
	candidates->candidates[candidates->count++] = next;
}

void candidate_pass(struct candidate *seen, const char *text, size_t len,
		    const uint8_t *widths)
{
	uint32_t off = seen->end;
	uint32_t next = off + 1;

	while (next < len && widths[next] == CELLS_INSIDE)
		next++;
	seen->end = next;
	seen->col += widths[off];
	if (paragraph_may_be_space(text[off])) {
		seen->blanks += paragraph_blank(text, len, off, widths);
		/* A mark on a space is no space. */
		if (paragraph_space(text, len, off) == next - off)
			return;
	}
	seen->shown_end = next;
	seen->shown_col = seen->col;
	seen->shown_blanks = seen->blanks;
}

void candidates_find(struct candidates *candidates, const char *text,
		     size_t len, const uint8_t *widths, const uint8_t *kinds)
{
	struct candidate seen = { 0 };
	uint32_t host = 0; /* the last cluster that is no space */

	assert(len > 0);
	candidates->count = 0;
	do {
		uint32_t off = seen.end;
		struct candidate next;

		candidate_pass(&seen, text, len, widths);
		if (seen.shown_end == seen.end)
			host = off;
		if (seen.end < len && kinds[seen.end] == BREAK_NONE)
			continue;
		next = seen;
		next.kind = seen.end < len ? kinds[seen.end] : BREAK_FORCED;
		next.hyphen = next.kind == BREAK_HYPHEN ||
			      (next.shown_end == next.end &&
			       paragraph_soft_hyphen(text, next.end));
		if (next.hyphen && next.kind == BREAK_ALLOWED)
			next.kind = BREAK_HYPHEN;
		if (!next.hyphen)
			next.hang = hang_of(text, host, next.shown_end, widths);
		add(candidates, next);
	} while (seen.end < len);
}
