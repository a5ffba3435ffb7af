/* SPDX-License-Identifier: ISC */
/* Weigh the ranges of a text that may be the one that an anchor is of. */
#ifndef MARKS_ANCHOR_SEARCH_H
#define MARKS_ANCHOR_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "marks/anchor/context.h"
#include "marks/anchor/pattern.h"
#include "marks/anchor/units.h"

struct anchor;
struct carry;
struct document;

/* A range that may be the one, and how like it is. */
struct candidate {
	uint32_t off;
	uint32_t end;
	uint32_t errors; /* of the quote … */
	uint32_t prefix_errors;
	uint32_t suffix_errors;
	bool exact;
	double difference; /* 0: the same, to 1; the quote and its contexts */
	double rank;	   /* the same, and a little more for one far off */
};

struct search {
	const struct anchor *anchor;
	struct span text;
	/* Where the range should be: where it was, if all changed behind it;
	 * if all changed before it; if it changed evenly. */
	uint32_t expected[3];
	struct units quote;
	bool parted;	 /* of a long quote, only its head and its tail */
	size_t compared; /* units of it, when not exactly */
	struct pattern pattern; /* the quote, if it is compared whole */
	struct context prefix;
	struct context suffix;
	struct candidate *candidates;
	size_t count;
	size_t room;
	/* Where the quote stands exactly: */
	uint32_t exact_count;
	uint32_t ordinal_off; /* the one of the anchor's ordinal */
	bool agrees;	      /* one has its context, too */
	/* What became of the text that it was in, where it was [old_off,
	 * old_end); NULL: not known. What was something else there is no
	 * candidate. */
	const struct carry *carry;
	uint32_t old_off;
	uint32_t old_end;
};

enum {
	/* A longer quote is compared by its head and its tail, half each. */
	SEARCH_COMPARED = 1024,
	/* Bytes of text that is searched for what is like a quote; in a longer
	 * one SEARCH_WINDOW around where it should be. */
	SEARCH_WHOLE = 4 << 20,
	SEARCH_WINDOW = 2 << 20,
};

/* Both are borrowed until search_release(). */
void search_init(struct search *search, const struct anchor *anchor,
		 const struct document *document);
void search_release(struct search *search);

/* How far off byte off is from where the range should be. */
uint32_t search_distance(const struct search *search, uint32_t off);

/* Bytes [*from, *to) around where the range should be: a fifth of the text on
 * each side, or if whole all of it; of a long text SEARCH_WINDOW at most. */
void search_window(const struct search *search, bool whole, uint32_t *from,
		   uint32_t *to);

/* Adds a candidate: the quote stands there, or what differs in so many units.
 */
void search_add_exact(struct search *search, uint32_t off, uint32_t end);
void search_add_alike(struct search *search, uint32_t off, uint32_t end,
		      uint32_t errors);

/* The share of errors that a text of this length may have without being found
 * by chance. */
double search_tolerance(size_t units);

#endif
