/* SPDX-License-Identifier: ISC */
/* Decide which candidate is the range that an anchor is of, if any. */
#include "marks/anchor/judge.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "marks/anchor.h"
#include "marks/anchor/search.h"

/* Tuned on the histories of essays and books, and the last one on edits that
 * write what looks alike on purpose (tests/edits.h), so that few ranges are
 * placed wrongly and unflagged. */
static const double caution = 0.9;	/* of what is tolerated in any text */
static const double margin = 0.06;	/* to the second best … */
static const double tiny_most = 0.25;	/* share of errors of a TINY one */
static const double placed_most = 0.18; /* more of them make a guess */

enum {
	MOVED = 16,    /* units that say enough without a context */
	TINY = 12,     /* fewer say little … */
	COMPARED = 64, /* … of a quote in comparing the best two */
	TELLING = 48,  /* units that are sure without a context */
	JOINED = 10,   /* wrong is no more than one of so many of a context */
	EDITED = 4,    /* likewise of a quote that is sure by one context */
	NEAR = 16,     /* parts of a text: in one of them it is in its place */
	NEARER = 3, /* times as far off is the next one that is like it … */
	STRAY = 64, /* … and so many bytes more */
};

static size_t units_of(const struct search *search)
{
	return search->compared + search->prefix.count + search->suffix.count;
}

/* Whether the quote stood once, as far as is known. */
static bool was_unique(const struct search *search)
{
	return search->anchor->total == 1 || search->parted;
}

static bool in_tolerance(const struct search *search,
			 const struct candidate *candidate)
{
	return candidate->difference <=
	       caution * search_tolerance(units_of(search));
}

/* Whether it is no chance match. */
static bool is_acceptable(const struct search *search,
			  const struct candidate *candidate)
{
	size_t len = search->compared;

	if (candidate->exact)
		return in_tolerance(search, candidate) ||
		       (search->exact_count == 1 && len >= MOVED &&
			was_unique(search));
	if ((size_t)candidate->errors * 2 > len)
		return false;
	if (in_tolerance(search, candidate) &&
	    (len >= TINY || candidate->difference <= tiny_most))
		return true;
	return was_unique(search) &&
	       candidate->errors <= search_tolerance(len) * (double)len;
}

/* The likeliest that overlaps none of the others. */
static const struct candidate *likeliest(const struct search *search,
					 bool acceptable,
					 const struct candidate *const *others,
					 size_t other_count)
{
	const struct candidate *best = NULL;

	for (size_t i = 0; i < search->count; i++) {
		const struct candidate *candidate = &search->candidates[i];
		bool beside = true;

		for (size_t j = 0; j < other_count; j++)
			if (candidate->off < others[j]->end &&
			    others[j]->off < candidate->end)
				beside = false;
		if (!beside || (best && candidate->rank >= best->rank) ||
		    (acceptable && !is_acceptable(search, candidate)))
			continue;
		best = candidate;
	}
	return best;
}

/*
 * Whether the second best is too near to tell. A long quote that stands twice
 * is the same in both, so that only its contexts tell them apart: it counts as
 * one that is not longer than they are.
 */
static bool too_near(const struct search *search, const struct candidate *best,
		     const struct candidate *second)
{
	size_t contexts = search->prefix.count + search->suffix.count;
	size_t len = search->compared < COMPARED ? search->compared : COMPARED;
	double gap = (second->difference - best->difference) *
		     (double)units_of(search);

	return gap < margin * (double)(len + contexts);
}

/* Whether bytes stand at off. */
static bool stands_at(struct span text, uint64_t off,
		      const struct buffer *bytes)
{
	return off + bytes->len <= text.len &&
	       memcmp(text.ptr + off, buffer_string(bytes), bytes->len) == 0;
}

/* Whether all that was kept around the quote is around it: twice what is
 * compared else. */
static bool is_whole(const struct search *search,
		     const struct candidate *candidate)
{
	const struct anchor *anchor = search->anchor;

	return candidate->exact && anchor->prefix.len && anchor->suffix.len &&
	       candidate->off >= anchor->prefix.len &&
	       stands_at(search->text, candidate->off - anchor->prefix.len,
			 &anchor->prefix) &&
	       stands_at(search->text, candidate->end, &anchor->suffix);
}

/* The only one with all of the context; NULL if there is none, or several. */
static const struct candidate *only_whole(const struct search *search)
{
	const struct candidate *only = NULL;

	for (size_t i = 0; i < search->count; i++) {
		if (!is_whole(search, &search->candidates[i]))
			continue;
		if (only)
			return NULL;
		only = &search->candidates[i];
	}
	return only;
}

static struct anchor_candidate told(const struct candidate *candidate)
{
	return (struct anchor_candidate){
		candidate->off, candidate->end,
		(unsigned)(1000 * (1 - candidate->difference) + 0.5)
	};
}

/* Lost; but some may be it. */
static void lose(const struct search *search, struct anchor_result *result)
{
	const struct candidate *told_of[ANCHOR_CANDIDATES];
	size_t count = 0;

	result->state = ANCHOR_LOST;
	for (; count < ANCHOR_CANDIDATES; count++) {
		told_of[count] = likeliest(search, false, told_of, count);
		if (!told_of[count])
			break;
		result->candidates[count] = told(told_of[count]);
	}
	result->candidate_count = count;
}

/* Whether nothing but the quote is known, as of one that another program
 * wrote. */
static bool is_bare(const struct search *search)
{
	return !search->prefix.count && !search->suffix.count &&
	       !search->anchor->total;
}

/* Of a quote that stood several times another one may be left, in a place that
 * is much like the old one: sure is the one with its context in its place. */
static bool is_sure_of_several(const struct search *search,
			       const struct candidate *candidate)
{
	uint64_t far = search_distance(search, candidate->off);

	if (candidate->difference > placed_most || candidate->prefix_errors ||
	    candidate->suffix_errors)
		return false;
	return search->exact_count >= search->anchor->total ||
	       far * NEAR <= search->text.len;
}

/* Whether nothing that was next to it on one side has changed. */
static bool is_joined(const struct search *search,
		      const struct candidate *candidate)
{
	return (search->prefix.count == CONTEXT_SCORED &&
		candidate->prefix_errors * JOINED <= search->prefix.count) ||
	       (search->suffix.count == CONTEXT_SCORED &&
		candidate->suffix_errors * JOINED <= search->suffix.count);
}

/* Whether it is the range as far as can be told. */
static bool is_sure(const struct search *search,
		    const struct candidate *candidate)
{
	bool only = candidate->exact && search->exact_count == 1;
	bool telling = was_unique(search) && search->compared >= TELLING;

	if (is_bare(search))
		return only && search->compared >= MOVED;
	if (search->anchor->total > 1)
		return is_sure_of_several(search, candidate);
	if (candidate->difference <= placed_most || (only && telling))
		return true;
	if (!was_unique(search) || !is_joined(search, candidate))
		return false;
	return (only && search->compared >= TINY) ||
	       (telling && candidate->errors * EDITED <= search->compared);
}

static void place(const struct candidate *candidate, bool sure,
		  struct anchor_result *result)
{
	struct anchor_candidate answer = told(candidate);

	result->state = sure ? ANCHOR_PLACED : ANCHOR_DOUBTFUL;
	result->off = answer.off;
	result->end = answer.end;
	result->score = answer.score;
}

/* The candidate of the anchor's ordinal, if the quote stands as often as it
 * did. */
static const struct candidate *by_ordinal(const struct search *search)
{
	if (!search->exact_count ||
	    search->exact_count != search->anchor->total)
		return NULL;
	for (size_t i = 0; i < search->count; i++)
		if (search->candidates[i].exact &&
		    search->candidates[i].off == search->ordinal_off)
			return &search->candidates[i];
	return NULL;
}

/* Of those that are as likely as the best the one that is where it should be,
 * if all others are much farther off; NULL: none is, or nobody knows where. */
static const struct candidate *by_distance(const struct search *search,
					   const struct candidate *best)
{
	const struct candidate *nearest = NULL;
	uint64_t gap = 0;

	if (!search->anchor->text_len)
		return NULL;
	for (size_t i = 0; i < search->count; i++) {
		const struct candidate *candidate = &search->candidates[i];
		uint64_t far = search_distance(search, candidate->off);

		if (!is_acceptable(search, candidate) ||
		    !too_near(search, best, candidate) ||
		    (nearest && far >= gap))
			continue;
		nearest = candidate;
		gap = far;
	}
	for (size_t i = 0; nearest && i < search->count; i++) {
		const struct candidate *candidate = &search->candidates[i];

		if ((candidate->off >= nearest->end ||
		     nearest->off >= candidate->end) &&
		    too_near(search, best, candidate) &&
		    search_distance(search, candidate->off) <
			    NEARER * (gap + STRAY))
			return NULL;
	}
	return nearest;
}

/* Of several that are alike: the one that has all of the context, or is the
 * anchor's ordinal; else, as a guess, that which is where it should be. */
static const struct candidate *choose(const struct search *search,
				      const struct candidate *best,
				      const struct candidate *second,
				      bool *sure)
{
	const struct candidate *chosen = only_whole(search);

	if (!chosen && best->exact && second->exact)
		chosen = by_ordinal(search);
	if (chosen && in_tolerance(search, chosen)) {
		*sure = is_sure(search, chosen);
		return chosen;
	}
	*sure = false;
	return by_distance(search, best);
}

void judge(const struct search *search, struct anchor_result *result)
{
	const struct candidate *best = likeliest(search, true, NULL, 0);
	const struct candidate *second;
	bool sure;

	if (!best) {
		lose(search, result);
		return;
	}
	sure = is_sure(search, best);
	second = likeliest(search, false, &best, 1);
	if (second && too_near(search, best, second))
		best = choose(search, best, second, &sure);
	if (best)
		place(best, sure, result);
	else
		lose(search, result);
}

const struct candidate *judge_likeliest(const struct search *search)
{
	const struct candidate *best = likeliest(search, false, NULL, 0);
	const struct candidate *nearest = best;

	if (!best || !in_tolerance(search, best))
		return NULL;
	for (size_t i = 0; i < search->count; i++) {
		const struct candidate *candidate = &search->candidates[i];

		if (in_tolerance(search, candidate) &&
		    too_near(search, best, candidate) &&
		    search_distance(search, candidate->off) <
			    search_distance(search, nearest->off))
			nearest = candidate;
	}
	return nearest;
}
