/* SPDX-License-Identifier: ISC */
/* Find where the lines of a text may end, whatever their width. */
#include "layout/candidates.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "layout/paragraph.h"
#include "text/breaks.h"
#include "text/cells.h"
#include "text/octets.h"
#include "text/utf8.h"

void candidates_release(struct candidates *candidates)
{
	free(candidates->candidates);
	*candidates = (struct candidates){ 0 };
}

/* Columns of the cluster that ends at end, with which a line does, if that is a
 * comma or full stop that may hang in the margin. */
static uint8_t hang_of(const char *text, uint32_t end, const uint8_t *widths)
{
	uint32_t host = end;
	uint32_t point;

	if (end < 3 || ((unsigned char)text[end - 1] & 0xc0) != 0x80)
		return 0;
	do
		host--;
	while (host > 0 && widths[host] == CELLS_INSIDE);
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

/* Blanks of text [off, end) that may be widened. */
static uint32_t count_blanks(const char *text, size_t len, size_t off,
			     size_t end, const uint8_t *widths)
{
	uint32_t count = 0;

	for (size_t i = off; i < end; i++)
		count +=
			text[i] == ' ' && paragraph_blank(text, len, i, widths);
	return count;
}

/* What pass_stretch() does where that is most often: at a word of a byte and a
 * column for each character, and one blank, together at most OCTETS bytes.
 * False, with seen as it was, elsewhere. */
static bool pass_word(struct candidate *seen, const char *text, size_t len,
		      const uint8_t *widths, const uint8_t *kinds)
{
	const uint64_t high = octets_of(0x80);
	size_t off = seen->end;
	uint64_t ends, blanks;
	uint32_t blank;

	static_assert(BREAK_NONE == 0, "what is no zero is a break");
	if (len - off <= OCTETS || octets_at(widths + off) != octets_of(1))
		return false;
	ends = ~octets_zeros(octets_in_order((const char *)kinds + off + 1)) &
	       high;
	blanks = octets_zeros(octets_in_order(text + off) ^ octets_of(' '));
	/* The lowest bit of both: the first blank is the last byte. */
	if (ends == 0 || (ends & -ends) != (blanks & -blanks))
		return false;
	blank = (uint32_t)off + (uint32_t)__builtin_ctzll(ends) / 8;
	if (blank == off || text[blank - 1] == '\t')
		return false;
	seen->col += blank - (uint32_t)off;
	seen->shown_end = blank;
	seen->shown_col = seen->col;
	seen->shown_blanks = seen->blanks;
	seen->blanks += paragraph_blank(text, len, blank, widths);
	seen->end = blank + 1;
	seen->col++;
	return true;
}

/* Moves seen, where a cluster starts, to the next place where a line may end.
 */
static void pass_stretch(struct candidate *seen, const char *text, size_t len,
			 const uint8_t *widths, const uint8_t *kinds)
{
	uint32_t off = seen->end;
	uint32_t end = off;
	uint32_t shown_end;
	uint32_t spaces = 0; /* that are shown */
	uint32_t columns = 0;
	uint32_t left_out = 0; /* of these columns */
	uint32_t blanks = 0;   /* left out too */

	do {
		columns += widths[end] == CELLS_INSIDE ? 0 : widths[end];
		spaces += text[end] == ' ';
		end++;
	} while (end < len && kinds[end] == BREAK_NONE);
	shown_end =
		(uint32_t)paragraph_space_start(text, len, off, end, widths);
	for (uint32_t i = shown_end; i < end; i++) {
		left_out += widths[i] == CELLS_INSIDE ? 0 : widths[i];
		if (text[i] != ' ')
			continue;
		spaces--;
		blanks += paragraph_blank(text, len, i, widths);
	}
	if (spaces > 0)
		seen->blanks += count_blanks(text, len, off, shown_end, widths);
	seen->end = end;
	seen->col += columns;
	if (shown_end > off) {
		seen->shown_end = shown_end;
		seen->shown_col = seen->col - left_out;
		seen->shown_blanks = seen->blanks;
	}
	seen->blanks += blanks;
}

void candidates_find(struct candidates *candidates, const char *text,
		     size_t len, const uint8_t *widths, const uint8_t *kinds)
{
	struct candidate seen = { 0 };

	assert(len > 0);
	candidates->count = 0;
	do {
		struct candidate next;

		if (!pass_word(&seen, text, len, widths, kinds))
			pass_stretch(&seen, text, len, widths, kinds);
		next = seen;
		next.kind = seen.end < len ? kinds[seen.end] : BREAK_FORCED;
		next.hyphen = next.kind == BREAK_HYPHEN ||
			      (next.shown_end == next.end &&
			       paragraph_soft_hyphen(text, next.end));
		if (next.hyphen && next.kind == BREAK_ALLOWED)
			next.kind = BREAK_HYPHEN;
		if (!next.hyphen)
			next.hang = hang_of(text, next.shown_end, widths);
		add(candidates, next);
	} while (seen.end < len);
}
