/* SPDX-License-Identifier: ISC */
/*
 * A range of reading text that is found again in changed text.
 *
 * An anchor is what is kept of a range: the text in it (the quote), the text
 * around it (its context) and where it was. It is found again by the quote,
 * whatever else of the text has changed; where the quote itself has, by what
 * is like it. The answer says how sure it is, and rather none than a wrong
 * one: a highlight on words that nobody marked is worse than one that is said
 * to be lost.
 *
 * After the selectors of the Web Annotation Data Model (TextQuoteSelector and
 * TextPositionSelector). Texts are compared by text/alike.h: curly quotes are
 * straight ones, all dashes are one, a line's end is a space, composed
 * characters are their parts; case counts. Lengths below are those of texts
 * so folded, in code points.
 *
 * Approximate matching is Myers' ("A fast bit-vector algorithm for approximate
 * string matching based on dynamic programming", JACM 46, 1999). How many
 * errors are allowed depends on the length of what is compared, for half of a
 * quote of 16 characters is found in any English text, half of one of 128 in
 * none: the figures were measured on texts that don't hold the quote.
 */
#ifndef MARKS_ANCHOR_H
#define MARKS_ANCHOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct document;

enum {
	ANCHOR_CONTEXT = 64, /* code points of context kept on each side */
	ANCHOR_PLACE = 64,   /* code points of quote kept of a place */
	ANCHOR_CANDIDATES = 4,
};

/* Strings are valid UTF-8. One that was read from a file may hold anything:
 * it is found, or lost. */
struct anchor {
	struct buffer exact; /* the quote: reading text, '\n' kept */
	/* Up to ANCHOR_CONTEXT code points before and behind it, whole
	 * clusters. */
	struct buffer prefix;
	struct buffer suffix;
	uint32_t off; /* where it was, in bytes … */
	uint32_t end;
	uint32_t text_len; /* … of a text of so many; 0: not known, for the
			    * text was not complete */
	/* Which one it was of the places where the quote stood, from 0, of how
	 * many; a total of 0: they were not counted. */
	uint32_t ordinal;
	uint32_t total;
};

void anchor_init(struct anchor *anchor);
void anchor_release(struct anchor *anchor);
/* to is initialised; what it held is overwritten. */
void anchor_copy(struct anchor *to, const struct anchor *from);

/* Makes anchor (initialised; what it held is overwritten) that of [off, end),
 * off <= end <= text.len, cluster starts. Linear in the text. */
void anchor_capture(struct anchor *anchor, const struct document *document,
		    uint32_t off, uint32_t end);

/* Makes it that of the place off <= text.len: the quote is what follows there,
 * across blocks, as much as ANCHOR_PLACE says; no suffix, nothing is counted.
 * In constant time. */
void anchor_capture_place(struct anchor *anchor,
			  const struct document *document, uint32_t off);

enum anchor_state {
	ANCHOR_PLACED,	 /* here it is */
	ANCHOR_DOUBTFUL, /* most likely here: to be shown as a guess */
	ANCHOR_LOST,	 /* nowhere, or in several places alike */
};

/* [off, end): cluster starts. score: per mille of the quote and its context
 * that agree. */
struct anchor_candidate {
	uint32_t off;
	uint32_t end;
	unsigned score;
};

struct anchor_result {
	enum anchor_state state;
	uint32_t off; /* an empty range at 0 when it is lost */
	uint32_t end;
	unsigned score;
	/* Of a lost one: what is most like it, the best first. */
	struct anchor_candidate candidates[ANCHOR_CANDIDATES];
	size_t candidate_count;
};

/*
 * Finds the range again. At once where nothing changed around it; else in time
 * linear in the text, some 10 ms for a quote of 150 characters that a text of
 * 1 MB lacks. What is like the quote is looked for in 4 MiB, of a longer
 * text in 2 MiB around where it should be; the quote itself everywhere.
 */
void anchor_find(const struct anchor *anchor, const struct document *document,
		 struct anchor_result *result);

struct carry;

/*
 * The same where it is known what became of the text in which the range was
 * [off, end) (marks/anchor/carry.h): it is where most of its words are; else it
 * is looked for in what that text did not have.
 */
void anchor_find_carried(const struct anchor *anchor,
			 const struct document *document,
			 const struct carry *carry, uint32_t off, uint32_t end,
			 struct anchor_result *result);

/*
 * Finds the place again: a place that is not quite right does no harm, so the
 * likeliest is taken; else the end of the prefix, or the start of the suffix.
 * False if none of that is there: *off is then the start of a block about as
 * far through the text. In an empty text it is 0.
 */
bool anchor_find_place(const struct anchor *anchor,
		       const struct document *document, uint32_t *off);

#endif
